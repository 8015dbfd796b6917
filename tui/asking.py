"""What the desk asks of the index: each returns work for the search thread. No Textual here."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from postil.store.models import Counts, Sort

from .lazy import load

if TYPE_CHECKING:
    from postil.store.query import Query
    from postil.store.search import Advice, Matched, Part, Related, Results, Searcher

FEW = 3
"""Hits up to which the reader is told what would find more."""

LONG = 2_000
"""Papers beyond which a listing is asked for each selected paper, rather than gone through."""


class Answer(NamedTuple):
    """What a question came to.

    Args:
        results: What was found.
        at: Where the paper stands that the cursor was on, if it is still there.
        kept: Those of the selected papers that are still there.
    """

    results: "Results"
    at: int | None = None
    kept: frozenset[int] = frozenset()


class Question(NamedTuple):
    """What a listing is to show.

    Args:
        query: Which papers; None for all.
        sort: In which order; None for the best match first.
        keep: The paper that the cursor shall stay on.
        chosen: The selected papers.
        scope: The query of the place that is asked about.
    """

    query: "Query | None" = None
    sort: Sort | None = None
    keep: int | None = None
    chosen: Collection[int] = ()
    scope: str = ""

    def answer(self, searcher: "Searcher") -> Answer:
        """Return what was found, with the places of the papers that the reader holds on to."""
        query = load("store.query:Query")() if self.query is None else self.query
        results = searcher.search(query, sort=self.sort)
        return Answer(results, place_of(self.keep, results.ids), still_there(self.chosen, results))


def place_of(paper_id: int | None, ids: Sequence[int]) -> int | None:
    """Return where a paper stands among others, or None."""
    try:
        return None if paper_id is None else ids.index(paper_id)
    except ValueError:
        return None


def still_there(papers: Collection[int], results: "Results") -> frozenset[int]:
    """Return those of some papers that were found."""
    if not papers:
        return frozenset()
    if len(results.ids) <= LONG:
        return frozenset(results.ids[:]).intersection(papers)
    return frozenset(paper for paper in papers if paper in results.ids)


def counted(matched: "Matched") -> "Callable[[Searcher], Counts]":
    """Ask how many of the papers that answer stand where."""
    return lambda searcher: searcher.counts(matched)


def topics(searcher: "Searcher") -> dict[str, int]:
    """Ask how many papers of the library have each topic."""
    return searcher.topics()


def totals(saved: "Mapping[str, Query]") -> "Callable[[Searcher], dict[str, tuple[int, bool]]]":
    """Ask how many papers answer each of some queries, by name, and whether that is a lower bound."""

    def work(searcher: "Searcher") -> dict[str, tuple[int, bool]]:
        found = {name: searcher.search(query) for name, query in saved.items()}
        return {name: (results.total, results.at_least) for name, results in found.items()}

    return work


def first_of(query: "Query", number: int) -> "Callable[[Searcher], Results]":
    """Ask for the first papers that answer a query."""
    return lambda searcher: searcher.search(query, number)


def advised(query: "Query") -> "Callable[[Searcher], tuple[Advice, ...]]":
    """Ask what would find more."""
    return lambda searcher: searcher.advice(query)


def related(key: str) -> "Callable[[Searcher], tuple[Related, ...]]":
    """Ask which papers are most like one."""
    return lambda searcher: searcher.related(key)


def explained(query: "Query", paper_id: int) -> "Callable[[Searcher], tuple[Part, ...]]":
    """Ask what a paper's score is made of."""
    return lambda searcher: searcher.explain(query, paper_id)
