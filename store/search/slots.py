"""From the words of a query to slots: what may stand for each word, and where in the library it stands."""

from collections.abc import Collection, Iterator
from itertools import islice, pairwise

from ..query import Group, Word
from .index import Index
from .postings import PLACE_BITS, PLACES
from .spelling import Speller
from .stemming import stem
from .tokens import words

MOST_WORDS = 48
SHORT_FORM = 0.9
LONG_FORM = 0.8
HALF = 0.3
LONGEST_SPOKEN = 6
READINGS = 3

Places = dict[int, float]
"""Where a sought word stands in a paper, with the weight of the variant that stands there."""


class Slot:
    """One sought word and everything that may stand for it.

    Attributes:
        typed: The word as sought, folded.
        variants: Terms to weights.
        spoken: Rows of words that stand for an abbreviation.
        exact: Whether nothing but the word itself will do.
        optional: Whether papers without it lose nothing.
        follows: Whether it follows the slot before it in the query.
        found: Paper id to places.
    """

    __slots__ = ("exact", "follows", "found", "optional", "spoken", "typed", "variants")

    def __init__(self, typed: str, variants: dict[str, float], exact: bool = False) -> None:
        self.typed = typed
        self.variants = variants
        self.exact = exact
        self.optional = self.follows = False
        self.spoken: list[list[str]] = []
        self.found: dict[int, Places] = {}


class Seeker:
    """Finds in an index what the words of a query stand for."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._speller = Speller(index)

    def slots(self, groups: Collection[Group]) -> list[Slot]:
        """Return the slots of a query, located in the library.

        Args:
            groups: The words to rank by; of more than 48, the first 48 count.
        """
        slots = list(islice((slot for group in groups for slot in self._group(group)), MOST_WORDS))
        if slots:
            slots[0].follows = False
            self._grow(slots[-1])
            self._join(slots)
            self._abbreviate(slots)
            self._part(slots)
        for slot in slots:
            self._locate(slot)
        return slots

    def having(self, word: Word) -> set[int]:
        """Return the papers that certainly have a word (or its family) or, side by side, a phrase."""
        terms = words(word.text)
        if word.phrase or word.exact or len(terms) != 1:
            return {entry >> PLACE_BITS for entry in self._row(terms)}
        family = {*self._index.family(stem(terms[0])), terms[0]}
        return {entry >> PLACE_BITS for term in family for entry in self._index.entries(term)}

    def _group(self, group: Group) -> Iterator[Slot]:
        """Yield a slot for each word, or one for words of which one suffices."""
        sought = ((word, term) for word in group.words for term in words(word.text))
        found = [self._slot(word, term) for word, term in islice(sought, MOST_WORDS)]
        if len(group.words) > 1 and found:
            variants = {term: weight for slot in found for term, weight in slot.variants.items()}
            found = [Slot(found[0].typed, variants, exact=True)]
        for slot in found:
            slot.optional = group.optional
            slot.follows = len(group.words) == 1
            yield slot

    def _slot(self, word: Word, term: str) -> Slot:
        exact = word.exact or word.phrase
        if exact:
            return Slot(term, {term: 1.0}, exact)
        return Slot(term, self._speller.variants(term, growing=word.field is not None))

    def _grow(self, last: Slot) -> None:
        """Take the last word as one that is still being typed."""
        if not last.exact:
            last.variants = self._speller.variants(last.typed, growing=True)

    def _join(self, slots: list[Slot]) -> None:
        """Let a name written apart stand for the same name written together."""
        for before, slot in pairwise(slots):
            name = before.typed + slot.typed
            if slot.follows and not slot.exact and self._index.count([name]):
                before.variants[name] = slot.variants[name] = 1.0

    def _part(self, slots: list[Slot]) -> None:
        """Let the two words that an unknown word runs together stand for it, side by side above all."""
        for slot in slots:
            if not slot.variants and not slot.spoken:
                halves = self._speller.halves(slot.typed)
                slot.spoken = [list(halves)] if halves else []
                slot.variants = dict.fromkeys(halves, HALF)

    def _abbreviate(self, slots: list[Slot]) -> None:
        """Let abbreviations and what they are short for stand for each other."""
        stems = [stem(slot.typed) for slot in slots]
        for slot in slots:
            if not slot.exact:
                slot.spoken = [row.split() for row in self._index.spoken(slot.typed, READINGS)]
        for start in range(len(slots) - 1):
            for stop in range(start + 2, min(len(slots), start + LONGEST_SPOKEN) + 1):
                run = slots[start:stop]
                if any(slot.exact for slot in run) or not all(slot.follows for slot in run[1:]):
                    break
                for short in self._index.shorts(" ".join(stems[start:stop])):
                    for slot in run:
                        slot.variants[short] = max(SHORT_FORM, slot.variants.get(short, 0.0))

    def _locate(self, slot: Slot) -> None:
        for term, weight in slot.variants.items():
            _put(slot, self._index.entries(term), weight)
        for row in slot.spoken:
            _put(slot, self._row(row), LONG_FORM)

    def _row(self, terms: list[str]) -> list[int]:
        """Return where some terms stand side by side, as entries of the first."""
        standing: set[int] | None = None
        for term in terms:
            entries = set(self._index.entries(term))
            standing = entries if standing is None else {entry + 1 for entry in standing} & entries
        return [entry - len(terms) + 1 for entry in standing or ()]


def _put(slot: Slot, entries: Collection[int], weight: float) -> None:
    for entry in entries:
        places = slot.found.setdefault(entry >> PLACE_BITS, {})
        place = entry & PLACES
        if places.get(place, 0.0) < weight:
            places[place] = weight
