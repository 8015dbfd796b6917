"""The index: a cache file beside the library that can be deleted at any time.

It is made when missing, made again when corrupt, follows the library when behind, and is kept in memory where
its folder cannot be written. Nothing of the reader's is ever in it.
"""

import sqlite3
import subprocess
import sys
from array import array
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from ..models import Sort
from ..papers import Papers
from ..topics.ruleset import Ruleset
from .bits import without
from .dictionary import Dictionary
from .follow import MUCH, Follower, State
from .sets import Sets, united

PATIENCE = 5.0
"""Seconds to wait for another process that is building the same index."""
GLANCE = 20
"""Milliseconds to wait for it once there is an index to go on with."""
PAGE = 16384
"""Bytes a page: the sets of papers, some kilobytes long, leave less room between them than in small ones."""
KEEP = "INSERT OR REPLACE INTO ordering VALUES (?, ?)"
DATA_VERSION = "PRAGMA data_version"
"""What changes with every write of another connection."""


class Place(NamedTuple):
    """The library that an index belongs to.

    Attributes:
        library: The open library.
        path: Its file.
        patient: Whether to wait even for very much that is not indexed yet.
        growing: Whether the library is growing, so that the index need not be up to date at once.
        rules: What gives topics to papers.
    """

    library: sqlite3.Connection
    path: Path
    patient: bool
    growing: bool
    rules: Ruleset


