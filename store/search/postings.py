"""From the texts of papers to posting lists: which term stands where.

An entry of a posting list is one number: the paper's id and the term's place. Title places count from 0,
abstract places from `ABSTRACT`, so that one list serves both fields and nearness never spans them.
"""

import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import sqrt

from .tokens import Parts, tokens

PLACE_BITS = 22
ABSTRACT = 1 << 21
PLACES = (1 << PLACE_BITS) - 1
STUB = "^"
"""Marks the beginnings of title words, `^s` `^se` `^seg`: a short prefix has too many terms to list."""
STUB_LENGTHS = (1, 2, 3)
KEY_TERMS = 30

Text = tuple[int, str, str, str | None]
"""A paper's id, title, abstract and date, as the library has them."""

Facts = tuple[int, int, int]
"""What ranking must know of a paper: its title's and its abstract's places, and its month (or 0)."""


class Postings:
    """The posting lists of some papers, and what ranking must know of each paper.

    Attributes:
        places: Term to entries, `paper id << PLACE_BITS | place`.
        facts: Paper id to the paper's facts.
        terms: Paper id to all terms that stand in it; those of the title twice.
    """

    def __init__(self) -> None:
        self.places: defaultdict[str, array[int]] = defaultdict(lambda: array("Q"))
        self.facts: dict[int, Facts] = {}
        self.terms: dict[int, list[str]] = {}
        self._seen: dict[str, Parts] = {}

    def add(self, paper: Text) -> None:
        """Take in one paper."""
        paper_id, title, abstract, published = paper
        base = paper_id << PLACE_BITS
        in_title, titled = self._field(base, title, True)
        in_abstract, terms = self._field(base | ABSTRACT, abstract, False)
        self.terms[paper_id] = terms + 2 * titled
        self.facts[paper_id] = (in_title, in_abstract, _month(published))

    def _field(self, base: int, text: str, is_title: bool) -> tuple[int, list[str]]:
        """Take in a field; return its length in places and its terms."""
        places, place = self.places, -1
        terms: list[str] = []
        for term, place, _, _ in tokens(text, is_title, self._seen):
            if place >= ABSTRACT:
                break
            places[term].append(base + place)
            terms.append(term)
            if is_title:
                self._stubs(base + place, term)
        return place + 1, terms

    def _stubs(self, entry: int, term: str) -> None:
        for size in STUB_LENGTHS:
            if len(term) >= size:
                self.places[STUB + term[:size]].append(entry)


def key_terms(counts: Mapping[str, int], rarities: Mapping[str, float]) -> dict[str, float]:
    """Return the stems that tell a paper from the others, with tf-idf weights scaled to a vector of length 1.

    Args:
        counts: How often each stem stands in the paper.
        rarities: The inverse document frequency of the stems that count.
    """
    weights = {stem: count * rarities[stem] for stem, count in counts.items() if stem in rarities}
    best = sorted(weights, key=weights.__getitem__, reverse=True)[:KEY_TERMS]
    length = sqrt(sum(weights[stem] ** 2 for stem in best)) or 1.0
    return {stem: weights[stem] / length for stem in best}


def digest(papers: Iterable[Text]) -> int:
    """Return a checksum of everything that the index takes from some papers."""
    value = 0
    for paper in papers:
        value = zlib.crc32(repr(paper).encode("utf-8", "replace"), value)
    return value


def _month(published: str | None) -> int:
    """Return months since the year 0, or 0 for no date or an odd one."""
    year, _, rest = (published or "").partition("-")
    month = rest[:2]
    if len(year) != 4 or not year.isdecimal():
        return 0
    return int(year) * 12 + (int(month) if month.isdecimal() else 6)
