"""How many papers stand in each year and in each dump, kept so that nobody has to count them."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Literal

Kind = Literal["year", "dump"]

ADD = """
INSERT INTO tally VALUES (?, ?, ?) ON CONFLICT (kind, name) DO UPDATE SET papers = papers + excluded.papers
"""


class Tally:
    """Gathers what changes, to be written once for many papers.

    Args:
        db: The library's connection.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._changes: Counter[tuple[Kind, str]] = Counter()

    def dated(self, published: Iterable[str | None], number: int = 1) -> None:
        """Count papers by their dates; a negative number takes them out again."""
        for date in published:
            self._changes["year", (date or "")[:4]] += number

    def listed(self, name: str, number: int = 1) -> None:
        """Count papers of a dump."""
        self._changes["dump", name] += number

    def flush(self) -> None:
        """Write what was gathered."""
        if self._changes:
            self._db.executemany(ADD, [(*place, number) for place, number in self._changes.items() if number])
            self._changes.clear()


def tallied(db: sqlite3.Connection, kind: Kind) -> Mapping[str, int]:
    """Return the papers of each year or of each dump, in order of name; undated papers stand under "".

    Args:
        db: An open library.
        kind: What to tell.
    """
    return dict(db.execute("SELECT name, papers FROM tally WHERE kind = ? ORDER BY name", (kind,)))
