"""A search at every key with its facets: how many of the papers found stand where."""

import time

from postil.store.errors import QueryError
from tests.bench.asking import keystrokes, queries
from tests.bench.inside import seeker
from tests.bench.measure import Result, spread
from tests.bench.setting import Bench

SESSIONS = 3


def run(work: Bench) -> list[Result]:
    """Measure the counts alone, and together with the search."""
    asked = queries(work.some_titles(500), SESSIONS * work.runs, seed=2)
    counting: list[float] = []
    both: list[float] = []
    with seeker(work.large) as engine:
        engine.searcher.counts(engine.search("learning").matched)
        for text in (text for query in asked for text in keystrokes(query)):
            began = time.perf_counter()
            try:
                found = engine.search(text)
            except QueryError:
                continue
            searched = time.perf_counter()
            engine.searcher.counts(found.matched)
            ended = time.perf_counter()
            counting.append(ended - searched)
            both.append(ended - began)
    return [*spread("facets of a search", counting), *spread("search and facets", both)]
