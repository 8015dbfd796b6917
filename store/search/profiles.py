"""What a paper is about: the terms that tell it from the others of its library."""

from collections import Counter, OrderedDict
from collections.abc import Collection, Mapping
from math import hypot, log

from .index import Index
from .stemming import Stems
from .texts import PaperText, Texts

KEY_TERMS = 30
KEPT = 4_000
KEPT_TERMS = 200_000
UNTELLING = "", 0.0

Profile = Mapping[str, float]
"""The stems that tell a paper from the others, with tf-idf weights: a vector of length 1."""


class Profiles:
    """The profiles of a library's papers.

    Args:
        index: The index, for how rare a term is.
        texts: The texts.
    """

    def __init__(self, index: Index, texts: Texts) -> None:
        self._index = index
        self._texts = texts
        self.stems = Stems()
        self._known: dict[str, tuple[str, float]] = {}
        self._kept: OrderedDict[int, Profile] = OrderedDict()

    def of(self, papers: Collection[int]) -> dict[int, Profile]:
        """Return the profiles of some papers by id."""
        kept = self._kept
        missing = [paper for paper in papers if paper not in kept]
        if missing:
            counts = {paper: _counted(text) for paper, text in self._texts.of(missing).items()}
            self._learn({term for terms in counts.values() for term in terms})
            for paper, terms in counts.items():
                kept[paper] = self._profile(terms)
        found = {paper: kept.get(paper, {}) for paper in papers}
        while len(kept) > max(KEPT, len(found)):
            kept.popitem(last=False)
        return found

    def _learn(self, terms: Collection[str]) -> None:
        """Find out the stems of some terms and how telling they are; those of a single paper tell nothing."""
        if len(self._known) > KEPT_TERMS:
            self._known.clear()
        unknown = [term for term in terms if term not in self._known]
        total = self._index.total
        for term, papers in self._index.dictionary.estimated(unknown).items():
            telling = 1 < papers < total and len(term) > 2
            self._known[term] = (self.stems[term], log(total / papers)) if telling else UNTELLING

    def _profile(self, counts: Mapping[str, int]) -> Profile:
        weights: dict[str, float] = {}
        for term, count in counts.items():
            stem, rarity = self._known[term]
            if rarity:
                weights[stem] = weights.get(stem, 0.0) + count * rarity
        best = sorted(weights, key=weights.__getitem__, reverse=True)[:KEY_TERMS]
        length = hypot(*[weights[stem] for stem in best]) or 1.0
        return {stem: weights[stem] / length for stem in best}


def likeness(one: Profile, other: Profile) -> float:
    """Return the product of two profiles: for vectors of length 1, the cosine between them."""
    return sum(weight * other[term] for term, weight in one.items() if term in other)


def _counted(text: PaperText) -> Counter[str]:
    """Return how often each term stands in a paper, those of the title twice."""
    counts: Counter[str] = Counter()
    if text.abstract is not None:
        counts.update(text.abstract.words)
        counts.update(term for term, _ in text.abstract.others)
    title = [term for term, _ in text.title]
    counts.update(title + title)
    return counts
