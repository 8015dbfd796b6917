"""A warm search at every key of realistic queries, against fzf, tantivy, sqlite-utils and a scan of terms."""

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from statistics import median

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from postil.store.search.index import Index
from postil.store.search.spelling import Speller
from tests.bench.asking import keystrokes, mistyped, plain, queries
from tests.bench.inside import Seeker, seeker
from tests.bench.measure import Line, Note, Result, high, interleaved, spread, wall
from tests.bench.peers import found, sqlite_file, tantivy_search, terms
from tests.bench.setting import POSTIL, Bench

SESSIONS = 10
P95_BAR, FIRST_BAR = 0.030, 0.150
FZF_BAR, SPELLING_BAR = 0.02, 0.1
WORDS = ("learning", "medical image")
FIRST = """
import sys, time
from pathlib import Path
from postil.store.library import Library
from postil.store.query import parse
from postil.store.search import Searcher
path = Path(sys.argv[1])
began = time.perf_counter()
with Library.open(path) as library:
    list(Searcher(library.db, path).search(parse(sys.argv[2])).ids[:64])
    print(time.perf_counter() - began)
"""


def run(work: Bench) -> list[Line]:
    """Measure all in one process on one library, and each peer beside it."""
    titles = work.some_titles(500)
    asked = queries(titles, SESSIONS * work.runs)
    with seeker(work.large) as engine:
        engine.times(queries(titles, SESSIONS, seed=1))
        typed = engine.times(text for query in asked for text in keystrokes(query))
        whole = [query for query in map(plain, asked) if query]
        return [
            *spread("search at every key", typed, P95_BAR),
            *_fzf(work, high(typed), whole[:3]),
            *_first(work),
            *_tantivy(work, engine, whole),
            *_spelling(work, engine, mistyped(titles, 10)),
            *_sqlite(work),
        ]


def _fzf(work: Bench, measured: float, words: Sequence[str]) -> list[Line]:
    program = found("fzf")
    if program is None:
        return [Note("fzf is not installed: skipped")]

    times = [wall([program, "--filter", query], stdin=work.titles_file) for query in words]
    return [Result("search, p95 / fzf --filter on titles", measured, median(times), FZF_BAR)]


def _first(work: Bench) -> list[Line]:
    """Measure a new process each time, from opening the library to the answer; modules are loaded before."""
    started = [
        subprocess.run(
            [sys.executable, "-c", FIRST, str(work.large), query],
            env=work.env(work.large), stdout=subprocess.PIPE, check=True,
        )
        for query in WORDS
        for _ in range(work.long_runs)
    ]  # fmt: skip
    times = [float(done.stdout) for done in started]
    return [
        Result("opening and the first query, p50", median(times)),
        Result(f"opening and the first query, highest of {len(times)}", max(times), bar=FIRST_BAR),
    ]


def _tantivy(work: Bench, engine: Seeker, asked: Sequence[str]) -> list[Line]:
    search = tantivy_search(work)
    if search is None:
        return [Note("tantivy is not installed: skipped")]
    theirs = [_spent(lambda query=query: search(query)) for query in asked]
    ours = engine.times(asked)
    return [
        Result("whole words, p50 / tantivy, bm25, top 200", median(ours), median(theirs)),
        Result("whole words, p95 / tantivy, bm25, top 200", high(ours), high(theirs)),
    ]


def _sqlite(work: Bench) -> list[Line]:
    program = found("sqlite-utils")
    if program is None:
        return [Note("sqlite-utils is not installed: skipped")]
    database, env = str(sqlite_file(work, program)), work.env(work.large)
    return [
        Result(
            f"process, {words!r} / sqlite-utils search",
            *interleaved(
                work.long_runs,
                lambda words=words: wall([*POSTIL, "search", words], env),
                lambda words=words: wall(
                    [program, "search", database, "papers", words, "--limit", "20"], env
                ),
            ),
        )
        for words in WORDS
    ]


def _spelling(work: Bench, engine: Seeker, words: Sequence[str]) -> list[Line]:
    """Measure what a mistyped word may stand for, and its whole search, against a scan of all terms."""
    program = found("sqlite-utils")
    if program is None:
        return [Note("spelling needs the terms of sqlite-utils' index: skipped")]
    known = terms(sqlite_file(work, program))
    engine.times(words[:1])
    whole = median(engine.times(words))
    with closing(Index.open(engine.library.db, work.large)) as index:
        speller = Speller(index.dictionary)
        speller.slips(words[0])
        ours = [_spent(lambda word=word: speller.slips(word)) for word in words]
    scan = median(
        _spent(lambda word=word: extractOne(word, known, scorer=OSA.distance, score_cutoff=2))
        for word in words
    )
    beside = f"rapidfuzz, {len(known):,} terms"
    return [
        Result(f"spelling / {beside}", median(ours), scan, SPELLING_BAR),
        Result(f"search of a mistyped word / {beside}", whole, scan),
    ]


def _spent(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
