"""Importing dumps: which files, in what order, one transaction each, with progress and a report."""

import hashlib
import io
import os
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from .errors import ImportFailure
from .importers import importer_for
from .ingest import Ingest
from .library import Library
from .records import Page, Record, Rejected, Report
from .search.index import Index
from .text.safe import clean_line

HEAD = 65_536
REPORT_EVERY = 50


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


class Cancelled(Exception):
    """Raised by a progress callback to stop an import; the dump being read leaves nothing behind."""


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
    """

    def __init__(
        self,
        library: Library,
        *,
        format: str = "auto",
        year: int | None = None,
        dry_run: bool = False,
        on_progress: Callable[[Progress], None] = lambda _: None,
    ) -> None:
        self._library = library
        self._format = format
        self._year = year
        self._dry_run = dry_run
        self._on_progress = on_progress
        self._tally: Counter[str] = Counter()
        self._rejected: list[Rejected] = []
        self._duplicates: list[tuple[str, str]] = []
        self._done = self._total = 0

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
        files = list(_files(paths))
        self._total = sum(path.stat().st_size for path in files if os.path.isfile(path))
        if self._dry_run:
            # One transaction around all dumps, so that they merge with each other as they would.
            with suppress(_DryRun), self._library.transaction():
                self._read_all(files, stdin)
                raise _DryRun
        else:
            self._read_all(files, stdin)
            if self._tally["added"] or self._tally["changed"]:
                # Bringing the index up to date here spares the next search from doing it.
                Index.open(self._library.db, self._library.path).close()
        return Report(
            **self._tally,
            rejected=tuple(self._rejected),
            duplicates=tuple(self._duplicates),
            dry_run=self._dry_run,
        )

    def _read_all(self, files: Iterable[Path], stdin: BinaryIO | None) -> None:
        for path in files:
            try:
                with _opened(path, stdin) as (file, name):
                    self._read(file, name)
            except ImportFailure as failure:
                self._rejected.append(Rejected(clean_line(str(path)), 0, str(failure), ""))
            except (OSError, ValueError) as error:
                reason = f"cannot be read: {getattr(error, 'strerror', None) or error}"
                self._rejected.append(Rejected(clean_line(str(path)), 0, reason, ""))

    def _read(self, file: BinaryIO, name: str) -> None:
        """Import one dump as one transaction."""
        before = self._tally.copy(), len(self._rejected), len(self._duplicates)
        size = file.seek(0, io.SEEK_END)
        file.seek(0)
        try:
            with self._library.transaction() as db:
                self._read_into(db, file, name)
        except BaseException:
            self._tally = before[0]
            del self._rejected[before[1] :], self._duplicates[before[2] :]
            raise
        self._done += size

    def _read_into(self, db: sqlite3.Connection, file: BinaryIO, name: str) -> None:
        head = file.read(HEAD)
        file.seek(0)
        importer = importer_for(self._format, head, name)
        digest = _digest(file)
        file.seek(0)
        known = db.execute("SELECT records FROM dump WHERE digest = ?", (digest,)).fetchone()
        self._tally["files"] += 1
        if known:
            self._tally["records"] += known[0]
            self._tally["unchanged"] += known[0]
            self._recall(db, digest, name)
            return
        dump_id = _new_dump(db, name, digest, importer.name)
        ingest = Ingest(db, dump_id)
        before = self._tally["records"], len(self._rejected)
        for number, item in enumerate(importer.read(file, name, self._year)):
            if isinstance(item, Record):
                self._put(ingest, item)
            elif isinstance(item, Page):
                page = (item.date_text, item.year, dump_id)
                db.execute("UPDATE dump SET date_text = ?, year = ? WHERE id = ?", page)
            else:
                place = (dump_id, item.line, item.reason, item.text)
                db.execute("INSERT INTO rejected VALUES (?, ?, ?, ?)", place)
                self._rejected.append(item)
            if number % REPORT_EVERY == 0:
                self._tell(name, file)
        if before == (self._tally["records"], len(self._rejected)):
            raise ImportFailure("holds no papers (0 papers)")
        records = self._tally["records"] - before[0]
        db.execute("UPDATE dump SET records = ? WHERE id = ?", (records, dump_id))
        self._tell(name, file)

    def _put(self, ingest: Ingest, record: Record) -> None:
        placed = ingest.put(record)
        self._tally["records"] += 1
        self._duplicates += [(placed.key, other) for other in placed.doubles]
        if placed.outcome == "added":
            self._tally["added"] += 1
            self._duplicates += [(placed.key, other) for other in ingest.lookalikes(placed)]
        else:
            self._tally["merged"] += 1
            self._tally["changed"] += placed.outcome == "changed"

    def _recall(self, db: sqlite3.Connection, digest: str, name: str) -> None:
        """Report again what a known dump was rejected for: nothing is rejected in silence, ever."""
        rows = db.execute(
            "SELECT r.line, r.reason, r.text FROM rejected r JOIN dump d ON d.id = r.dump_id "
            "WHERE d.digest = ? ORDER BY r.line",
            (digest,),
        )
        self._rejected += [Rejected(name, *row) for row in rows]

    def _tell(self, name: str, file: BinaryIO) -> None:
        done = self._done + file.tell()
        self._on_progress(Progress(name, done, self._total, self._tally["records"]))


def _digest(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    while chunk := file.read(1 << 20):
        digest.update(chunk)
    return digest.hexdigest()


def _new_dump(db: sqlite3.Connection, name: str, digest: str, format: str) -> int:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    sql = "INSERT INTO dump (name, digest, format, imported_at) VALUES (?, ?, ?, ?)"
    db.execute("UPDATE meta SET value = value + 1 WHERE name = 'facts_version'")
    return db.execute(sql, (name, digest, format, now)).lastrowid or 0


def _files(paths: Iterable[str | Path]) -> Iterator[Path]:
    """Yield files, and of each folder the files in it, in order of name."""
    for path in map(Path, paths):
        if os.path.isdir(path):  # unlike Path.is_dir, quiet about names that no system takes
            inside = (found for found in path.rglob("*") if found.is_file())
            yield from sorted(
                f for f in inside if not any(part.startswith(".") for part in f.relative_to(path).parts)
            )
        else:
            yield path


@contextmanager
def _opened(path: Path, stdin: BinaryIO | None) -> Iterator[tuple[BinaryIO, str]]:
    """Open a dump so that it can be read twice; standard input goes through a temporary file."""
    if str(path) != "-":
        if os.path.exists(path) and not path.is_file():
            raise ImportFailure("is neither a file nor a folder; name a file")
        with path.open("rb") as file:
            yield file, clean_line(path.name)
        return
    if stdin is None:
        raise ImportFailure("there is no standard input to read")
    with tempfile.TemporaryFile() as spool:
        while chunk := stdin.read(1 << 20):
            spool.write(chunk)
        spool.seek(0)
        yield spool, "-"
