"""What the desk is looking at: a library, a place in it, a search, an order. No Textual here."""

from array import array
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from postil.store.errors import QueryError
from postil.store.everything import Everything
from postil.store.library import Library
from postil.store.models import PENS, SORTS, Counts, Paper, Row, Sort
from postil.store.orders import FACTS

from .chosen import Chosen
from .lazy import load
from .listing import Listing
from .place import Place, scope_of
from .renamed import Named, Renamed
from .vault_words import Standing

if TYPE_CHECKING:
    from postil.store.query import Query
    from postil.store.tags import Changes

    from .on_list import OnList


ALL = "All papers"

OWN: Sort = "position"
"""The order of a reading list that is its own."""

FEW = 4_096
"""Papers up to which a library is put at once into an order of the reader's own, which no index keeps."""

BATCH = 256
"""Rows fetched at a time while looking for one."""


UNKNOWN = Standing()


class View(NamedTuple):
    """What was looked at before something was put in its place.

    Args:
        listing: The papers.
        cursor: The index of the cursor.
        top: The first line of the list in view.
    """

    listing: Listing
    cursor: int
    top: int


class Session:
    """One desk at one library.

    Args:
        library: The open library.
        sample: Whether it is the sample that ships inside.
        pens: What the reader calls the five pens.
        vault: How the vault and the library stand.
    """

    def __init__(
        self,
        library: Library,
        sample: bool = False,
        pens: Sequence[str] = PENS,
        vault: Standing = UNKNOWN,
    ) -> None:
        self.library = library
        self.sample = sample
        self.pens = pens
        self.vault = vault
        self.scope = ""
        self.label = ALL
        self.text = ""
        self.sort: Sort = "newest"
        self.hit_sort: Sort | None = None
        self.list_sort: Sort = OWN
        self.last_list = ""
        self.renamed = Renamed()
        self._on_list: tuple[object, OnList | None] = (None, None)
        self.listing = Listing()
        self.cursor = 0
        self.chosen = Chosen()
        self.tagging: Changes | None = None
        self.base = Counts()
        self.former: View | None = None
        self.slow = False

    def beside(self, listing: Listing, cursor: int = 0) -> "Session":
        """Return a session that looks at other papers of the library, while this one stays where it is."""
        session = Session(self.library, self.sample, self.pens, self.vault)
        session.show(listing, cursor)
        return session

    def resume(self, place: Place) -> None:
        """Stand where a reader was; a place that no longer makes sense is all papers."""
        try:
            if place.scope:
                parsed(place.scope, self.pens)
        except QueryError:
            place = Place()
        self.scope, self.label, self.text = place.scope, place.label, place.text
        self.sort = next((sort for sort in SORTS if sort == place.sort), "newest")
        self.hit_sort = next((sort for sort in SORTS if sort == place.hit_sort), None)
        self.last_list = place.last_list

    def place(self, reading: bool = False, line: int = 0) -> Place:
        """Return where the reader is now; what stands over a listing for a while is no place."""
        if self.former is not None:
            reading, line = False, 0
        paper_id = self._standing(self.former) if self.former else self.paper_id
        keys = [] if paper_id is None else self.library.papers.keys([paper_id])
        key = keys[0] if keys else ""
        return Place(
            self.scope, self.label, self.text, self.sort, key, reading, line, self.hit_sort or "",
            self.last_list,
        )  # fmt: skip

    @staticmethod
    def _standing(view: View) -> int | None:
        return view.listing.ids[view.cursor] if view.cursor < len(view.listing.ids) else None

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but all papers is looked at."""
        return bool(self.scope or self.text.strip())

    def query(self) -> "Query":
        """Return the place and the search as one query, as it is asked.

        Raises:
            QueryError: The search cannot be understood.
        """
        return self.asked(self.said())

    def said(self) -> "Query":
        """Return the place and the search as one query, as it is written.

        Raises:
            QueryError: The search cannot be understood.
        """
        return parsed(self.scope, self.pens).narrowed(parsed(self.text, self.pens))

    def asked(self, query: "Query") -> "Query":
        """Return a query as it is asked: smart lists stand for what they find.

        Raises:
            QueryError: A smart list contains itself, or cannot be understood.
        """
        return asked(query, self.library, self.pens)

    def order(self, query: "Query | None") -> Sort | None:
        """Return the order that a query, or all papers, are shown in; None for the best match first."""
        if query is not None and query.words:
            return self.hit_sort
        return self.sort if self.scope_list is None else self.list_sort

    @property
    def scope_list(self) -> "OnList | None":
        """The reading list that is the place, as it is now; None where that is something else."""
        if not self.scope.startswith("list:"):
            return None
        db = self.library.db
        version = (self.scope, *db.execute("PRAGMA data_version").fetchone(), db.total_changes)
        if version != self._on_list[0]:
            self._on_list = (
                version,
                load("tui.on_list:looked_at")(self.library, parsed(self.scope, self.pens)),
            )
        return self._on_list[1]

    @property
    def on_list(self) -> "OnList | None":
        """The reading list that is shown; None where something else is, or still is."""
        return self.scope_list if self.listing.scope == self.scope else None

    @property
    def own_order(self) -> "OnList | None":
        """The reading list that is shown in its own order; None where something else is."""
        sort = self.list_sort if self.listing.marks is None else self.hit_sort
        return self.on_list if sort == OWN else None

    def follow(self) -> bool:
        """Stay on a list or tag that is called otherwise by now; return whether one stood on such."""
        last = self.renamed.now(self.library, Named("list", self.last_list))
        before = Named(self.scope.partition(":")[0], self.label)
        place = self.renamed.now(self.library, before)
        self.last_list = last.name
        if place == before:
            return False
        self.scope = scope_of(place.kind, place.name)
        self.label = place.name
        self.listing = self.listing._replace(scope=self.scope if self.listing.scope else "")
        return True

    def standing(self, sort: Sort | None) -> "OnList | None":
        """Return the reading list that is the place, if an order is its own; else None."""
        return self.scope_list if sort == OWN else None

    def everything(self) -> Sequence[int] | None:
        """Return all papers in order; None where the reader should not wait for that."""
        by_facts = self.sort in FACTS
        return self.library.papers.all(self.sort) if by_facts or self.base.papers <= FEW else None

    def at_first(self, here: int | None) -> Listing:
        """Return what can be shown before anything is asked: the paper where the reader was."""
        return Listing(array("q", [] if here is None else [here]), partial=True)

    def show(self, listing: Listing, cursor: int) -> None:
        """Look at another listing, with the cursor at an index."""
        self.listing = listing
        self.cursor = max(0, min(cursor, len(listing.ids) - 1))

    def rows(self, start: int, stop: int) -> list[Row]:
        """Return the rows of the listing between two indices."""
        return self.library.papers.rows(self.listing.ids[start:stop])

    @property
    def has_grown(self) -> bool:
        """Whether a listing of all papers holds others than were counted: another process imported some."""
        return isinstance(self.listing.ids, Everything) and len(self.listing.ids) != self.base.papers

    @property
    def is_outdated(self) -> bool:
        """Whether the library holds other papers than when the listing was made."""
        return isinstance(self.listing.ids, Everything) and self.listing.ids.outdated

    @property
    def paper_id(self) -> int | None:
        """The row id of the paper under the cursor."""
        ids = self.listing.ids
        return ids[self.cursor] if 0 <= self.cursor < len(ids) else None

    def paper(self) -> Paper | None:
        """Return the whole paper under the cursor."""
        return None if self.paper_id is None else self.whole(self.paper_id)

    def whole(self, paper_id: int) -> Paper:
        """Return a whole paper; with its topics as soon as the rules are read."""
        paper, topics = self.library.papers.by_id(paper_id), self.library.topics
        return topics.onto(paper) if topics.are_ready else paper

    def targets(self) -> list[int] | None:
        """Return the row ids of what a command acts on: the selected papers, or the one under the cursor.

        Returns:
            The row ids; None if more are selected than a command may act on.
        """
        if self.chosen:
            return self.chosen.papers(self.listing.ids)
        here = self.paper_id
        return [] if here is None else [here]

    def step_to(self, wanted: Callable[[Row], bool], places: range) -> int | None:
        """Return the first of some places of the list whose paper is wanted, or None."""
        ids, papers = self.listing.ids, self.library.papers
        for start in range(0, len(places), BATCH):
            batch = places[start : start + BATCH]
            rows = {row.paper_id: row for row in papers.rows([ids[place] for place in batch])}
            for place in batch:
                if ids[place] in rows and wanted(rows[ids[place]]):
                    return place
        return None


def parsed(text: str, pens: Sequence[str] = PENS) -> "Query":
    """Return the query that a text stands for.

    Raises:
        QueryError: The text cannot be understood.
    """
    parse: Callable[[str, Sequence[str]], Query] = load("store.query:parse")
    return parse(text, pens)


def asked(query: "Query", library: Library, pens: Sequence[str] = PENS) -> "Query":
    """Return a query as a library is asked it: smart lists stand for what they find.

    Raises:
        QueryError: A smart list contains itself, or cannot be understood.
    """
    expanded: Callable[..., Query] = load("store.query.smart:expanded")
    return expanded(query, library.searches.meant, lambda text: parsed(text, pens))
