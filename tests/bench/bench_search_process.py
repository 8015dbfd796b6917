"""`postil search` as a whole process, against Python importing what it cannot do without."""

import sys

from tests.bench.measure import Result, interleaved, wall
from tests.bench.setting import POSTIL, Bench

BAR = 1.5
FLOOR = [sys.executable, "-c", "import sqlite3, rapidfuzz, click"]
QUERY = "image segmentation"


def run(work: Bench) -> list[Result]:
    """Measure the wall time of both."""
    search, env = [*POSTIL, "search", QUERY], work.env(work.small)
    measured, floor = interleaved(work.runs, lambda: wall(search, env), lambda: wall(FLOOR, env))
    return [Result("search process / its imports", measured, floor, BAR)]
