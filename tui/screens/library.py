"""The library: where to look, the list, and the paper under the cursor."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from postil.store.models import Counts, Row, Sort

from ..choosing import Choosing
from ..commands import SORTING, Call, Where
from ..desk_view import CHOOSING, EMPTY, TYPING, entries, head_right, hints, nothing_here
from ..finding import Finding
from ..line_pane import LinePane
from ..messages import CursorMoved, EntryChosen
from ..moving import Moving
from ..paper_screen import PaperScreen
from ..place import Place
from ..session import Listing, Session
from ..widgets.bars import Bar, HintBar
from ..widgets.entry_list import EntryList
from ..widgets.paper_list import PaperList, Shelf
from ..widgets.paper_view import PaperView

BANNER = "Sample library · g i import yours · ? help · g e start empty"

PREVIEW_DELAY = 0.04
"""Seconds that the paper waits behind the list while the list changes with every key."""


class LibraryScreen(Choosing, Finding, Moving, PaperScreen):
    """The first screen of the desk.

    Args:
        session: What the desk is looking at.
        place: Where the reader was when the desk was closed.
        go: Leads to another place.
    """

    PLACES: ClassVar[tuple[Where, ...]] = ("library",)
    AUTO_FOCUS = "#list"

    def __init__(self, session: Session, place: Place, go: Callable[[str], None]) -> None:
        super().__init__(session, go)
        self._place = place
        self._left = False
        self._counts = Counts()
        self._preview: Timer | None = None

    def compose(self) -> ComposeResult:
        """Make the panes and the lines around them."""
        yield Bar(id="head")
        yield self.bar
        with Container(id="panes"):
            yield EntryList(id="sidebar")
            yield PaperList(id="list")
            yield PaperView(id="paper")
        with Vertical(id="foot"):
            yield HintBar()
            yield Bar(id="status")

    def on_mount(self) -> None:
        """Stand where the reader was."""
        self.call_after_refresh(self.furnish)
        self._stand()

    def _stand(self) -> None:
        self.session.resume(self._place)
        self._show_banner()
        self._show_sidebar()
        self.bar.set_text(self.session.text)
        here = self.session.library.papers.id_of(self._place.key) if self._place.key else None
        self.show_listing(self.session.browse(), keep=here)
        if self.session.text:
            self.search()
        if self._place.reading and self.session.paper_id is not None:
            self.go("reader")

    def change_session(self, session: Session, place: Place) -> None:
        """Look at another library, from a place in it."""
        self.restart(session)
        self._place = place
        self._stand()

    def on_screen_suspend(self) -> None:
        """Note that the reader went elsewhere."""
        self._left = True

    def on_screen_resume(self) -> None:
        """Come back from the reader to the paper that was read last."""
        if not self._left:
            return
        if self.list.cursor != self.session.cursor:
            self.list.move_to(self.session.cursor)
        self.refresh_papers()

    @property
    def list(self) -> PaperList:
        """The list."""
        return self.query_one(PaperList)

    # Showing

    def show_listing(self, listing: Listing, keep: int | None) -> None:
        """Show a listing, with the cursor on a paper if it is still there."""
        if listing.ids != self.session.listing.ids:
            self.end_range()  # it counts in a list that is gone
        cursor = self.session.index_of(keep, listing)
        self.session.show(listing, cursor or 0)
        self.session.chosen &= set(listing.ids)
        shelf = Shelf(
            len(listing.ids), self.session.rows, listing.marks, self.is_chosen, nothing_here(self.session)
        )
        self.list.show(shelf, self.session.cursor)
        self.show_lines()

    def show_lines(self) -> None:
        """Show the lines around the panes anew."""
        self.show_status("SELECT" if self.in_range else "SEARCH" if self.typing else "LIST")
        head = self.query_one("#head", Bar)
        head.strong, head.left = "Postil", f"› {self.session.label}"
        head.right = head_right(self._counts, len(self.session.listing.ids))
        self.query_one(HintBar).hints = self._hints()

    def _hints(self) -> Sequence[tuple[str, str]]:
        if self.typing:
            return TYPING
        if isinstance(self.focused, EntryList):
            return CHOOSING
        return hints("library") if self.session.listing.ids else EMPTY

    def _show_sidebar(self) -> None:
        self._counts = self.session.library.counts()
        self.query_one(EntryList).show(entries(self._counts), self.session.scope)

    def _show_banner(self) -> None:
        for banner in self.query("#banner"):
            banner.remove()
        if self.session.sample:
            self.mount(Static(Content(BANNER), markup=False, id="banner"), after="#head")

    def _show_paper(self) -> None:
        self.query_one(PaperView).show(self.document())

    def refresh_papers(self) -> None:
        """Show the papers anew: something about them changed."""
        if not self.session.chosen:
            self.end_range()
        self.list.forget()
        self._show_sidebar()
        self.show_lines()
        self._show_paper()

    # The cursor

    def on_cursor_moved(self, message: CursorMoved) -> None:
        """Let the paper follow the cursor."""
        self.session.cursor = message.index
        if message.by_reader:
            self.moved = True
            self.extend()
        self.show_lines()
        if self._preview is not None:
            self._preview.stop()
        if message.by_reader:
            self._show_paper()
        else:
            self._preview = self.set_timer(PREVIEW_DELAY, self._show_paper)

    def pane(self) -> LinePane:
        """Return the pane that the keys move in."""
        focused = self.focused
        return focused if isinstance(focused, EntryList | PaperView) else self.list

    def do_unread_next(self, call: Call) -> None:
        """Go to the next unread paper."""
        self._step(1, call.times)

    def do_unread_previous(self, call: Call) -> None:
        """Go to the unread paper before."""
        self._step(-1, call.times)

    def do_search_next(self, call: Call) -> None:
        """Go to the next paper that was found."""
        self.list.move(call.times)

    def do_search_previous(self, call: Call) -> None:
        """Go to the paper that was found before."""
        self.list.move(-call.times)

    def _step(self, direction: int, times: int) -> None:
        def unread(row: Row) -> bool:
            return row.status == "unread"

        index = self.session.step_to(unread, direction, times)
        if index is None:
            self.notice("no unread paper that way")
        else:
            self.list.move_to(index)

    # Panes

    def do_paper_open(self, _call: Call) -> None:
        """Read the paper, or show the place under the sidebar's cursor."""
        if isinstance(self.focused, EntryList):
            self.focused.choose()
        else:
            self.on_opened()

    def on_opened(self) -> None:
        """Read the paper under the cursor."""
        if self.session.paper_id is not None:
            self.go("reader")

    def do_pane_back(self, _call: Call) -> None:
        """Go one pane to the left; the sidebar comes forward where it is hidden."""
        self.focus_pane(self.list if isinstance(self.focused, PaperView) else self.query_one(EntryList))

    def do_pane_next(self, _call: Call) -> None:
        """Go to the next pane."""
        self._cycle(1)

    def do_pane_previous(self, _call: Call) -> None:
        """Go to the pane before."""
        self._cycle(-1)

    def _cycle(self, step: int) -> None:
        panes = [self.query_one(EntryList), self.list, self.query_one(PaperView)]
        panes = [pane for pane in panes if pane.display and pane.size] or [self.list]
        here = panes.index(self.pane()) if self.pane() in panes else 0
        self.focus_pane(panes[(here + step) % len(panes)])

    def focus_pane(self, pane: Widget) -> None:
        """Give a pane the keys; the sidebar is there only while it has them, where there is little room."""
        self.set_class(isinstance(pane, EntryList), "-sidebar")
        self.set_focus(pane)
        self.show_lines()

    def on_entry_chosen(self, message: EntryChosen) -> None:
        """Show another place."""
        keep = self.session.paper_id
        self.session.scope, self.session.label = message.value, message.label
        self.focus_pane(self.list)
        self.forget_search()
        self.show_listing(self.session.browse(), keep)
        self._show_sidebar()
        if self.session.text:
            self.search()

    # Searching and sorting

    def do_list_sort(self, call: Call) -> None:
        """Sort the list, the cursor staying on its paper."""
        sort: dict[str, Sort] = dict(SORTING)  # type: ignore[arg-type]
        self.session.sort = sort[call.choice]
        if self.session.listing.ranked:
            self.notice(
                f"the best match stands first while you search; sorted by {self.session.sort} after it"
            )
        else:
            self.show_listing(self.session.browse(), self.session.paper_id)

    # Leaving

    def do_step_back(self, _call: Call) -> None:
        """Let go of one thing: the range, the selection, the pane, the search."""
        if self.in_range or self.session.chosen:
            self.let_go()
        elif self.focused is not self.list:
            self.focus_pane(self.list)
        elif self.session.text:
            self.session.text = ""
            self.bar.set_text("")
            self.search()

    def do_screen_back(self, _call: Call) -> None:
        """Leave the sidebar, or the desk."""
        if isinstance(self.focused, EntryList) and self.has_class("-sidebar"):
            self.focus_pane(self.list)
        else:
            self.go("out")

    def do_read_zen(self, _call: Call) -> None:
        """Read the paper with nothing around it."""
        self.go("zen")

    def do_go_library(self, _call: Call) -> None:
        """Go to all papers, without any search."""
        self.session.text = ""
        self.bar.set_text("")
        self.on_entry_chosen(EntryChosen("", "All papers"))
