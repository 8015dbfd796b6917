"""All lists: reading lists in their order, and below them smart lists, which are saved searches."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, ClassVar, Protocol

from postil.store.errors import QueryError

from ..asking import first_of, totals
from ..commands import Call, Go, Where
from ..document import Document
from ..entries import Kind
from ..format import plural
from ..list_files import ListFiles
from ..list_sheet import SHOWN, Found, list_document, smart_document
from ..marking import Marking
from ..messages import EntryReached, Opened
from ..session import Session, parsed
from ..shelf import ShelfRow, shelf
from ..sidebar_view import Total
from ..two_pane_screen import TwoPaneScreen
from ..widgets.list_shelf import ListShelf
from ..widgets.paper_view import PaperView


class Consult(Protocol):
    """Has something done on the search thread, and takes up what comes of it."""

    def __call__(
        self, kind: str, work: Callable[[Any], Any], then: Callable[[Any], None], lasting: bool = False
    ) -> None:
        """Have it done."""


class ListsScreen(ListFiles, Marking, TwoPaneScreen[ListShelf, PaperView]):
    """Shows all lists, and beside them what is on the one under the cursor.

    Args:
        session: What the desk is looking at.
        go: Leads to another place.
        consult: Asks the search thread.
        show: Shows a reading list or a saved search in the library.
    """

    DEFAULT_CSS = """
    ListsScreen.-stacked .listed, ListsScreen.-one .listed { height: 3fr; }
    ListsScreen.-stacked .beside, ListsScreen.-one .beside { height: 2fr; }
    """

    PLACES: ClassVar[tuple[Where, ...]] = ("lists",)

    def __init__(
        self,
        session: Session,
        go: Go,
        consult: Consult,
        show: Callable[[Kind, str], None],
    ) -> None:
        super().__init__(session, go)
        self._consult = consult
        self._show = show
        self._totals: dict[str, Total] = {}
        self._lists = 0

    def panes(self) -> tuple[ListShelf, PaperView]:
        """Make the lists, and what is on one."""
        return ListShelf(), PaperView()

    def on_mount(self) -> None:
        """Show all lists, the one that is looked at in the library under the cursor."""
        on_list = self.session.scope_list
        self.reach("list", on_list.reading.name if on_list is not None else "")

    def on_screen_resume(self) -> None:
        """Look anew: a sync may have changed the lists meanwhile."""
        self.refresh_papers()

    @property
    def current(self) -> ShelfRow | None:
        """The list under the cursor."""
        return self.listed.current

    def consult(
        self, kind: str, work: Callable[[Any], Any], then: Callable[[Any], None], lasting: bool = False
    ) -> None:
        """Have something done on the search thread, and take up what comes of it, unless one has left."""
        self._consult(kind, work, lambda outcome: then(outcome) if self._is_here else None, lasting)

    @property
    def _is_here(self) -> bool:
        """Whether it is mounted, and stays so."""
        return self.is_mounted and self in self.app.screen_stack

    # Showing

    def reach(self, kind: str, name: str) -> None:
        """Show the lists anew, with the cursor on one of them."""
        self.refresh_papers()
        self.listed.reach(kind, name)

    def refresh_papers(self) -> None:
        """Show the lists anew, and count what the smart ones find."""
        library = self.session.library
        lists, searches = library.lists.all(), library.searches.all()
        self._lists = len(lists)
        self.listed.show(shelf(lists, searches, self._totals, date.today()))
        self._show_current(keep_place=True)
        self.show_lines()
        queries = {}
        for search in searches:
            try:
                queries[search.name] = self.session.asked(parsed(search.query, self.session.pens))
            except QueryError:
                continue  # what is wrong with it is told beside it
        if queries:
            self.consult("shelf", totals(queries), self._take_totals, lasting=True)

    def _take_totals(self, found: dict[str, Total]) -> None:
        if found != self._totals:
            self._totals = found
            library = self.session.library
            self.listed.show(shelf(library.lists.all(), library.searches.all(), found, date.today()))

    def on_entry_reached(self, _message: EntryReached) -> None:
        """Show what is on the list under the cursor."""
        self._show_current()
        self.show_lines()

    def _show_current(self, keep_place: bool = False) -> None:
        current = self.current
        document = Document()
        if current is not None:
            document = self._reading(current) if current.kind == "list" else self._smart(current)
        self.beside.show(document, keep_place)

    def _reading(self, current: ShelfRow) -> Document:
        library = self.session.library
        items = library.lists.items(current.name)
        ids = library.papers.ids_of([item.key for item in items[:SHOWN]])
        rows = {row.key: row for row in library.papers.rows(ids)}
        return list_document(library.lists.get(current.name), items, rows, date.today())

    def _smart(self, current: ShelfRow) -> Document:
        try:
            query, said = self.asked_of(current), parsed(current.about, self.session.pens).describe()
        except QueryError as error:
            return smart_document(current.name, current.about, Found("", trouble=str(error)))
        self.consult("preview", first_of(query, SHOWN), partial(self._preview, current, said), lasting=True)
        return smart_document(current.name, current.about, Found(said))

    def _preview(self, row: ShelfRow, said: str, results: Any) -> None:
        current = self.current
        if current is not None and current.place == row.place:
            rows = self.session.library.papers.rows(results.ids[:SHOWN])
            found = Found(said, rows, results.total, results.at_least)
            self.beside.show(smart_document(row.name, row.about, found), keep_place=True)

    def heading(self) -> tuple[str, str, str]:
        """Return how many lists there are."""
        smart = len(self.session.library.searches.all())
        return "› Lists", f"{plural(self._lists, 'list')} · {smart:,} smart ", ""

    def standing(self) -> str:
        """Return which list is under the cursor."""
        return self.current.name if self.current is not None else ""

    # Going there

    def do_lists_show(self, _call: Call) -> None:
        """Show the list in the library, or run the smart list."""
        current = self.current
        if current is not None:
            self._show("place" if current.kind == "list" else "search", current.name)

    def on_opened(self, _message: Opened) -> None:
        """Show the list in the library."""
        self.do_lists_show(Call())

    def do_lists_run(self, call: Call) -> None:
        """Run a smart list."""
        if not self.take_number_alone(int(call.choice)):
            self.notice(f"there is no smart list {call.choice}")

    def take_number_alone(self, number: int) -> bool:
        """Take a number that nothing followed: a smart list has it."""
        searches = self.session.library.searches.all()
        if not 0 < number <= len(searches):
            return False
        self._show("search", searches[number - 1].name)
        return True
