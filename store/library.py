"""The one door to a library: opens the file safely and hands out what works on it."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from .counts import count
from .errors import LibraryError
from .highlights import Highlights
from .history import History, Sitting
from .models import Counts
from .notes import Notes
from .papers import Papers
from .reading import Reading
from .schema import APPLICATION_ID, SCHEMA_VERSION
from .searches import Searches
from .text.folding import teach_folding
from .topics.ruleset import Ruleset
from .topics.verdicts import GIVEN, Topics

if TYPE_CHECKING:
    from .lists import Lists
    from .recall import Recall
    from .tags import Tags
    from .triage import Triage

BUSY_SECONDS = 5.0

WHOLE = ("BEGIN IMMEDIATE", "COMMIT", "ROLLBACK")
PART = ("SAVEPOINT part", "RELEASE part", "ROLLBACK TO part")


class Library:
    """A library of papers in one SQLite file. Use `Library.open`.

    Args:
        path: The file.
        db: An open connection with our pragmas set.
        readonly: Whether the file cannot be written.
        rules: What gives topics to papers; the shipped rules, unless given.
    """

    def __init__(
        self, path: Path, db: sqlite3.Connection, readonly: bool, rules: Ruleset | None = None
    ) -> None:
        self.path = path
        self.db = db
        self.readonly = readonly
        self.rules = rules or Ruleset()
        db.create_function(GIVEN, 2, self._topics_given, deterministic=True)

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str],
        *,
        busy_seconds: float = BUSY_SECONDS,
        rules: Ruleset | None = None,
    ) -> Self:
        """Open a library, making it or bringing its schema up to date where needed.

        Args:
            path: The library file; it and its folder are made if they are not there.
            busy_seconds: How long to wait for another process that is writing.
            rules: What gives topics to papers; the shipped rules, unless given.

        Returns:
            The open library.

        Raises:
            LibraryError: The file is locked, corrupt, not a library of ours, or made by a newer version.
        """
        path = Path(path)
        with _explained(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            readonly = path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
            if not path.exists() or _needs_migration(path, readonly):
                # Deferred: sqlite-utils takes longer to import than a whole first frame may.
                from .migrations import migrate  # noqa: PLC0415

                migrate(path)
            db = _connect(path, readonly, busy_seconds)
        return cls(path, db, readonly, rules)

    @cached_property
    def papers(self) -> Papers:
        """The papers and what is known of them."""
        return Papers(self.db)

    @cached_property
    def reading(self) -> Reading:
        """The reader's status, rating and star of each paper."""
        return Reading(self.db, self.change)

    @cached_property
    def highlights(self) -> Highlights:
        """The passages that the reader marked."""
        return Highlights(self.db, self.change)

    @cached_property
    def notes(self) -> Notes:
        """The reader's notes."""
        return Notes(self.db, self.change)

    @cached_property
    def lists(self) -> "Lists":
        """The reader's lists of papers."""
        # Deferred: the first frame names lists, but changes none.
        from .lists import Lists  # noqa: PLC0415

        return Lists(self.db, self.change)

    @cached_property
    def topics(self) -> Topics:
        """The topics that rules give to papers, and the reader's word on them."""
        return Topics(self.db, self.change, self.rules)

    def _topics_given(self, title: str, abstract: str | None) -> str:
        """Return the topics of some texts, for SQL, which must not load the rules before it asks for them."""
        return self.topics.given(title, abstract)

    @cached_property
    def history(self) -> History:
        """Every change that the reader made, and the way back."""
        return History(self.db, self.transaction)

    @cached_property
    def searches(self) -> Searches:
        """The reader's searches: those kept under a name, and those of late."""
        return Searches(self.db, self.change)

    @cached_property
    def tags(self) -> "Tags":
        """The reader's own tags."""
        # Deferred: the first frame shows tags, but changes none.
        from .tags import Tags  # noqa: PLC0415

        return Tags(self.db, self.change)

    @cached_property
    def triage(self) -> "Triage":
        """What the reader decided of papers one by one."""
        # Deferred: nobody decides anything before the first frame.
        from .triage import Triage  # noqa: PLC0415

        return Triage(self.db, self.change)

    @cached_property
    def recall(self) -> "Recall":
        """The daily review of the reader's own highlights."""
        # Deferred: nobody reviews anything before the first frame.
        from .recall import Recall  # noqa: PLC0415

        return Recall(self.db, self.change, self.highlights)

    def counts(self) -> Counts:
        """Return how many papers stand where."""
        return count(self.db)

    @property
    def facts_version(self) -> int:
        """A number that grows with every import that changed a fact; the search index follows it."""
        return int(self.db.execute("SELECT value FROM meta WHERE name = 'facts_version'").fetchone()[0])

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Run a write as one transaction that takes the lock at once; inside another one, as a part of it.

        A deferred transaction that reads before it writes fails when another process wrote in between;
        BEGIN IMMEDIATE waits instead. A part that fails leaves the rest of the transaction standing.

        Raises:
            LibraryError: The library cannot be written.
        """
        if self.readonly:
            raise LibraryError(f"{self.path} can only be read; make it writable to change anything")
        with _damage_explained(self.path):
            begin, commit, rollback = PART if self.db.in_transaction else WHOLE
            self.db.execute(begin)
            try:
                yield self.db
            except BaseException:
                if self.db.in_transaction:  # SQLite may have rolled all of it back by itself
                    self.db.execute(rollback)
                raise
            self.db.execute(commit)

    @contextmanager
    def change(
        self, label: str, quiet: bool = False, sitting: Sitting | None = None
    ) -> Iterator[sqlite3.Connection]:
        """Run a reader's change as one transaction and one step of history; inside another, as a part of it.

        Args:
            label: What is done, in a few words, as history shows it.
            quiet: Whether the desk does it by itself.
            sitting: What it goes on with, where a reader's change is written bit by bit.
        """
        with self.transaction() as db, self.history.step(label, quiet, sitting):
            yield db

    def close(self) -> None:
        """Close the file."""
        self.db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _address(path: Path, mode: str, readonly: bool) -> str:
    """Return the URI of a file.

    In a folder that cannot be written SQLite cannot make the files that it shares with other readers; it may
    go without them only where no journal holds newer pages.
    """
    journal = Path(f"{path}-wal")
    alone = not os.access(path.parent, os.W_OK) and not (journal.exists() and journal.stat().st_size)
    flags = f"mode={'ro' if readonly else mode}{'&immutable=1' if readonly and alone else ''}"
    return f"{path.absolute().as_uri()}?{flags}"


def _connect(path: Path, readonly: bool, busy_seconds: float) -> sqlite3.Connection:
    address = _address(path, "rw", readonly)
    db = sqlite3.connect(address, uri=True, timeout=busy_seconds, isolation_level=None)
    db.text_factory = _text
    teach_folding(db)
    db.execute("PRAGMA foreign_keys = ON")
    # Without it, what INSERT OR REPLACE deletes would pass the journal by.
    db.execute("PRAGMA recursive_triggers = ON")
    if not readonly:
        db.execute("PRAGMA synchronous = FULL")
    db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    return db


def _text(raw: bytes) -> str:
    """Return a text as far as it is one: a file from elsewhere may hold anything."""
    return raw.decode("utf-8", "replace")


def _needs_migration(path: Path, readonly: bool) -> bool:
    """Return whether a file is an empty or older library; refuse what is neither.

    Raises:
        LibraryError: The file is no library of ours, or a newer one.
    """
    if path.stat().st_size == 0:
        return True
    db = sqlite3.connect(_address(path, "ro", readonly), uri=True, timeout=BUSY_SECONDS)
    try:
        application = db.execute("PRAGMA application_id").fetchone()[0]
        version = db.execute("PRAGMA user_version").fetchone()[0]
        tables = {name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    finally:
        db.close()
    if application != APPLICATION_ID and not tables <= {"_sqlite_migrations", "sqlite_sequence"}:
        raise LibraryError(f"{path} is an SQLite file but not a Postil library; name another with --library")
    if version > SCHEMA_VERSION:
        raise LibraryError(
            f"{path} was made by a newer Postil (schema {version}, this one knows {SCHEMA_VERSION}); "
            "update Postil to open it"
        )
    return bool(version < SCHEMA_VERSION)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system say of a file into one sentence with the next step."""
    try:
        with _damage_explained(path):
            yield
    except OSError as error:
        raise LibraryError(f"{path} cannot be opened: {error.strerror or error}") from error


@contextmanager
def _damage_explained(path: Path) -> Iterator[None]:
    """Turn what SQLite says into one sentence with the next step."""
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
        raise  # our own mistake, not the file's
    except sqlite3.DatabaseError as error:
        raise LibraryError(explain(path, error)) from error


def explain(path: Path, error: sqlite3.DatabaseError) -> str:
    """Return one sentence for what SQLite says of a library.

    Args:
        path: The library file.
        error: What SQLite raised.
    """
    said = str(error)
    if "locked" in said or "busy" in said:
        return f"{path} is locked by another program; close that program or wait, then try again"
    if "not a database" in said:
        return f"{path} is not a Postil library; name another file with --library"
    if "readonly" in said or "read-only" in said:
        return f"{path} can only be read; make it writable to change anything"
    if "full" in said:
        return f"{path} cannot grow because the disk is full; free some room, nothing was half written"
    if "malformed" in said or "corrupt" in said:
        return f"{path} is damaged ({said}); run `postil doctor` to see what can be saved"
    return f"{path} cannot be used: {said}"
