"""Whether the reader's rows are what the journal of changes says they are."""

import json
import sqlite3
from collections.abc import Iterator

from .schema import READER_TABLES

EXPECTED = """
SELECT c.row_key, {keys}, coalesce(max(c.id) FILTER (WHERE s.state = 'done'), -min(c.id)) AS source
FROM change c JOIN step s ON s.id = c.step_id WHERE c.table_name = '{table}' GROUP BY c.row_key
"""
"""For each row that ever changed the change that tells what it is: its last one that stands, or, with a minus
sign, its first one, before which it was so."""

UNLIKE = """
SELECT e.row_key, r.row, CASE WHEN e.source > 0 THEN c.after ELSE c.before END AS wanted
FROM ({expected}) e JOIN change c ON c.id = abs(e.source)
LEFT JOIN (SELECT {object} AS row, {columns} FROM {table}) r ON {same}
WHERE r.row IS NOT wanted
"""
UNTOLD = """
SELECT {key} FROM {table} WHERE NOT EXISTS (
    SELECT 1 FROM change c WHERE c.table_name = '{table}' AND c.row_key = {key}
)
"""


def disagreements(db: sqlite3.Connection) -> Iterator[str]:
    """Yield one sentence for each row of the reader's that is not what its history says.

    A row must be what its last change that stands made of it; if none stands, what it was before the first.
    SQLite compares them, so that a history of any length takes no more memory than one row.

    Args:
        db: An open library.
    """
    for table in READER_TABLES:
        for (key,) in db.execute(_untold(table)):
            yield f"the row {key} of {table} has no history"
        for key, row, wanted in db.execute(_unlike(table)):
            if wanted is None:
                yield f"the row {key} of {table} should be gone"
            elif row is None:
                yield f"the row {key} of {table} is missing"
            elif json.loads(wanted) != json.loads(row):
                yield f"the row {key} of {table} is {row} and should be {wanted}"


def _untold(table: str) -> str:
    """Return the query for rows that the journal does not know."""
    return UNTOLD.format(table=table, key=_object(READER_TABLES[table][0]))


def _unlike(table: str) -> str:
    """Return the query for rows whose text is not the journal's; what they say may still be the same."""
    keys, columns = READER_TABLES[table]
    extracted = ", ".join(f"json_extract(c.row_key, '$.{key}') AS {key}" for key in keys)
    return UNLIKE.format(
        expected=EXPECTED.format(table=table, keys=extracted),
        table=table,
        object=_object(columns),
        columns=", ".join(keys),
        same=" AND ".join(f"r.{key} = e.{key}" for key in keys),
    )


def _object(columns: tuple[str, ...]) -> str:
    pairs = ", ".join(f"'{column}', {column}" for column in columns)
    return f"json_object({pairs})"
