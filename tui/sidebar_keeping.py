"""The sidebar: places to go to or to search within, with live numbers of papers."""

from collections.abc import Mapping

from postil.store.models import Counts

from .asking import counted, topics
from .commands import Call, Go, Need
from .completing import Completing
from .panes import Panes
from .session import ALL, OWN, Session
from .sidebar_view import Facets, Saved, entries, with_or_without


class SidebarKeeping(Panes, Completing):
    """A screen whose sidebar follows what is looked at.

    Args:
        session: What the desk is looking at.
        go: Leads to another place.
    """

    def __init__(self, session: Session, go: Go) -> None:
        super().__init__(session, go)
        self.facets: Facets | None = None

    def lacks(self, need: Need) -> bool:
        """Return whether something that a command needs is not there."""
        if need is Need.ENTRY:
            entry = self.sidebar.entry if self.in_sidebar else None
            return entry is None or not entry.value or entry.kind != "place"
        return super().lacks(need)

    def saved(self) -> tuple[Saved, ...]:
        """Return the saved searches, as far as they are known."""
        return ()

    def show_sidebar(self) -> None:
        """Show the places with the figures that are known; the cursor stays on its place."""
        rows = entries(self.session.base, self.facets, self.saved(), self.session.text)
        self.sidebar.show(rows, self.session.scope)
        self.show_lines()

    def count_library(self) -> None:
        """Count the papers of the whole library anew: the library keeps most of the figures."""
        known = self.session.base.topics
        self.session.base = self.session.library.counts()._replace(topics=known)
        self.show_sidebar()
        self.later("topics", topics, self._take_topics, lasting=True)

    def _take_topics(self, found: Mapping[str, int]) -> None:
        self.session.base = self.session.base._replace(topics=found)
        self.show_sidebar()

    def show_facets(self) -> None:
        """Have the papers that are looked at counted, the old figures standing until then."""
        found = self.found
        if found is None or not self.session.is_narrowed:
            self.facets = None
            if self.session.has_grown:
                self.count_library()
            else:
                self.show_sidebar()
            return

        def then(counts: Counts) -> None:
            self.facets = Facets(counts, found.total, found.at_least)
            self.show_sidebar()

        self.later("facets", counted(found.matched), then)

    def go_to(self, value: str, label: str) -> None:
        """Show another place."""
        self.session.scope, self.session.label, self.session.list_sort = value, label, OWN
        self.focus_pane(self.list)
        self.search(self.session.paper_id if self.moved else None)

    def show_place(self, value: str, label: str) -> None:
        """Show another place, without any search."""
        self.session.text = ""
        self.bar.set_text("")
        self.go_to(value, label)

    def do_facet_add(self, _call: Call) -> None:
        """Add the place under the cursor to the search, or take it out."""
        entry = self.sidebar.entry
        if entry is not None and entry.value:
            self.run_search(with_or_without(self.session.text, entry.value))
            self.show_sidebar()

    def do_go_library(self, _call: Call) -> None:
        """Go to all papers, without any search."""
        self.show_place("", ALL)
