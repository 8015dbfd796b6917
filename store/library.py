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
from .library_file import BUSY_SECONDS, connect, damage_explained, explained, needs_migration
from .models import Counts
from .notes import Notes
from .papers import Papers
from .reading import Reading
from .searches import Searches
from .topics.ruleset import Ruleset
from .topics.verdicts import GIVEN, Topics

if TYPE_CHECKING:
    from .lists import Lists
    from .recall import Recall
    from .tags import Tags
    from .triage import Triage

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
        with explained(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            readonly = path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
            if not path.exists() or needs_migration(path, readonly):
                # Deferred: sqlite-utils takes longer to import than a whole first frame may.
                from .migrations import migrate  # noqa: PLC0415

                migrate(path)
            db = connect(path, readonly, busy_seconds)
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
        with damage_explained(self.path):
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
