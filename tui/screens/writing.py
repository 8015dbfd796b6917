"""Writing prose: a note, or a comment on a highlight, kept as it is typed."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static, TextArea

from postil.store.errors import PostilError

from ..clean_area import CleanArea
from ..dialog import Dialog

SAVED_AFTER = 0.5
"""Seconds after which what is typed is kept: no more than that can be lost."""

FOOTER = "esc leave · kept as you type"
UNKEPT = "not kept, esc twice leaves without it"


class WritingScreen(Dialog):
    """A text to write; whoever opens it keeps what it tells.

    Args:
        title: What is written.
        text: What stands there at first.
        keep: Keeps the whole text.
        small: Whether it is only a few lines.
    """

    DEFAULT_CSS = """
    WritingScreen.-few { align: center bottom; background: $ground 0%; }
    WritingScreen .footer { height: auto; max-height: 3; }
    WritingScreen.-few #frame { height: 12; max-height: 60%; margin: 0 0 2 0; }
    """

    doing = "NOTE"
    AUTO_FOCUS = "#prose"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]
    """
    | key | does |
    |---|---|
    | escape | leave; what is written is kept |
    """

    def __init__(self, title: str, text: str, keep: Callable[[str], object], small: bool = False) -> None:
        super().__init__(title, FOOTER)
        self._text = self._kept = text
        self._keep = keep
        self._given_up: str | None = None
        self._timer: Timer | None = None
        self.set_class(small, "-few")

    def contents(self) -> ComposeResult:
        """Make the field."""
        yield CleanArea(self._text, id="prose", soft_wrap=True, tab_behavior="focus")

    def on_mount(self) -> None:
        """Go on writing where the text ends."""
        area = self.query_one(CleanArea)
        area.move_cursor(area.document.end)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Keep the text soon, however fast it is typed."""
        self._text = event.text_area.text
        if self._timer is None:
            self._timer = self.set_timer(SAVED_AFTER, self._save)

    def _save(self) -> bool:
        """Keep the text; return whether it is kept."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self._text == self._kept:
            return True
        try:
            self._keep(self._text)
        except PostilError as error:
            self._say(f"{UNKEPT}: {error}")
            self._timer = self.set_timer(SAVED_AFTER, self._save)
            return False
        self._kept = self._text
        self._say(FOOTER)
        return True

    def _say(self, text: str) -> None:
        for footer in self.query(".footer").results(Static):
            footer.update(Content(text))

    def on_unmount(self) -> None:
        """Keep the last words when the desk is closed over them."""
        self._save()

    def action_leave(self) -> None:
        """Leave; where the text cannot be kept, only if that is asked for twice."""
        self._text = self.query_one(CleanArea).text
        if self._save() or self._text == self._given_up:
            self.dismiss(None)
        self._given_up = self._text
