"""The reader's searches: those kept under a name, and those of late."""

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from .errors import NotFound, PostilError
from .models import PENS
from .reading import Change
from .text.folding import fold

KEPT = 500
"""How many searches of late are remembered."""

SAVE = """
INSERT INTO saved_search (name, query, position)
VALUES (?, ?, (SELECT coalesce(max(position), 0) + 1 FROM saved_search))
ON CONFLICT (name) DO UPDATE SET query = excluded.query WHERE query <> excluded.query
"""
REMEMBER = """
INSERT INTO searched (query, at) VALUES (?, ?) ON CONFLICT (query) DO UPDATE SET at = excluded.at
"""
TRIM = "DELETE FROM searched WHERE query IN (SELECT query FROM searched ORDER BY at DESC LIMIT -1 OFFSET ?)"
MEANT = """
SELECT query FROM saved_search WHERE fold(name) = fold(:name)
AND NOT EXISTS (SELECT 1 FROM list WHERE fold(name) = fold(:name)) ORDER BY position LIMIT 1
"""
"""What a list's name means where no reading list has it."""
RECENT = "SELECT query FROM searched WHERE substr(query, 1, ?) = ? ORDER BY at DESC LIMIT ?"


class SavedSearch(NamedTuple):
    """A search kept under a name."""

    name: str
    query: str


class Searches:
    """The searches of a library. What is saved is journalled; what is remembered is not.

    Args:
        db: The library's connection.
        change: Opens a journalled transaction under a label.
    """

    def __init__(self, db: sqlite3.Connection, change: Change) -> None:
        self._db = db
        self._change = change

    def all(self) -> tuple[SavedSearch, ...]:
        """Return what is saved, in the reader's order."""
        rows = self._db.execute("SELECT name, query FROM saved_search ORDER BY position, name")
        return tuple(SavedSearch(*row) for row in rows)

    def get(self, name: str) -> SavedSearch:
        """Return a saved search by its name.

        Raises:
            NotFound: There is none of this name.
        """
        name = _name(name)
        row = self._db.execute("SELECT name, query FROM saved_search WHERE name = ?", (name,)).fetchone()
        if row is None:
            raise NotFound(f'no search is saved as "{name}"; `postil searches ls` names them')
        return SavedSearch(*row)

    def meant(self, name: str) -> str | None:
        """Return the query of the smart list that a list's name means: a reading list comes before it."""
        row = self._db.execute(MEANT, {"name": _name(name)}).fetchone()
        return row[0] if row else None

    def save(self, name: str, query: str, pens: Sequence[str] = PENS) -> SavedSearch:
        """Keep a search under a name, in the place of one that has it already, else as the last one.

        Args:
            name: What to call it.
            query: Its text.
            pens: What the reader calls the five pens.

        Returns:
            It as it is kept.

        Raises:
            QueryError: The query cannot be understood, or asks for itself as a smart list.
            PostilError: The name is empty, or the query asks for nothing.
        """
        saved = SavedSearch(_name(name), " ".join(query.split()))
        if not saved.name:
            raise PostilError("a saved search needs a name")
        # Deferred: the desk lists searches in its first frame, and only who saves one needs the language.
        from .query import Filter, Query, parse  # noqa: PLC0415
        from .query.smart import expanded  # noqa: PLC0415

        if parse(saved.query, pens).is_empty:
            raise PostilError("there is nothing to search for in the query")
        own = fold(saved.name)
        expanded(
            Query(Filter("list", saved.name, saved.name)),
            lambda other: saved.query if fold(other) == own else self.meant(other),
            lambda text: parse(text, pens),
        )
        with self._change(f"save the search {saved.name}") as db:
            db.execute(SAVE, saved)
        return saved

    def rename(self, old: str, new: str) -> SavedSearch:
        """Give a saved search another name; return it as it is then.

        Raises:
            NotFound: There is none of the old name.
            PostilError: The new name is empty or another search has it.
        """
        saved, name = self.get(old), _name(new)
        if not name:
            raise PostilError("a saved search needs a name")
        if name == saved.name:
            return saved
        if any(each.name == name for each in self.all()):
            raise PostilError(f'another search is saved as "{name}"')
        with self._change(f"rename the search {saved.name} to {name}") as db:
            # Not an update of the name: history finds a row by its key, which is the name.
            sql = "INSERT INTO saved_search SELECT ?, query, position FROM saved_search WHERE name = ?"
            db.execute(sql, (name, saved.name))
            db.execute("DELETE FROM saved_search WHERE name = ?", (saved.name,))
        return saved._replace(name=name)

    def delete(self, name: str) -> SavedSearch:
        """Forget a saved search; return what it was.

        Raises:
            NotFound: There is none of this name.
        """
        saved = self.get(name)
        with self._change(f"delete the search {saved.name}") as db:
            db.execute("DELETE FROM saved_search WHERE name = ?", (saved.name,))
        return saved

    def move(self, name: str, position: int) -> None:
        """Put a saved search into another place.

        Args:
            name: Its name.
            position: Which it shall be, from 1; beyond the last, the last.

        Raises:
            NotFound: There is none of this name.
        """
        saved = self.get(name)
        names = [each.name for each in self.all() if each.name != saved.name]
        names.insert(max(0, position - 1), saved.name)
        with self._change(f"move the search {saved.name}") as db:
            db.executemany(
                "UPDATE saved_search SET position = ? WHERE name = ? AND position <> ?",
                [(place, each, place) for place, each in enumerate(names, 1)],
            )

    def remember(self, query: str) -> None:
        """Remember a search as the latest one; the oldest are forgotten."""
        text = " ".join(query.split())
        if text:
            self._write([(REMEMBER, (text, datetime.now(UTC).isoformat())), (TRIM, (KEPT,))])

    def recent(self, limit: int = 20, prefix: str = "") -> tuple[str, ...]:
        """Return the searches of late that begin so, the latest first."""
        return tuple(query for (query,) in self._db.execute(RECENT, (len(prefix), prefix, limit)))

    def forget(self) -> None:
        """Forget all searches of late."""
        self._write([("DELETE FROM searched", ())])

    def _write(self, statements: Sequence[tuple[str, Sequence[object]]]) -> None:
        """Write what is no change of the reader's: the journal holds nothing of these tables."""
        with self._change("search") as db:
            for sql, values in statements:
                db.execute(sql, values)


def _name(text: str) -> str:
    return " ".join(text.split())
