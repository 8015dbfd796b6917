"""The desk in a terminal, as the benches watch it: its first frame, its rows, a key that redraws them."""

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from tests.bench.setting import POSTIL, Bench
from tests.terminal import Terminal

COLUMNS, LINES = 120, 36
PATIENCE = 60
PATIENT = 8
MARGIN = 3
BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("a bare first frame")
Bare().run()
"""
View = Callable[[Terminal], object]


@cache
def newest(work: Bench, library: Path) -> str:
    """Return the beginning of the title that the desk shows first."""
    title: str = json.loads(work.postil(library, "list", "--limit", "1", "--json"))["title"]
    return title[:20].rstrip()


def first_frame(work: Bench, command: Sequence[str], awaited: str, library: Path) -> float:
    """Return the seconds from the start of a process to the frame that has a text."""
    with Terminal(command, COLUMNS, LINES, work.env(library)) as terminal:
        return terminal.wait_for(awaited, PATIENCE, lull=0.05) - terminal.started


def bare_frame(work: Bench) -> float:
    """Return the same for a Textual app with nothing in it but a line."""
    return first_frame(work, [sys.executable, "-c", BARE], "a bare first frame", work.home / "library.db")


@contextmanager
def at_desk(work: Bench, library: Path) -> Iterator[tuple[Terminal, View]]:
    """Open the desk on a library; yield its terminal, and a view of the columns that the list takes."""
    title = newest(work, library)
    with Terminal(POSTIL, COLUMNS, LINES, work.env(library)) as desk:
        desk.wait_for(title, PATIENCE)
        desk.settle(max(work.quiet, 0.2), PATIENCE)
        yield desk, _list_of(desk, title)


def stroke(terminal: Terminal, keys: Sequence[str], view: View, quiet: float) -> float | None:
    """Press keys; return the seconds from the last one to the last change of a view, None without one.

    A change is the last one when `quiet` seconds of silence follow it. Before the first change there may be
    as much as `PATIENT` times that: a slow answer must not pass for none, nor for that of the next key.
    """
    terminal.settle(quiet / 5)
    terminal.press(*keys[:-1])
    began = time.perf_counter()
    terminal.press(keys[-1])
    moment = None
    while moment is None and time.perf_counter() < began + PATIENT * quiet:
        moment = terminal.last_change(view, quiet)
    return None if moment is None else moment - began


def _list_of(desk: Terminal, title: str) -> View:
    """Return a view from a little before the list's first title to the rule beside it."""
    line = next(line for line in desk.text() if title in line)
    start = line.index(title)
    end = line.find("│", start)
    pane = slice(max(start - MARGIN, 0), None if end < 0 else end)
    return lambda terminal: [line[pane] for line in terminal.text()]
