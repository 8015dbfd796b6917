"""Triage of a large library: the first paper, and from a verdict to the next paper."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle, islice
from statistics import median

from tests.bench.desk import COLUMNS, LINES, PATIENCE, newest, stroke
from tests.bench.measure import Line, Note, Result
from tests.bench.setting import POSTIL, Bench
from tests.terminal import Terminal

VERDICTS = ("y", "x", "l", "s")
BAR = 2.5
"""A verdict is kept for good before the next paper is drawn; skipping one writes nothing."""


def run(work: Bench) -> list[Line]:
    """Open triage, then give verdicts and skip papers in turn."""
    with _at_desk(work) as desk:
        first = stroke(desk, ["T"], _screen, work.quiet)
        times: dict[bool, list[float]] = {True: [], False: []}
        for verdict in islice(cycle(VERDICTS), 4 * work.runs):
            for key in ("]", verdict):
                seconds = stroke(desk, [key], _paper, work.quiet)
                times[key == "]"] += [] if seconds is None else [seconds]
        said = [Note("triage did not open") if first is None else Result("key to the first paper", first)]
        if not all(times.values()):
            return [*said, Note("nothing changed in time")]
        judged, skipped = median(times[False]), median(times[True])
        return [*said, Result("verdict to next paper / skip to next paper", judged, skipped, BAR)]


@contextmanager
def _at_desk(work: Bench) -> Iterator[Terminal]:
    """Open the desk on a copy of the library, since verdicts are kept."""
    library = work.home / "triage.db"
    shutil.copy(work.large, library)
    title = newest(work, library)
    with Terminal(POSTIL, COLUMNS, LINES, work.env(library)) as desk:
        desk.wait_for(title, PATIENCE)
        desk.settle(max(work.quiet, 0.2), PATIENCE)
        yield desk


def _screen(desk: Terminal) -> Sequence[str]:
    return desk.text()


def _paper(desk: Terminal) -> Sequence[str]:
    """Return the lines of the paper, without those around it."""
    return desk.text()[2:-2]
