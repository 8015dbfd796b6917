"""The processor time of importing the dumps into a fresh library, without that of starting Postil."""

import resource
import sys
from collections.abc import Sequence
from itertools import count

from tests.bench.measure import Result, interleaved, wall
from tests.bench.setting import POSTIL, Bench

BAR = None


def run(work: Bench) -> list[Result]:
    """Measure the processor time: import minus `postil --version`, against an empty Python program."""
    number = count()

    def fresh_import() -> float:
        fresh = str(work.home / f"fresh-{next(number)}" / "library.db")
        return _cpu(work, [*POSTIL, "--library", fresh, "import", *map(str, work.dumps)])

    imported, version, empty = interleaved(
        work.runs,
        fresh_import,
        lambda: _cpu(work, [*POSTIL, "--version"]),
        lambda: _cpu(work, [sys.executable, "-c", "pass"]),
    )
    return [Result("import of the dumps, CPU / python -c pass", imported - version, empty, BAR)]


def _cpu(work: Bench, command: Sequence[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    wall(command, work.env(work.home / "library.db"))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
