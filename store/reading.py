"""What a reader says of a paper as a whole: status, rating, star."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from .models import Status

Change = Callable[[str], AbstractContextManager[sqlite3.Connection]]

SET = """
INSERT INTO reading (paper_key, {column}) VALUES (?, ?)
ON CONFLICT (paper_key) DO UPDATE SET {column} = excluded.{column}
WHERE {column} IS NOT excluded.{column}
"""


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
        """Give papers a status; return how many rows changed."""
        return self._set("status", keys, status, f"mark {status}")

    def set_rating(self, keys: Sequence[str], rating: int | None) -> int:
        """Rate papers from 0 to 5, or take the rating away; return how many rows changed."""
        label = "take the rating away" if rating is None else f"rate {rating}"
        return self._set("rating", keys, rating, label)

    def set_star(self, keys: Sequence[str], starred: bool) -> int:
        """Star papers or take their star away; return how many rows changed."""
        return self._set("starred", keys, int(starred), "star" if starred else "unstar")

    def _set(self, column: str, keys: Sequence[str], value: str | int | None, label: str) -> int:
        with self._change(f"{label}: {self._named(keys)}") as db:
            return db.executemany(SET.format(column=column), [(key, value) for key in keys]).rowcount

    def _named(self, keys: Sequence[str]) -> str:
        """Return the title of one paper, or how many papers there are."""
        if len(keys) != 1:
            return f"{len(keys)} papers"
        row = self._db.execute("SELECT title FROM paper WHERE key = ?", (keys[0],)).fetchone()
        return row[0] if row else keys[0]
