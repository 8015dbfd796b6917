"""Asking for a day by which something is to be read."""

from collections.abc import Callable
from datetime import date

from postil.store.errors import PostilError

from .lazy import load
from .screen_part import ScreenPart

EXAMPLES = "2026-12-03, tomorrow, friday, +2w; empty for none"


class AskingDays(ScreenPart):
    """A screen that asks for days.

    Args:
        session: What the desk is looking at.
        go: Leads to another place.
    """

    def ask_day(self, title: str, day: str | None, keep: Callable[[str | None], None]) -> None:
        """Ask for a day, and keep it if it is one.

        Args:
            title: What stands over the line.
            day: The day that was said before, if any was.
            keep: Takes the day, `YYYY-MM-DD`, or None for none.
        """

        def then(text: str | None) -> None:
            if text is None:
                return
            try:
                keep(load("store.days:read_day")(text, date.today()) if text else None)
            except PostilError as error:
                self.notice(str(error))

        self.app.push_screen(load("tui.screens.naming:NameScreen")(title, day or "", EXAMPLES, True), then)
