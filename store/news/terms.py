"""The terms that came up with an import: said by several of its papers, and never by an earlier one.

In a large library whether a word was said before is asked of the search index; whether two words stood side
by side is looked up in the few papers that have both, and where these are not few, they surely did.
"""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing
from math import ceil
from typing import NamedTuple

from ..search.bits import latest
from ..search.index import Index
from .runs import Stretch, new_papers
from .wording import Term, Wording, is_name

READ = 2_000
"""Papers of an import, and as many from before it, that are read; of more, as many at even distances."""
LEAST, LEAST_OF_MANY = ((200, 2), (1_000, 3)), 5
"""In how many of the papers that are read a term must stand, by the number of these."""
EXPECTED = 3.0
"""In how many earlier papers one would expect a term that stands in none, were it as common among them: with
three, chance alone would leave it out once in twenty times."""
MOST = 40
"""Terms that are told at most."""
EXAMINED = 200
"""Terms that are looked up at most, the commonest first."""
FEW = 50
FAMILY = 64
FORMS = 5
WHOLE = 0.8
"""The share of a word's papers that have it in one two-word term from which on that is what is new."""

TEXTS = """
SELECT p.title, t.abstract FROM paper p JOIN paper_text t ON t.paper_id = p.id
WHERE p.id IN (SELECT value FROM json_each(?))
"""
EARLIER = "SELECT id FROM paper WHERE id <= ? AND id % ? = 0"


class NewTerm(NamedTuple):
    """A term that came up.

    Args:
        text: The term as it is mostly written.
        papers: How many papers say it.
        about: Whether that was worked out from a part of them.
    """

    text: str
    papers: int
    about: bool = False


class _Said:
    """What papers say that is not known: in how many each term stands, in how many titles, and how written.

    Args:
        known: The terms that are not looked at.
    """

    def __init__(self, known: Collection[Term]) -> None:
        self._known = known
        self.papers: Counter[Term] = Counter()
        self.titles: Counter[Term] = Counter()
        self._written: defaultdict[Term, list[str]] = defaultdict(list)

    def read(self, title: str, abstract: str, wording: Wording) -> None:
        """Count one paper."""
        in_title = wording.terms(title)
        here = {**in_title, **wording.terms(abstract)}
        for term in here.keys() - self._known:
            self.papers[term] += 1
            self.titles[term] += term in in_title
            if len(self._written[term]) < FORMS:
                self._written[term].append(here[term])

    def telling(self, least: int) -> list[Term]:
        """Return what so many papers say, if it stands in a title or is a name; the most surprising first."""
        found = [
            term
            for term, number in self.papers.items()
            if number >= least and (self.titles[term] or is_name(self.form(term)))
        ]
        return sorted(found, key=lambda term: (-self.papers[term] - self.titles[term], term))

    def form(self, term: Term) -> str:
        """Return how a term is mostly written; where that is equal, rather in small letters."""
        forms = Counter(self._written[term])
        return min(forms, key=lambda form: (-forms[form], form.swapcase()))


def new_terms(db: sqlite3.Connection, stretch: Stretch, index: Callable[[], Index]) -> list[NewTerm]:
    """Return the terms that came up in a stretch, the most surprising first.

    A term must stand in a title, or be written as a name, and in so many papers that no chance has kept it
    from all earlier ones. What more papers have is more surprising; a title counts as one more.

    Args:
        db: An open library.
        stretch: What came.
        index: Opens the search index, which only a large library needs.
    """
    if not stretch.before:
        return []
    papers, wording = list(new_papers(db, stretch)), Wording()
    apart, step = stretch.before // READ + 1, len(papers) // READ + 1
    earlier = [paper for (paper,) in db.execute(EARLIER, (stretch.before, apart))]
    said = _Said({term for texts in _texts(db, earlier) for term in wording.terms(*texts)})
    for title, abstract in _texts(db, papers[::step]):
        said.read(title, abstract, wording)
    found = said.telling(_least(len(papers), step, stretch.before))
    if apart > 1:
        with closing(index()) as opened:
            before = _Before(db, opened, stretch.before, wording)
            found = [term for term in found[:EXAMINED] if not before.has(term)]
    told = _told(found, said.papers)
    return [NewTerm(said.form(term), said.papers[term] * step, step > 1) for term in told]


def _least(papers: int, step: int, before: int) -> int:
    """Return in how many of the papers that are read a term must stand to be no chance and no slip."""
    least = next((number for size, number in LEAST if papers <= size * step), LEAST_OF_MANY)
    return max(least, ceil(EXPECTED * papers / step / before))


def _texts(db: sqlite3.Connection, papers: Sequence[int]) -> Iterator[tuple[str, str]]:
    return iter(db.execute(TEXTS, (json.dumps(papers),)))


def _told(found: Sequence[Term], papers: Mapping[Term, int]) -> list[Term]:
    """Return the terms to tell: of a word and the two-word terms that have it, what is new about them."""
    words = {term for term in found if len(term) == 1}
    pairs = [term for term in found if len(term) == 2]
    whole = {(word,) for pair in pairs for word in pair if papers[pair] >= WHOLE * papers.get((word,), 0)}
    parts = {pair for pair in pairs if any((word,) in words - whole for word in pair)}
    return [term for term in found if term not in whole and term not in parts][:MOST]


class _Before:
    """Tells whether any paper of a large library, up to one, has a term.

    Args:
        db: The library.
        index: Its index.
        last: The row id of the last paper that counts.
        wording: Takes texts apart.
    """

    def __init__(self, db: sqlite3.Connection, index: Index, last: int, wording: Wording) -> None:
        self._db = db
        self._index = index
        self._papers = index.papers & ((1 << last + 1) - 1)
        self._wording = wording

    def has(self, term: Term) -> bool:
        """Return whether a paper has a term, or any of the family of its words; in doubt, one has."""
        papers = self._papers
        for word in term:
            papers &= self._index.any_of({*self._index.dictionary.family(word, FAMILY), word})
        if len(term) == 1 or papers.bit_count() > FEW:
            return bool(papers)
        return any(term in self._wording.terms(*texts) for texts in _texts(self._db, latest(papers, FEW)))
