"""Importing the corpus, with the search that completes the index, against sqlite-utils on the same file."""

import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path
from statistics import median

from tests.bench.measure import BYTES, MB, SECONDS, Line, Note, Result, Spent
from tests.bench.peers import found, inserting
from tests.bench.setting import POSTIL, Bench

BAR = 0.85
MEMORY_BAR = 400e6
Cost = tuple[Spent, int]


def run(work: Bench) -> list[Line]:
    """Measure wall time, memory at its highest and bytes on disk, of both in turn."""
    program, number = found("sqlite-utils"), count()

    def fresh(cost: Callable[[Path], Spent]) -> Cost:
        folder = work.home / f"import-{next(number)}"
        folder.mkdir()
        spent = cost(folder)
        size = sum(file.stat().st_size for file in folder.iterdir())
        shutil.rmtree(folder)
        return spent, size

    ours: list[Cost] = []
    theirs: list[Cost] = []
    for _ in range(work.long_runs):
        ours.append(fresh(lambda folder: importing(work, folder / "library.db", work.corpus_file)))
        if program:
            theirs.append(fresh(lambda folder: _inserting(work, program, folder)))
    skipped = [] if program else [Note("sqlite-utils is not installed: no peer for import")]
    return [*_lines(work.papers, ours, theirs), *skipped]


def importing(work: Bench, library: Path, papers: Path) -> Spent:
    """Return what it takes to import papers and then to search for the first time."""
    env = work.env(library)
    imported = Spent.by([*POSTIL, "import", str(papers)], env)
    return imported.then(Spent.by([*POSTIL, "search", "--limit", "1", "model"], env))


def _inserting(work: Bench, program: str, folder: Path) -> Spent:
    spent = Spent()
    for command in inserting(program, folder / "papers.db", work.corpus_file):
        spent = spent.then(Spent.by(command, work.env(folder / "library.db")))
    return spent


def _lines(papers: int, ours: list[Cost], theirs: list[Cost]) -> list[Line]:
    def middle(costs: list[Cost], value: Callable[[Cost], float]) -> float | None:
        return median(map(value, costs)) if costs else None

    bar = BAR if theirs else None
    wall, size = (lambda cost: cost[0].wall), (lambda cost: cost[1] / papers)
    peak = max(spent.peak for spent, _ in ours)
    return [
        Result(
            "import / sqlite-utils insert + enable-fts",
            middle(ours, wall) or 0,
            middle(theirs, wall),
            bar,
            SECONDS,
        ),
        Result(
            "import, bytes a paper / sqlite-utils", middle(ours, size) or 0, middle(theirs, size), bar, BYTES
        ),
        Result("import, memory at its highest", peak, None, MEMORY_BAR, MB),
        Result(
            "import, papers a second",
            papers / (middle(ours, wall) or 1),
            None,
            None,
            BYTES._replace(name="/s"),
        ),
    ]
