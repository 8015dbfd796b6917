"""What the benches share: a library to measure on, interleaved runs, and a line of the table."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

POSTIL = (sys.executable, "-m", "postil.tui")
SAMPLE = Path(__file__).resolve().parents[2] / "store" / "sample"


@dataclass(frozen=True, slots=True)
class Result:
    """One measurement against a floor taken in the same run, both in seconds; a bar is a highest ratio."""

    name: str
    measured: float
    floor: float
    bar: float | None = None

    @property
    def ratio(self) -> float:
        """How many times the floor it is."""
        return self.measured / self.floor

    @property
    def passed(self) -> bool:
        """Whether it is within the bar; without one, always."""
        return self.bar is None or self.ratio <= self.bar

    def __str__(self) -> str:
        bar = "–" if self.bar is None else f"{self.bar:.2f}{'' if self.passed else '  MISSED'}"
        times = f"{self.measured * 1000:8.1f} ms | {self.floor * 1000:8.1f} ms"
        return f"{self.name:36} | {times} | {self.ratio:6.3f} | {bar}"


@dataclass(frozen=True, slots=True)
class Bench:
    """What a bench works with: the dumps, a library that holds them, an environment, how often to run."""

    dumps: Sequence[Path]
    library: Path
    folder: Path
    runs: int
    env: dict[str, str] = field(repr=False)

    def postil(self, *arguments: str) -> str:
        """Run a postil command on the library and return what it prints."""
        command = [*POSTIL, "--library", str(self.library), *arguments]
        done = subprocess.run(command, env=self.env, stdout=subprocess.PIPE, check=True)
        return done.stdout.decode()


def dump_files() -> list[Path]:
    """Return the files in the folder POSTIL_TEST_DUMPS, or else those of the sample library."""
    return sorted(Path(os.environ.get("POSTIL_TEST_DUMPS") or SAMPLE).glob("*.txt"))


@contextmanager
def bench(runs: int, library: Path | None = None) -> Iterator[Bench]:
    """Set up a home that is thrown away and, unless a library is given, one with the dumps imported."""
    with tempfile.TemporaryDirectory(prefix="postil-bench-") as folder:
        folders = ("HOME", "POSTIL_CONFIG_DIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
        env = {**os.environ, **dict.fromkeys(folders, folder)}
        file = library or Path(folder, "library.db")
        work = Bench(dump_files(), file, Path(folder), runs, {**env, "POSTIL_LIBRARY": str(file)})
        if library is None:
            work.postil("import", *map(str, work.dumps))
        yield work


def interleaved(runs: int, *measures: Callable[[], float]) -> list[float]:
    """Take each measure `runs` times, in turn and after one run that does not count; return the medians."""
    rounds = [[measure() for measure in measures] for _ in range(runs + 1)]
    return [median(times) for times in zip(*rounds[1:], strict=True)]


def high(times: Sequence[float]) -> float:
    """Return the 95th percentile."""
    return quantiles(times, n=20, method="inclusive")[-1]


def wall(command: Sequence[str], env: dict[str, str]) -> float:
    """Return the seconds a process takes from start to end, its output thrown away."""
    began = time.perf_counter()
    subprocess.run(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began
