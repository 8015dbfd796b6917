"""The reader: one paper in one comfortable column."""

from collections.abc import Iterable
from typing import ClassVar

from textual.widget import Widget

from postil.store.errors import LibraryError

from ..annotating import Annotating
from ..collecting import Collecting
from ..commands import Call, Go, Where
from ..desk_view import pens_line, reader_left, status_left
from ..framed_screen import FramedScreen
from ..highlighting import Highlighting
from ..line_pane import LinePane
from ..session import Session
from ..widgets.reading_view import ReadingView

READING_AFTER = 4.0
"""Seconds after which an unread paper that is open counts as being read."""


class ReaderScreen(Highlighting, Annotating, Collecting, FramedScreen):
    """Reads the paper under the session's cursor, and its neighbours.

    Args:
        session: What the desk is looking at.
        go: Leads to another place.
        line: The line to begin at.
        zen: Whether to hide everything but the text.
        highlight_id: The highlight to begin at.
    """

    PLACES: ClassVar[tuple[Where, ...]] = ("reader",)
    MODES: ClassVar[tuple[Where, ...]] = ("select",)
    READING: ClassVar[bool] = True
    AUTO_FOCUS = "#text"

    def __init__(
        self,
        session: Session,
        go: Go,
        line: int = 0,
        zen: bool = False,
        highlight_id: str = "",
    ) -> None:
        super().__init__(session, go)
        self._line = line
        self._highlight_id = highlight_id
        self.set_class(zen, "-zen")

    def contents(self) -> Iterable[Widget]:
        """Make the column."""
        yield ReadingView(id="text")

    def on_mount(self) -> None:
        """Show the paper at the place where the reader was."""
        self._show()
        if self._line:
            self.call_after_refresh(self.text.scroll, self._line)
        if self._highlight_id:
            self.call_after_refresh(self.text.reach, self._highlight_id)

    @property
    def line(self) -> int:
        """The first line in view."""
        return self.text.top if self.query(ReadingView) else self._line  # not composed yet

    def targets(self) -> list[int]:
        """Return the paper that is being read: what is selected in the library is out of sight here."""
        here = self.session.paper_id
        return [] if here is None else [here]

    def pane(self) -> LinePane:
        """Return the pane that the keys move in."""
        return self.text

    def _show(self) -> None:
        self.text.show(self.document())
        self.show_lines()
        paper_id = self.session.paper_id
        self.set_timer(READING_AFTER, lambda: self._begin_reading(paper_id))

    def heading(self) -> tuple[str, str, str]:
        """Return what is read."""
        return reader_left(self.session), "", ""

    def standing(self) -> str:
        """Return where the reader is, or while one selects the pens."""
        return status_left(self.session) if self.text.selection is None else pens_line(self.session.pens)

    def _begin_reading(self, paper_id: int | None) -> None:
        """Mark an unread paper as being read, if it is still the one in front of the reader."""
        paper = self.session.paper()
        if (
            paper is None
            or paper_id != self.session.paper_id
            or paper.status != "unread"
            or not self.is_current
        ):
            return
        try:
            self.session.library.reading.begin(paper.key)
        except LibraryError:
            return  # a library that can only be read keeps no status
        self.refresh_papers()

    def refresh_papers(self) -> None:
        """Show the paper anew, at the same place."""
        self.text.show(self.document(), keep_place=True)
        self.show_lines()

    def on_screen_resume(self) -> None:
        """Come back from a dialog, which may have changed what there is to read."""
        if self.session.paper_id is None:
            self.go("library")
        else:
            self.refresh_papers()

    def _step(self, papers: int) -> bool:
        wanted = self.session.cursor + papers
        if not 0 <= wanted < len(self.session.listing.ids):
            self.notice(
                "this is the last paper of the list" if papers > 0 else "this is the first paper of the list"
            )
            return False
        self.session.cursor = wanted
        self._show()
        return True

    def do_paper_next(self, call: Call) -> None:
        """Read the next paper of the list."""
        self._step(call.times)

    def do_paper_previous(self, call: Call) -> None:
        """Read the paper before."""
        self._step(-call.times)

    def do_read_page(self, _call: Call) -> None:
        """Go a page down, or to the next paper at the end."""
        if self.text.at_end():
            self._step(1)
        else:
            self.text.page(1)

    def do_sentence_next(self, call: Call) -> None:
        """Go to the next sentence; after the last one, to the next paper."""
        if self.text.selection is not None:
            self.text.extend_by_sentences(call.times)
        elif not self.text.step_sentence(call.times):
            self._step(1)

    def do_sentence_previous(self, call: Call) -> None:
        """Go to the sentence before."""
        if self.text.selection is not None:
            self.text.extend_by_sentences(-call.times)
        elif not self.text.step_sentence(-call.times):
            self.text.move_to(0)

    def do_search_next(self, call: Call) -> None:
        """Go to the next hit in the paper."""
        self._step_hit(call.times)

    def do_search_previous(self, call: Call) -> None:
        """Go to the hit before."""
        self._step_hit(-call.times)

    def _step_hit(self, steps: int) -> None:
        if self.text.step_hit(steps):
            self.show_notice(f"hit {self.text.hit + 1} of {len(self.text.document.hits)}")
        else:
            self.notice("no hit stands in this text")

    def do_read_zen(self, _call: Call) -> None:
        """Hide everything but the text, or show it again."""
        self.toggle_class("-zen")

    def do_step_back(self, _call: Call) -> None:
        """Select nothing, leave zen, or leave the reader."""
        if self.text.selection is not None:
            self.text.end_selection()
        elif self.has_class("-zen"):
            self.remove_class("-zen")
        else:
            self.go("back")
