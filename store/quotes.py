"""Dumps that another dump quotes: an exported paper says where it came from, and keeps saying it."""

import sqlite3
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import count

from .ledger import Ledger
from .models import Source
from .tally import Tally

FORMAT = "quoted"
"""The format of a dump that was never read here, and is known by quotation only."""

APPEARANCE = """
INSERT OR IGNORE INTO appearance (id, paper_id, dump_id, position, line, digest) VALUES (?, ?, ?, ?, ?, x'')
"""
DUMP = "INSERT INTO dump (name, digest, format, imported_at) VALUES (?, ?, ?, ?)"


class Quotes:
    """Writes appearances in quoted dumps, inside a transaction that the caller holds.

    Args:
        db: The library's connection.
        quoting: The name of the dump that quotes.
        ledger: Gives the appearances their ids.
        tally: Counts the papers of each dump.
    """

    def __init__(self, db: sqlite3.Connection, quoting: str, ledger: Ledger, tally: Tally) -> None:
        self._db = db
        self._quoting = quoting
        self._ledger = ledger
        self._tally = tally
        self._noted: list[tuple[int, Sequence[Source]]] = []
        self._dumps: dict[tuple[str, int], int] = {}

    def take(self, paper_id: int, sources: Sequence[Source]) -> None:
        """Note where a new paper is said to come from, to be written by `flush`."""
        self._noted.append((paper_id, sources))

    def flush(self) -> None:
        """Write what was noted."""
        if not self._noted:
            return
        records: Counter[int] = Counter()
        for paper_id, sources in self._noted:
            records.update(self._write(paper_id, source) for source in sources)
            for name in {source.name for source in sources} - {self._quoting}:
                self._tally.listed(name)
        sql = "UPDATE dump SET records = records + ? WHERE id = ?"
        self._db.executemany(sql, [(number, dump_id) for dump_id, number in records.items()])
        self._noted.clear()

    def _write(self, paper_id: int, source: Source) -> int:
        """Write one appearance; return its dump. Dumps of one name are told apart by a number."""
        number = self._ledger.next_id()
        for which in count(1):
            dump_id = self._dumps.get((source.name, which)) or self._dump(source.name, which)
            place = (number, paper_id, dump_id, source.position, source.line)
            if self._db.execute(APPEARANCE, place).rowcount:
                return dump_id
        raise AssertionError("numbers never end")

    def _dump(self, name: str, which: int) -> int:
        """Return the row of a quoted dump, making it where it is new."""
        digest = f"{FORMAT} {which} {name}"
        row = self._db.execute("SELECT id FROM dump WHERE digest = ?", (digest,)).fetchone()
        if row is None:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            row = (self._db.execute(DUMP, (name, digest, FORMAT, now)).lastrowid,)
        self._dumps[name, which] = row[0]
        return self._dumps[name, which]
