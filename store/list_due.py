"""What is due on the reading lists: how many papers are late, and how many are due soon."""

import sqlite3
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from .days import SOON

PRESSING = """
SELECT l.name, count(*) FILTER (WHERE i.due < :today), count(*) FILTER (WHERE i.due >= :today)
FROM list l JOIN list_item i USING (list_id) WHERE NOT i.done AND i.due <= :soon GROUP BY l.list_id
"""


DUE = """
SELECT i.paper_key FROM list_item i JOIN list l USING (list_id)
WHERE NOT i.done AND coalesce(i.due, l.due) BETWEEN ? AND ?
"""
"""The keys of papers that are due between two days; one without a day of its own is due with its list."""


class Pressing(NamedTuple):
    """How many papers of a list press, those that are done left out.

    Args:
        overdue: Those whose day is past.
        soon: Those whose day is today or within a week.
    """

    overdue: int = 0
    soon: int = 0


def pressing(db: sqlite3.Connection, today: date) -> Mapping[str, Pressing]:
    """Return how many papers press on each list on which any does, by its name.

    Args:
        db: An open library.
        today: The day from which to count.
    """
    values = {"today": today.isoformat(), "soon": (today + timedelta(SOON)).isoformat()}
    return {name: Pressing(*numbers) for name, *numbers in db.execute(PRESSING, values)}


def due_between(low: str, high: str, today: date) -> tuple[str, str]:
    """Return the two ends of what a query asks of a day, as texts between which the days stand.

    Args:
        low: `2026`, `2026-12`, `2026-12-03` or "" for any; `overdue`, `today` or `soon`.
        high: The same; of a word, the same one.
        today: The day on which it is asked.
    """
    match low:
        case "overdue":
            return "", (today - timedelta(1)).isoformat()
        case "today":
            return today.isoformat(), today.isoformat()
        case "soon":
            return today.isoformat(), (today + timedelta(SOON)).isoformat()
    return low, f"{high}~"
