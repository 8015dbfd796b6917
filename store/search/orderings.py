"""Sets of papers in the orders that a list can have."""

import sqlite3
from array import array
from collections.abc import Sequence
from itertools import islice

from ..models import Sort
from ..papers import Papers
from .index import Index
from .selection import Selection

OF_MARKS = ("status", "rating", "starred")
"""Orders that follow the reader's marks, and are not kept."""


class Orderings:
    """Puts sets of papers in order.

    Args:
        index: The index, which keeps the orders of facts.
        library: The library.
    """

    def __init__(self, index: Index, library: sqlite3.Connection) -> None:
        self._index = index
        self._papers = Papers(library)

    def sorted(self, papers: int, sort: Sort, limit: int | None = None) -> Selection:
        """Return some papers in an order, all of them or the first few."""
        order = self._order(sort)
        if papers == self._index.papers and limit is None and len(order) == self._index.total:
            return Selection(order)
        found = Selection((), papers, order)
        return found if limit is None else Selection(found[:limit])

    def behind(self, head: Sequence[int], papers: int, limit: int | None = None) -> Selection:
        """Return some papers in the order given, and others behind them, newest first."""
        if not papers:
            return Selection(head)
        found = Selection(head, papers, self._order("newest"))
        return found if limit is None else Selection(islice(found, limit))

    def _order(self, sort: Sort) -> "array[int]":
        if sort in OF_MARKS:
            return array("I", self._papers.ids(sort=sort))
        return self._index.ordering(sort)
