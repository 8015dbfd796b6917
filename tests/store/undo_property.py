"""Undone fully, any sequence of changes gives back the same library, row for row.

`python -m tests.store.undo_property 1000 --seed 7` tries a thousand sequences; a seed that failed is named.
"""

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from postil.store.journal_check import disagreements
from postil.store.library import Library
from postil.store.schema import READER_TABLES
from tests.store.shelf import record, shelve
from tests.store.undo_actors import ACTORS
from tests.store.undo_scene import Scene

PAPERS = 6
MOST = 60
"""Changes in a sequence, at most."""

JOURNAL = {"step", "change", "vault_due", "sqlite_sequence"}
"""Tables that rightly are others afterwards: they tell of the way, and what is due to be written."""

State = dict[str, list[tuple[object, ...]]]


def rows_of(library: Library, tables: Iterable[str] = READER_TABLES) -> State:
    """Return all rows of tables."""
    return {table: sorted(library.db.execute(f"SELECT * FROM {table}"), key=repr) for table in tables}


def everything(library: Library) -> State:
    """Return all rows of a library, but for its journal."""
    names = library.db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    return rows_of(library, [name for (name,) in names if name not in JOURNAL])


class Run:
    """One sequence of changes, watched: after each the rows must be what the last step that stands left.

    Args:
        library: A library of papers of which nothing was said yet.
        seed: Where chance begins.
    """

    def __init__(self, library: Library, seed: int) -> None:
        self.library, self.dice = library, random.Random(seed)
        self.scene = Scene(library, library.papers.keys(list(library.papers.ids())), self.dice)
        self.first = rows_of(library)
        self.left: dict[int, State] = {}
        self.seen: Counter[str] = Counter()

    def go(self) -> None:
        """Change at random, and undo and redo at random; then undo everything, and redo it."""
        whole = everything(self.library)
        for _ in range(self.dice.randint(1, MOST)):
            move = self.dice.random()
            if move < 0.75:
                self._act()
            elif move < 0.97:
                self._turn()
            else:
                self._jump()
        self._check()
        last = everything(self.library)
        self._return_to(whole, last)

    def _return_to(self, whole: State, last: State) -> None:
        steps = self.library.history.steps()
        undone = sum(step.state == "undone" for step in steps)
        while self.library.history.undo() is not None:
            self._check()
        assert everything(self.library) == whole, "undone fully, something is left"
        while sum(step.state == "undone" for step in self.library.history.steps()) > undone:
            assert self.library.history.redo() is not None
        self._check()
        if not undone:
            assert everything(self.library) == last, "redone fully, something is missing"
        assert list(disagreements(self.library.db)) == []
        self.seen["steps"] += len(steps)

    def _act(self) -> None:
        (actor,) = self.dice.choices(list(ACTORS), list(ACTORS.values()))
        before, top, rows = self._steps(), self._top(), rows_of(self.library)
        actor(self.scene)
        self.seen[actor.__name__] += 1
        now = rows_of(self.library)
        if self._top() in self.left and self._top() != top:
            self._check()  # a sitting came to nothing, and left no step
        elif self._steps() == before and self._top() == top:
            assert now == rows, f"{actor.__name__} changed something outside of a step"
        if self._top():
            self.left[self._top()] = now
        for table in (table for table in now if now[table] != rows[table]):
            self.seen[f"{table} (rows)"] += 1

    def _turn(self) -> None:
        history = self.library.history
        for _ in range(self.dice.randint(1, 4)):
            turned = history.undo() if self.dice.random() < 0.6 else history.redo()
            self.seen["undo" if turned and turned.state == "undone" else "redo" if turned else "neither"] += 1
            self._check()

    def _jump(self) -> None:
        steps = [step for step in self.library.history.steps() if step.state != "abandoned"]
        if steps:
            step, history = self.dice.choice(steps), self.library.history
            (history.undo_to if step.state == "done" else history.redo_to)(step.step_id)
            self.seen["jump"] += 1
            self._check()

    def _check(self) -> None:
        top = self._top()
        wanted = self.left[top] if top else self.first
        assert rows_of(self.library) == wanted, f"the rows are not what step {top} left"

    def _top(self) -> int:
        """Return the last step that stands; 0 without one."""
        sql = "SELECT coalesce(max(id), 0) FROM step WHERE state = 'done'"
        return int(self.library.db.execute(sql).fetchone()[0])

    def _steps(self) -> list[tuple[object, ...]]:
        """Return what tells one state of the journal from another."""
        return list(self.library.db.execute("SELECT step_id, id, before, after FROM change ORDER BY id"))


def template(folder: Path) -> Path:
    """Make a library of a few papers of which nothing was said yet."""
    path = folder / "template.db"
    with Library.open(path) as library:
        shelve(library, *(record(n, f"On the {n}th kettle of the long shelf") for n in range(1, PAPERS + 1)))
        library.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def run(made: Path, seed: int) -> Counter[str]:
    """Run the sequence of a seed on a copy of a library; return how often what happened."""
    with tempfile.TemporaryDirectory(prefix="postil-undo-") as folder:
        path = Path(folder, "library.db")
        shutil.copy(made, path)
        with Library.open(path) as library:
            library.db.execute("PRAGMA synchronous = OFF")
            one = Run(library, seed)
            one.go()
            return one.seen


def main() -> int:
    """Run sequences; print what was done, and each seed that failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.store.undo_property", description=__doc__)
    parser.add_argument("sequences", type=int, nargs="?", default=1000)
    parser.add_argument("--seed", type=int, default=1, help="the seed of the first sequence, 1 unless given")
    arguments = parser.parse_args()
    failed, seen, began = 0, Counter[str](), time.monotonic()
    with tempfile.TemporaryDirectory(prefix="postil-undo-") as folder:
        made = template(Path(folder))
        for seed in range(arguments.seed, arguments.seed + arguments.sequences):
            try:
                seen += run(made, seed)
            except Exception as error:
                failed += 1
                print(f"seed {seed}: {type(error).__name__}: {error}", flush=True)
    print(f"{arguments.sequences} sequences, {failed} failed, {time.monotonic() - began:.0f} s")
    print(", ".join(f"{name} {number:,}" for name, number in seen.most_common()))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
