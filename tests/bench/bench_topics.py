"""Giving topics to many papers, against splitting the same texts at their blanks."""

import time
from collections.abc import Callable, Sequence

from postil.store.search.numbering import KeyTable
from postil.store.search.pieces import Pieces, Places, cut, keys
from postil.store.search.topical import Classes, Topical
from postil.store.topics.ruleset import Ruleset
from tests.bench.measure import Result, Unit, interleaved
from tests.bench.setting import Bench

BAR = 4.0
TOGETHER = 1000
MICROSECONDS = Unit("µs", 1e6)
Papers = Sequence[tuple[str, str]]


def run(work: Bench) -> list[Result]:
    """Measure both for the corpus and for the dumps, in turn; the index has cut and numbered the texts."""
    made = [(str(paper["title"]), str(paper["abstract"])) for paper in work.corpus.papers(0, TOGETHER)]
    with work.reading(work.small) as db:
        sql = "SELECT p.title, t.abstract FROM paper p JOIN paper_text t ON t.paper_id = p.id"
        real = [(title, abstract) for title, abstract in db.execute(sql)]
    real = (real * (TOGETHER // max(1, len(real)) + 1))[:TOGETHER]
    return [_measured("the corpus", made, work.runs), _measured("the dumps", real, work.runs)]


def _measured(name: str, papers: Papers, runs: int) -> Result:
    give = _giving(papers)
    give()  # learns the words, as an import does once for all of them
    topics, floor = interleaved(runs, lambda: timed(give), lambda: timed(lambda: _split(papers)))
    number = len(papers)
    return Result(f"topics a paper of {name} / split", topics / number, floor / number, BAR, MICROSECONDS)


def _giving(papers: Papers) -> Callable[[], None]:
    """Return what gives topics to papers whose texts are cut and numbered."""
    engine = Ruleset().engine
    topical = Topical(engine)
    read: list[tuple[Classes, Pieces, Places]] = []
    for column in zip(*papers, strict=True):
        pieces, classes = cut([text.encode() for text in column]), Classes(engine)
        numbers, fresh = KeyTable().numbers(keys(pieces))
        classes.learn(pieces.texts(fresh))
        read.append((classes, pieces, numbers))

    def give() -> None:
        titles, abstracts = (classes.words(pieces, numbers) for classes, pieces, numbers in read)
        topical.given(titles, abstracts)

    return give


def _split(papers: Papers) -> None:
    for title, abstract in papers:
        title.split()
        abstract.split()


def timed(work: Callable[[], None]) -> float:
    """Return the seconds of the processor that something takes."""
    began = time.process_time()
    work()
    return time.process_time() - began
