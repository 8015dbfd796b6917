"""Statistics: how the reader reads, and what stands where."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from textual import events, work
from textual.widget import Widget

from postil.store.habits import Habits, habits, streaks
from postil.store.library import Library
from postil.store.models import Counts

from ..commands import Go, Where
from ..document import Document
from ..framed_screen import FramedScreen
from ..line_pane import LinePane
from ..session import Session
from ..stats_lines import COLUMN, Room, sections
from ..stats_view import stats_document
from ..widgets.paper_view import PaperView

MARGIN = 2
"""Cells of a pane that a line of text does not take: a blank on either side."""


class StatsScreen(FramedScreen):
    """Shows a reading calendar, and figures.

    Args:
        session: What the desk is looking at.
        go: Leads to another place.
    """

    PLACES: ClassVar[tuple[Where, ...]] = ("stats",)
    AUTO_FOCUS = "PaperView"

    def __init__(self, session: Session, go: Go) -> None:
        super().__init__(session, go)
        self._figures: tuple[Counts, Habits] | None = None

    def contents(self) -> Iterable[Widget]:
        """Make the pane."""
        yield PaperView()

    def on_mount(self) -> None:
        """Have everything counted."""
        self.show_lines()
        self.refresh_papers()

    def refresh_papers(self) -> None:
        """Count everything anew."""
        self._count()

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _count(self) -> None:
        with Library.open(self.session.library.path) as library:
            figures = library.counts(), habits(library.db)
        self.app.call_from_thread(self._take, figures)

    def _take(self, figures: tuple[Counts, Habits]) -> None:
        self._figures = figures
        if self.is_attached:
            self._show()

    def _show(self) -> None:
        self.query_one(PaperView).show(self.document(), keep_place=True)

    def document(self) -> Document:
        """Return the figures, drawn for the width that there is."""
        if self._figures is None:
            return Document()
        counts, found = self._figures
        today = date.today()
        width = min(self.size.width - MARGIN - 1, COLUMN)
        return stats_document(sections(counts, found, streaks(found.days, today), today, Room(width)))

    def on_resize(self, _event: events.Resize | None = None) -> None:
        """Draw for the new width."""
        super().on_resize()
        self._show()

    def pane(self) -> LinePane:
        """Return the pane that the keys move in."""
        return self.query_one(PaperView)

    def heading(self) -> tuple[str, str, str]:
        """Return where one is."""
        return "› Statistics", "", ""
