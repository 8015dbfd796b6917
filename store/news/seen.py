"""How far a reader has looked at the news: kept with the library, and no change that could be undone."""

import sqlite3

from .runs import LAST

SEEN = "SELECT value FROM meta WHERE name = 'seen_appearance'"
KEEP = "INSERT OR REPLACE INTO meta VALUES (?, ?)"


def last_seen(db: sqlite3.Connection) -> int:
    """Return the id of the last appearance that the reader has seen."""
    return int(db.execute(SEEN).fetchone()[0])


def remember(db: sqlite3.Connection, appearance: int, paper: int) -> None:
    """Keep how far the reader has looked.

    Args:
        db: An open library, in a transaction.
        appearance: The id of the last appearance that was shown as news, or 0.
        paper: The row id of the last paper that had come by then.
    """
    db.executemany(KEEP, [("seen_appearance", appearance), ("seen_paper", paper)])


def begin(db: sqlite3.Connection) -> None:
    """Count as seen what a library begins with: all papers are in its first import, and none of them is news.

    Args:
        db: An open library, in a transaction, at the end of an import.
    """
    if db.execute("SELECT count(DISTINCT run) FROM dump").fetchone()[0] == 1:
        remember(db, *db.execute(LAST).fetchone())
