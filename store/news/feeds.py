"""Feeds, and what they no longer list.

Two dumps are of one feed if they have one format and one name, in which figures, names of months and long
hexadecimal numbers count for nothing: `papers-2025-06-01.jsonl` and `papers-2025-06-02.jsonl`. A dump takes
the place of the one before it only if it repeats at least half of it. Otherwise it lists other papers, as
another day's page or an archive does, and says nothing of those that it leaves out.
"""

import re
import sqlite3
from array import array
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .runs import Stretch

VARYING = re.compile(
    r"(?<![a-z])(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])"
    r"|(?<![a-z0-9])(?=[a-f]*[0-9])[0-9a-f]{8,}(?![a-z0-9])|\d+"
)
"""The parts of a dump's name that change from one to the next."""

REPEATED = 0.5
"""The share of a dump that the next one must repeat to take its place."""

DUMPS = """
SELECT id, name, format FROM dump WHERE run IS NOT NULL AND read_so_far IS NULL AND records ORDER BY id
"""
LISTED = "SELECT count(DISTINCT paper_id) FROM appearance WHERE dump_id = ?"
LEFT_OUT = """
SELECT DISTINCT a.paper_id FROM appearance a WHERE a.dump_id = :former AND NOT EXISTS (
    SELECT 1 FROM appearance b WHERE b.paper_id = a.paper_id
    AND b.dump_id IN (SELECT value FROM json_each(:dumps))
)
ORDER BY a.position
"""


class Former(NamedTuple):
    """A dump whose place another one of its feed took.

    Args:
        dump_id: Its row id.
        name: What it is called.
        missing: The row ids of the papers that it listed and that are listed no longer.
    """

    dump_id: int
    name: str
    missing: Sequence[int]


def feed_of(name: str, format: str) -> tuple[str, str]:
    """Return what tells the feed of a dump.

    Args:
        name: The dump's name.
        format: Its format.
    """
    return format, VARYING.sub("#", name.casefold())


def no_longer_listed(db: sqlite3.Connection, stretch: Stretch) -> Iterator[Former]:
    """Yield the dumps that were replaced in a stretch, each with the papers that are listed no longer.

    What was replaced is the last dump of a feed from before the stretch; half-read ones are left out.

    Args:
        db: An open library.
        stretch: What came.
    """
    former: dict[tuple[str, str], tuple[int, str]] = {}
    own: set[tuple[str, str]] = set()
    for dump_id, name, format in db.execute(DUMPS):
        feed = feed_of(name, format)
        if dump_id in stretch.dumps:
            own.add(feed)
        elif dump_id < stretch.dumps[0]:
            former[feed] = (dump_id, name)
    for feed, (dump_id, name) in former.items():
        if feed not in own:
            continue
        values = {**stretch.values(), "former": dump_id}
        missing = array("q", (paper for (paper,) in db.execute(LEFT_OUT, values)))
        listed = db.execute(LISTED, (dump_id,)).fetchone()[0]
        if missing and len(missing) <= listed * (1 - REPEATED):
            yield Former(dump_id, name, missing)
