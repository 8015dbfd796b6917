"""Whether the reader's rows are what the journal of changes says they are."""

import json
import sqlite3
from collections.abc import Iterator

from .schema import READER_TABLES

Key = tuple[str, str]

CHANGES = """
SELECT c.table_name, c.row_key, c.before, c.after, s.state FROM change c JOIN step s ON s.id = c.step_id
ORDER BY c.id
"""


def disagreements(db: sqlite3.Connection) -> Iterator[str]:
    """Yield one sentence for each row of the reader's that is not what its history says.

    A row must be what its last change that stands made of it; if none stands, what it was before the first.

    Args:
        db: An open library.
    """
    expected = _expected(db)
    for table in READER_TABLES:
        for key, row in _rows(db, table):
            where = f"the row {key} of {table}"
            if (table, key) not in expected:
                yield f"{where} has no history"
                continue
            wanted = expected.pop((table, key))
            if wanted is None:
                yield f"{where} should be gone"
            elif json.loads(wanted) != json.loads(row):
                yield f"{where} is {row} and should be {wanted}"
    for (table, key), wanted in expected.items():
        if wanted is not None:
            yield f"the row {key} of {table} is missing"


def _expected(db: sqlite3.Connection) -> dict[Key, str | None]:
    """Return what each row that ever changed should be, as JSON; None where it should not be there."""
    rows: dict[Key, str | None] = {}
    for table, key, before, after, state in db.execute(CHANGES):
        rows.setdefault((table, key), before)
        if state == "done":
            rows[table, key] = after
    return rows


def _rows(db: sqlite3.Connection, table: str) -> Iterator[Key]:
    """Yield the key and the whole of each row of a table, as JSON written like the journal's."""
    keys, columns = READER_TABLES[table]
    yield from db.execute(f"SELECT {_object(keys)}, {_object(columns)} FROM {table}")


def _object(columns: tuple[str, ...]) -> str:
    pairs = ", ".join(f"'{column}', {column}" for column in columns)
    return f"json_object({pairs})"
