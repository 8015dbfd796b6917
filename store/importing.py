"""Importing dumps: which files, in what order, how many records at a time, with progress and a report."""

import gc
import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import BinaryIO

from . import dump_files
from .dump_run import BATCH, DumpRun, Outcome
from .errors import ImportFailure
from .library import Library
from .news import seen
from .records import Rejected, Report
from .search.index import Index
from .search.indexing import Companion
from .text.safe import clean_line

CACHE = 64 * 1024  # KiB
BETWEEN_REPORTS = 0.05  # seconds


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import has come.

    Args:
        name: The dump being read.
        done: Bytes read so far, over all dumps.
        total: Bytes to read, over all dumps.
        records: Records read so far, over all dumps.
    """

    name: str
    done: int
    total: int
    records: int


LARGE = 8_000
"""Records from which on the index is made beside an import rather than after it."""
LARGE_BYTES = 16_000_000
"""Bytes to read from which on there will surely be so many records."""


class Cancelled(Exception):
    """Raised by a progress callback to stop an import.

    What was committed of the dump being read stays, and importing it again goes on there; a dump of less
    than one batch leaves nothing behind.
    """


class _DryRun(Exception):
    """Rolls a transaction back at its end."""


class ImportRun:
    """Imports dumps into a library.

    Args:
        library: Where to.
        format: The name of a format, or `auto`.
        year: The year of pages that do not tell theirs.
        dry_run: Whether to report only, and write nothing.
        on_progress: Called now and then; may raise Cancelled.
        on_batch: Called after each part of a dump that was committed, its end included.
        batch: How many records to commit together.
    """

    def __init__(  # noqa: PLR0913 (one parameter an option)
        self,
        library: Library,
        *,
        format: str = "auto",
        year: int | None = None,
        dry_run: bool = False,
        on_progress: Callable[[Progress], None] = lambda _: None,
        on_batch: Callable[[], None] = lambda: None,
        batch: int = BATCH,
    ) -> None:
        self._library = library
        self._format = format
        self._year = year
        self._dry_run = dry_run
        self._on_progress = on_progress
        self._on_batch = on_batch
        self._batch = batch
        self._tally: Counter[str] = Counter()
        self._rejected: list[Rejected] = []
        self._duplicates: list[tuple[str, str]] = []
        self._done = self._total = 0
        self._told = 0.0
        self._companion: Companion | None = None
        self._number: int | None = None
        self.stopped = ""
        """After a stop: one sentence about the dump that was being read."""

    def run(self, paths: Iterable[str | Path], stdin: BinaryIO | None = None) -> Report:
        """Import files, folders, or `-` for standard input.

        Args:
            paths: What to read; of a folder, every file in it that is not hidden.
            stdin: Where `-` reads from.

        Returns:
            What was done, with everything that was rejected.

        Raises:
            LibraryError: The library cannot be written.
            Cancelled: The progress callback asked to stop; dumps before this one stay imported.
        """
        files = list(dump_files.files(paths))
        self._total = sum(path.stat().st_size for path in files if os.path.isfile(path))
        with _swift(self._library.db):
            if self._dry_run:
                # One transaction around all dumps, so that they merge with each other as they would.
                with suppress(_DryRun), self._library.transaction():
                    self._read_all(files, stdin)
                    raise _DryRun
            else:
                with self._accompanied():
                    self._read_all(files, stdin)
                    self._refresh_index()
                if self._number is not None:
                    with self._library.transaction() as db:
                        seen.begin(db)
        return Report(
            **self._tally,
            rejected=tuple(self._rejected),
            duplicates=tuple(self._duplicates),
            dry_run=self._dry_run,
        )

    @contextmanager
    def _accompanied(self) -> Iterator[None]:
        """Start a companion that will be needed; end one that is at work when an import is stopped."""
        if self._total >= LARGE_BYTES:
            self._companion = Companion(self._library.path, self._library.rules.own)
        try:
            yield
        except BaseException:
            if self._companion is not None:
                self._companion.stop()
            raise

    def _refresh_index(self) -> None:
        """Bring the index up to date here, which spares the next search from doing it."""
        news = self._tally["added"] or self._tally["merged"]
        if self._companion is not None:
            self._companion.finish() if news else self._companion.stop()
        elif self._tally["added"] or self._tally["changed"]:
            Index.open(self._library.db, self._library.path, rules=self._library.rules).close()

    def _committed(self) -> None:
        """Note that a part of a dump is in; of a large import, let a companion index it meanwhile."""
        if self._companion is None and self._tally["records"] >= LARGE:
            self._companion = Companion(self._library.path, self._library.rules.own)
        if self._companion is not None:
            self._companion.nudge()
        self._on_batch()

    def _read_all(self, files: Iterable[Path], stdin: BinaryIO | None) -> None:
        for path in files:
            try:
                with dump_files.opened(path, stdin) as (file, name):
                    self._read(file, name)
            except ImportFailure as failure:
                self._rejected.append(Rejected(clean_line(str(path)), 0, str(failure), ""))
            except (OSError, ValueError) as error:
                reason = f"cannot be read: {getattr(error, 'strerror', None) or error}"
                self._rejected.append(Rejected(clean_line(str(path)), 0, reason, ""))

    def _read(self, file: BinaryIO, name: str) -> None:
        run = DumpRun(self._library, file, name, self._format, self._year, self._batch, self._number)
        try:
            for part in run.parts(lambda records: self._tell(run, records)):
                gc.collect(0)
                self._take(part)
                if not self._dry_run:
                    self._committed()
        except (Cancelled, KeyboardInterrupt):
            self.stopped = _stopped(name, run.kept)
            raise
        self._done += run.size
        self._number = run.run

    def _take(self, part: Outcome) -> None:
        self._tally.update(part.tally)
        self._rejected += part.rejected
        self._duplicates += part.duplicates

    def _tell(self, run: DumpRun, records: int) -> None:
        """Report progress, but no more often than anybody can see."""
        now = monotonic()
        if records and now - self._told < BETWEEN_REPORTS:
            return
        self._told = now
        done = self._done + run.position
        self._on_progress(Progress(run.name, done, self._total, self._tally["records"] + records))


@contextmanager
def _swift(db: sqlite3.Connection) -> Iterator[None]:
    """Give SQLite memory for the pages that a large import comes back to, and spare it what is known.

    Facts refer to rows of the same import, so that SQLite need not look for each. Hundreds of thousands of
    small objects, none of them in a circle, would keep the collector of circles busy for nothing.
    """
    before = {name: db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("cache_size", "foreign_keys")}
    collecting = gc.isenabled()
    db.execute(f"PRAGMA cache_size = -{CACHE}")
    db.execute("PRAGMA foreign_keys = OFF")
    gc.disable()
    try:
        yield
    finally:
        for name, value in before.items():
            db.execute(f"PRAGMA {name} = {value}")
        if collecting:
            gc.enable()


def _stopped(name: str, kept: int) -> str:
    if not kept:
        return f"stopped: {name} left nothing behind"
    return f"stopped: {kept:,} records of {name} are in; import it again to go on from there"
