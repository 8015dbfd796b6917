"""Judged queries that ask for one paper each, with the dumps hidden in the corpus.

The file of queries has one JSON object a line: `query`, `kind`, and `relevant`, a list of titles.
"""

import json
import re
import shutil
import unicodedata
from collections import defaultdict
from pathlib import Path
from statistics import mean, median

from tests.bench.asking import Asked, known
from tests.bench.inside import Seeker, seeker
from tests.bench.measure import SCORE, Line, Note, Result
from tests.bench.setting import Bench

BAR = 0.90
DEPTH = 10
OWN = 24
MARK = (BAR, SCORE, True)


def run(work: Bench) -> list[Line]:
    """Measure the mean reciprocal rank of each kind; without a file, only queries for the corpus itself."""
    with seeker(_library(work)) as engine:
        own = _scored(engine, list(known(work.corpus.spread(OWN * work.runs))), "corpus")
        if work.queries is None:
            return [*own, Note("no file of judged queries (--queries): skipped")]
        return [*_scored(engine, _judged(work.queries), "hidden"), *own]


def _judged(file: Path) -> list[Asked]:
    """Return the queries of those kinds that ask for one paper, or now and then for either of two."""
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    wanted: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        wanted[row["kind"]].append(len(row["relevant"]))
    known_item = {kind for kind, numbers in wanted.items() if median(numbers) == 1}
    return [
        Asked(row["query"], row["kind"], tuple(row["relevant"])) for row in rows if row["kind"] in known_item
    ]


def _library(work: Bench) -> Path:
    """Return the large library with the dumps imported into it."""

    def fill(folder: Path) -> None:
        shutil.copytree(work.large.parent, folder)
        library = folder / work.large.name
        work.postil(library, "import", *map(str, work.dumps))
        work.postil(library, "search", "--limit", "1", "learning", missing=True)

    return (
        work.kept(f"library-{work.papers}-needle", fill, work.home if work.given else None) / work.large.name
    )


def _scored(engine: Seeker, asked: list[Asked], place: str) -> list[Line]:
    ranks: dict[str, list[float]] = defaultdict(list)
    for each in asked:
        ranks[each.kind].append(_reciprocal(engine, each))
    every = [rank for kind in ranks.values() for rank in kind]
    lines = [
        Result(f"MRR@{DEPTH}, {place}, {kind}", mean(found), None, *MARK) for kind, found in ranks.items()
    ]
    return [*lines, Result(f"MRR@{DEPTH}, {place}, all {len(every)}", mean(every), None, *MARK)]


def _reciprocal(engine: Seeker, asked: Asked) -> float:
    wanted = set(map(_folded, asked.relevant))
    ids = engine.search(asked.query).ids[:DEPTH]
    titles = [_folded(row.title) for row in engine.library.papers.rows(list(ids))]
    return next((1 / rank for rank, title in enumerate(titles, 1) if title in wanted), 0.0)


def _folded(title: str) -> str:
    """Return letters and digits alone, for titles whose LaTeX is rendered in one place and not in another."""
    return re.sub("[^a-z0-9]", "", unicodedata.normalize("NFKD", title).casefold())
