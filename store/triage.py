"""What a reader decides of papers one by one: what to keep for reading, what to ask again, what to drop.

A verdict is no status. What is kept stays unread until it is read; what is dropped has that status and needs
no verdict besides. Later means: not today, but on any day after.
"""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Literal

from .reading import Change, said_of

Verdict = Literal["keep", "star", "later", "drop"]

DEEDS: Mapping[Verdict, str] = MappingProxyType(
    {"keep": "keep", "star": "keep and star", "later": "put off", "drop": "drop"}
)
"""What history calls each verdict."""

SO_ALREADY: Mapping[Verdict, str] = MappingProxyType(
    {
        "keep": "v.verdict IS 'kept' AND r.status IS NOT 'dropped'",
        "star": "v.verdict IS 'kept' AND r.status IS NOT 'dropped' AND r.starred IS 1",
        "later": "v.verdict IS 'later' AND v.day IS :day AND r.status IS NOT 'dropped'",
        "drop": "v.verdict IS NULL AND r.status IS 'dropped'",
    }
)
"""What holds of a paper where a verdict would change nothing."""

CHANGING = """
SELECT p.key FROM json_each(:keys) j JOIN paper p ON p.key = j.value
LEFT JOIN triage v ON v.paper_key = p.key LEFT JOIN reading r ON r.paper_key = p.key
WHERE NOT ({so_already})
"""
PUT = """
INSERT INTO triage (paper_key, verdict, day) SELECT value, '{verdict}', :day FROM json_each(:keys) WHERE true
ON CONFLICT (paper_key) DO UPDATE SET verdict = excluded.verdict, day = excluded.day
"""
TAKE = "DELETE FROM triage WHERE paper_key IN (SELECT value FROM json_each(:keys))"
FETCH = """
UPDATE reading SET status = 'unread'
WHERE status = 'dropped' AND paper_key IN (SELECT value FROM json_each(:keys))
"""
STAR = """
INSERT INTO reading (paper_key, starred) SELECT value, 1 FROM json_each(:keys) WHERE true
ON CONFLICT (paper_key) DO UPDATE
SET starred = 1, status = CASE status WHEN 'dropped' THEN 'unread' ELSE status END
"""
DROP = """
INSERT INTO reading (paper_key, status) SELECT value, 'dropped' FROM json_each(:keys) WHERE true
ON CONFLICT (paper_key) DO UPDATE SET status = excluded.status
"""
WRITES: Mapping[Verdict, tuple[str, str]] = MappingProxyType(
    {
        "keep": (PUT.format(verdict="kept"), FETCH),
        "star": (PUT.format(verdict="kept"), STAR),
        "later": (PUT.format(verdict="later"), FETCH),
        "drop": (TAKE, DROP),
    }
)
"""What each verdict writes: of any number of papers at once, and each row no more than once."""

SETTLED = """
SELECT paper_key FROM reading WHERE status <> 'unread'
UNION SELECT paper_key FROM triage WHERE verdict <> 'later' OR day >= :day
"""
"""The papers about which triage has nothing to ask on a day."""

WAITING = """
SELECT p.id FROM paper p WHERE p.id IN (SELECT value FROM json_each(:ids))
AND NOT EXISTS (SELECT 1 FROM reading r WHERE r.paper_key = p.key AND r.status <> 'unread')
AND NOT EXISTS (SELECT 1 FROM triage v WHERE v.paper_key = p.key AND (v.verdict <> 'later' OR v.day >= :day))
"""


class Triage:
    """The verdicts of a library; each call is one transaction and one step of history.

    Args:
        db: The library's connection.
        change: Opens a journalled transaction under a label.
    """

    def __init__(self, db: sqlite3.Connection, change: Change) -> None:
        self._db = db
        self._change = change

    def judge(self, keys: Sequence[str], verdict: Verdict, day: str) -> int:
        """Give papers a verdict; return how many papers changed.

        Args:
            keys: The papers' keys.
            verdict: To keep them, to keep and star them, to be asked later, or to drop them.
            day: The present day, such as `2025-06-30`.
        """
        with self._change(f"{DEEDS[verdict]}: {said_of(self._db, keys)}") as db:
            values = {"keys": json.dumps(list(keys)), "day": day}
            found = db.execute(CHANGING.format(so_already=SO_ALREADY[verdict]), values)
            changing = [key for (key,) in found]
            for sql in WRITES[verdict]:
                db.execute(sql, values | {"keys": json.dumps(changing)})
        return len(changing)

    def put(self, key: str, verdict: Literal["kept", "later"] | None, day: str) -> None:
        """Let another verdict stand on a paper, or none, whatever its status; for what was kept elsewhere.

        Args:
            key: The paper's key.
            verdict: The verdict.
            day: The day on which it was given, such as `2025-06-30`.
        """
        sql = PUT.format(verdict=verdict) if verdict else TAKE
        with self._change(f"triage: {said_of(self._db, [key])}") as db:
            db.execute(sql, {"keys": json.dumps([key]), "day": day})

    def waiting(self, papers: Sequence[int], day: str) -> list[int]:
        """Return those of some papers, by row id and in their order, that wait for a verdict on a day."""
        rows = self._db.execute(WAITING, {"ids": json.dumps(list(papers)), "day": day})
        found = {paper for (paper,) in rows}
        return [paper for paper in papers if paper in found]

    def settled(self, day: str) -> int:
        """Return how many papers of the whole library do not wait for a verdict on a day."""
        sql = f"SELECT count(*) FROM ({SETTLED})"
        return int(self._db.execute(sql, {"day": day}).fetchone()[0])
