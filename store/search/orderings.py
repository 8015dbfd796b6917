"""Sets of papers in the orders that a list can have."""

import json
import sqlite3
from array import array
from collections.abc import Sequence
from itertools import islice

from ..list_rows import standing
from ..models import Sort
from ..papers import Papers
from .bits import has_more, members
from .index import Index
from .selection import Selection

OF_MARKS = ("status", "rating", "starred")
"""Orders that follow the reader's marks, and are not kept."""
FEW = 1_000
"""Papers that are sooner sorted by their facts than met on a walk through all papers in order."""
AMONG = "p.id IN (SELECT value FROM json_each(?))"


class Orderings:
    """Puts sets of papers in order.

    Args:
        index: The index, which keeps the orders of facts.
        library: The library.
    """

    def __init__(self, index: Index, library: sqlite3.Connection) -> None:
        self._index = index
        self._library = library
        self._papers = Papers(library)

    def sorted(
        self, papers: int, sort: Sort, limit: int | None = None, of_list: str | None = None
    ) -> Selection:
        """Return some papers in an order, all of them or the first few.

        Args:
            papers: The set of them.
            sort: The order.
            limit: How many at most; None for all.
            of_list: The reading list that all of them are on, which gives them their position.
        """
        if sort == "position" and of_list is not None:
            wanted = (paper for paper in standing(self._library, of_list) if papers >> paper & 1)
            return Selection(islice(wanted, limit))
        if not has_more(papers, FEW):
            return Selection(self._few(papers, sort)[:limit])
        order = self._order(sort)
        if papers == self._index.papers and limit is None and len(order) == self._index.total:
            return Selection(order)
        found = Selection((), papers, order)
        return found if limit is None else Selection(found[:limit])

    def behind(self, head: Sequence[int], papers: int, limit: int | None = None) -> Selection:
        """Return some papers in the order given, and others behind them, newest first."""
        if not has_more(papers, FEW):
            return Selection([*head, *self._few(papers, "newest")][:limit])
        found = Selection(head, papers, self._order("newest"))
        return found if limit is None else Selection(found[:limit])

    def _few(self, papers: int, sort: Sort) -> "array[int]":
        found = json.dumps([*members(papers)])
        return self._papers.ids(AMONG, (found,), sort) if papers else array("q")

    def _order(self, sort: Sort) -> "array[int]":
        if sort in OF_MARKS:
            return array("I", self._papers.ids(sort=sort))
        return self._index.ordering(sort)
