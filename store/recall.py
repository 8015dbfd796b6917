"""A daily review of the reader's own highlights, of about a minute: which are asked, and when again.

A highlight gets a card with its first review. A card that is empty was taken out of recall by the reader.
Whatever is asked is asked by days of the reader's own clock, which is passed in.
"""

import secrets
import sqlite3
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from .highlights import Highlights
from .models import Highlight
from .preferences import Preferences
from .prose import shortened
from .reading import Change

PREFERENCE = "recall"

MOST, MOST_NEW = 12, 5
"""Highlights asked a day, and how many of them were never asked before: that is a minute."""

NEVER = "never"
"""When a highlight that was taken out is due; it sorts after every day."""

GRADES = ("again", "hard", "good", "easy")
"""What the four grades are called, from 1."""

LEFT = """
SELECT count(*), coalesce(sum(first), 0) FROM (
    SELECT min(at) = (SELECT min(at) FROM recall_review e WHERE e.highlight_id = w.highlight_id) AS first
    FROM recall_review w WHERE substr(at, 1, 10) = :day GROUP BY highlight_id
)
"""
"""How many highlights were asked on a day, and how many of them for the first time."""

DUE = """
SELECT c.highlight_id, c.card FROM recall c JOIN highlight h USING (highlight_id)
WHERE c.due <= ? AND h.state <> 'detached' ORDER BY c.due, c.highlight_id
"""
NEW = """
SELECT h.highlight_id, '' FROM highlight h LEFT JOIN recall c USING (highlight_id)
WHERE c.highlight_id IS NULL AND h.state <> 'detached'
ORDER BY substr(h.created, 1, 10) >= ?, h.created DESC, h.highlight_id
"""
"""What was never asked: what was marked last comes first, but what was marked today comes behind the rest."""

COUNTED = """
SELECT count(*) FILTER (WHERE c.due <= :day), count(*) FILTER (WHERE c.highlight_id IS NULL)
FROM highlight h LEFT JOIN recall c USING (highlight_id) WHERE h.state <> 'detached'
"""
PUT = """
INSERT INTO recall (highlight_id, card, due) VALUES (?, ?, ?) ON CONFLICT (highlight_id)
DO UPDATE SET card = excluded.card, due = excluded.due WHERE (card, due) IS NOT (excluded.card, excluded.due)
"""


class Asked(NamedTuple):
    """A highlight that is to be recalled.

    Args:
        highlight: The highlight where it stands now.
        card: Its card; "" if it was never asked.
    """

    highlight: Highlight
    card: str


class Ahead(NamedTuple):
    """How much there is to recall.

    Args:
        due: Highlights to be asked on a day, new ones included.
        new: How many of them were never asked.
    """

    due: int
    new: int


class Recall:
    """The review of a library; each change is one transaction and one step of history.

    Args:
        db: The library's connection.
        change: Opens a journalled transaction under a label.
        highlights: The highlights of the library.
    """

    def __init__(self, db: sqlite3.Connection, change: Change, highlights: Highlights) -> None:
        self._db = db
        self._change = change
        self._highlights = highlights
        self._preferences = Preferences(db, change)

    @property
    def is_on(self) -> bool:
        """Whether the reader wants it."""
        return bool(self._preferences.get(PREFERENCE))

    @property
    def has_any(self) -> bool:
        """Whether anything is highlighted."""
        return self._db.execute("SELECT 1 FROM highlight LIMIT 1").fetchone() is not None

    def turn(self, on: bool) -> None:
        """Begin with it, or leave it; the cards stay."""
        label = "begin to recall highlights" if on else "recall highlights no more"
        self._preferences.set(PREFERENCE, "on" if on else "", label)

    def ahead(self, day: date) -> Ahead:
        """Return how much there is to recall on a day, today or later, as far as can be told today."""
        known, fresh = self._db.execute(COUNTED, {"day": day.isoformat()}).fetchone()
        room, room_new = self._room(day)
        due = min(known, room)
        new = min(fresh, room_new, room - due)
        return Ahead(due + new, new)

    def due(self, today: date) -> tuple[Asked, ...]:
        """Return what is to be recalled today, as much as is left of the day's minute.

        What is due comes first, the longest overdue at the head, then what was never asked.
        """
        room, room_new = self._room(today)
        found: list[Asked] = []
        for sql, most in ((DUE, room), (NEW, min(room, room_new))):
            wanted = min(most, room - len(found))
            standing = self._standing(sql, today.isoformat())
            found += [asked for _, asked in zip(range(wanted), standing, strict=False)]
        return tuple(found)

    def get(self, highlight_id: str) -> Asked:
        """Return one highlight with its card.

        Raises:
            NotFound: There is none of this id.
        """
        row = self._db.execute("SELECT card FROM recall WHERE highlight_id = ?", (highlight_id,)).fetchone()
        return Asked(self._highlights.get(highlight_id), row[0] if row else "")

    def grade(self, highlight_id: str, grade: int, now: datetime) -> str:
        """Note how well a highlight was recalled.

        Args:
            highlight_id: Which.
            grade: 1 again, 2 hard, 3 good, 4 easy.
            now: The present moment by the reader's clock, with its zone.

        Returns:
            The day on which it is asked again.

        Raises:
            NotFound: There is none of this id.
        """
        # Deferred: only who reviews needs the model of forgetting.
        from .spacing import reviewed  # noqa: PLC0415

        asked = self.get(highlight_id)
        spaced = reviewed(asked.card, grade, now.date())
        with self._change(f"recall, {GRADES[grade - 1]}: {shortened(asked.highlight.quote)}") as db:
            db.execute(PUT, (highlight_id, *spaced))
            review = secrets.token_hex(8), highlight_id, now.isoformat(timespec="seconds"), grade
            db.execute("INSERT INTO recall_review VALUES (?, ?, ?, ?)", review)
        return spaced.due

    def days(self, asked: Asked, today: date) -> tuple[int, ...]:
        """Return after how many days a highlight would be asked again, for each grade."""
        # Deferred: only who reviews needs the model of forgetting.
        from .spacing import reviewed  # noqa: PLC0415

        due = (
            date.fromisoformat(reviewed(asked.card, grade, today).due) for grade in range(1, len(GRADES) + 1)
        )
        return tuple((day - today).days for day in due)

    def leave_out(self, highlight_id: str) -> None:
        """Take a highlight out of recall; it stays where it is marked.

        Raises:
            NotFound: There is none of this id.
        """
        highlight = self._highlights.get(highlight_id)
        with self._change(f"recall no more: {shortened(highlight.quote)}") as db:
            db.execute(PUT, (highlight_id, "", NEVER))

    def coming(self, today: date, days: int) -> int:
        """Return how many cards are due on some days after today."""
        first, last = (today + timedelta(1)).isoformat(), (today + timedelta(days)).isoformat()
        sql = "SELECT count(*) FROM recall WHERE due BETWEEN ? AND ?"
        return int(self._db.execute(sql, (first, last)).fetchone()[0])

    def _room(self, day: date) -> tuple[int, int]:
        """Return how many highlights may still be asked on a day, and how many new ones."""
        asked, new = self._db.execute(LEFT, {"day": day.isoformat()}).fetchone()
        return max(MOST - asked, 0), max(MOST_NEW - new, 0)

    def _standing(self, sql: str, day: str) -> Iterator[Asked]:
        """Yield the highlights that a question finds, without those that are gone from their texts."""
        for highlight_id, card in self._db.execute(sql, (day,)):
            highlight = self._highlights.get(highlight_id)
            if highlight.place:
                yield Asked(highlight, card)
