"""Every change a reader makes, as rows before and after: one mechanism of undo for everything.

Triggers journal each write to the reader's tables while a step is open (see migrations). Undo puts the rows
back as they were before, in reverse order; redo puts them as they were after. Neither opens a step, so
neither is journalled itself.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from .models import Step
from .schema import READER_TABLES

Transaction = Callable[[], AbstractContextManager[sqlite3.Connection]]

STEPS = """
SELECT s.id, s.at, s.label, s.state, (SELECT count(*) FROM change c WHERE c.step_id = s.id),
    s.quiet
FROM step s {where} ORDER BY s.id {order} LIMIT ?
"""
LAST = "SELECT id FROM step WHERE id = ? AND state = 'done' AND id = (SELECT max(id) FROM step)"
FOLD = (
    "UPDATE change SET after = (SELECT c.after FROM change c WHERE c.step_id = change.step_id AND "
    "c.table_name = change.table_name AND c.row_key = change.row_key ORDER BY c.id DESC LIMIT 1) "
    "WHERE step_id = ?",
    "DELETE FROM change WHERE step_id = ?1 AND (before IS after OR id NOT IN (SELECT min(id) FROM change "
    "WHERE step_id = ?1 GROUP BY table_name, row_key))",
)
"""What leaves of each row only what it was before a step and what it is after it."""

LATEST_DONE = "WHERE s.state = 'done'"
FIRST_UNDONE = "WHERE s.state = 'undone'"


@dataclass(slots=True)
class Sitting:
    """Changes that belong together though time passes between them: one step, if nothing comes between.

    Args:
        step_id: The step; None before the first change.
        text: What whoever writes a text last saw of it; None where it takes the place of any other.
    """

    step_id: int | None = None
    text: str | None = None
    _kept: str | None = None
    _parting: tuple[str, str] = ("", "")

    def onto(self, text: str, now: str) -> str:
        """Return a text as it is to be kept: with what others wrote since it was last seen.

        Args:
            text: The text as it was written here.
            now: The text as it is kept now.
        """
        # Deferred: only who writes needs it.
        from .vault.text_merge import merge_text  # noqa: PLC0415

        seen, theirs = self._parted(now)
        return merge_text(seen, text, theirs)

    def wrote(self, text: str, before: str, kept: str) -> None:
        """Note that a text was kept.

        Args:
            text: The text as it was written here.
            before: What was kept before.
            kept: What is kept now.
        """
        self._parting = self._parted(before)
        self.text, self._kept = text, kept

    def _parted(self, now: str) -> tuple[str, str]:
        """Return the last text that the writer and others had in common, and what others made of it.

        A text is saved again and again: each time it is merged with what others wrote, and not with what came
        of the merge before, which would gather every state of a line that both wrote.
        """
        return self._parting if now == self._kept else (now if self.text is None else self.text, now)


class History:
    """The journal of a library.

    Args:
        db: The library's connection.
        transaction: Opens a write transaction on it.
    """

    def __init__(self, db: sqlite3.Connection, transaction: Transaction) -> None:
        self._db = db
        self._transaction = transaction

    @contextmanager
    def step(self, label: str, quiet: bool = False, sitting: Sitting | None = None) -> Iterator[None]:
        """Journal all that is written inside, within a transaction, as one step.

        A step inside another one is a part of it. A step that changed nothing leaves no trace. A new step
        gives up what was undone before it.

        Args:
            label: What is done, in a few words.
            quiet: Whether the desk did it by itself; undo takes such a step back with the one before it.
            sitting: What it goes on with, if that was the last thing done.
        """
        if self._db.execute("SELECT 1 FROM open_step").fetchone():
            yield
            return
        number = self._resumed(sitting) or self._begun(label, quiet)
        self._db.execute("INSERT INTO open_step VALUES (?)", (number,))
        yield
        self._db.execute("DELETE FROM open_step")
        if sitting is not None:
            for sql in FOLD:
                self._db.execute(sql, (number,))
            sitting.step_id = number
        if self._db.execute("SELECT 1 FROM change WHERE step_id = ? LIMIT 1", (number,)).fetchone():
            self._db.execute("UPDATE step SET state = 'abandoned' WHERE state = 'undone'")
        else:
            self._db.execute("DELETE FROM step WHERE id = ?", (number,))

    def _begun(self, label: str, quiet: bool) -> int | None:
        """Return the number of a new step."""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        sql = "INSERT INTO step (at, label, quiet) VALUES (?, ?, ?)"
        return self._db.execute(sql, (at, label, quiet)).lastrowid

    def _resumed(self, sitting: Sitting | None) -> int | None:
        """Return the number of a sitting's step, if nothing was done since."""
        row = self._db.execute(LAST, (sitting.step_id,)).fetchone() if sitting else None
        return row[0] if row else None

    def steps(self, limit: int = -1) -> list[Step]:
        """Return the last steps, newest first; all of them unless a limit is given."""
        rows = self._db.execute(STEPS.format(where="", order="DESC"), (limit,))
        return [_step(row) for row in rows]

    @property
    def can_redo(self) -> bool:
        """Whether something that was undone can still be done again."""
        return bool(self._db.execute("SELECT 1 FROM step WHERE state = 'undone' LIMIT 1").fetchone())

    def undo(self) -> Step | None:
        """Take back the last step that stands, with quiet ones after it; return it, or None."""
        with self._transaction():
            step = self._turn(LATEST_DONE, "DESC", "undone", "before")
            while step is not None and step.quiet:
                earlier = self._turn(LATEST_DONE, "DESC", "undone", "before")
                if earlier is None:
                    break
                step = earlier
            return step

    def redo(self) -> Step | None:
        """Do again the first step that was undone, with quiet ones after it; return it, or None."""
        with self._transaction():
            step = self._turn(FIRST_UNDONE, "ASC", "done", "after")
            while self._next_is_quiet():
                self._turn(FIRST_UNDONE, "ASC", "done", "after")
            return step

    def _next_is_quiet(self) -> bool:
        row = self._db.execute(STEPS.format(where=FIRST_UNDONE, order="ASC"), (1,)).fetchone()
        return row is not None and _step(row).quiet

    def _turn(self, where: str, order: str, state: str, image: str) -> Step | None:
        found = self._db.execute(STEPS.format(where=where, order=order), (1,)).fetchone()
        if found is None:
            return None
        step = _step(found)
        changes = self._db.execute(
            f"SELECT table_name, row_key, {image} FROM change WHERE step_id = ? ORDER BY id {order}",
            (step.step_id,),
        ).fetchall()
        self._db.execute("PRAGMA defer_foreign_keys = ON")
        for table, key, row in changes:
            _put(self._db, table, json.loads(key), row and json.loads(row))
        self._db.execute("UPDATE step SET state = ? WHERE id = ?", (state, step.step_id))
        return step


def _step(row: tuple[Any, ...]) -> Step:
    number, at, label, state, rows, quiet = row
    return Step(number, at, label, state, rows, bool(quiet))


def _put(db: sqlite3.Connection, table: str, key: dict[str, object], row: dict[str, object] | None) -> None:
    """Make one row of the reader's what it was: as given, or not there."""
    if row is None:
        where = " AND ".join(f"{column} = :{column}" for column in key)
        db.execute(f"DELETE FROM {table} WHERE {where}", key)
        return
    keys, columns = READER_TABLES[table]
    names, values = ", ".join(columns), ", ".join(f":{column}" for column in columns)
    updates = ", ".join(f"{column} = excluded.{column}" for column in columns if column not in keys)
    action = f"UPDATE SET {updates}" if updates else "NOTHING"
    db.execute(
        f"INSERT INTO {table} ({names}) VALUES ({values}) ON CONFLICT ({', '.join(keys)}) DO {action}", row
    )
