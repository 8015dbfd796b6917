"""How a reader reads, out of the journal: what was done on which day, and how far papers come.

Only steps that stand count, and a paper or a highlight counts once a day. Days are those of the reader's own
clock.
"""

import sqlite3
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from statistics import median
from types import MappingProxyType
from typing import NamedTuple

from .news.runs import last_paper

DEEDS = """
SELECT CASE c.table_name WHEN 'reading' THEN 'read' WHEN 'highlight' THEN 'highlights' ELSE 'notes' END,
    c.row_key, s.at
FROM change c NOT INDEXED CROSS JOIN step s ON s.id = c.step_id
WHERE s.state = 'done' AND c.table_name IN ('reading', 'highlight', 'note') AND CASE c.table_name
    WHEN 'reading' THEN json_extract(c.after, '$.status') = 'read'
        AND coalesce(json_extract(c.before, '$.status'), '') <> 'read'
    WHEN 'highlight' THEN c.before IS NULL AND c.after IS NOT NULL
    ELSE json_extract(c.after, '$.text') <> ''
END
ORDER BY c.id
"""
"""What was done to what, and when. The journal is read from end to end, which is far quicker than in the
order of any of its indexes."""
FUNNEL = """
SELECT
    (SELECT count(*) FROM (SELECT paper_key FROM reading WHERE status <> 'unread'
                           UNION SELECT paper_key FROM triage)),
    (SELECT count(*) FROM reading WHERE status IN ('reading', 'read')),
    (SELECT count(*) FROM reading WHERE status = 'read'),
    (SELECT count(*) FROM reading r WHERE r.status = 'read'
     AND (EXISTS (SELECT 1 FROM note n WHERE n.paper_key = r.paper_key)
          OR EXISTS (SELECT 1 FROM highlight h WHERE h.paper_key = r.paper_key)))
"""
READ = """
SELECT json_object('paper_key', r.paper_key), p.id FROM reading r JOIN paper p ON p.key = r.paper_key
WHERE r.status = 'read'
"""
IMPORTS = """
SELECT (SELECT max(a.id) FROM appearance a WHERE a.dump_id = d.id AND a.position = (
    SELECT max(b.position) FROM appearance b WHERE b.dump_id = d.id
)) AS last, d.imported_at FROM dump d WHERE last IS NOT NULL ORDER BY last
"""
LISTS = """
SELECT l.name, count(*), sum(i.done) FROM list l JOIN list_item i USING (list_id)
GROUP BY l.list_id ORDER BY 2 DESC, 1
"""
TAGS = """
SELECT t.name, substr(p.published, 1, 7), count(*) FROM tag t JOIN paper p ON p.key = t.paper_key
WHERE length(p.published) >= 7 GROUP BY 1, 2
"""
DAY = 24 * 60 * 60  # seconds
SPANS: Mapping[str, float] = MappingProxyType(
    {"a day": 1, "a week": 7, "a month": 31, "a quarter": 92, "a year": 366, "longer": float("inf")}
)
"""The spans that the time from a paper's coming to its reading is counted in, with their ends in days."""


class Day(NamedTuple):
    """What was done on one day: papers read, highlights made, papers on which a note was written."""

    read: int = 0
    highlights: int = 0
    notes: int = 0


class Streaks(NamedTuple):
    """Days in a row on which something was done.

    Args:
        current: How many up to today, or up to yesterday while today may still follow.
        longest: The most ever.
    """

    current: int = 0
    longest: int = 0


@dataclass(frozen=True)
class Habits:
    """How a reader reads.

    Args:
        days: What was done, by day as `2025-06-30`; days without anything are left out.
        funnel: How many papers were triaged (given a status, or a verdict of triage), begun, read, and read
            with a note or a highlight.
        waits: Days from the import of each paper that is read now to its reading.
        lists: Reading lists, the longest first, each with its papers and those done.
        tags: The reader's tags, each with its papers by the month of publication, as `2025-06`.
    """

    days: Mapping[str, Day]
    funnel: Mapping[str, int]
    waits: tuple[float, ...]
    lists: Mapping[str, tuple[int, int]]
    tags: Mapping[str, Mapping[str, int]]

    @property
    def median_wait(self) -> float | None:
        """The median of the waits, in days; None where nothing was read."""
        return median(self.waits) if self.waits else None

    def waited(self) -> dict[str, int]:
        """Return how many papers waited no longer than each span, and longer than the one before it."""
        found = dict.fromkeys(SPANS, 0)
        for wait in self.waits:
            found[next(name for name, most in SPANS.items() if wait < most)] += 1
        return found


def habits(db: sqlite3.Connection) -> Habits:
    """Return how a reader reads.

    Args:
        db: An open library.
    """
    tags: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for name, month, number in db.execute(TAGS):
        tags[name][month] = number
    names = ("triaged", "begun", "read", "annotated")
    deeds = [_Deed(kind, what, datetime.fromisoformat(at)) for kind, what, at in db.execute(DEEDS)]
    return Habits(
        days=_days(deeds),
        funnel=dict(zip(names, db.execute(FUNNEL).fetchone(), strict=True)),
        waits=tuple(_waits(db, deeds)),
        lists={name: (papers, done) for name, papers, done in db.execute(LISTS)},
        tags=dict(tags),
    )


class _Deed(NamedTuple):
    """Something that was done: its kind, to which row, and when."""

    kind: str
    what: str
    at: datetime


def _days(deeds: Iterable[_Deed]) -> dict[str, Day]:
    done: defaultdict[date, set[tuple[str, str]]] = defaultdict(set)
    for kind, what, at in deeds:
        done[date.fromtimestamp(at.timestamp())].add((kind, what))
    counted = {day: Counter(kind for kind, _ in those) for day, those in sorted(done.items())}
    return {day.isoformat(): Day(**number) for day, number in counted.items()}


def _waits(db: sqlite3.Connection, deeds: Iterable[_Deed]) -> Iterator[float]:
    """Yield the days from the import of each paper that is read now to its first reading."""
    first: dict[str, datetime] = {}
    for kind, what, at in deeds:
        if kind == "read":
            first.setdefault(what, at)
    if not first:
        return
    ends, moments = _imports(db)
    for what, paper_id in db.execute(READ):
        if what in first:
            came = moments[min(bisect_left(ends, paper_id), len(moments) - 1)]
            yield max((first[what] - came).total_seconds() / DAY, 0.0)


def _imports(db: sqlite3.Connection) -> tuple[list[int], list[datetime]]:
    """Return the last paper that came with each dump, in order, and when each dump was imported."""
    ends, moments = [], []
    for last, imported in db.execute(IMPORTS).fetchall():
        at = datetime.fromisoformat(imported)
        ends.append(last_paper(db, last))
        moments.append(at if at.tzinfo else at.replace(tzinfo=UTC))
    return ends, moments


def streaks(days: Collection[str], today: date) -> Streaks:
    """Return the days in a row on which something was done.

    Args:
        days: The days on which something was, as `2025-06-30`.
        today: The present day.
    """
    longest, lengths = 0, dict[date, int]()
    for day in sorted(map(date.fromisoformat, days)):
        lengths[day] = lengths.get(day - timedelta(1), 0) + 1
        longest = max(longest, lengths[day])
    return Streaks(lengths.get(today) or lengths.get(today - timedelta(1), 0), longest)
