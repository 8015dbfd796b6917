"""The terms that came up with an import: said by several of its papers, and never by an earlier one.

In a large library whether a word was said before is asked of the search index; whether two words stood side
by side is looked up in the few papers that have both, and where these are not few, they surely did.
"""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from math import ceil
from typing import NamedTuple

from ..search.bits import latest
from ..search.index import Index
from ..search.stemming import Stems
from .runs import Stretch, new_papers
from .wording import Term, is_name, terms_of

READ = 4_000
"""Papers of an import, and as many from before it, that are read; of more, as many at even distances."""
LEAST, LEAST_OF_MANY = ((200, 2), (2_000, 3)), 5
"""In how many of the papers that are read a term must stand, by the number of these."""
EXPECTED = 3.0
"""In how many earlier papers one would expect a term that stands in none, were it as common among them: with
three, chance alone would leave it out once in twenty times."""
MOST = 40
"""Terms that are told at most."""
EXAMINED = 400
"""Terms that are looked up at most, the commonest first."""
FEW = 100
FAMILY = 64
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
    """What some papers say: in how many each term stands, in how many titles, and how it is written.

    Args:
        texts: Titles and abstracts.
        stems: The stem of any word.
    """

    def __init__(self, texts: Iterable[tuple[str, str]], stems: Stems) -> None:
        self.papers: Counter[Term] = Counter()
        self.titles: Counter[Term] = Counter()
        self._written: defaultdict[Term, Counter[str]] = defaultdict(Counter)
        for title, abstract in texts:
            here, in_title = dict(terms_of(abstract, stems)), dict(terms_of(title, stems))
            self.papers.update({**here, **in_title}.keys())
            self.titles.update(in_title.keys())
            for term, written in (*in_title.items(), *here.items()):
                self._written[term][written] += 1

    def is_telling(self, term: Term, least: int) -> bool:
        """Return whether so many papers have a term, and it stands in a title or is written as a name."""
        return self.papers[term] >= least and (self.titles[term] > 0 or is_name(self.form(term)))

    def form(self, term: Term) -> str:
        """Return how a term is mostly written; where that is equal, rather in small letters."""
        forms = self._written[term]
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
    papers, stems = list(new_papers(db, stretch)), Stems()
    step = len(papers) // READ + 1
    said = _Said(_texts(db, papers[::step]), stems)
    least = next((number for size, number in LEAST if len(papers) <= size * step), LEAST_OF_MANY)
    least = max(least, ceil(EXPECTED * len(papers) / step / stretch.before))
    apart = stretch.before // READ + 1
    earlier = [paper for (paper,) in db.execute(EARLIER, (stretch.before, apart))]
    known = {term for texts in _texts(db, earlier) for text in texts for term, _ in terms_of(text, stems)}
    found = [term for term in said.papers if said.is_telling(term, least) and term not in known]
    found.sort(key=lambda term: (-said.papers[term] - said.titles[term], term))
    if apart > 1:
        with closing(index()) as opened:
            before = _Before(db, opened, stretch.before, stems)
            found = [term for term in found[:EXAMINED] if not before.has(term)]
    return [
        NewTerm(said.form(term), said.papers[term] * step, step > 1) for term in _told(found, said.papers)
    ]


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
        stems: The stem of any word.
    """

    def __init__(self, db: sqlite3.Connection, index: Index, last: int, stems: Stems) -> None:
        self._db = db
        self._index = index
        self._papers = index.papers & ((1 << last + 1) - 1)
        self._stems = stems

    def has(self, term: Term) -> bool:
        """Return whether a paper has a term, or any of the family of its words; in doubt, one has."""
        papers = self._papers
        for word in term:
            papers &= self._index.any_of({*self._index.dictionary.family(word, FAMILY), word})
        if len(term) == 1 or papers.bit_count() > FEW:
            return bool(papers)
        return any(
            term == said
            for texts in _texts(self._db, latest(papers, FEW))
            for text in texts
            for said, _ in terms_of(text, self._stems)
        )
