"""A keystroke in the search line to the redrawn list, against a bare Input and a list filtered in memory."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from tests.bench.asking import queries
from tests.bench.desk import COLUMNS, LINES, PATIENCE, View, at_desk, stroke
from tests.bench.measure import Line, Note, Result, high
from tests.bench.setting import Bench
from tests.terminal import Terminal

BAR = 1.25
LETTERS = 8
BARE = """
from textual.app import App
from textual.widgets import Input
class Bare(App):
    def compose(self):
        yield Input(placeholder="a bare input")
Bare().run()
"""
FLOOR = str(Path(__file__).with_name("floor.py"))


def run(work: Bench) -> list[Line]:
    """Type beginnings of queries and take them back, in all three in turn."""
    with ExitStack() as opened:
        desk, rows = opened.enter_context(at_desk(work, work.large))
        desk.press("/")
        desk.settle(max(work.quiet, 0.2), timeout=3)
        beside = [
            _started(opened, work, ["-c", BARE], "a bare input"),
            _started(opened, work, [FLOOR, str(work.rows_file)], "the floor"),
        ]
        views: list[tuple[Terminal, View]] = [
            (desk, rows),
            (beside[0], Terminal.text),
            (beside[1], _under_line),
        ]
        times: list[list[float]] = [[] for _ in views]
        keys = list(_keys(work))
        for key in keys:
            for (terminal, view), taken in zip(views, times, strict=True):
                if (seconds := stroke(terminal, [key], view, work.quiet)) is not None:
                    taken.append(seconds)
    ours, bare, floor = times
    unchanged = len(keys) - len(ours), len(keys) - len(floor)
    return [
        Result("keystroke to rows, p50 / filtered in memory", median(ours), median(floor), BAR),
        Result("keystroke to rows, p95 / filtered in memory", high(ours), high(floor), BAR),
        Result("keystroke to rows, p50 / bare Input", median(ours), median(bare)),
        Result("keystroke to rows, p95 / bare Input", high(ours), high(bare)),
        Note("of {} keys {} left the rows as they were, {} those of the floor".format(len(keys), *unchanged)),
    ]


def _under_line(terminal: Terminal) -> object:
    """View the floor's rows without its first line, which echoes the key whatever becomes of the rows."""
    return terminal.text()[1:]


def _started(opened: ExitStack, work: Bench, arguments: list[str], awaited: str) -> Terminal:
    command = [sys.executable, *arguments]
    terminal = opened.enter_context(Terminal(command, COLUMNS, LINES, work.env(work.large)))
    terminal.wait_for(awaited, PATIENCE)
    terminal.settle(max(work.quiet, 0.2), timeout=10)
    return terminal


def _keys(work: Bench) -> Iterator[str]:
    for query in queries(work.some_titles(100), -(-work.runs // 3), seed=3):
        typed = query[:LETTERS].rstrip()
        yield from typed
        yield from ["backspace"] * len(typed)
