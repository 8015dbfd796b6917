"""The highlights of all papers."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import ClassVar

from textual.widget import Widget
from textual.widgets import Input

from postil.store.errors import PostilError, QueryError
from postil.store.highlights import Gathered
from postil.store.models import Paper

from ..commands import Call, Go, Need, Where
from ..entries import Entry
from ..filter_field import FilterField
from ..format import plural
from ..framed_screen import FramedScreen
from ..gathered_highlights import Gathering
from ..lazy import load
from ..line_pane import LinePane
from ..marking import Marking
from ..messages import Opened
from ..session import Session
from ..widgets.highlight_list import HighlightList
from ..yanking import Yanking

NONE_AT_ALL = "nothing is highlighted yet: read a paper, and press 1 to 5 on a sentence"


class HighlightsScreen(Marking, Yanking, FramedScreen):
    """Shows highlights across papers, and leads to them.

    Args:
        session: What the desk is looking at.
        go: Leads to another place.
        read: Opens a paper of some papers, by their row ids, at a highlight.
    """

    PLACES: ClassVar[tuple[Where, ...]] = ("highlights",)
    AUTO_FOCUS = "HighlightList"

    def __init__(
        self,
        session: Session,
        go: Go,
        read: Callable[[Sequence[int], int, str], None],
    ) -> None:
        super().__init__(session, go)
        self._read = read
        self._field = FilterField("words of quote, comment or title; or fields, such as tag:")
        self._gathering = Gathering()
        self._found: list[Gathered] = []

    def contents(self) -> Iterable[Widget]:
        """Make the search line, and the list."""
        return self._field, HighlightList()

    def on_screen_resume(self) -> None:
        """Gather all of them, at first and whenever one comes back."""
        self.refresh_papers()

    def pane(self) -> LinePane:
        """Return the list."""
        return self.query_one(HighlightList)

    @property
    def _current(self) -> Gathered | None:
        return self.query_one(HighlightList).current

    def lacks(self, need: Need) -> bool:
        """Return whether something that a command needs is not there."""
        if need in {Need.HIGHLIGHT, Need.HIGHLIGHTS}:
            return not self._found
        return super().lacks(need)

    def refresh_papers(self) -> None:
        """Gather the highlights anew."""
        try:
            self._found = self._gathering.found(self.session.library, self.session.pens)
        except QueryError as error:
            self.show_notice(str(error))
            return
        self.query_one(HighlightList).show(self._found)
        self.show_lines()

    @property
    def mode(self) -> str:
        """What the status line calls it."""
        return "LIST"

    def heading(self) -> tuple[str, str, str]:
        """Return how many highlights are shown, and of how many papers."""
        papers = len({one.paper_id for one in self._found})
        return "› Highlights", f"{plural(len(self._found), 'highlight')} in {plural(papers, 'paper')} ", ""

    def standing(self) -> str:
        """Return which highlight is under the cursor, and what is shown."""
        if not self._found and self._gathering == Gathering():
            return NONE_AT_ALL
        number = min(self.query_one(HighlightList).cursor + 1, len(self._found))
        return f"{number:,}/{len(self._found):,}  {self._gathering.said(self.session.pens)}"

    def _gather(self, gathering: Gathering) -> None:
        self._gathering = gathering
        self.refresh_papers()

    # What is shown

    def do_highlights_pen(self, call: Call) -> None:
        """Show one pen only, or all again."""
        pen = int(call.choice)
        self._gather(self._gathering._replace(pen=0 if pen == self._gathering.pen else pen))

    def do_highlights_sort(self, _call: Call) -> None:
        """Order by paper or by date."""
        by_paper = self._gathering.order == "by paper"
        self._gather(self._gathering._replace(order="by date" if by_paper else "by paper"))

    def do_highlights_detached(self, _call: Call) -> None:
        """Show only what is no longer in its text, or all again."""
        self._gather(self._gathering._replace(detached=not self._gathering.detached))

    def do_highlights_list(self, _call: Call) -> None:
        """Choose a reading list."""
        names = list(self.session.library.counts().lists)
        if not names:
            self.notice("there are no reading lists yet")
            return

        def show(name: str | None) -> None:
            if name is not None:
                self._gather(self._gathering._replace(reading_list=name))

        entries = [Entry("All papers", ""), *(Entry(name, name) for name in names)]
        picker = load("tui.screens.picker:PickerScreen")
        self.app.push_screen(picker("Reading list", entries, self._gathering.reading_list), show)

    def do_highlights_filter(self, _call: Call) -> None:
        """Type a query."""
        self._field.open()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show only what answers."""
        self.said = ""
        self._gather(self._gathering._replace(text=event.value))

    # What is under the cursor

    def do_highlight_go(self, _call: Call) -> None:
        """Read the passage."""
        current = self._current
        if current is not None:
            papers = array("q", dict.fromkeys(one.paper_id for one in self._found))
            self._read(papers, papers.index(current.paper_id), current.highlight.highlight_id)

    def on_opened(self, _message: Opened) -> None:
        """Read the passage."""
        self.do_highlight_go(Call())

    def do_highlight_delete(self, _call: Call) -> None:
        """Delete the highlight."""
        current = self._current
        if current is not None:
            self.session.library.highlights.remove(current.highlight.highlight_id)
            self.refresh_papers()
            self.notice("highlight deleted · u undoes")

    def do_yank_quote(self, _call: Call) -> None:
        """Copy the highlight with its reference."""
        current = self._current
        if current is not None:
            paper = self.session.library.papers.by_id(current.paper_id)
            reference = load("store.exporters.wording:reference")(paper)
            self._yank(f"“{' '.join(current.highlight.quote.split())}” {reference}", "quote")

    def do_highlights_export(self, _call: Call) -> None:
        """Ask for a file, and write what is shown."""
        naming = load("tui.screens.naming:NameScreen")
        title = "Write what is shown to a file (.md, .csv, .jsonl)"
        self.app.push_screen(naming(title, "highlights.md"), self._export)

    def _export(self, name: str | None) -> None:
        if not name:
            return
        path = Path(name).expanduser()
        formats = load("store.exporters.highlights:FORMATS")
        write = formats.get(path.suffix.removeprefix("."))
        if write is None:
            self.notice(f"{name}: the ending must be one of .{', .'.join(formats)}")
            return
        marked = load("store.exporters.highlights:Marked")
        library = self.session.library
        paper: Callable[[int], Paper] = lru_cache(1)(library.papers.by_id)
        try:
            with load("tui.files:opened")(str(path)) as file:
                # As they stand now: what is shown is as it was kept, perhaps for a text since revised.
                now = (
                    (library.highlights.get(one.highlight.highlight_id), one.paper_id) for one in self._found
                )
                rows = (marked(highlight, paper(paper_id)) for highlight, paper_id in now)
                file.writelines(write(rows, self.session.pens))
        except PostilError as error:
            self.notice(str(error))
        else:
            self.notice(f"{plural(len(self._found), 'highlight')} written to {path}")

    # The way back

    def do_step_back(self, _call: Call) -> None:
        """Show all highlights again, or go back."""
        if self._gathering._replace(order="by paper") == Gathering():
            self.go("back")
            return
        self._field.close()
        self._gather(Gathering(order=self._gathering.order))
