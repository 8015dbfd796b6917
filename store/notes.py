"""The reader's notes: one text a paper, free markdown."""

import sqlite3

from .errors import NotFound
from .history import Sitting
from .prose import kept
from .reading import Change

PUT = """
INSERT INTO note (paper_key, text) VALUES (?, ?) ON CONFLICT (paper_key) DO UPDATE SET text = excluded.text
"""


class Notes:
    """The notes of a library; each change is one transaction and one step of history.

    Args:
        db: The library's connection.
        change: Opens a journalled transaction under a label.
    """

    def __init__(self, db: sqlite3.Connection, change: Change) -> None:
        self._db = db
        self._change = change

    def get(self, key: str) -> str:
        """Return the note on a paper; "" if there is none."""
        row = self._db.execute("SELECT text FROM note WHERE paper_key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def set(self, key: str, text: str, sitting: Sitting | None = None) -> bool:
        """Write the note on a paper; a blank one is taken away. Return whether anything changed.

        Args:
            key: The paper's key.
            text: The whole note.
            sitting: What this belongs to, where a note is saved again and again while it is written.

        Raises:
            NotFound: There is no such paper.
        """
        text = kept(text) if text.strip() else ""
        with self._change(f"note on {self._title(key)}", sitting=sitting) as db:
            before = self.get(key)
            note = sitting.onto(text, before) if sitting else text
            if note and note != before:
                db.execute(PUT, (key, note))
            elif not note:
                db.execute("DELETE FROM note WHERE paper_key = ?", (key,))
        if sitting:
            sitting.wrote(text, before, note)
        return note != before

    def append(self, key: str, text: str) -> bool:
        """Add a paragraph to the note on a paper; return whether there was anything to add.

        Raises:
            NotFound: There is no such paper.
        """
        with self._change(f"note on {self._title(key)}"):
            before, more = self.get(key).rstrip(), text.strip()
            return self.set(key, f"{before}\n\n{more}" if before and more else before or more)

    def _title(self, key: str) -> str:
        row = self._db.execute("SELECT title FROM paper WHERE key = ?", (key,)).fetchone()
        if row is None:
            raise NotFound(f"no paper has the key {key!r}")
        return str(row[0])
