"""What the reader says of papers: status, star, rating, and the way back."""

from itertools import islice

from postil.store.models import Status

from .commands import Call
from .format import plural
from .layout import crop
from .lazy import load
from .screen_part import ScreenPart


class Marking(ScreenPart):
    """A screen whose papers can be marked.

    Args:
        session: What the desk is looking at.
        go: Leads to another place.
    """

    def do_paper_read(self, _call: Call) -> None:
        """Mark read, or unread where all are read."""
        self._toggle_status("read")

    def do_paper_drop(self, _call: Call) -> None:
        """Drop, or take back where all are dropped."""
        self._toggle_status("dropped")

    def do_paper_star(self, _call: Call) -> None:
        """Star, or take the star away where all have one."""
        keys, reading = self._target_keys(), self.session.library.reading
        starred = not reading.all_starred(keys)
        self._changed(reading.set_star(keys, starred), "starred" if starred else "star taken away")

    def do_paper_rate(self, call: Call) -> None:
        """Rate from 0 to 5, or take the rating away."""
        rating = int(call.choice) if call.choice.isdecimal() else None
        changed = self.session.library.reading.set_rating(self._target_keys(), rating)
        self._changed(changed, "rating taken away" if rating is None else f"rated {rating}")

    def do_paper_tag(self, _call: Call) -> None:
        """Offer the tags, to be given and taken."""
        load("tui.tagging:choose")(self)

    def do_paper_tag_again(self, _call: Call) -> None:
        """Give and take the same tags as last time."""
        load("tui.tagging:again")(self)

    def do_history_undo(self, call: Call) -> None:
        """Take back the last changes."""
        self._turn("undone", call.times)

    def do_history_redo(self, call: Call) -> None:
        """Do again what was undone."""
        self._turn("redone", call.times)

    def _turn(self, done: str, times: int) -> None:
        history = self.session.library.history
        turn = history.undo if done == "undone" else history.redo
        steps = list(islice(iter(turn, None), times))
        said = crop(steps[0].label, 48) if len(steps) == 1 else plural(len(steps), "step")
        self.notice(f"{done}: {said}" if steps else f"nothing to be {done}")
        self.refresh_papers()

    def _target_keys(self) -> list[str]:
        return self.session.library.papers.keys(self.targets() or ())

    def _toggle_status(self, status: Status) -> None:
        keys, reading = self._target_keys(), self.session.library.reading
        wanted: Status = "unread" if reading.all_are(keys, status) else status
        self._changed(reading.set_status(keys, wanted), f"marked {wanted}")

    def _changed(self, papers: int, done: str) -> None:
        many = f"{papers:,} papers {done}"
        self.notice("nothing to change" if not papers else done if papers == 1 else many)
        self.session.chosen.let_go(self.targets())
        self.refresh_papers()
