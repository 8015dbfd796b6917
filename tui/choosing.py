"""Selecting papers from a list: one by one, or by range."""

from .chosen import MOST
from .commands import Call, Go
from .screen_part import ScreenPart
from .session import Session
from .widgets.paper_list import PaperList


class Choosing(ScreenPart):
    """A screen with a list whose papers can be selected.

    Args:
        session: What the desk is looking at.
        go: Leads to another place.
    """

    def __init__(self, session: Session, go: Go) -> None:
        super().__init__(session, go)
        self._range_from: int | None = None

    @property
    def in_range(self) -> bool:
        """Whether moving the cursor selects."""
        return self._range_from is not None

    def is_chosen(self, index: int) -> bool:
        """Return whether the paper at an index is selected."""
        return self.session.chosen.has(index, self.session.listing.ids)

    def do_select_toggle(self, _call: Call) -> None:
        """Select the paper or let it go, and step on."""
        paper_id = self.session.paper_id
        if paper_id is not None:
            self.session.chosen.toggle(paper_id)
        self.query_one(PaperList).move(1)

    def do_select_range(self, _call: Call) -> None:
        """Begin a range, or keep the one that was begun."""
        if self.in_range:
            self.end_range()
        else:
            self._range_from = self.session.cursor
            self.extend()
        self.show_lines()

    def do_select_all(self, _call: Call) -> None:
        """Select everything that the list shows, or let go of it where it all is selected."""
        chosen, ids = self.session.chosen, self.session.listing.ids
        self._range_from = None
        if len(ids) <= MOST and chosen.all_of(ids):
            chosen.let_go(ids)
        else:
            chosen.stretch(0, len(ids) - 1)
            self._settle()
        self.query_one(PaperList).repaint()
        self.show_lines()

    def extend(self) -> None:
        """Select from where the range began to the cursor."""
        if self._range_from is not None:
            self.session.chosen.stretch(self._range_from, self.session.cursor)
            self.query_one(PaperList).repaint()

    def end_range(self) -> None:
        """Select no further; what is selected stays, if it is not too much to keep."""
        if self._range_from is None:
            return
        self._range_from = None
        self._settle()

    def _settle(self) -> None:
        """Keep the range, if it is not too much to keep."""
        if not self.session.chosen.settle(self.session.listing.ids):
            self.session.chosen.let_go()
            self.notice(f"a range of more than {MOST:,} papers is not kept")

    def let_go(self) -> None:
        """Select nothing."""
        self._range_from = None
        self.session.chosen.let_go()
        self.query_one(PaperList).repaint()
        self.show_lines()
