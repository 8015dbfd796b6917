"""The rows of dumps: what was read, how far, and what was not understood."""

import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from .errors import ImportFailure
from .records import Page, Rejected

FIRST_OWN = """
SELECT min(paper_id) FROM appearance a WHERE dump_id = ?
AND NOT EXISTS (SELECT 1 FROM appearance b WHERE b.paper_id = a.paper_id AND b.id < a.id)
"""
ADVANCE = """
UPDATE dump SET records = records + ?, read_so_far = read_so_far + ? WHERE id = ? AND read_so_far = ?
"""


class Dump(NamedTuple):
    """A dump as the library knows it.

    Args:
        dump_id: Its row id.
        format: The format it was read in.
        records: How many records are in.
        read_so_far: How many items were read of it, or None if all of them were.
        run: The import that it was begun in; None if it was never read itself.
    """

    dump_id: int
    format: str
    records: int
    read_so_far: int | None
    run: int | None = None


def known(db: sqlite3.Connection, digest: str) -> Dump | None:
    """Return the dump of a digest, or None if nothing of it was ever read."""
    sql = "SELECT id, format, records, read_so_far, run FROM dump WHERE digest = ?"
    row = db.execute(sql, (digest,)).fetchone()
    return Dump(*row) if row else None


def begin(db: sqlite3.Connection, name: str, digest: str, format: str, run: int | None) -> Dump:
    """Make the row of a dump that nothing was read of yet.

    Args:
        db: An open library, in a transaction.
        name: What to call it.
        digest: A hash of the whole file.
        format: The name of its format.
        run: The import that it belongs to; None for the first dump of one, which gets the next number.
    """
    now = datetime.now(UTC).isoformat(timespec="seconds")
    if run is None:
        run = int(db.execute("SELECT coalesce(max(run), 0) + 1 FROM dump").fetchone()[0])
    sql = "INSERT INTO dump (name, digest, format, imported_at, read_so_far, run) VALUES (?, ?, ?, ?, 0, ?)"
    return Dump(db.execute(sql, (name, digest, format, now, run)).lastrowid or 0, format, 0, 0, run)


def advance(db: sqlite3.Connection, dump: Dump, records: int, items: int) -> Dump:
    """Say how far a dump was read; the search index will see that there is something new.

    Args:
        db: An open library, in a transaction.
        dump: The dump as it was left.
        records: Records put since then.
        items: Items read since then.

    Returns:
        The dump as it is now.

    Raises:
        ImportFailure: Another program has read on in it meanwhile.
    """
    if not db.execute(ADVANCE, (records, items, dump.dump_id, dump.read_so_far)).rowcount:
        raise ImportFailure("is being imported by another program; let that one end")
    if records:  # the index takes a new version without a new appearance for another library
        db.execute("UPDATE meta SET value = value + 1 WHERE name = 'facts_version'")
    return dump._replace(records=dump.records + records, read_so_far=(dump.read_so_far or 0) + items)


def end(db: sqlite3.Connection, dump: Dump) -> None:
    """Say that a dump was read to its end."""
    db.execute("UPDATE dump SET read_so_far = NULL WHERE id = ?", (dump.dump_id,))


def describe(db: sqlite3.Connection, dump: Dump, page: Page) -> None:
    """Write what a dump says of itself."""
    sql = "UPDATE dump SET date_text = ?, year = ? WHERE id = ?"
    db.execute(sql, (page.date_text, page.year, dump.dump_id))


def reject(db: sqlite3.Connection, dump: Dump, parts: Iterable[Rejected]) -> None:
    """Keep what was not understood."""
    rows = [(dump.dump_id, part.line, part.reason, part.text) for part in parts]
    db.executemany("INSERT INTO rejected VALUES (?, ?, ?, ?)", rows)


def recall(db: sqlite3.Connection, dump: Dump, name: str) -> list[Rejected]:
    """Return what was not understood of a dump: nothing is rejected in silence, ever.

    Args:
        db: An open library.
        dump: The dump.
        name: What it is called now.
    """
    sql = "SELECT line, reason, text FROM rejected WHERE dump_id = ? ORDER BY line"
    return [Rejected(name, *row) for row in db.execute(sql, (dump.dump_id,))]


def before(db: sqlite3.Connection, dump: Dump) -> int:
    """Return the id of the last paper that was there before a dump."""
    first = db.execute(FIRST_OWN, (dump.dump_id,)).fetchone()[0] if dump.records else None
    if first is not None:
        return int(first) - 1
    return int(db.execute("SELECT coalesce(max(id), 0) FROM paper").fetchone()[0])
