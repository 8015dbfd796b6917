"""What the desk is looking at: a library, a place in it, a search, an order. No Textual here."""

from array import array
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from postil.store.errors import QueryError
from postil.store.library import Library
from postil.store.models import SORTS, Hit, Paper, Row, Sort

from .document import Marks
from .lazy import load
from .place import Place

if TYPE_CHECKING:
    from postil.store.query import Query


BATCH = 256
"""Rows fetched at a time while looking for one."""

NO_IDS = array("q")


class Listing(NamedTuple):
    """Papers in order, as a list shows them.

    Args:
        ids: Their row ids.
        marks: Finds what answers the search in a text; None while nothing is searched.
        ranked: Whether the best match stands first.
        text: The search that it answers.
    """

    ids: "array[int]" = NO_IDS
    marks: Marks | None = None
    ranked: bool = False
    text: str = ""


class Session:
    """One desk at one library.

    Args:
        library: The open library.
        sample: Whether it is the sample that ships inside.
    """

    def __init__(self, library: Library, sample: bool = False) -> None:
        self.library = library
        self.sample = sample
        self.scope = ""
        self.label = "All papers"
        self.text = ""
        self.sort: Sort = "newest"
        self.listing = Listing()
        self.cursor = 0
        self.chosen: set[int] = set()

    def resume(self, place: Place) -> None:
        """Stand where a reader was; a place that no longer makes sense is all papers."""
        try:
            if place.scope:
                _parsed(place.scope)
        except QueryError:
            place = Place()
        self.scope, self.label, self.text = place.scope, place.label, place.text
        self.sort = next((sort for sort in SORTS if sort == place.sort), "newest")

    def place(self, reading: bool = False, line: int = 0) -> Place:
        """Return where the reader is now."""
        keys = [] if self.paper_id is None else self.library.papers.keys([self.paper_id])
        return Place(self.scope, self.label, self.text, self.sort, keys[0] if keys else "", reading, line)

    def query(self) -> "Query":
        """Return the place and the search as one query.

        Raises:
            QueryError: The search cannot be understood.
        """
        return _parsed(self.scope).narrowed(_parsed(self.text))

    def browse(self) -> Listing:
        """Return the papers of the place in order, without any search for words."""
        if not self.scope and not self.text:
            return Listing(self.library.papers.ids(sort=self.sort))
        try:
            query = self.query()
        except QueryError:
            query = _parsed(self.scope)
        condition, values = load("store.query:where")(query)
        return Listing(self.library.papers.ids(condition, values, self.sort), text=self.text)

    def show(self, listing: Listing, cursor: int) -> None:
        """Look at another listing, with the cursor at an index."""
        self.listing = listing
        self.cursor = max(0, min(cursor, len(listing.ids) - 1))

    def rows(self, start: int, stop: int) -> list[Row]:
        """Return the rows of the listing between two indices."""
        return self.library.papers.rows(self.listing.ids[start:stop])

    def index_of(self, paper_id: int | None, listing: Listing) -> int | None:
        """Return where a paper stands in a listing, or None."""
        try:
            return listing.ids.index(paper_id)  # type: ignore[arg-type]
        except (ValueError, TypeError):
            return None

    @property
    def paper_id(self) -> int | None:
        """The row id of the paper under the cursor."""
        ids = self.listing.ids
        return ids[self.cursor] if 0 <= self.cursor < len(ids) else None

    def paper(self) -> Paper | None:
        """Return the whole paper under the cursor."""
        paper_id = self.paper_id
        return None if paper_id is None else self.library.papers.by_id(paper_id)

    def targets(self) -> list[int]:
        """Return the row ids of what a command acts on: the selected papers, or the one under the cursor."""
        here = self.paper_id
        return sorted(self.chosen) or ([] if here is None else [here])

    def step_to(self, wanted: Callable[[Row], bool], direction: int, times: int = 1) -> int | None:
        """Return the index of the next paper that is wanted, in a direction; None if there is none."""
        found, ids = None, self.listing.ids
        places = range(self.cursor + 1, len(ids)) if direction > 0 else range(self.cursor - 1, -1, -1)
        for start in range(0, len(places), BATCH):
            batch = places[start : start + BATCH]
            rows = {row.paper_id: row for row in self.library.papers.rows([ids[place] for place in batch])}
            for place in batch:
                if ids[place] in rows and wanted(rows[ids[place]]):
                    found, times = place, times - 1
                    if not times:
                        return found
        return found


def ranked(hits: Sequence[Hit], marks: Marks, text: str) -> Listing:
    """Return what a search found as a listing, best match first."""
    return Listing(array("q", (hit.paper_id for hit in hits)), marks, True, text)


def _parsed(text: str) -> "Query":
    parse: Callable[[str], Query] = load("store.query:parse")
    return parse(text)
