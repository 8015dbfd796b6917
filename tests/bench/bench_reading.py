"""The processor's time for a key in the reader: moving, selecting and marking in a text of 2,000 words."""

import os
from collections.abc import Sequence
from itertools import chain, islice
from pathlib import Path

from postil.store.importing import ImportRun
from postil.store.library import Library
from tests.bench.corpus import Corpus
from tests.bench.desk import COLUMNS, LINES, PATIENCE
from tests.bench.measure import Line, Result
from tests.bench.setting import POSTIL, Bench
from tests.terminal import Terminal

WORDS = 2_000
BAR = 0.010
"""Seconds of processor time for a key."""

KEYS: Sequence[tuple[str, Sequence[str], Sequence[str]]] = (
    ("sentence and back", (), (")", ")", "(")),
    ("next highlight", (), ("}",)),
    ("a word more selected", ("v",), ("w", "w", "b")),
    ("another pen", ("escape", "}"), ("1", "2", "3")),
    ("highlight, next sentence", (), ("4", ")")),
)
"""What is measured, the keys before it, and the keys that are pressed in turn."""


def run(work: Bench) -> list[Line]:
    """Read a long text with highlights and comments, and press each kind of key again and again."""
    library = work.files / "reading.db"
    _fill(library)
    presses = 4 * work.runs
    with Terminal(POSTIL, COLUMNS, LINES, work.env(library)) as desk:
        desk.wait_for("A Long Paper", PATIENCE)
        desk.settle(max(work.quiet, 0.2), PATIENCE)
        desk.press("enter")
        desk.wait_for("READ", PATIENCE)
        desk.settle(max(work.quiet, 0.5), PATIENCE)
        lines: list[Line] = []
        for name, before, keys in KEYS:
            desk.press(*before)
            desk.settle(0.3, PATIENCE)
            lines.append(Result(f"processor: {name}", _spent(desk, keys, presses), bar=BAR))
    return lines


def _spent(desk: Terminal, keys: Sequence[str], presses: int) -> float:
    """Return the processor's seconds for a key, what a desk spends while it waits taken off."""
    idle = _waiting(desk, 0.5)
    began = _processor(desk)
    seconds = 0.0
    for _ in range(presses):
        for key in keys:
            desk.press(key)
            desk.settle(0.05, PATIENCE)
            seconds += 0.05
    return max(_processor(desk) - began - idle * seconds, 0) / (presses * len(keys))


def _waiting(desk: Terminal, seconds: float) -> float:
    """Return what a desk spends a second while nobody presses anything."""
    began = _processor(desk)
    desk.settle(seconds, seconds)
    return (_processor(desk) - began) / seconds


def _processor(desk: Terminal) -> float:
    fields = Path(f"/proc/{desk.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _fill(path: Path) -> None:
    """Make a library of one long paper, with a highlight in every tenth sentence and a comment on each."""
    if path.exists():
        return
    texts = (str(paper["abstract"]).split() for paper in Corpus(10_000).papers())
    text = " ".join(islice(chain.from_iterable(texts), WORDS))
    page = path.with_suffix(".jsonl")
    page.write_text(f'{{"title": "A Long Paper", "abstract": "{text}"}}', "utf-8")
    with Library.open(path) as library:
        ImportRun(library).run([page])
        key = library.papers.keys(library.papers.ids())[0]
        for number, at in enumerate(range(0, len(text) - 80, len(text) // 25)):
            comment = "worth a second look when the other paper is read " * (number % 3)
            library.highlights.add(key, "abstract", at, at + 80, number % 5 + 1, comment)