class Index:
    """Terms and the papers that have them, read as a query needs them."""

    def __init__(self, place: Place, path: Path | None) -> None:
        """Open an index file, or without a path one in memory; `open` is the usual door."""
        self._place = place
        self._path = path
        self._library = place.library
        self._index = sqlite3.connect(
            path or ":memory:", PATIENCE, isolation_level=None, check_same_thread=False
        )
        self._follower = Follower(self._index, self._library, place.rules)
        self._helper: subprocess.Popen[bytes] | None = None
        self.behind = False
        self.version = State()
        self._data_version = 0

    @classmethod
    def open(
        cls,
        library_db: sqlite3.Connection,
        library_path: Path,
        patient: bool = True,
        growing: bool = False,
        rules: Ruleset | None = None,
    ) -> "Index":
        """Open the index of a library and bring it up to date.

        Args:
            library_db: An open library.
            library_path: The library's file; the index stands beside it as `<stem>.index.db`.
            patient: Whether to wait even for very much that is not indexed yet.
            growing: Whether the library is growing: then `follow` it, and `refresh` at the end.
            rules: What gives topics to papers; the shipped rules, unless given.
        """
        place = Place(library_db, library_path, patient, growing, rules or Ruleset())
        path = library_path.with_name(f"{library_path.stem}.index.db")
        try:
            return cls._opened(place, path)
        except sqlite3.OperationalError:
            return cls._opened(place, None)
        except sqlite3.DatabaseError:
            return cls._replaced(place, path)

    @classmethod
    def _opened(cls, place: Place, path: Path | None) -> "Index":
        index = cls(place, path)
        try:
            index._index.execute(f"PRAGMA page_size = {PAGE}")
            index._index.execute("PRAGMA synchronous = OFF")
            index._index.execute("PRAGMA journal_mode = WAL")
            if not place.growing:
                index.refresh()
        except sqlite3.Error:
            index.close()
            raise
        return index

    @classmethod
    def _replaced(cls, place: Place, path: Path) -> "Index":
        """Open a new file in the place of a damaged one."""
        try:
            for beside in ("", "-wal", "-shm"):
                path.with_name(path.name + beside).unlink(missing_ok=True)
            return cls._opened(place, path)
        except (OSError, sqlite3.DatabaseError):
            return cls._opened(place, None)

    def refresh(self) -> None:
        """Bring the index up to date with the library, if it is behind.

        Where another process holds the file, which it does while it is doing just that, what stands there
        already has to do; and who cannot wait leaves very much to another process.
        """
        wanted = self._follower.wanted()
        if self.version == wanted or self._is_by_newer_rules(wanted):
            self.behind = False
            return
        usable = self.version != State() or self._follower.is_worth_having()
        self._index.execute(f"PRAGMA busy_timeout = {GLANCE if usable else int(PATIENCE * 1000)}")
        impatient = self._path is not None and not self._place.patient
        self.behind = impatient and self._follower.backlog() > MUCH
        try:
            if self.behind:
                self._delegate()
            else:
                self._follower.catch_up()
        except sqlite3.OperationalError as error:
            if not usable or "locked" not in str(error):
                raise
            self.behind = True
        if self._follower.state() != self.version:
            self._read_generations()

    def _is_by_newer_rules(self, wanted: State) -> bool:
        """Return whether all is indexed, with topics by rules that the reader wrote since these were read.

        Two processes, one from before and one from after, would else index everything anew by turns.
        """
        return self.version._replace(rules=wanted.rules) == wanted and self._place.rules.are_outdated

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Hold the file as it is for one question: what other processes write meanwhile is for the next."""
        self._index.execute("BEGIN")
        try:
            if self._index.execute(DATA_VERSION).fetchone()[0] != self._data_version:
                self._read_generations()
            yield
            self._index.execute("COMMIT")
        finally:
            if self._index.in_transaction:
                self._index.execute("ROLLBACK")

    def _delegate(self) -> None:
        """Leave the work to another process, unless one is at it."""
        self._follower.prepare()
        if self._helper is None or self._helper.poll() is not None:
            own = self._place.rules.own
            command = [sys.executable, "-m", "postil.store.search.indexing", str(self._place.path)]
            command += [] if own is None else [str(own)]
            self._helper = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)

    def follow(self) -> None:
        """Gather what the library has more, and leave the rest for `refresh`."""
        self._follower.follow()

    def replaced(self) -> "Index":
        """Return this index built anew, for when its file turns out to be damaged."""
        self.close()
        return self._replaced(self._place, self._path) if self._path else self._opened(self._place, None)

    def close(self) -> None:
        """Close the index file; the library stays open."""
        with suppress(sqlite3.Error):
            self._index.close()

    def interrupt(self) -> None:
        """Abort whatever the index is reading, from another thread."""
        self._index.interrupt()

    def _read_generations(self) -> None:
        self.version = self._follower.state()
        self._data_version = self._index.execute(DATA_VERSION).fetchone()[0]
        self._orderings: dict[str, array[int]] = {}
        rows = self._index.execute("SELECT * FROM generation ORDER BY id").fetchall()
        self.highest = self._library.execute("SELECT max(id) FROM paper").fetchone()[0] or 0
        self.papers = 0
        outdated: dict[int, int] = {}
        places = [0, 0]
        for number, _, members, stale, title_places, abstract_places in rows:
            gone = united([stale], self.highest)
            fresh = without(united([members], self.highest), gone)
            self.papers |= fresh
            if gone:
                outdated[number] = fresh
            places[0] += title_places
            places[1] += abstract_places
        papers = sum(row[1] for row in rows)
        self.dictionary = Dictionary(self._index, {row[0]: row[1] for row in rows})
        self._sets = Sets(self._index, [row[0] for row in rows], outdated, self.highest)
        self.total = self.papers.bit_count()
        self.means = (max(1.0, places[0] / max(1, papers)), max(1.0, places[1] / max(1, papers)))

    def having(self, term: str) -> int:
        """Return the set of papers that have a term."""
        return self.any_of((term,))

    def any_of(self, terms: Collection[str]) -> int:
        """Return the set of papers that have any of some terms."""
        return self._sets.any_of(terms)

    def ordering(self, sort: Sort) -> "array[int]":
        """Return all papers in an order of facts, kept in the file until the library changes.

        For whoever is `reading`: an order that belongs to another state of the file is not written to it.
        """
        found = self._orderings.get(sort)
        if found is None:
            row = self._index.execute("SELECT ids FROM ordering WHERE sort = ?", (sort,)).fetchone()
            if row and len(row[0]) == array("I").itemsize * self.total:
                found = array("I", row[0])
            else:
                found = array("I", Papers(self._library).ids(sort=sort))
                with suppress(sqlite3.OperationalError):  # busy or full: it is worked out again next time
                    self._index.execute(KEEP, (sort, found.tobytes()))
            self._orderings[sort] = found
        return found
