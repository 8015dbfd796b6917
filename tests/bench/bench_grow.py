"""Importing a thousand more papers into the large library, against importing them into an empty one."""

import shutil
from statistics import median

from tests.bench.bench_import import importing
from tests.bench.measure import SECONDS, Result
from tests.bench.setting import Bench

BAR = 2.0
MORE = 1000


def run(work: Bench) -> list[Result]:
    """Measure both in turn, the search that completes the index included; each run adds other papers."""
    folder, more = work.home / "grow", min(MORE, work.papers)
    shutil.copytree(work.large.parent, folder)
    grown: list[float] = []
    empty: list[float] = []
    for number in range(work.long_runs + (work.runs > 1)):
        start = work.papers + number * more
        papers = work.home / f"more-{number}.jsonl"
        work.write(papers, start, start + more)
        grown.append(importing(work, folder / work.large.name, papers).wall)
        empty.append(importing(work, work.home / f"empty-{number}" / "library.db", papers).wall)
    shutil.rmtree(folder)
    name = f"import of {more:,} more / into an empty library"
    return [Result(name, median(grown[-work.long_runs :]), median(empty[-work.long_runs :]), BAR, SECONDS)]
