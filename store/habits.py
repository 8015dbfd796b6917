"""How a reader reads, out of the journal: what was done on which day, and how far papers come.

Only steps that stand count, and a paper or a highlight counts once a day. Days are those of the reader's own
clock.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from types import MappingProxyType
from typing import NamedTuple

BECAME_READ = (
    "c.table_name = 'reading' AND json_extract(c.after, '$.status') = 'read' "
    "AND coalesce(json_extract(c.before, '$.status'), '') <> 'read'"
)
DEEDS: Mapping[str, str] = MappingProxyType(
    {
        "read": BECAME_READ,
        "highlights": "c.table_name = 'highlight' AND c.before IS NULL AND c.after IS NOT NULL",
        "notes": "c.table_name = 'note' AND json_extract(c.after, '$.text') <> ''",
    }
)
"""What counts as a deed, as a condition on `change c`."""
BY_DAY = """
SELECT date(s.at, 'localtime'), count(DISTINCT c.row_key) FROM change c CROSS JOIN step s ON s.id = c.step_id
WHERE s.state = 'done' AND {deed} GROUP BY 1
"""
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
TO_READ = f"""
SELECT julianday(min(s.at)) - julianday((
    SELECT d.imported_at FROM paper p JOIN appearance a ON a.paper_id = p.id JOIN dump d ON d.id = a.dump_id
    WHERE p.key = r.paper_key ORDER BY a.id LIMIT 1
))
FROM change c CROSS JOIN step s ON s.id = c.step_id
JOIN reading r ON r.paper_key = json_extract(c.row_key, '$.paper_key') AND r.status = 'read'
WHERE s.state = 'done' AND {BECAME_READ} GROUP BY r.paper_key
"""
LISTS = """
SELECT l.name, count(*), sum(i.done) FROM list l JOIN list_item i USING (list_id)
GROUP BY l.list_id ORDER BY 2 DESC, 1
"""
TAGS = """
SELECT t.name, substr(p.published, 1, 7), count(*) FROM tag t JOIN paper p ON p.key = t.paper_key
WHERE length(p.published) >= 7 GROUP BY 1, 2
"""
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
    return Habits(
        days=_days(db),
        funnel=dict(zip(names, db.execute(FUNNEL).fetchone(), strict=True)),
        waits=tuple(max(wait, 0.0) for (wait,) in db.execute(TO_READ) if wait is not None),
        lists={name: (papers, done) for name, papers, done in db.execute(LISTS)},
        tags=dict(tags),
    )


def _days(db: sqlite3.Connection) -> dict[str, Day]:
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for deed, condition in DEEDS.items():
        for day, number in db.execute(BY_DAY.format(deed=condition)):
            found[day][deed] = number
    return {day: Day(**found[day]) for day in sorted(found)}


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
