"""From the terms of each paper to the papers of each term, batch by batch.

Every batch is sorted by itself, while it is small enough for the processor to keep at hand; then each term's
papers are put together in one pass over the sorted batches (a distribution count: Knuth, The Art of Computer
Programming, volume 3, section 5.2).
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..topics.engine import Engine
from .gather import MOST_PAPERS, Batch, author_terms_of, terms_of, title_terms_of
from .kinds import TOPIC
from .numbering import Reading, Terms, numbers
from .pieces import Pieces, Places, cut
from .topical import Classes, Topical

Ids = NDArray[np.uint32]
Pairs = NDArray[np.unsignedinteger[Any]]

_PLACE_BITS = MOST_PAPERS.bit_length() - 1
_SMALL = 1 << 32 - _PLACE_BITS
"""Terms up to which a term and a place are one number of 32 bits."""


class Run(NamedTuple):
    """The terms of a batch of papers.

    Attributes:
        papers: The papers' ids; uint32, shape (papers,).
        terms: The numbers of the terms, ascending; uint32, shape (terms,).
        sizes: How many of the papers have each term; uint16, shape (terms,).
        places: The places of those papers in `papers`, term by term; uint16, shape (sum of sizes,).
    """

    papers: Ids
    terms: Terms
    sizes: NDArray[np.uint16]
    places: NDArray[np.uint16]


class Inverted(NamedTuple):
    """The papers of every term of a generation.

    Attributes:
        papers: All papers, ascending; uint32, shape (papers,).
        ids: The papers of each term, ascending, term by term; uint32.
        counts: How many papers have each term; int64, shape (terms,).
    """

    papers: Ids
    ids: Ids
    counts: Places


class Sorter:
    """Takes batches of papers apart and sorts their terms.

    Args:
        engine: The rules that give them topics.

    Attributes:
        terms: Every term with its number.
        title_places, abstract_places: How long the titles and the abstracts are together.
    """

    def __init__(self, engine: Engine) -> None:
        self.terms = numbers()
        self.title_places = self.abstract_places = 0
        self._abstracts = _Texts(Reading(terms_of, self.terms), Classes(engine))
        self._titles = _Texts(Reading(title_terms_of, self.terms), Classes(engine))
        self._authors = Reading(author_terms_of, self.terms)
        self._topical = Topical(engine)

    def run(self, batch: Batch) -> Run:
        """Return the terms of a batch."""
        abstracts, titles, authors = cut(batch.abstracts), cut(batch.titles), cut(batch.authors)
        self.abstract_places += abstracts.places
        self.title_places += titles.places
        abstract_terms, abstract_words = self._abstracts.read(abstracts)
        title_terms, title_words = self._titles.read(titles)
        places, topics = self._topical.given(title_words, abstract_words)
        found = [
            abstract_terms,
            title_terms,
            self._authors.terms(authors, self._authors.numbered(authors)[0]),
            (self._numbers(batch.others), np.array(batch.places, np.int64)),
            (self._numbers([TOPIC + topic for topic in topics]), places),
        ]
        wide = np.dtype(np.uint32 if len(self.terms) <= _SMALL else np.uint64)
        pairs: Pairs = np.concatenate([terms for terms, _ in found]).astype(wide)
        pairs <<= wide.type(_PLACE_BITS)
        pairs |= np.concatenate([places for _, places in found]).astype(wide)
        return _run(np.array(batch.papers, np.uint32), pairs)

    def _numbers(self, terms: Sequence[str]) -> Terms:
        return np.fromiter(map(self.terms.__getitem__, terms), np.uint32, len(terms))


class _Texts(NamedTuple):
    """What reads texts of one kind: their terms, and the classes of their words."""

    reading: Reading
    classes: Classes

    def read(self, pieces: Pieces) -> tuple[tuple[Terms, Places], tuple[NDArray[np.uint16], Places]]:
        """Return terms and words of texts, each with the place of its text."""
        numbers, fresh = self.reading.numbered(pieces)
        self.classes.learn(fresh)
        return self.reading.terms(pieces, numbers), self.classes.words(pieces, numbers)


def _run(papers: Ids, pairs: Pairs) -> Run:
    """Return the run of papers and of pairs of a term (high bits) and a place (low bits), in any order."""
    pairs.sort()
    pairs = pairs[_changes(pairs)]
    terms = (pairs >> pairs.dtype.type(_PLACE_BITS)).astype(np.uint32)
    starts = np.flatnonzero(_changes(terms))
    sizes = np.diff(starts, append=len(pairs)).astype(np.uint16)
    places = (pairs & pairs.dtype.type(MOST_PAPERS - 1)).astype(np.uint16)
    return Run(papers, terms[starts], sizes, places)


def _changes(values: Pairs) -> NDArray[np.bool_]:
    """Return which values are not the same as the one before."""
    found = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=found[1:])
    return found


def merged(runs: list[Run], terms: int) -> Inverted:
    """Put the papers of each term together.

    Args:
        runs: The sorted batches, in ascending order of their papers; they are let go one by one.
        terms: How many terms there are.
    """
    counts = np.zeros(terms, np.int64)
    for run in runs:
        counts[run.terms] += run.sizes
    following = np.cumsum(counts) - counts
    ids = np.empty(int(counts.sum()), np.uint32)
    papers = np.concatenate([run.papers for run in runs]) if runs else np.zeros(0, np.uint32)
    runs.reverse()
    while runs:
        run = runs.pop()
        shifts = following[run.terms] - (np.cumsum(run.sizes, dtype=np.int64) - run.sizes)
        at = np.repeat(shifts, run.sizes)
        at += np.arange(len(at))
        ids[at] = run.papers.take(run.places)
        following[run.terms] += run.sizes
    return Inverted(papers, ids, counts)
