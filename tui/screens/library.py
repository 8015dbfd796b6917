"""The library: where to look, the list, and the paper under the cursor."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from ..annotating import Annotating
from ..commands import Call, Go, Where
from ..desk_view import (
    ADVISED,
    BACK,
    CHOOSING,
    EMPTY,
    ON_LIST,
    TYPING,
    advice_line,
    head_right,
    heading,
    hints,
    nothing_here,
    status_left,
)
from ..entries import Kind
from ..list_keeping import ListKeeping
from ..listing import Listing
from ..messages import CursorMoved, EntryChosen
from ..paper_screen import PaperScreen
from ..place import Place, scope_of
from ..relating import Relating
from ..session import Session
from ..stepping import Stepping
from ..widgets.entry_list import EntryList
from ..widgets.paper_list import PaperList, PaperSource
from ..widgets.paper_view import PaperView
from ..yanking import Yanking

BANNER = "Sample library · g i import yours · ? help · g e start empty"

PREVIEW_DELAY = 0.04
"""Seconds that the paper waits behind the list while the list changes with every key."""


class LibraryScreen(ListKeeping, Annotating, Relating, Stepping, Yanking, PaperScreen):
    """The first screen of the desk.

    Args:
        session: What the desk is looking at.
        place: Where the reader was when the desk was closed.
        go: Leads to another place.
    """

    PLACES: ClassVar[tuple[Where, ...]] = ("library",)
    FIELDS: ClassVar[tuple[Where, ...]] = ("search",)
    AUTO_FOCUS = "#list"

    def __init__(self, session: Session, place: Place, go: Go) -> None:
        super().__init__(session, go)
        self._place = place
        self._left = False
        self._preview: Timer | None = None

    def compose(self) -> ComposeResult:
        """Make the panes and the lines around them."""
        yield self.head_bar
        yield self.bar
        with Container(id="panes"):
            yield EntryList(id="sidebar")
            yield PaperList(id="list")
            yield PaperView(id="paper")
        yield self.hint_bar
        yield self.status_bar

    def on_mount(self) -> None:
        """Stand where the reader was."""
        self._stand()
        self.call_after_refresh(self.furnish)
        self.call_after_refresh(self.thread.begin)

    def _stand(self) -> None:
        self.session.resume(self._place)
        self._show_banner()
        self.bar.set_text(self.session.text)
        here = self.session.library.papers.id_of(self._place.key) if self._place.key else None
        self.moved = True
        self.count_library()
        self.show_listing(self.session.at_first(here), 0)
        self.search(keep=here)
        if self._place.reading and self.session.paper_id is not None:
            self.go("reader")

    def change_session(self, session: Session, place: Place) -> None:
        """Look at another library, from a place in it."""
        self.restart(session)
        self.found, self.advice, self.facets = None, (), None
        self._place = place
        self._stand()

    def on_screen_suspend(self) -> None:
        """Note that the reader went elsewhere."""
        self._left = True

    def on_screen_resume(self) -> None:
        """Come back from the reader to the paper that was read last."""
        if not self._left:
            return
        self._left = False
        if self.list.cursor != self.session.cursor:
            self.list.move_to(self.session.cursor)
        self.refresh_papers()

    # Showing

    def show_listing(self, listing: Listing, cursor: int) -> None:
        """Show a listing, with the cursor at an index."""
        if listing is not self.session.listing:
            self.end_range()  # it counts in a list that is gone
        self.session.show(listing, cursor)
        self.bar.set_class(bool(listing.title) and not self.typing, "-aside")
        empty = nothing_here(self.session, self.advice)
        choices = [advice_line(number, advice) for number, advice in enumerate(self.advice, 1)]
        source = PaperSource(
            len(listing.ids), self.session.rows, listing.marks, self.is_chosen, empty, choices, listing.notes,
            **self.leads(),
        )  # fmt: skip
        self.list.show(source, cursor)
        self.show_lines()

    def show_lines(self) -> None:
        """Show the lines around the panes anew."""
        mode = "SELECT" if self.in_range else "SEARCH" if self.typing else "LIST"
        self.show_status(mode, status_left(self.session))
        head = self.head_bar
        head.strong, head.left = "Postil", f"› {heading(self.session)}"
        head.right = head_right(self.session.base, self.session.listing)
        self.hint_bar.hints = self._hints()
        self.show_list_bar()

    def _hints(self) -> Sequence[tuple[str, str]]:
        if self.typing:
            return [*hints("search")[:2], *TYPING]
        if self.in_sidebar:
            return CHOOSING
        if self.session.on_list is not None and self.session.listing.ids:
            return [*hints("library")[:2], *ON_LIST, *hints("library")[2:]]
        first = [*(BACK if self.session.listing.title else ()), *(ADVISED if self.advice else ())]
        return [*first, *(hints("library") if self.session.listing.ids else EMPTY)]

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
        self.follow()
        self.relist()
        self.list.forget()
        self.count_library()
        if self.facets is not None:
            self.show_facets()
        self.show_lines()
        self._show_paper()

    def on_descendant_focus(self) -> None:
        """Name the mode that the focus makes."""
        self.show_lines()

    def show_list(self, kind: Kind, name: str) -> None:
        """Show a reading list, or run a saved search, with nothing else in the search line."""
        self.session.text = ""
        self.bar.set_text("")
        self.moved = False
        place = scope_of("list", name) if kind == "place" else name
        self.on_entry_chosen(EntryChosen(place, name, kind))

    # The cursor

    def catch_up(self) -> None:
        """Take up where the list's cursor is, unless it stays behind one that reads."""
        if not self._left:
            super().catch_up()

    def on_cursor_moved(self, message: CursorMoved) -> None:
        """Let the paper follow the cursor."""
        self.note_moved(message)
        if message.index != self.list.cursor:
            return  # it has moved on since
        self.session.cursor = message.index
        if self.session.is_outdated:
            self.search(self.session.paper_id)
            return
        if message.by_reader:
            self.extend()
        self.show_lines()
        if self._preview is not None:
            self._preview.stop()
        if message.by_reader:
            self._show_paper()
        else:
            self._preview = self.set_timer(PREVIEW_DELAY, self._show_paper)

    def do_search_next(self, call: Call) -> None:
        """Go to the next paper that was found."""
        self.list.move(call.times)

    def do_search_previous(self, call: Call) -> None:
        """Go to the paper that was found before."""
        self.list.move(-call.times)

    def do_paper_open(self, _call: Call) -> None:
        """Read the paper, show the place under the sidebar's cursor, or take the advice."""
        if self.in_sidebar:
            self.sidebar.choose()
        elif self.session.listing.ids or not self.take_advice(self.list.cursor + 1):
            self.on_opened()

    def on_opened(self) -> None:
        """Read the paper under the cursor."""
        if self.session.paper_id is not None:
            self.go("reader")

    def do_select_toggle(self, call: Call) -> None:
        """Select the paper and step on; in the sidebar, add the place to the search."""
        if self.in_sidebar:
            self.do_facet_add(call)
        else:
            super().do_select_toggle(call)

    # Numbers

    def take_number(self, number: int) -> bool:
        """Take a number that begins no count: where hardly anything was found, it chooses what to do."""
        return self.take_advice(number)

    def take_number_alone(self, number: int) -> bool:
        """Take a number that nothing followed: a saved search has it."""
        return self.run_saved(number)

    # Leaving

    def do_step_back(self, _call: Call) -> None:
        """Let go of one thing: the range, the selection, the pane, what stands over the list, the search."""
        if self.in_range or self.session.chosen:
            self.let_go()
        elif self.focused is not self.list:
            self.focus_pane(self.list)
        elif not self.go_back() and self.session.text:
            self.run_search("")

    def do_screen_back(self, _call: Call) -> None:
        """Leave the sidebar, what stands over the list, or the desk."""
        if self.in_sidebar and self.has_class("-sidebar"):
            self.focus_pane(self.list)
        elif not self.go_back():
            self.go("out")
