"""The terms of a library that a typed word may stand for, each with a weight up to 1.

From the surest to the least sure: the word itself, its family (same stem), words that it begins, words that
are a few slips of the keyboard away (optimal string alignment, the restricted form of Damerau's distance,
CACM 7(3), 1964), and the two words that it runs together. There is no list of words: the library's own
vocabulary is the dictionary.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from math import sqrt
from typing import Protocol

from .stemming import stem

FAMILY = 0.8
TYPED_SO_FAR = 0.8
BEGUN = 0.5
SHORTEST_BEGUN = 4
COMMONEST = 64
SURELY, ENOUGH = 4, 5_000
"""Terms that a beginning always stands for, and papers from which on the rarer ones hardly count."""
CLOSEST = 8
AS_CLOSE = 0.78
LONGEST = 40


class Vocabulary(Protocol):
    """What spelling asks of an index."""

    def count(self, terms: Collection[str]) -> dict[str, int]:
        """Return how many papers have each term."""

    def family(self, stem: str, limit: int) -> list[str]:
        """Return the commonest terms that share a stem."""

    def beginnings(self, prefix: str, limit: int) -> Mapping[str, int]:
        """Return what a word may become that has been typed so far."""

    def neighbours(self, word: str, lengths: Iterable[int]) -> list[str]:
        """Return the terms, of some lengths, that a misspelt word may have been meant for."""


class Speller:
    """Finds what a word may stand for in one library."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def variants(self, word: str, growing: bool = False) -> dict[str, float]:
        """Return the terms that a folded word may stand for, with their weights; best first.

        Args:
            word: A folded word.
            growing: Whether it may still be being typed, so that it stands for all that it begins.
        """
        found = self.known(word, growing)
        if word not in found and TYPED_SO_FAR not in found.values():
            found = self.slips(word) | found
        return dict(sorted(found.items(), key=lambda item: -item[1]))

    def known(self, word: str, growing: bool = False) -> dict[str, float]:
        """Return the word, its family, and what it begins, as far as the library has them."""
        found: dict[str, float] = {}
        if growing or len(word) >= SHORTEST_BEGUN:
            found = dict.fromkeys(self._begun(word), TYPED_SO_FAR if growing else BEGUN)
        for term, weight in self.family(word).items():
            found[term] = max(weight, found.get(term, 0.0))
        return found

    def family(self, word: str) -> dict[str, float]:
        """Return the word and those of the same stem, as far as the library has them."""
        is_known = word in self._vocabulary.count([word])
        found = {
            term: FAMILY if is_known else FAMILY * sqrt(min(1.0, len(term) / len(word)))
            for term in self._vocabulary.family(stem(word), COMMONEST)
        }
        return found | {word: 1.0} if is_known else found

    def _begun(self, word: str) -> Iterator[str]:
        """Yield what a word begins, the commonest first, until it is enough."""
        papers = 0
        for number, (term, count) in enumerate(self._vocabulary.beginnings(word, COMMONEST).items()):
            if number >= SURELY and papers > ENOUGH:
                return
            papers += count
            yield term

    def slips(self, word: str) -> dict[str, float]:
        """Return the closest terms within a number of slips that grows with the word's length."""
        # Deferred: a query without a slip does not pay for it.
        from rapidfuzz.distance import OSA  # noqa: PLC0415
        from rapidfuzz.process import extract  # noqa: PLC0415

        reach = _reach(len(word))
        if not reach:
            return {}
        sizes = range(len(word) - reach, len(word) + reach + 1)
        terms = self._vocabulary.neighbours(word, sizes)
        close = extract(word, terms, scorer=OSA.distance, score_cutoff=reach, limit=4 * CLOSEST)
        weights = {term: _likeness(word, term, int(distance)) for term, distance, _ in close}
        best = sorted(weights, key=lambda term: -weights[term])[:CLOSEST]
        return {term: weights[term] for term in best if weights[term] > AS_CLOSE * weights[best[0]]}

    def halves(self, word: str) -> tuple[str, ...]:
        """Return the two known words that a word is made of, or nothing."""
        cuts = [(word[:at], word[at:]) for at in range(2, min(len(word), LONGEST) - 1)]
        known = self._vocabulary.count({half for cut in cuts for half in cut})
        sound = [cut for cut in cuts if cut[0] in known and cut[1] in known]
        return max(sound, key=lambda cut: min(known[cut[0]], known[cut[1]]), default=())


def _reach(length: int) -> int:
    """Return how many slips a word of some length may have."""
    return 0 if length < 4 else 1 if length < 6 else 2 if length < 11 else 3


def _likeness(word: str, term: str, distance: int) -> float:
    weight = 1 - 1.5 * distance / max(len(word), len(term))
    return weight if word[0] == term[0] else 0.8 * weight
