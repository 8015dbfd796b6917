"""Made-up queries by the thousand: none may fail, and none may be slow."""

import time
from collections import Counter

from postil.store.errors import QueryError
from tests.bench.fuzzing import fuzzed
from tests.bench.inside import Seeker, seeker
from tests.bench.measure import COUNT, Line, Note, Result, spread
from tests.bench.setting import Bench

SLOW = 0.200
SHOWN = 60
SLOWEST = 10


def run(work: Bench) -> list[Line]:
    """Ask them all once, after a few that do not count; refusing one in a sentence is no failure."""
    words = sorted({word for title in work.some_titles(2000) for word in title.lower().split()})
    times: list[tuple[float, str]] = []
    failed: Counter[str] = Counter()
    with seeker(work.large) as engine:
        engine.times(words[:20])
        for query in fuzzed(words, work.fuzz):
            began = time.perf_counter()
            if error := _failure(engine, query):
                failed[error] += 1
            times.append((time.perf_counter() - began, query))
    times.sort(reverse=True)
    slow = sum(seconds > SLOW for seconds, _ in times)
    return [
        Result(f"fuzz, errors in {len(times):,} queries", failed.total(), None, 0, COUNT),
        Result(f"fuzz, queries over {SLOW * 1000:.0f} ms", slow, None, 0, COUNT),
        *spread("fuzz", [seconds for seconds, _ in times]),
        *(Note(f"{number} x {error}") for error, number in failed.most_common(SLOWEST)),
        *(Note(f"{seconds * 1000:8.1f} ms  {_shown(query)}") for seconds, query in times[:SLOWEST]),
    ]


def _failure(engine: Seeker, query: str) -> str:
    """Return what went wrong and in which query, or nothing."""
    try:
        engine.search(query)
    except QueryError:
        pass
    except Exception as error:  # any other error at all is what this bench looks for
        return f"{type(error).__name__}: {str(error)[:SHOWN]}  {_shown(query)}"
    return ""


def _shown(query: str) -> str:
    return f"{query[:SHOWN]!a}" + (f" … {len(query)} characters" if len(query) > SHOWN else "")
