"""The orders in which papers are listed, and all papers in each of them without sorting a million rows."""

import sqlite3
from array import array
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, filterfalse, islice
from types import MappingProxyType
from typing import NamedTuple

from .models import Sort
from .titles import in_order


class Fact(NamedTuple):
    """An order with an index of all papers; papers without the fact come last, equal ones by their ids.

    Args:
        column: The column of `paper p`.
        descending: Whether the highest comes first.
    """

    column: str
    descending: bool = False

    def forward(self) -> str:
        """Return what `ORDER BY` takes."""
        if self.column == "p.id":
            return f"p.id{' DESC' if self.descending else ''}"
        return f"{self.column} {'DESC' if self.descending else 'ASC'} NULLS LAST, p.id"

    def backward(self) -> str:
        """Return what `ORDER BY` takes for the same order from its end."""
        if self.column == "p.id":
            return f"p.id{'' if self.descending else ' DESC'}"
        return f"{self.column} {'ASC' if self.descending else 'DESC'} NULLS FIRST, p.id DESC"


FACTS: Mapping[Sort, Fact] = MappingProxyType(
    {
        "newest": Fact("p.published", descending=True),
        "oldest": Fact("p.published"),
        "added": Fact("p.id", descending=True),
        # Papers get their ids in the order in which they first appear.
        "position": Fact("p.id"),
        "authors": Fact("p.authors_count", descending=True),
    }
)
"""The orders whose index knows all papers, so that any stretch of them can be read."""

ORDERS: Mapping[Sort, str] = MappingProxyType(
    {
        **{sort: fact.forward() for sort, fact in FACTS.items()},
        "title": "p.title_norm, p.id",  # and then `in_order`, since the column holds marks
        "comments": "p.comments DESC NULLS LAST, p.id",
        "upvotes": "p.upvotes DESC NULLS LAST, p.id",
        "rating": "(SELECT r.rating FROM reading r WHERE r.paper_key = p.key) DESC NULLS LAST, p.id",
        "status": (
            "coalesce((SELECT CASE r.status WHEN 'reading' THEN 0 WHEN 'read' THEN 2 WHEN 'dropped' THEN 3 "
            "END FROM reading r WHERE r.paper_key = p.key), 1), p.id"
        ),
    }
)
"""What `ORDER BY` takes for each order of `paper p`."""

VALUED: Mapping[Sort, str] = MappingProxyType(
    {
        "newest": "SELECT id FROM paper WHERE published IS NOT NULL ORDER BY published DESC, id LIMIT ?",
        "oldest": "SELECT id FROM paper WHERE published IS NOT NULL ORDER BY published, id LIMIT ?",
        "comments": "SELECT id FROM paper WHERE comments IS NOT NULL ORDER BY comments DESC, id LIMIT ?",
        "upvotes": "SELECT id FROM paper WHERE upvotes IS NOT NULL ORDER BY upvotes DESC, id LIMIT ?",
        "rating": (
            "SELECT p.id FROM reading r JOIN paper p ON p.key = r.paper_key WHERE r.rating IS NOT NULL "
            "ORDER BY r.rating DESC, p.id LIMIT ?"
        ),
    }
)
"""The papers that have the value of an order: of the others, which follow, its index need not know."""

UNDATED = "SELECT id FROM paper WHERE published IS NULL ORDER BY id LIMIT ?"
OF_STATUS = """
SELECT p.id FROM reading r JOIN paper p ON p.key = r.paper_key WHERE r.status = ? ORDER BY p.id
"""


def ordered(db: sqlite3.Connection, sort: Sort, limit: int | None = None) -> "array[int]":
    """Return the row ids of all papers, or of the first ones, in order.

    Args:
        db: An open library.
        sort: The order; papers without the value come last.
        limit: How many at most; None for all.
    """
    most = -1 if limit is None else limit
    if sort in ("newest", "oldest"):
        dated = _ids(db, VALUED[sort], most)
        return dated + _ids(db, UNDATED, most if most < 0 else most - len(dated))
    if sort in VALUED:
        return _around(db, _ids(db, VALUED[sort], most), (), most)
    if sort == "status":
        ends = chain(_ids(db, OF_STATUS, "read"), _ids(db, OF_STATUS, "dropped"))
        return _around(db, _ids(db, OF_STATUS, "reading"), ends, most)
    if most < 0 and sort in ("added", "position") and (last := _dense(db)) is not None:
        return array("q", range(1, last + 1) if sort == "position" else range(last, 0, -1))
    return chosen(db, "1", (), sort, limit)


def chosen(
    db: sqlite3.Connection, where: str, parameters: Sequence[object], sort: Sort, limit: int | None = None
) -> "array[int]":
    """Return the row ids of the papers that meet a condition, in order.

    Args:
        db: An open library.
        where: An SQL condition on `paper p`.
        parameters: Its values.
        sort: The order.
        limit: How many at most; None for all.
    """
    if sort == "title":
        sql = f"SELECT p.id, p.title_norm FROM paper p WHERE {where} ORDER BY {ORDERS[sort]}"
        return array("q", islice(in_order(db, db.execute(sql, parameters)), limit))
    sql = f"SELECT p.id FROM paper p WHERE {where} ORDER BY {ORDERS[sort]} LIMIT ?"
    return _ids(db, sql, *parameters, -1 if limit is None else limit)


def _ids(db: sqlite3.Connection, sql: str, *values: object) -> "array[int]":
    return array("q", chain.from_iterable(db.execute(sql, values)))


def _around(db: sqlite3.Connection, first: Iterable[int], last: Iterable[int], most: int) -> "array[int]":
    """Return all papers with a few of them at both ends; no more than wanted, and all if that is negative."""
    first, last = list(first), list(last)
    moved = {*first, *last}
    enough = most if most < 0 else most + len(moved)
    middle = filterfalse(moved.__contains__, ordered(db, "position", None if enough < 0 else enough))
    return array("q", islice(chain(first, middle, last), None if most < 0 else most))


def _dense(db: sqlite3.Connection) -> int | None:
    """Return the largest id where all ids from 1 on are in use, or None."""
    number, last = db.execute("SELECT (SELECT count(*) FROM paper), (SELECT max(id) FROM paper)").fetchone()
    return number if number == last else None
