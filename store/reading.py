"""What a reader says of a paper as a whole: status, rating, star."""

import json
import sqlite3
from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from .history import Sitting
from .models import Status


class Change(Protocol):
    """Opens a journalled transaction under a label, as `Library.change` does."""

    def __call__(
        self, label: str, quiet: bool = False, sitting: Sitting | None = None
    ) -> AbstractContextManager[sqlite3.Connection]:
        """Open it."""


SET = """
INSERT INTO reading (paper_key, {column})
SELECT j.value, :value FROM json_each(:keys) j
WHERE :value IS NOT :default OR EXISTS (SELECT 1 FROM reading WHERE paper_key = j.value)
ORDER BY j.value
ON CONFLICT (paper_key) DO UPDATE SET {column} = excluded.{column}
WHERE {column} IS NOT excluded.{column}
"""
"""Sets a column for many papers; in the order of the table, which spares it half of the time."""
ALL_HAVE = """
SELECT NOT EXISTS (
    SELECT 1 FROM json_each(:keys) j LEFT JOIN reading r ON r.paper_key = j.value
    WHERE coalesce(r.{column}, :default) IS NOT :value
)
"""
BEGIN = """
INSERT INTO reading (paper_key, status) SELECT ?, 'reading'
WHERE NOT EXISTS (SELECT 1 FROM step WHERE state = 'undone')
AND NOT EXISTS (SELECT 1 FROM reading WHERE paper_key = ? AND status <> 'unread')
ON CONFLICT (paper_key) DO UPDATE SET status = excluded.status
"""
DEFAULTS = {"status": "unread", "rating": None, "starred": 0}
"""What a paper without a row has; to set it there is no change."""


class Reading:
    """The reader's marks on papers; each call is one transaction and one step of history.

    Args:
        db: The library's connection.
        change: Opens a journalled transaction under a label.
    """

    def __init__(self, db: sqlite3.Connection, change: Change) -> None:
        self._db = db
        self._change = change

    def set_status(self, keys: Sequence[str], status: Status) -> int:
        """Give papers a status; return how many papers changed."""
        return self._set("status", keys, status, f"mark {status}")

    def begin(self, key: str) -> int:
        """Count an unread paper as being read; return how many papers changed.

        The desk does this by itself, so it stands aside while something can be redone, and undo takes it back
        with the reader's own last change.
        """
        with self._change(f"begin to read: {said_of(self._db, [key])}", True) as db:
            return db.execute(BEGIN, (key, key)).rowcount

    def set_rating(self, keys: Sequence[str], rating: int | None) -> int:
        """Rate papers from 0 to 5, or take the rating away; return how many papers changed."""
        label = "take the rating away" if rating is None else f"rate {rating}"
        return self._set("rating", keys, rating, label)

    def set_star(self, keys: Sequence[str], starred: bool) -> int:
        """Star papers or take their star away; return how many papers changed."""
        return self._set("starred", keys, int(starred), "star" if starred else "unstar")

    def all_are(self, keys: Sequence[str], status: Status) -> bool:
        """Return whether papers all have a status."""
        return self._all_have("status", keys, status)

    def all_starred(self, keys: Sequence[str]) -> bool:
        """Return whether papers all have a star."""
        return self._all_have("starred", keys, 1)

    def _all_have(self, column: str, keys: Sequence[str], value: str | int) -> bool:
        sql = ALL_HAVE.format(column=column)
        return bool(self._db.execute(sql, _values(column, keys, value)).fetchone()[0])

    def _set(self, column: str, keys: Sequence[str], value: str | int | None, label: str) -> int:
        with self._change(f"{label}: {said_of(self._db, keys)}") as db:
            return db.execute(SET.format(column=column), _values(column, keys, value)).rowcount


def said_of(db: sqlite3.Connection, keys: Sequence[str]) -> str:
    """Return the title of one paper, or how many papers there are, as history names them.

    Args:
        db: The library's connection.
        keys: The papers' keys.
    """
    if len(keys) != 1:
        return f"{len(keys):,} papers"
    row = db.execute("SELECT title FROM paper WHERE key = ?", (keys[0],)).fetchone()
    return row[0] if row else keys[0]


def _values(column: str, keys: Sequence[str], value: str | int | None) -> dict[str, object]:
    """Return what a statement takes that goes over many papers."""
    return {"keys": json.dumps(list(keys)), "value": value, "default": DEFAULTS[column]}
