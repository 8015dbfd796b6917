"""How the benches measure: interleaved runs, processes with their memory, and a line of the table."""

import os
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple, Self


class Unit(NamedTuple):
    """How a value is shown: its unit, and how many of that the value is."""

    name: str
    scale: float = 1.0
    digits: int = 1

    def show(self, value: float) -> str:
        """Return a value as text."""
        return f"{value * self.scale:.{self.digits}f} {self.name}".rstrip()


MS, SECONDS = Unit("ms", 1000), Unit("s", digits=2)
MB, BYTES = Unit("MB", 1e-6), Unit("B", digits=0)
SCORE, COUNT = Unit("", digits=3), Unit("", digits=0)


@dataclass(frozen=True, slots=True)
class Result:
    """One measurement, in seconds unless its unit says otherwise, perhaps against a floor of the same run.

    A bar is the highest ratio to the floor, the highest value where there is no floor, and the lowest value
    where more is better.
    """

    name: str
    measured: float
    floor: float | None = None
    bar: float | None = None
    unit: Unit = MS
    more_is_better: bool = False

    @property
    def ratio(self) -> float | None:
        """How many times the floor it is."""
        return None if self.floor is None else self.measured / max(self.floor, 1e-12)

    @property
    def passed(self) -> bool:
        """Whether it is within the bar; without one, always."""
        if self.bar is None:
            return True
        value = self.measured if self.ratio is None else self.ratio
        return value >= self.bar if self.more_is_better else value <= self.bar

    def __str__(self) -> str:
        floor = "" if self.floor is None else self.unit.show(self.floor)
        ratio = "" if self.ratio is None else f"{self.ratio:.3f}"
        return (
            f"{self.name:44} | {self.unit.show(self.measured):>12} | {floor:>12} | {ratio:>7} | {self._bar}"
        )

    @property
    def _bar(self) -> str:
        if self.bar is None:
            return "–"
        shown = f"{self.bar:.2f} x" if self.floor is not None else self.unit.show(self.bar)
        return f"{'>= ' if self.more_is_better else ''}{shown}{'' if self.passed else '  MISSED'}"


class Note(NamedTuple):
    """A line beside the table: what was skipped and why, or a detail."""

    text: str
    passed: bool = True

    def __str__(self) -> str:
        return f"  {self.text}"


Line = Result | Note


class Spent(NamedTuple):
    """What processes took that ran one after the other: seconds, and bytes of memory at their highest."""

    wall: float = 0.0
    peak: int = 0

    def then(self, other: "Spent") -> "Spent":
        """Return what both took."""
        return Spent(self.wall + other.wall, max(self.peak, other.peak))

    @classmethod
    def by(cls, command: Sequence[str], env: dict[str, str]) -> Self:
        """Run a process to its end, its output thrown away, watching its memory and its children's."""
        began, peak = time.perf_counter(), 0
        with subprocess.Popen(
            command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            while process.returncode is None:
                peak = max(peak, memory(process.pid, "VmHWM"))
                with suppress(subprocess.TimeoutExpired):
                    process.wait(0.02)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command)
        return cls(time.perf_counter() - began, peak)


def memory(pid: int, field: str = "VmRSS") -> int:
    """Return the bytes that a process and its children hold now, or did at their highest (`VmHWM`)."""
    total = 0
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith(f"{field}:"):
                total = int(line.split()[1]) * 1024
        for task in Path(f"/proc/{pid}/task").iterdir():
            total += sum(memory(int(child), field) for child in (task / "children").read_text().split())
    return total


def wall(command: Sequence[str], env: dict[str, str] | None = None, stdin: Path | None = None) -> float:
    """Return the seconds that a process takes from start to end, its output thrown away.

    Raises:
        CalledProcessError: It failed; finding nothing, as grep and others say with 1, is no failure.
    """
    with open(stdin or os.devnull, "rb") as given:
        began = time.perf_counter()
        done = subprocess.run(
            command, env=env, stdin=given, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
        )
        seconds = time.perf_counter() - began
    if done.returncode not in (0, 1):
        raise subprocess.CalledProcessError(done.returncode, command)
    return seconds


def interleaved(runs: int, *measures: Callable[[], float]) -> list[float]:
    """Take each measure `runs` times, in turn; return the medians.

    Before more than one run there is one that does not count.
    """
    rounds = [[measure() for measure in measures] for _ in range(runs + (runs > 1))]
    return [median(times) for times in zip(*rounds[-runs:], strict=True)]


def high(times: Sequence[float]) -> float:
    """Return the 95th percentile."""
    return quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0]


def spread(name: str, times: Sequence[float], p95_bar: float | None = None) -> list[Result]:
    """Return the lines for the median, the 95th percentile and the highest of some times."""
    return [
        Result(f"{name}, p50", median(times)),
        Result(f"{name}, p95", high(times), bar=p95_bar),
        Result(f"{name}, highest of {len(times)}", max(times)),
    ]
