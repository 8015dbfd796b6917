"""The orders in which papers are listed, and all papers in each of them without sorting a million rows."""

import sqlite3
from array import array
from collections.abc import Iterable, Mapping
from itertools import chain, filterfalse, islice
from types import MappingProxyType

from .models import Sort

ORDERS: Mapping[Sort, str] = MappingProxyType(
    {
        "newest": "p.published DESC NULLS LAST, p.id",
        "oldest": "p.published ASC NULLS LAST, p.id",
        "title": "p.title_norm, p.id",
        "comments": "p.comments DESC NULLS LAST, p.id",
        "added": "p.id DESC",
        # Papers get their ids in the order in which they first appear.
        "position": "p.id",
        "upvotes": "p.upvotes DESC NULLS LAST, p.id",
        "authors": "p.authors_count DESC NULLS LAST, p.id",
        "rating": "(SELECT r.rating FROM reading r WHERE r.paper_key = p.key) DESC NULLS LAST, p.id",
        "status": (
            "coalesce((SELECT CASE r.status WHEN 'reading' THEN 0 WHEN 'read' THEN 2 WHEN 'dropped' THEN 3 "
            "END FROM reading r WHERE r.paper_key = p.key), 1), p.id"
        ),
    }
)
"""What `ORDER BY` takes for each order of `paper p`; all but the reader's own have an index."""

RATED = """
SELECT p.id FROM reading r JOIN paper p ON p.key = r.paper_key WHERE r.rating IS NOT NULL
ORDER BY r.rating DESC, p.id
"""
OF_STATUS = """
SELECT p.id FROM reading r JOIN paper p ON p.key = r.paper_key WHERE r.status = ? ORDER BY p.id
"""


def everything(db: sqlite3.Connection, sort: Sort, limit: int | None = None) -> "array[int]":
    """Return the row ids of all papers, or of the first ones, in order.

    Args:
        db: An open library.
        sort: The order; papers without the value come last.
        limit: How many at most; None for all.
    """
    most = -1 if limit is None else limit
    if sort == "rating":
        return _around(db, _ids(db, RATED), (), most)
    if sort == "status":
        ends = chain(_ids(db, OF_STATUS, "read"), _ids(db, OF_STATUS, "dropped"))
        return _around(db, _ids(db, OF_STATUS, "reading"), ends, most)
    if most < 0 and sort in ("added", "position") and (last := _dense(db)) is not None:
        return array("q", range(1, last + 1) if sort == "position" else range(last, 0, -1))
    return _ids(db, f"SELECT p.id FROM paper p ORDER BY {ORDERS[sort]} LIMIT ?", most)


def _ids(db: sqlite3.Connection, sql: str, *values: object) -> "array[int]":
    return array("q", chain.from_iterable(db.execute(sql, values)))


def _around(db: sqlite3.Connection, first: Iterable[int], last: Iterable[int], most: int) -> "array[int]":
    """Return all papers with a few of them at both ends; no more than wanted, and all if that is negative."""
    first, last = list(first), list(last)
    moved = {*first, *last}
    enough = most if most < 0 else most + len(moved)
    middle = filterfalse(moved.__contains__, everything(db, "position", None if enough < 0 else enough))
    return array("q", islice(chain(first, middle, last), None if most < 0 else most))


def _dense(db: sqlite3.Connection) -> int | None:
    """Return the largest id where all ids from 1 on are in use, or None."""
    number, last = db.execute("SELECT (SELECT count(*) FROM paper), (SELECT max(id) FROM paper)").fetchone()
    return number if number == last else None
