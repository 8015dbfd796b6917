"""`postil search` as a whole process, against Python importing what it cannot do without."""

import sys

from tests.bench.measure import POSTIL, Bench, Result, interleaved, wall

BAR = 1.5
FLOOR = [sys.executable, "-c", "import sqlite3, rapidfuzz, click"]
QUERY = "image segmentation"


def run(work: Bench) -> list[Result]:
    """Measure the wall time of both."""
    search = [*POSTIL, "--library", str(work.library), "search", QUERY]
    measured, floor = interleaved(work.runs, lambda: wall(search, work.env), lambda: wall(FLOOR, work.env))
    return [Result("search process / its imports", measured, floor, BAR)]
