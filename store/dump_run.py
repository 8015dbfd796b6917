"""The import of one dump: read part by part, each part committed, to be taken up again where it stopped."""

import io
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import BinaryIO

from . import dump_files, dumps
from .bulk import Bulk
from .dumps import Dump
from .errors import ImportFailure
from .importers import Importer, importer_for
from .library import Library
from .lookalikes import lookalikes
from .marks import MarksTaken
from .records import Page, Record, Rejected

BATCH = 25_000
"""Items of a part. The first ones are smaller: there soon is something to index, and never much left."""
FIRST, GROWTH = 8_000, 8
CHUNK = 1000
HEAD = 65_536
CHUNK_BYTES = 8 * 1024 * 1024
LOOK_EVERY = 16

Item = Page | Record | Rejected
Tell = Callable[[int], None]


@dataclass(slots=True)
class Outcome:
    """What one part of a dump did; the fields of `Report`, without what concerns all dumps."""

    tally: Counter[str] = field(default_factory=Counter)
    rejected: list[Rejected] = field(default_factory=list)
    duplicates: list[tuple[str, str]] = field(default_factory=list)


class DumpRun:
    """Imports one dump.

    Args:
        library: Where to.
        file: The dump, which can be sought.
        name: What to call it.
        format: The name of a format, or `auto`.
        year: The year of a page that does not tell its own.
        batch: How many items to commit together.
        run: The number of the import that a dump belongs to which is begun here; None if it has none yet.
    """

    def __init__(  # noqa: PLR0913, PLR0917 (one dump, and how to read it)
        self,
        library: Library,
        file: BinaryIO,
        name: str,
        format: str,
        year: int | None,
        batch: int,
        run: int | None = None,
    ) -> None:
        self._library = library
        self._file = file
        self.name = name
        self._format = format
        self._year = year
        self._batch = batch
        self.size = file.seek(0, io.SEEK_END)
        """Bytes of the dump."""
        self.kept = 0
        """How many of its records are committed."""
        self.run = run
        """The number of the import, once a dump of it is begun; one taken up again keeps that of its own."""
        self._marks = MarksTaken(library)

    @property
    def position(self) -> int:
        """How many bytes were read."""
        return min(self._file.tell(), self.size)

    def parts(self, tell: Tell) -> Iterator[Outcome]:
        """Import the dump.

        Args:
            tell: Called now and then with the number of records read since the last part.

        Yields:
            What each part did, once it is committed.

        Raises:
            ImportFailure: The dump cannot be read, or holds nothing.
        """
        digest = dump_files.digest(self._file)
        dump = dumps.known(self._library.db, digest)
        if dump and dump.read_so_far is None:
            yield self._unchanged(dump)
            return
        importer = self._importer(dump)
        items = importer.read(self._file, self.name, self._year)
        if dump:
            yield self._again(dump, items)
        chunks, whole, since = self._chunks(items), False, None
        while not whole:
            outcome, is_new = Outcome(Counter(files=not self.kept)), dump is None
            with self._library.transaction() as db:
                dump = dump or dumps.begin(db, self.name, digest, importer.name, self.run)
                since = dumps.before(db, dump) if since is None else since
                dump, whole = self._part(db, dump, chunks, outcome, tell)
                if whole:
                    self._end(db, dump, since, outcome)
            self.kept = dump.records
            self.run = dump.run if is_new else self.run
            yield outcome

    def _importer(self, dump: Dump | None) -> Importer:
        """Return what reads the dump; one that was left half read goes on in the same format."""
        head = self._file.read(HEAD)
        self._file.seek(0)
        return importer_for(dump.format if dump else self._format, head, self.name)

    def _unchanged(self, dump: Dump) -> Outcome:
        """Report a dump that the library knows, with all that was rejected then."""
        tally = Counter(files=1, records=dump.records, unchanged=dump.records)
        return Outcome(tally, dumps.recall(self._library.db, dump, self.name))

    def _again(self, dump: Dump, items: Iterator[Item]) -> Outcome:
        """Pass over what was read before; the reader's marks in it wait for the dump's end, as all do."""
        for item in islice(items, dump.read_so_far):
            if isinstance(item, Record):
                self._marks.note([item])
        outcome = self._unchanged(dump)
        self.kept = dump.records
        return outcome

    def _chunks(self, items: Iterator[Item]) -> Iterator[list[Item]]:
        """Yield some items at a time, in bounded memory."""
        chunk: list[Item] = []
        start = self.position
        for item in items:
            chunk.append(item)
            large = not len(chunk) % LOOK_EVERY and self.position - start > CHUNK_BYTES
            if large or len(chunk) == CHUNK:
                yield chunk
                chunk, start = [], self.position
        if chunk:
            yield chunk

    def _part(
        self, db: sqlite3.Connection, dump: Dump, chunks: Iterator[list[Item]], outcome: Outcome, tell: Tell
    ) -> tuple[Dump, bool]:
        """Put one batch; return the dump as it is now, and whether it was read to its end."""
        bulk = Bulk(db, dump.dump_id)
        tell(0)
        number = 0
        for chunk in chunks:
            number += len(chunk)
            self._put(db, dump, bulk, chunk, outcome)
            tell(outcome.tally["records"])
            if number >= min(self._batch, max(FIRST, self.kept // GROWTH)):
                return dumps.advance(db, dump, outcome.tally["records"], number), False
        return dumps.advance(db, dump, outcome.tally["records"], number), True

    def _put(
        self, db: sqlite3.Connection, dump: Dump, bulk: Bulk, chunk: list[Item], outcome: Outcome
    ) -> None:
        """Put some items."""
        records = [item for item in chunk if isinstance(item, Record)]
        put = bulk.put(records)
        outcome.tally.update(records=len(records), added=put.added, merged=put.merged, changed=put.changed)
        outcome.duplicates += put.doubles
        if put.revised:
            self._library.highlights.follow(put.revised)
        self._marks.note(records)
        if len(records) < len(chunk):
            rejected = [item for item in chunk if isinstance(item, Rejected)]
            outcome.rejected += rejected
            dumps.reject(db, dump, rejected)
            for item in chunk:
                if isinstance(item, Page):
                    dumps.describe(db, dump, item)

    def _end(self, db: sqlite3.Connection, dump: Dump, since: int, outcome: Outcome) -> None:
        """Do what is done once for a whole dump."""
        if not dump.records and not dumps.recall(db, dump, self.name):
            raise ImportFailure("holds no papers (0 papers)")
        dumps.end(db, dump)
        outcome.duplicates += lookalikes(db, since)
        self._marks.take(dump.dump_id, f"marks from {self.name}")
