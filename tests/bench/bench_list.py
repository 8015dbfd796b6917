"""The desk at the large library: its memory, its first frame, the way to the end, another order."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from tests.bench.desk import at_desk, bare_frame, first_frame, newest, stroke
from tests.bench.measure import MB, Line, Note, Result, interleaved, memory
from tests.bench.setting import POSTIL, Bench
from tests.terminal import Terminal

MEMORY_BAR, FRAME_BAR, HARLEQUIN_BAR = 1.1, 1.25, 0.5
ORDERS = {"S t": "by title", "S c": "by comments", "S o": "oldest first", "S n": "newest first"}
STILL = 0.5
"""Seconds of silence, at least, after which the desk has settled and its memory is looked at."""


def run(work: Bench) -> list[Line]:
    """Measure; the memory after the first frame and a jump to the end and back."""
    small = work.library_of("library-dumps", *work.dumps)
    desks = [_moving(work, work.large) for _ in range(work.long_runs)]
    few = [_moving(work, small) for _ in range(work.long_runs)]
    title = newest(work, work.large)
    frame, bare = interleaved(
        work.long_runs,
        lambda: first_frame(work, POSTIL, title, work.large),
        lambda: bare_frame(work),
    )
    held, held_few = (median(desk["memory"] for desk in each) for each in (desks, few))
    return [
        Result("desk's memory, large / small library", held, held_few, MEMORY_BAR, MB),
        Result("first frame, large library / bare Textual", frame, bare, FRAME_BAR),
        _harlequin(work, frame),
        *(_moved(name, [desk[name] for desk in desks]) for name in ("to the end", *ORDERS.values())),
    ]


def _moving(work: Bench, library: Path) -> dict[str, float]:
    """Return the memory of a desk, and what moving takes there; seconds are 0 where nothing changed."""
    figures: dict[str, float] = {}
    with at_desk(work, library) as (desk, rows):
        figures["to the end"] = stroke(desk, ["G"], rows, work.quiet) or 0
        desk.press("g", "g")
        desk.settle(max(work.quiet, STILL))
        figures["memory"] = memory(desk.process.pid)
        for keys, name in ORDERS.items():
            figures[name] = stroke(desk, keys.split(), rows, work.quiet) or 0
    return figures


def _moved(name: str, times: Sequence[float]) -> Line:
    changed = [seconds for seconds in times if seconds]
    return Result(f"key to rows, {name}", median(changed)) if changed else Note(f"{name}: the rows stayed")


def _harlequin(work: Bench, frame: float) -> Line:
    program = shutil.which("harlequin")
    if program is None:
        return Note("harlequin is not installed: skipped")
    command = [program, "--adapter", "sqlite", str(work.large)]
    with Terminal(command, 120, 36, work.env(work.large)) as terminal:
        theirs = terminal.wait_for("Data Catalog", 60, lull=0.05) - terminal.started
    return Result("first frame, large library / harlequin", frame, theirs, HARLEQUIN_BAR)
