"""What's new: since the reader last looked, and import by import; its papers, their changes, new terms."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual.containers import Container
from textual.widget import Widget

from postil.store.models import Row
from postil.store.news.changes import change_of

from ..commands import Call, Go, Need, Where
from ..counting_news import CountingNews
from ..document import Document, paper_document
from ..format import plural
from ..framed_screen import FramedScreen
from ..line_pane import LinePane
from ..listing import Listing
from ..messages import CursorMoved, EntryReached
from ..news_view import (
    SINCE,
    change_document,
    entries,
    nothing_document,
    term_entries,
)
from ..news_words import CHANGED, KINDS, note
from ..session import Session
from ..widgets.entry_list import EntryList
from ..widgets.paper_list import PaperList, PaperSource
from ..widgets.paper_view import PaperView


class NewsScreen(CountingNews, FramedScreen):
    """Shows what is new, and leads to it.

    Args:
        session: What the desk is looking at.
        go: Leads to another place.
        read: Opens a paper of some papers, by their row ids.
        show: Shows papers in the library.
        search: Searches the library for a text.
    """

    DEFAULT_CSS = """
    NewsScreen #terms { width: 1fr; display: none; background: $ground; }
    NewsScreen.-terms #terms { display: block; }
    NewsScreen.-terms #list { display: none; }
    NewsScreen.-sidebar.-stacked #terms, NewsScreen.-sidebar.-one #terms { display: none; }
    NewsScreen.-stacked #terms, NewsScreen.-one #terms { width: 100%; height: 100%; }
    NewsScreen.-terms.-stacked #paper { display: none; }
    """

    PLACES: ClassVar[tuple[Where, ...]] = ("news",)
    AUTO_FOCUS = "#sidebar"

    def __init__(
        self,
        session: Session,
        go: Go,
        read: Callable[[Sequence[int], int], None],
        show: Callable[[Listing], None],
        search: Callable[[str], None],
    ) -> None:
        super().__init__(session, go)
        self._read = read
        self._show = show
        self._search = search
        self._section = ("", "")
        self._notes: dict[int, str] = {}

    def contents(self) -> Iterable[Widget]:
        """Make the panes."""
        panes = (EntryList(id="sidebar"), PaperList(id="list"), EntryList(id="terms"), PaperView(id="paper"))
        yield Container(*panes, id="panes")

    def on_mount(self) -> None:
        """Find the imports, and have what they brought counted."""
        self.add_class("-sidebar")
        self.gather()

    # Panes

    @property
    def sidebar(self) -> EntryList:
        """The sections."""
        return self.query_one("#sidebar", EntryList)

    @property
    def list(self) -> PaperList | EntryList:
        """The papers of the section, or its terms."""
        if self.has_class("-terms"):
            return self.query_one("#terms", EntryList)
        return self.query_one(PaperList)

    def pane(self) -> LinePane:
        """Return the pane that the keys move in."""
        focused = self.focused
        return focused if isinstance(focused, LinePane) and focused.display else self.sidebar

    def _focus(self, pane: LinePane) -> None:
        """Give a pane the keys; where there is little room it stands alone."""
        self.set_class(pane is self.sidebar, "-sidebar")
        self.set_class(isinstance(pane, PaperView), "-detail")
        self.set_focus(pane)
        self.show_lines()

    def do_pane_next(self, _call: Call) -> None:
        """Go to the next pane."""
        self._cycle(1)

    def do_pane_previous(self, _call: Call) -> None:
        """Go to the pane before."""
        self._cycle(-1)

    def do_pane_back(self, _call: Call) -> None:
        """Go one pane to the left."""
        self._focus(self.list if self.pane() is self.query_one(PaperView) else self.sidebar)

    def _cycle(self, step: int) -> None:
        panes: list[LinePane] = [self.sidebar, self.list, self.query_one(PaperView)]
        panes = [pane for pane in panes if pane is self.sidebar or pane is self.list or pane.display]
        self._focus(panes[(panes.index(self.pane()) + step) % len(panes)])

    # Showing

    def refresh_papers(self) -> None:
        """Show the news as far as they are counted, the cursor where it was."""
        sidebar, rows = self.sidebar, entries(self.blocks.values(), self.earlier)
        before = sidebar.entry
        sidebar.show(rows, "")
        if before is None or before.value is None:
            sidebar.move_to(0)
        self._show_section()

    def on_screen_resume(self) -> None:
        """Come back from the reader: what was read may be marked so now."""
        self.query_one(PaperList).forget()

    def on_entry_reached(self, _message: EntryReached) -> None:
        """Show the section under the cursor."""
        self._show_section()

    def _show_section(self) -> None:
        """Show the papers or terms of the section under the cursor, unless they are shown."""
        entry = self.sidebar.entry
        name, _, kind = ((entry.value if entry else None) or "").partition(":")
        block = self.blocks.get(name)
        if block is not None and kind == "terms":
            self.ask_terms(block)
            self.query_one("#terms", EntryList).show(term_entries(block.terms or ()), "")
        if (name, kind) != self._section:
            self._section = (name, kind)
            self._notes = {}
            ids = block.papers(kind) if block is not None else ()
            self.session.show(Listing(ids, title=KINDS.get(kind, "")), 0)
            self.query_one(PaperList).show(
                PaperSource(len(ids), self._rows, empty=("",), notes=self._notes), 0
            )
        self.set_class(kind == "terms", "-terms")
        self._show_paper()
        self.show_lines()

    def _rows(self, start: int, stop: int) -> Sequence[Row]:
        """Return rows, and note what there is to say of them."""
        rows = self.session.rows(start, stop)
        for row in rows if self._section[1] in CHANGED else ():
            changed = change_of(self.session.library.db, self.blocks[self._section[0]].stretch, row.paper_id)
            self._notes[row.paper_id] = note(changed) if changed is not None else ""
        return rows

    def on_cursor_moved(self, message: CursorMoved) -> None:
        """Let the paper follow the cursor."""
        self.session.cursor = message.index
        self._show_paper()
        self.show_lines()

    def _show_paper(self) -> None:
        view, document = self.query_one(PaperView), self.document()
        view.show(document, keep_place=document == view.document)

    def document(self) -> Document:
        """Return the paper under the cursor, or what was changed about it."""
        name, kind = self._section
        paper_id = self.session.paper_id
        if paper_id is None:
            return Document() if kind else nothing_document()
        library = self.session.library
        if kind in CHANGED:
            changed = change_of(library.db, self.blocks[name].stretch, paper_id)
            return change_document(changed) if changed is not None else Document()
        return paper_document(self.session.whole(paper_id))

    def heading(self) -> tuple[str, str, str]:
        """Return which section it is, and how much is new."""
        kind = self._section[1]
        new = len(self.blocks[SINCE].papers("new")) if SINCE in self.blocks else 0
        where = f"› What's new › {KINDS[kind]}" if kind else "› What's new"
        return where, f"{plural(new, 'new paper')} since you last looked ", ""

    def standing(self) -> str:
        """Return which paper is under the cursor."""
        papers = self.session.listing.ids
        return f"{self.session.cursor + 1:,}/{len(papers):,}" if papers else ""

    def lacks(self, need: Need) -> bool:
        """Return whether something that a command needs is not there."""
        return need is Need.NEWS and not self._section[1]

    # What can be done

    def do_news_open(self, _call: Call) -> None:
        """Show the section in the library, read the paper, or search the term."""
        ids, entry = self.session.listing.ids, self.list.entry if isinstance(self.list, EntryList) else None
        if self.pane() is not self.sidebar and entry is not None:
            self.look()
            self._search(f'"{entry.value}"')
        elif self.pane() is self.sidebar and ids:
            self.look()
            self._show(self.session.listing)
        elif self.has_class("-one") and self._section[1] in CHANGED and self.pane() is self.list:
            self._focus(self.query_one(PaperView))
        elif ids:
            self._read(array("q", ids), self.session.cursor)
        else:
            self._focus(self.list)

    def do_news_into(self, _call: Call) -> None:
        """Go from the sections to the papers, and from there to the paper."""
        here = self.pane()
        if here is self.list and self.query_one(PaperView).display:
            self._focus(self.query_one(PaperView))
        elif here is self.sidebar:
            self._focus(self.list)
        else:
            self.do_news_open(_call)

    def do_news_seen(self, _call: Call) -> None:
        """Count all of it as seen."""
        self.look()
        self.notice("all of this counts as seen now")

    # The way back

    def do_step_back(self, _call: Call) -> None:
        """Go back to the sections, or to where one came from."""
        if self.pane() is self.sidebar:
            self.do_screen_back(_call)
        else:
            self.do_pane_back(_call)

    def do_screen_back(self, _call: Call) -> None:
        """Go back."""
        self.look()
        self.go("back")

    def do_go_library(self, _call: Call) -> None:
        """Go to the library."""
        self.look()
        self.go("library")
