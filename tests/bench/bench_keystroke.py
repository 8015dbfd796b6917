"""A keystroke in the search line to the redrawn list, against a bare Input that echoes the key."""

import json
import re
import sys
import time
from collections.abc import Callable
from statistics import median

from tests.bench.measure import POSTIL, Bench, Result, high
from tests.terminal import Terminal

BAR = 1.5
LETTERS = 10
BARE = """
from textual.app import App
from textual.widgets import Input
class Bare(App):
    def compose(self):
        yield Input(placeholder="a bare input")
Bare().run()
"""
View = Callable[[Terminal], object]


def run(work: Bench) -> list[Result]:
    """Type a word and take it back, in both in turn, as often as it takes for `runs` words."""
    title = json.loads(work.postil("list", "--limit", "1", "--json"))["title"]
    word = max(re.findall("[a-z]+", title.lower()), key=len)[:LETTERS]
    keys = [*word, *["backspace"] * len(word)]
    with (
        Terminal(POSTIL, 120, 36, work.env) as desk,
        Terminal([sys.executable, "-c", BARE], 120, 36, work.env) as bare,
    ):
        bare.wait_for("a bare input")
        desk.wait_for(title[:20].rstrip())
        rows = _list_of(desk, title[:20].rstrip())
        desk.press("/")
        for terminal in (desk, bare):
            terminal.settle(0.4, timeout=3)
        times: tuple[list[float], list[float]] = ([], [])
        for key in keys * -(-work.runs // 3):
            _stroke(desk, key, rows, times[0])
            _stroke(bare, key, Terminal.text, times[1])
    return [
        Result("keystroke to rows, p50 / bare Input", median(times[0]), median(times[1]), BAR),
        Result("keystroke to rows, p95 / bare Input", high(times[0]), high(times[1]), BAR),
    ]


def _stroke(terminal: Terminal, key: str, view: View, times: list[float]) -> None:
    """Press a key and note how long the view took to get its last value, if it changed at all."""
    began = time.perf_counter()
    terminal.press(key)
    if (moment := terminal.last_change(view)) is not None:
        times.append(moment - began)


def _list_of(desk: Terminal, title: str) -> View:
    """Return a view of the columns that the list takes: from its first title to the rule beside it."""
    line = next(line for line in desk.text() if title in line)
    start = line.index(title)
    end = line.find("│", start)
    pane = slice(start, None if end < 0 else end)
    return lambda terminal: [line[pane] for line in terminal.text()]
