"""From the start of the process to the first frame: the desk on a library, against a bare Textual app."""

import json
import sys
from collections.abc import Sequence

from tests.bench.measure import POSTIL, Bench, Result, interleaved
from tests.terminal import Terminal

BAR = 1.25
BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("a bare first frame")
Bare().run()
"""


def run(work: Bench) -> list[Result]:
    """Measure; the desk's frame is there with the first words of the first paper's title."""
    title = json.loads(work.postil("list", "--limit", "1", "--json"))["title"][:20].rstrip()
    desk, bare = interleaved(
        work.runs,
        lambda: _first_frame(work, POSTIL, title),
        lambda: _first_frame(work, [sys.executable, "-c", BARE], "a bare first frame"),
    )
    return [Result("first frame / bare Textual", desk, bare, BAR)]


def _first_frame(work: Bench, command: Sequence[str], awaited: str) -> float:
    with Terminal(command, columns=120, lines=36, env=work.env) as terminal:
        return terminal.wait_for(awaited, timeout=30, lull=0.05) - terminal.started
