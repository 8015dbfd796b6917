"""Choices of the reader's that belong to a library, rather than to a machine."""

import sqlite3

from .reading import Change

PUT = """
INSERT INTO preference (name, value) VALUES (?, ?) ON CONFLICT (name)
DO UPDATE SET value = excluded.value WHERE value <> excluded.value
"""


class Preferences:
    """The preferences of a library; each change is one transaction and one step of history.

    Args:
        db: The library's connection.
        change: Opens a journalled transaction under a label.
    """

    def __init__(self, db: sqlite3.Connection, change: Change) -> None:
        self._db = db
        self._change = change

    def get(self, name: str) -> str:
        """Return a preference; "" if there is none."""
        row = self._db.execute("SELECT value FROM preference WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def set(self, name: str, value: str, label: str) -> None:
        """Keep a preference, or with an empty value forget it.

        Args:
            name: What it is about.
            value: What is preferred.
            label: What history calls it.
        """
        with self._change(label) as db:
            if value:
                db.execute(PUT, (name, value))
            else:
                db.execute("DELETE FROM preference WHERE name = ?", (name,))
