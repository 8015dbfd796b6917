"""Selecting papers from a list: one by one, or by range."""

from collections.abc import Callable

from .commands import Call
from .paper_screen import PaperScreen
from .session import Session
from .widgets.paper_list import PaperList


class Choosing(PaperScreen):
    """A screen with a list whose papers can be selected.

    Args:
        session: What the desk is looking at.
        go: Leads to another place.
    """

    def __init__(self, session: Session, go: Callable[[str], None]) -> None:
        super().__init__(session, go)
        self._range_from: int | None = None
        self._chosen_before: set[int] = set()

    @property
    def in_range(self) -> bool:
        """Whether moving the cursor selects."""
        return self._range_from is not None

    def is_chosen(self, index: int) -> bool:
        """Return whether the paper at an index is selected."""
        return self.session.listing.ids[index] in self.session.chosen

    def do_select_toggle(self, _call: Call) -> None:
        """Select the paper or let it go, and step on."""
        paper_id = self.session.paper_id
        if paper_id is not None:
            self.session.chosen ^= {paper_id}
        self.query_one(PaperList).move(1)

    def do_select_range(self, _call: Call) -> None:
        """Begin a range, or keep the one that was begun."""
        self._range_from = None if self.in_range else self.session.cursor
        self._chosen_before = set(self.session.chosen)
        self.extend()
        self.show_lines()

    def extend(self) -> None:
        """Select from where the range began to the cursor."""
        if self._range_from is not None:
            first, last = sorted((self._range_from, self.session.cursor))
            self.session.chosen = self._chosen_before | set(self.session.listing.ids[first : last + 1])
            self.query_one(PaperList).repaint()

    def end_range(self) -> None:
        """Select no further; what is selected stays."""
        self._range_from = None

    def let_go(self) -> None:
        """Select nothing."""
        self.end_range()
        self.session.chosen.clear()
        self.query_one(PaperList).repaint()
        self.show_lines()
