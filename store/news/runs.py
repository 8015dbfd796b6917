"""Imports, and the stretch of the library that each of them, or all since some moment, brought.

Appearances and papers get their ids in the order in which they come. What an import brought is therefore a
stretch of both, and its ends are found without looking at what lies between.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

DUMPS = """
SELECT d.run, d.id, d.name, d.imported_at, d.records,
    (SELECT a.id FROM appearance a WHERE a.dump_id = d.id ORDER BY a.position LIMIT 1) AS first,
    (SELECT a.id FROM appearance a WHERE a.dump_id = d.id ORDER BY a.position DESC LIMIT 1) AS last
FROM dump d WHERE d.run IS NOT NULL AND first IS NOT NULL ORDER BY d.run DESC, d.id
"""
NEXT = "SELECT paper_id, id FROM appearance WHERE paper_id >= ? ORDER BY paper_id, id LIMIT 1"
LAST = "SELECT coalesce((SELECT max(id) FROM appearance), 0), coalesce((SELECT max(id) FROM paper), 0)"
"""The last appearance and the last paper, by id; 0 where there is none."""
NEW = """
SELECT p.id FROM paper p WHERE p.id > :before AND p.id <= :last AND (:others = '[]' OR (
    SELECT a.dump_id FROM appearance a WHERE a.paper_id = p.id ORDER BY a.id LIMIT 1
) NOT IN (SELECT value FROM json_each(:others)))
"""


class Stretch(NamedTuple):
    """What came into a library between two moments.

    Args:
        after: The id of the last appearance before it.
        until: The id of its last appearance.
        before: The row id of the last paper before it.
        last: The row id of its last paper.
        dumps: The dumps that it is made of.
        others: Dumps that another import brought meanwhile, and that are no part of it.
    """

    after: int
    until: int
    before: int
    last: int
    dumps: tuple[int, ...] = ()
    others: tuple[int, ...] = ()

    def values(self) -> dict[str, object]:
        """Return what the statements about a stretch take."""
        numbers = {name: getattr(self, name) for name in ("after", "until", "before", "last")}
        return {**numbers, "dumps": json.dumps(self.dumps), "others": json.dumps(self.others)}


class Run(NamedTuple):
    """One import that brought something.

    Args:
        number: Its number; later imports have higher ones.
        at: When it began, ISO 8601 in UTC.
        names: What its dumps are called.
        records: How many records they hold.
        stretch: What came with it.
    """

    number: int
    at: str
    names: tuple[str, ...]
    records: int
    stretch: Stretch


class _Dump(NamedTuple):
    run: int
    dump_id: int
    name: str
    at: str
    records: int
    first: int
    last: int


def runs(db: sqlite3.Connection) -> list[Run]:
    """Return the imports that brought something, the newest first.

    Args:
        db: An open library.
    """
    dumps = [_Dump(*row) for row in db.execute(DUMPS)]
    return [_run(db, number, list(own), dumps) for number, own in groupby(dumps, lambda dump: dump.run)]


def _run(db: sqlite3.Connection, number: int, own: Sequence[_Dump], dumps: Sequence[_Dump]) -> Run:
    first, last = min(dump.first for dump in own), max(dump.last for dump in own)
    others = tuple(
        dump.dump_id for dump in dumps if dump.run != number and dump.first <= last and dump.last >= first
    )
    stretch = Stretch(
        first - 1,
        last,
        last_paper(db, first - 1),
        last_paper(db, last),
        tuple(dump.dump_id for dump in own),
        others,
    )
    names = tuple(dump.name for dump in own)
    return Run(number, min(dump.at for dump in own), names, sum(dump.records for dump in own), stretch)


def since(db: sqlite3.Connection, appearance: int) -> Stretch:
    """Return all that came after an appearance.

    Args:
        db: An open library.
        appearance: Its id; 0 for everything.
    """
    until, last = db.execute(LAST).fetchone()
    dumps = tuple(
        dump.dump_id for dump in (_Dump(*row) for row in db.execute(DUMPS)) if dump.last > appearance
    )
    return Stretch(appearance, until, last_paper(db, appearance), last, dumps)


def last_paper(db: sqlite3.Connection, appearance: int) -> int:
    """Return the row id of the last paper that had come when an appearance had.

    Args:
        db: An open library.
        appearance: The id of an appearance, or 0.
    """
    low, high = 0, int(db.execute("SELECT coalesce(max(paper_id), 0) FROM appearance").fetchone()[0])
    while low < high:
        found = db.execute(NEXT, ((low + high + 1) // 2,)).fetchone()
        if found is None or found[1] > appearance:
            high = (low + high + 1) // 2 - 1
        else:
            low = found[0]
    return low


def new_papers(db: sqlite3.Connection, stretch: Stretch) -> Iterator[int]:
    """Yield the row ids of the papers that first came in a stretch, in the order in which they came."""
    return (paper for (paper,) in db.execute(NEW, stretch.values()))
