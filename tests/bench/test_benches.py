"""Every bench runs, on a corpus so small that its figures mean nothing; no time is looked at here."""

import json
import sys
from collections.abc import Iterator

import pytest

from tests.bench.__main__ import BENCHES
from tests.bench.asking import known
from tests.bench.fuzzing import fuzzed
from tests.bench.measure import BYTES, SCORE, Note, Result, Spent, high, spread
from tests.bench.setting import Bench

PAPERS = 100
BRIEFLY = 0.01
MEGABYTES = 64


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """A bench with one run of everything, and judged queries for papers of the corpus itself."""
    home = tmp_path_factory.mktemp("bench")
    judged = home / "queries.jsonl"
    made = Bench(home, home, PAPERS, runs=1, queries=judged, fuzz=60, quiet=BRIEFLY)
    lines = (json.dumps(asked._asdict()) for asked in known(made.corpus.spread(8)))
    judged.write_text("\n".join(lines), "utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.delenv("POSTIL_TEST_DUMPS", raising=False)
        yield made


@pytest.mark.parametrize("name", BENCHES)
def test_the_bench_runs(work: Bench, name: str) -> None:
    lines = BENCHES[name](work)
    assert any(isinstance(line, Result) for line in lines)
    assert all(str(line).strip() for line in lines)


def test_a_ratio_is_held_against_its_bar() -> None:
    assert Result("a", 2.0, 2.0, 1.25).passed
    missed = Result("a", 0.003, 0.002, 1.25)
    assert not missed.passed
    assert str(missed).split("|")[1:] == ["       3.0 ms ", "       2.0 ms ", "   1.500 ", " 1.25 x  MISSED"]


def test_a_value_without_a_floor_is_held_against_its_bar() -> None:
    assert Result("a", 400, None, 400, BYTES).passed
    assert not Result("a", 401, None, 400, BYTES).passed
    assert Result("a", 0.91, None, 0.90, SCORE, more_is_better=True).passed
    missed = Result("a", 0.89, None, 0.90, SCORE, more_is_better=True)
    assert not missed.passed
    assert str(missed).endswith(">= 0.900  MISSED")
    assert Result("a", 9.0).passed
    assert Note("anything").passed


def test_percentiles() -> None:
    assert high([5.0]) == 5.0
    assert high([float(number) for number in range(1, 101)]) == pytest.approx(95.05)
    assert [line.measured for line in spread("a", [1.0, 2.0, 9.0])] == pytest.approx([2.0, 8.3, 9.0])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is read from /proc")
def test_memory_of_children_counts() -> None:
    hold = f"import time; held = bytearray({MEGABYTES} << 20); time.sleep(0.2)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {hold!r}])"
    assert Spent.by([sys.executable, "-c", parent], {}).peak > MEGABYTES << 20


def test_fuzzing_is_the_same_every_time_and_of_every_kind() -> None:
    words = ["learning", "vessel", "graph"]
    made = fuzzed(words, 600)
    assert made == fuzzed(words, 600)
    assert made != fuzzed(words, 600, seed=1)
    assert len(set(made)) > 300
    for sign in ('"', "(", "-", ":", "..", "OR", "\ud800"):
        assert any(sign in query for query in made), sign
    assert max(map(len, made)) > 500
