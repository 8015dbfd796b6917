"""One action on ten thousand papers of the large library, its undo, and the key that does it.

The floor writes the same rows into a table of the same shape, without a journal: what SQLite itself needs.
"""

import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType

from postil.store.library import Library
from tests.bench.desk import PATIENCE, at_desk
from tests.bench.measure import Line, Result, interleaved
from tests.bench.setting import Bench
from tests.terminal import Terminal

MANY = 10_000
BAR = 1.0
"""Seconds for an action, for its undo, and from the key to the rows."""

Act = Callable[[Library, Sequence[str]], object]


def _on_list(library: Library, keys: Sequence[str]) -> None:
    with library.change("a list of many"):
        library.lists.new("Many")
        library.lists.add("Many", keys)


ACTS: Mapping[str, Act] = MappingProxyType(
    {
        "mark read": lambda library, keys: library.reading.set_status(keys, "read"),
        "star": lambda library, keys: library.reading.set_star(keys, True),
        "rate": lambda library, keys: library.reading.set_rating(keys, 4),
        "drop": lambda library, keys: library.reading.set_status(keys, "dropped"),
        "tag": lambda library, keys: library.tags.add(keys, ["many"]),
        "untag": lambda library, keys: library.tags.remove(keys, ["many"]),
        "put on a list": _on_list,
        "accept a topic": lambda library, keys: library.topics.accept(keys, "fundus"),
        "triage": lambda library, keys: library.triage.judge(keys, "keep", "2031-05-01"),
    }
)
"""What is done to the papers, one after the other."""

KEYS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "mark read": ("r", "marked"),
        "star": ("s", "star"),
        "drop": ("x", "marked"),
        "rate": ("R 3", "rated 3"),
        "undo": ("u", "undone: "),
        "redo": ("ctrl+r", "redone: "),
    }
)
"""The keys that do so at the desk, each with a word of what the desk says then."""

FLOOR = "CREATE TABLE floor (paper_key TEXT PRIMARY KEY, value TEXT, other TEXT, more TEXT) WITHOUT ROWID"
BARE = "INSERT INTO floor VALUES (?, ?, NULL, 0) ON CONFLICT (paper_key) DO UPDATE SET value = excluded.value"


def run(work: Bench) -> list[Line]:
    """Measure each action, its undo and its redo, and then the keys."""
    folder = work.home / "many"
    shutil.copytree(work.large.parent, folder)
    lines = [*_stored(work, folder / work.large.name), *_at_desk(work, folder / work.large.name)]
    shutil.rmtree(folder)
    return lines


def _stored(work: Bench, path: Path) -> list[Line]:
    lines: list[Line] = []
    with Library.open(path) as library:
        keys = library.papers.keys(library.papers.all("newest")[:MANY])
        library.db.execute(FLOOR)
        for name, act in ACTS.items():
            acted = _timed(partial(act, library, keys))
            library.history.undo()
            done, undone, bare = interleaved(
                work.runs,
                lambda: _timed(library.history.redo),
                lambda: _timed(library.history.undo),
                lambda: _timed(lambda: _bare(library, keys)),
            )
            library.history.redo()
            for what, seconds in ((name, acted), (f"undo: {name}", undone), (f"redo: {name}", done)):
                lines.append(Result(f"{what}, {len(keys):,} papers / bare rows", seconds, bare))
                lines.append(Result(what, seconds, bar=BAR))
    return lines


def _at_desk(work: Bench, path: Path) -> list[Line]:
    """Select as many papers at the desk, and press each key."""
    lines: list[Line] = []
    many = min(MANY, work.papers)
    with at_desk(work, path) as (desk, _rows):
        for name, (keys, said) in KEYS.items():
            if name not in {"undo", "redo"}:
                desk.press("g", "g", "V", *str(MANY - 1), "j", "V", "g", "g")
                desk.wait_for(lambda desk: f" 1/{work.papers:,}" in desk.text()[-1], PATIENCE)
                desk.wait_for(f"{many:,} selected", PATIENCE)
                desk.settle(work.quiet, PATIENCE)
            *first, last = keys.split()
            desk.press(*first)
            began = time.perf_counter()
            desk.press(last)
            seconds = desk.wait_for(partial(_says, said), PATIENCE, lull=0.05) - began
            lines.append(Result(f"key to rows: {name}, {many:,} papers", seconds, bar=BAR))
    return lines


def _says(said: str, desk: Terminal) -> bool:
    return said in desk.text()[-1]


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _bare(library: Library, keys: Sequence[str]) -> None:
    """Write a row for each paper, other ones than the time before."""
    with library.transaction() as db:
        (turn,) = db.execute("SELECT coalesce(max(value), 0) + 1 FROM floor").fetchone()
        db.executemany(BARE, [(key, int(turn)) for key in keys])
