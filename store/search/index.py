"""The index: a cache file beside the library that can be deleted at any time.

It is rebuilt when missing, corrupt or behind the library, and kept in memory where its folder cannot be
written. Nothing of the reader's is ever in it.
"""

import sqlite3
from array import array
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from zlib import crc32

from . import build
from .postings import STUB, STUB_LENGTHS, Facts

CACHED_TERMS = 512
PATIENCE = 5.0
"""Seconds to wait for another process that is building the same index."""


class Index:
    """Terms, their places and their papers, read as a query needs them."""

    def __init__(self, index: sqlite3.Connection, library: sqlite3.Connection, path: Path | None) -> None:
        """Wrap an index file whose schema stands; `open` is the usual door."""
        self._index = index
        self._library = library
        self._path = path
        self._forget()

    @classmethod
    def open(cls, library_db: sqlite3.Connection, library_path: Path) -> "Index":
        """Open the index of a library and bring it up to date.

        Args:
            library_db: An open library.
            library_path: The library's file; the index stands beside it as `<stem>.index.db`.
        """
        path = library_path.with_name(f"{library_path.stem}.index.db")
        try:
            return cls._opened(path, library_db)
        except sqlite3.OperationalError:
            return cls._opened(None, library_db)
        except sqlite3.DatabaseError:
            return cls._replaced(path, library_db)

    @classmethod
    def _opened(cls, path: Path | None, library: sqlite3.Connection) -> "Index":
        connection = sqlite3.connect(
            path or ":memory:", PATIENCE, isolation_level=None, check_same_thread=False
        )
        index = cls(connection, library, path)
        try:
            connection.execute("PRAGMA synchronous = OFF")
            index.refresh()
        except sqlite3.Error:
            connection.close()
            raise
        return index

    @classmethod
    def _replaced(cls, path: Path, library: sqlite3.Connection) -> "Index":
        """Open a new file in the place of a damaged one."""
        try:
            path.unlink(missing_ok=True)
            path.with_name(path.name + "-journal").unlink(missing_ok=True)
            return cls._opened(path, library)
        except (OSError, sqlite3.DatabaseError):
            return cls._opened(None, library)

    def refresh(self) -> None:
        """Bring the index up to date with the library, if it is behind."""
        wanted = self._signature()
        if self._state() == wanted:
            return
        self._index.execute("BEGIN IMMEDIATE")
        try:
            state = self._state()
            if state != wanted:
                if state[0] != build.FORMAT:
                    build.create(self._index)
                build.update(self._index, self._library)
                rows = zip(("format", "version", "last"), wanted, strict=True)
                self._index.executemany("INSERT OR REPLACE INTO state VALUES (?, ?)", rows)
            self._index.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                self._index.execute("ROLLBACK")
            raise
        self._forget()

    def replaced(self) -> "Index":
        """Return this index built anew, for when its file turns out to be damaged."""
        self.close()
        return self._replaced(self._path, self._library) if self._path else self._opened(None, self._library)

    def close(self) -> None:
        """Close the index file; the library stays open."""
        self._index.close()

    def interrupt(self) -> None:
        """Abort whatever the index is reading, from another thread."""
        self._index.interrupt()

    def _signature(self) -> tuple[int, int, int]:
        """Return what the index must be built from: our format, the library's version, its last paper."""
        version, last = self._library.execute(
            "SELECT (SELECT value FROM meta WHERE name = 'facts_version'), "
            "(SELECT id || key FROM paper ORDER BY id DESC LIMIT 1)"
        ).fetchone()
        return build.FORMAT, version or 0, crc32((last or "").encode())

    def _state(self) -> tuple[int, int, int]:
        try:
            state = dict(self._index.execute("SELECT name, value FROM state"))
        except sqlite3.OperationalError:
            return 0, 0, 0
        return state.get("format", 0), state.get("version", 0), state.get("last", 0)

    def _forget(self) -> None:
        self._facts: dict[int, Facts] | None = None
        self._entries: dict[str, array[int]] = {}
        self._by_length: dict[int, list[str]] = {}

    @property
    def papers(self) -> Mapping[int, Facts]:
        """What ranking knows of every paper, by its id."""
        if self._facts is None:
            self._facts = {}
            for (blob,) in self._index.execute("SELECT papers FROM segment"):
                numbers = array("Q", blob)
                columns = [numbers[column::4] for column in range(4)]
                self._facts.update(zip(columns[0], zip(*columns[1:], strict=True), strict=True))
        return self._facts

    def entries(self, term: str) -> "array[int]":
        """Return where a term stands: `paper id << PLACE_BITS | place`, ascending."""
        found = self._entries.get(term)
        if found is None:
            if len(self._entries) >= CACHED_TERMS:
                self._entries.clear()
            found = self._entries[term] = array("Q")
            for (blob,) in self._index.execute("SELECT places FROM posting WHERE term = ?", (term,)):
                found.frombytes(blob)
        return found

    def count(self, terms: Iterable[str]) -> dict[str, int]:
        """Return how many papers have each of some terms; terms that none has are left out."""
        found = {}
        for term in terms:
            row = self._index.execute("SELECT sum(papers) FROM posting WHERE term = ?", (term,)).fetchone()
            if row[0]:
                found[term] = row[0]
        return found

    def family(self, stem: str) -> list[str]:
        """Return the terms that share a stem."""
        rows = self._index.execute("SELECT term FROM family WHERE stem = ?", (stem,))
        return [*self.count([stem]), *(term for (term,) in rows)]

    def starting(self, prefix: str, limit: int) -> dict[str, int]:
        """Return the commonest terms that start so, with their numbers of papers.

        A prefix of up to three letters adds one term that stands for all words in titles that start so.
        """
        rows = self._index.execute(
            "SELECT term, sum(papers) AS n FROM posting WHERE term >= ? AND term < ? GROUP BY term "
            "ORDER BY n DESC, term LIMIT ?",
            (prefix, prefix + "\U0010ffff", limit),
        )
        found: dict[str, int] = dict(rows) if len(prefix) >= max(STUB_LENGTHS) else {}
        if len(prefix) in STUB_LENGTHS:
            found |= self.count([STUB + prefix])
        return found

    def of_length(self, length: int) -> list[str]:
        """Return all terms of one length."""
        if length not in self._by_length:
            row = self._index.execute("SELECT terms FROM vocabulary WHERE length = ?", (length,)).fetchone()
            self._by_length[length] = row[0].split(" ") if row else []
        return self._by_length[length]

    def shorts(self, stems: str) -> list[str]:
        """Return the abbreviations of a row of stems, joined by blanks."""
        rows = self._index.execute("SELECT DISTINCT short FROM abbreviation WHERE stems = ?", (stems,))
        return [short for (short,) in rows]

    def spoken(self, short: str, limit: int) -> list[str]:
        """Return the commonest rows of words, joined by blanks, that an abbreviation stands for."""
        rows = self._index.execute(
            "SELECT spoken FROM abbreviation WHERE short = ? GROUP BY spoken ORDER BY count(*) DESC, spoken "
            "LIMIT ?",
            (short, limit),
        )
        return [spoken for (spoken,) in rows]

    def key_terms(self, papers: Iterable[int]) -> dict[int, dict[str, float]]:
        """Return for each of some papers the stems that tell it from the others, with their weights."""
        found = {}
        for paper in papers:
            row = self._index.execute("SELECT terms FROM key_terms WHERE paper_id = ?", (paper,)).fetchone()
            parts = row[0].split() if row else []
            found[paper] = dict(zip(parts[::2], map(float, parts[1::2]), strict=True))
        return found
