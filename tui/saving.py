"""Saved searches: kept under a name, run by number, counted while nothing else is to do."""

from collections.abc import Callable

from postil.store.errors import PostilError, QueryError

from .asking import totals
from .commands import Call, Command, Go, Need
from .entries import Entry
from .lazy import load
from .messages import EntryChosen
from .session import ALL, Session, parsed
from .sidebar_keeping import SidebarKeeping
from .sidebar_view import Saved, Total


class Saving(SidebarKeeping):
    """A screen whose searches can be saved.

    Args:
        session: What the desk is looking at.
        go: Leads to another place.
    """

    def __init__(self, session: Session, go: Go) -> None:
        super().__init__(session, go)
        self._saved: tuple[tuple[str, str], ...] | None = None
        self._totals: dict[str, Total] = {}

    def saved(self) -> tuple[Saved, ...]:
        """Return the saved searches, each with the number of papers that answer, if that is known."""
        return tuple(Saved(name, query, self._totals.get(name)) for name, query in self._named())

    def _named(self) -> tuple[tuple[str, str], ...]:
        if self._saved is None:
            self._saved = tuple((search.name, search.query) for search in self.session.library.searches.all())
        return self._saved

    def count_library(self) -> None:
        """Count everything anew, the saved searches too."""
        self._saved = None
        super().count_library()
        self._count_saved()

    def _count_saved(self) -> None:
        queries = {}
        for name, query in self._named():
            try:
                queries[name] = self.session.asked(parsed(query, self.session.pens))
            except QueryError:
                continue  # it is run to see what is wrong with it
        if queries:
            self.later("saved", totals(queries), self._take_totals, lasting=True)

    def _take_totals(self, found: dict[str, Total]) -> None:
        self._totals = found
        self.show_sidebar()

    def lacks(self, need: Need) -> bool:
        """Return whether something that a command needs is not there."""
        if need is Need.SAVED:
            return self._under_cursor() is None
        return super().lacks(need)

    def _under_cursor(self) -> Entry | None:
        """Return the saved search or the reading list under the sidebar's cursor."""
        entry = self.sidebar.entry if self.in_sidebar else None
        if entry is None or not (entry.kind == "search" or (entry.value or "").startswith("list:")):
            return None
        return entry

    # Running

    def choice_label(self, command: Command, key: str) -> str | None:
        """Return what a choice means; saved searches are called by their names."""
        if command.id != "searches.run":
            return super().choice_label(command, key)
        return self._named()[int(key) - 1][0] if int(key) <= len(self._named()) else None

    def do_searches_run(self, call: Call) -> None:
        """Run a saved search."""
        if not self.run_saved(int(call.choice)):
            self.notice(f"there is no saved search {call.choice}; ctrl+a saves one")

    def run_saved(self, number: int) -> bool:
        """Run the saved search of a number; return whether there is one."""
        if not 0 < number <= len(self._named()):
            return False
        self._run_query(self._named()[number - 1][1])
        return True

    def _run_query(self, query: str) -> None:
        self.session.scope, self.session.label = "", ALL
        self.moved = False
        self.run_search(query)

    def on_entry_chosen(self, message: EntryChosen) -> None:
        """Show another place, or run a saved search."""
        if message.kind == "place":
            self.go_to(message.value, message.label)
        else:
            self.focus_pane(self.list)
            self._run_query(dict(self._named())[message.value])

    # Keeping

    def do_searches_save(self, _call: Call) -> None:
        """Ask for a name, and save what is searched."""
        session, text = self.session, self.session.text.strip()
        try:
            # A text beside the place would mean something else where it holds `OR` or half a parenthesis.
            query = session.said().text if session.scope else text
        except QueryError as error:
            self.notice(str(error))
            return

        def save(name: str | None) -> None:
            if name:
                self._change(
                    lambda: self.session.library.searches.save(name, query, session.pens), f"saved: {name}"
                )

        self._ask_name("Save this search as", text, save)

    def do_searches_rename(self, _call: Call) -> None:
        """Ask for another name."""
        entry, library = self._under_cursor(), self.session.library
        if entry is None:
            return
        is_search = entry.kind == "search"
        old = str(entry.value) if is_search else entry.label

        def rename(name: str) -> None:
            if is_search:
                library.searches.rename(old, name)
            else:
                self.session.renamed.note("list", {old: library.lists.rename(old, name).name})

        def take(name: str | None) -> None:
            if name and name != old:
                self._change(lambda: rename(name), f"renamed: {name}")

        self._ask_name(f"Rename this {'search' if is_search else 'list'} to", old, take)

    def do_searches_delete(self, _call: Call) -> None:
        """Delete a saved search, or a reading list."""
        entry, library = self._under_cursor(), self.session.library
        if entry is not None:
            is_search = entry.kind == "search"
            name = str(entry.value) if is_search else entry.label
            delete = library.searches.delete if is_search else library.lists.delete
            self._change(lambda: delete(name), f"deleted: {name} · u undoes")

    def _ask_name(self, title: str, text: str, then: Callable[[str | None], None]) -> None:
        self.app.push_screen(load("tui.screens.naming:NameScreen")(title, text), then)

    def _change(self, change: Callable[[], object], done: str) -> None:
        try:
            change()
        except PostilError as error:
            self.notice(str(error))
            return
        self.notice(done)
        self.refresh_papers()
