"""Every change a reader makes, as rows before and after: one mechanism of undo for everything.

Triggers journal each write to the reader's tables while a step is open (see migrations). Undo puts the rows
back as they were before, in reverse order; redo puts them as they were after. Neither opens a step, so
neither is journalled itself.
"""

import json
import sqlite3
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from typing import Any, Literal

from .changes import Names, RowChange, changes, named, papers
from .errors import NotFound, PostilError
from .models import Step
from .text.folding import fold
from .turning import Image, turn

Transaction = Callable[[], AbstractContextManager[sqlite3.Connection]]

STEP = """
SELECT s.id, s.at, s.label, s.state, (SELECT count(*) FROM change c WHERE c.step_id = s.id),
    s.quiet
FROM step s
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

LAST_DONE = """
SELECT coalesce(
    (SELECT max(id) FROM step WHERE state = 'done' AND NOT quiet),
    (SELECT min(id) FROM step WHERE state = 'done')
)
"""
"""Down to where one undo goes: quiet steps are taken back with the one before them."""
STAND = "UPDATE step SET state = ? WHERE id IN (SELECT value FROM json_each(?))"
FIRST_UNDONE = "SELECT min(id) FROM step WHERE state = 'undone'"
STANDING = "SELECT id FROM step WHERE state = 'done' AND id >= ? ORDER BY id DESC"
TAKEN_BACK = """
SELECT id FROM step WHERE state = 'undone' AND (id <= :step OR quiet AND id < coalesce(
    (SELECT min(id) FROM step WHERE state = 'undone' AND NOT quiet AND id > :step), 1 << 62)
) ORDER BY id
"""
"""What is done again up to a step, with the quiet ones that follow it."""


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

    def wrote_anew(self, text: str) -> None:
        """Note that a text was kept where none was left, so that nobody else has a part in it."""
        self.text = self._kept = text
        self._parting = (text, text)

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
        self.written: int | None = None
        """The step that the last change through this connection wrote; None where it changed nothing."""

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
        self.written = number
        if self._db.execute("SELECT 1 FROM change WHERE step_id = ? LIMIT 1", (number,)).fetchone():
            self._db.execute("UPDATE step SET state = 'abandoned' WHERE state = 'undone'")
        else:
            self._db.execute("DELETE FROM step WHERE id = ?", (number,))
            self.written = None

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
        return list(map(_step, self._db.execute(f"{STEP} ORDER BY s.id DESC LIMIT ?", (limit,))))

    def ids(self, words: str = "") -> "array[int]":
        """Return the numbers of all steps whose label has some words, newest first.

        Args:
            words: What each label must have, whatever its case and accents; "" for all steps.
        """
        wanted = fold(words).split()
        has = " AND ".join("instr(fold(label), ?)" for _ in wanted) or "1"
        rows = self._db.execute(f"SELECT id FROM step WHERE {has} ORDER BY id DESC", wanted)
        return array("q", chain.from_iterable(rows))

    def some(self, ids: Sequence[int]) -> list[Step]:
        """Return steps by their numbers, newest first; numbers of none are left out."""
        sql = f"{STEP} WHERE s.id IN (SELECT value FROM json_each(?)) ORDER BY s.id DESC"
        return list(map(_step, self._db.execute(sql, (json.dumps(list(ids)),))))

    def get(self, step_id: int) -> Step:
        """Return a step by its number.

        Raises:
            NotFound: There is none of this number.
        """
        for step in self.some([step_id]):
            return step
        raise NotFound(f"there is no step {step_id} in the history; `postil history` lists them")

    def changes(self, step_id: int, limit: int = -1) -> Iterator[RowChange]:
        """Yield what a step changed, row by row; see `changes.changes`."""
        return changes(self._db, step_id, limit)

    def named(self, rows: Iterable[RowChange]) -> Names:
        """Return what papers, lists and highlights of some rows are called; see `changes.named`."""
        return named(self._db, rows)

    def papers(self, step_id: int) -> "array[int]":
        """Return the row ids of the papers that a step concerns, in the order in which it came to them."""
        return papers(self._db, step_id)

    @property
    def can_undo(self) -> bool:
        """Whether there is anything to take back."""
        return self._number(LAST_DONE) is not None

    @property
    def can_redo(self) -> bool:
        """Whether something that was undone can still be done again."""
        return self._number(FIRST_UNDONE) is not None

    def undo(self) -> Step | None:
        """Take back the last step that stands, with quiet ones after it; return it, or None."""
        with self._transaction():
            last = self._number(LAST_DONE)
            return None if last is None else self.undo_to(last)[-1]

    def redo(self) -> Step | None:
        """Do again the first step that was undone, with quiet ones after it; return it, or None."""
        with self._transaction():
            first = self._number(FIRST_UNDONE)
            return None if first is None else self.redo_to(first)[0]

    def undo_to(self, step_id: int) -> list[Step]:
        """Take back all that was done since a step, and the step too; return the steps, newest first.

        Raises:
            NotFound: There is no such step.
            PostilError: It is undone already.
        """
        with self._transaction():
            return self._turned(self.way(step_id, "undone"), "undone", "before")

    def redo_to(self, step_id: int) -> list[Step]:
        """Do again all that was undone, up to a step and with it; return the steps, oldest first.

        Quiet steps that follow it come with it.

        Raises:
            NotFound: There is no such step.
            PostilError: It is done, or was given up when something else was done instead.
        """
        with self._transaction():
            return self._turned(self.way(step_id, "done"), "done", "after")[::-1]

    def way(self, step_id: int, to: Literal["done", "undone"]) -> "array[int]":
        """Return the numbers of the steps that going to a step turns, in the order in which they turn.

        Args:
            step_id: The step.
            to: What it shall be then.

        Raises:
            NotFound: There is no such step.
            PostilError: It is that already, or was undone for good.
        """
        step = self.get(step_id)
        if step.state == "abandoned":
            raise PostilError(f"step {step_id} was undone for good: something else was done instead")
        if step.state == to:
            raise PostilError(f"step {step_id} is {to} already")
        rows = self._db.execute(STANDING if to == "undone" else TAKEN_BACK, (step_id,))
        return array("q", chain.from_iterable(rows))

    def _number(self, sql: str) -> int | None:
        row = self._db.execute(sql).fetchone()
        return row[0] if row else None

    def _turned(self, ids: Sequence[int], state: Literal["done", "undone"], image: Image) -> list[Step]:
        """Turn steps in the order given; return them as they are then, newest first."""
        self._db.execute("PRAGMA defer_foreign_keys = ON")
        for step_id in ids:
            turn(self._db, step_id, image)
        self._db.execute(STAND, (state, json.dumps(list(ids))))
        return self.some(ids)


def _step(row: tuple[Any, ...]) -> Step:
    number, at, label, state, rows, quiet = row
    return Step(number, at, label, state, rows, bool(quiet))
