"""What a step of history changed: each row before and after, and what the things in it are called."""

import json
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, NamedTuple

Values = Mapping[str, Any]

CHANGED = """
SELECT table_name, row_key, before, last FROM (
    SELECT c.id, c.table_name, c.row_key, c.before, (
        SELECT l.after FROM change l WHERE l.table_name = c.table_name AND l.row_key = c.row_key
        AND l.step_id = c.step_id ORDER BY l.id DESC LIMIT 1
    ) AS last
    FROM change c WHERE c.step_id = ? AND NOT EXISTS (
        SELECT 1 FROM change f WHERE f.table_name = c.table_name AND f.row_key = c.row_key
        AND f.step_id = c.step_id AND f.id < c.id
    )
) WHERE before IS NOT last ORDER BY id LIMIT ?
"""
CONCERNED = """
SELECT p.id FROM (
    SELECT min(id) AS first, coalesce(json_extract(said, '$.paper_key'), (
        SELECT h.paper_key FROM highlight h WHERE h.highlight_id = json_extract(said, '$.highlight_id')
    )) AS paper_key
    FROM (SELECT id, coalesce(after, before) AS said FROM change WHERE step_id = ?) GROUP BY 2
) c JOIN paper p ON p.key = c.paper_key ORDER BY c.first
"""
TITLES = "SELECT key, title FROM paper WHERE key IN (SELECT value FROM json_each(?))"
LATEST = """
SELECT coalesce(c.after, c.before) FROM change c WHERE c.table_name = :table
AND c.row_key = json_object(:column, j.value) ORDER BY c.id DESC LIMIT 1
"""
LISTS = f"""
SELECT j.value, coalesce((SELECT l.name FROM list l WHERE l.list_id = j.value),
    json_extract(({LATEST}), '$.name')) FROM json_each(:ids) j
"""
MARKED = f"""
SELECT j.value, json_extract(({LATEST}), '$.paper_key'), json_extract(({LATEST}), '$.quote')
FROM json_each(:ids) j
"""


class RowChange(NamedTuple):
    """One row of the reader's before and after a step.

    Args:
        table: The table.
        key: The columns that tell the row apart.
        before: All columns as they were; None if the row was not there.
        after: All columns as the step left them; None if it took the row away.
    """

    table: str
    key: Values
    before: Values | None
    after: Values | None

    @property
    def row(self) -> Values:
        """The row as it is after the step, or as it was where it is gone."""
        return self.after if self.after is not None else self.before or self.key


class Marked(NamedTuple):
    """A highlight that a row refers to."""

    key: str
    quote: str


class Names(NamedTuple):
    """What the things are called that rows refer to.

    Args:
        papers: Titles by the papers' keys.
        lists: The names of reading lists by their ids; those that are gone have their last one.
        marked: Highlights by their ids, as they were last if they are gone.
    """

    papers: Mapping[str, str]
    lists: Mapping[str, str]
    marked: Mapping[str, Marked]

    def paper_of(self, change: RowChange) -> str:
        """Return the key of the paper that a row belongs to; "" if it belongs to none."""
        row = change.row
        marked = self.marked.get(row.get("highlight_id", ""))
        return str(row.get("paper_key") or (marked.key if marked else ""))


def changes(db: sqlite3.Connection, step_id: int, limit: int = -1) -> Iterator[RowChange]:
    """Yield what a step changed, in the order in which it came to the rows; each row once.

    Args:
        db: An open library.
        step_id: The step.
        limit: How many rows at most; all unless given. Only those are read.
    """
    for table, key, before, after in db.execute(CHANGED, (step_id, limit)):
        yield RowChange(table, json.loads(key), _values(before), _values(after))


def named(db: sqlite3.Connection, rows: Iterable[RowChange]) -> Names:
    """Return what papers, lists and highlights are called.

    Args:
        db: An open library.
        rows: Some hundreds of rows.
    """
    rows = list(rows)
    marked = {
        highlight: Marked(key, quote)
        for highlight, key, quote in _latest(db, MARKED, "highlight", "highlight_id", rows)
        if key
    }
    papers = {*_said(rows, "paper_key"), *(one.key for one in marked.values())}
    titles = dict(db.execute(TITLES, (json.dumps(list(papers)),)))
    return Names(titles, dict(_latest(db, LISTS, "list", "list_id", rows)), marked)


def papers(db: sqlite3.Connection, step_id: int) -> "array[int]":
    """Return the row ids of the papers that a step concerns, in the order in which it came to them.

    Args:
        db: An open library.
        step_id: The step.
    """
    return array("q", chain.from_iterable(db.execute(CONCERNED, (step_id,))))


def _latest(
    db: sqlite3.Connection, sql: str, table: str, column: str, rows: Iterable[RowChange]
) -> Iterator[tuple[Any, ...]]:
    """Yield what a query tells of the rows of another table that some rows refer to."""
    ids = json.dumps(list(_said(rows, column)))
    yield from db.execute(sql, {"table": table, "column": column, "ids": ids})


def _said(rows: Iterable[RowChange], column: str) -> dict[str, None]:
    """Return the values of a column, each once."""
    return dict.fromkeys(row.row[column] for row in rows if column in row.row)


def _values(image: str | None) -> Values | None:
    return None if image is None else json.loads(image)
