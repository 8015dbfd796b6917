"""From the words of a query to slots: what may stand for each word, and which papers have it."""

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from itertools import islice, pairwise
from math import log
from typing import NamedTuple

from ..query import Group, Word
from .bits import among, bits_of, drawing
from .index import Index
from .kinds import STUB, TITLE
from .spelling import Speller
from .stemming import stem
from .texts import ABSTRACT, PaperText, Spots
from .tokens import words

MOST_WORDS = 16
MOST_FORGIVEN = 8
MOST_LOCATED = 16
SHORT_FORM = 0.9
LONG_FORM = 0.8
HALF = 0.3
LONGEST_SPOKEN = 6
READINGS = 3

Level = tuple[float, int]
"""A weight with the set of papers that have something of that weight."""

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
        growing: Whether it may be the beginning of a word.
        levels: Weights with the sets of papers that have something of that weight; the highest first.
        titles: The set of papers that have it in the title.
        rarity: How telling it is: its inverse document frequency.
        found: Paper id to places, for the papers that were looked into.
    """

    __slots__ = (
        "exact", "follows", "found", "growing", "levels", "optional", "rarity", "spoken", "titles", "typed",
        "variants",
    )  # fmt: skip

    def __init__(self, typed: str, variants: dict[str, float], exact: bool = False) -> None:
        self.typed = typed
        self.variants = variants
        self.exact = exact
        self.optional = self.follows = False
        self.growing = False
        self.spoken: list[list[str]] = []
        self.levels: list[Level] = []
        self.titles = 0
        self.rarity = 0.0
        self.found: dict[int, Places] = {}

    @property
    def papers(self) -> int:
        """The set of papers that have anything of it."""
        found = 0
        for _, papers in self.levels:
            found |= papers
        return found


class Located(NamedTuple):
    """Where a slot stands in a library: its levels, its titles, its rarity, as they are in the slot."""

    levels: list[Level]
    titles: int
    rarity: float


def rarity(levels: Sequence[Level], total: int) -> float:
    """Return how telling a word is in a library of so many papers, each counted by its best variant."""
    seen = having = 0
    count = 0.0
    top = levels[0][0] if levels else 1.0
    for weight, papers in levels:
        seen |= papers
        before, having = having, seen.bit_count()
        count += weight / top * (having - before)
    count = min(total, count)
    return log(1 + (total - count + 0.5) / (count + 0.5))


class Seeker:
    """Finds in an index what the words of a query stand for."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._speller = Speller(index.dictionary)
        self._located: dict[Hashable, Located] = {}

    def slots(self, groups: Collection[Group]) -> list[Slot]:
        """Return the slots of a query, with the papers that have them.

        Args:
            groups: The words to rank by; of more than 16, the first 16 count, and of more than 8, the
                others stand for their family alone.
        """
        sought = (slot for group in groups for slot in self._group(group))
        slots = list(islice(sought, MOST_WORDS))
        if slots:
            slots[0].follows = False
            self._forgive(slots)
            self._join(slots)
            self._abbreviate(slots)
            self._part(slots)
        for slot in slots:
            self._locate(slot)
        return slots

    def _group(self, group: Group) -> Iterator[Slot]:
        """Yield a slot for each word, or one for words of which one suffices."""
        sought = [(word, term) for word in group.words for term in words(word.text)][:MOST_WORDS]
        if len(group.words) > 1 and sought:
            either = Slot(sought[0][1], {}, exact=True)
            for word, term in sought:
                either.variants |= {term: 1.0} if _is_exact(word) else self._speller.variants(term)
            found = [either]
        else:
            found = [Slot(term, {term: 1.0}, _is_exact(word)) for word, term in sought]
            for slot, (word, _) in zip(found, sought, strict=True):
                slot.growing = word.field is not None
        for slot in found:
            slot.optional = group.optional
            slot.follows = len(group.words) == 1
            yield slot

    def _forgive(self, slots: list[Slot]) -> None:
        """Let each word stand for its family and its neighbours; the last may still be being typed."""
        for number, slot in enumerate(slots):
            if not slot.exact and number < MOST_FORGIVEN:
                slot.variants = self._speller.variants(slot.typed, growing=slot.growing or slot is slots[-1])
            elif not slot.exact:
                slot.variants = self._speller.family(slot.typed)

    def _join(self, slots: list[Slot]) -> None:
        """Let a name written apart stand for the same name written together."""
        for before, slot in pairwise(slots):
            name = before.typed + slot.typed
            if slot.follows and not slot.exact and self._index.dictionary.count([name]):
                before.variants[name] = slot.variants[name] = 1.0

    def _part(self, slots: list[Slot]) -> None:
        """Let the two words that an unknown word runs together stand for it, side by side above all."""
        for slot in slots[:MOST_FORGIVEN]:
            if slot.exact or slot.spoken or any(term.startswith(slot.typed) for term in slot.variants):
                continue
            halves = self._speller.halves(slot.typed)
            if halves and (not slot.variants or self._together(halves)):
                slot.spoken = [list(halves)]
                slot.variants |= {half: max(HALF, slot.variants.get(half, 0.0)) for half in halves}

    def _abbreviate(self, slots: list[Slot]) -> None:
        """Let abbreviations and what they are short for stand for each other."""
        stems = [stem(slot.typed) for slot in slots]
        for slot in slots:
            if not slot.exact:
                slot.spoken = [row.split() for row in self._index.dictionary.spoken(slot.typed, READINGS)]
        for start in range(len(slots) - 1):
            for stop in range(start + 2, min(len(slots), start + LONGEST_SPOKEN) + 1):
                run = slots[start:stop]
                if any(slot.exact for slot in run) or not all(slot.follows for slot in run[1:]):
                    break
                for short in self._index.dictionary.shorts(" ".join(stems[start:stop])):
                    for slot in run:
                        slot.variants[short] = max(SHORT_FORM, slot.variants.get(short, 0.0))

    def _locate(self, slot: Slot) -> None:
        """Find the papers of each weight, and those that have the word in the title.

        All words but the last are those of the query before, when a query is being typed.
        """
        key = (*slot.variants.items(), *map(tuple, slot.spoken))
        if key not in self._located:
            if len(self._located) >= MOST_LOCATED:
                self._located.pop(next(iter(self._located)))
            levels, titles = self._sets(slot)
            self._located[key] = Located(levels, titles, rarity(levels, self._index.total))
        slot.levels, slot.titles, slot.rarity = self._located[key]

    def _sets(self, slot: Slot) -> tuple[list[Level], int]:
        weights: dict[float, list[str]] = {}
        for term, weight in slot.variants.items():
            weights.setdefault(weight, []).append(term)
        levels = {weight: self._index.any_of(terms) for weight, terms in weights.items()}
        titles = self._index.any_of(
            [term if term.startswith(STUB) else TITLE + term for term in slot.variants]
        )
        for row in slot.spoken:
            levels[LONG_FORM] = levels.get(LONG_FORM, 0) | self._together(row)
        return sorted(((weight, papers) for weight, papers in levels.items() if papers), reverse=True), titles

    def _together(self, row: Collection[str]) -> int:
        found = self._index.papers
        for term in row:
            found &= self._index.having(term)
        return found


def _is_exact(word: Word) -> bool:
    return word.exact or word.phrase


def look_into(slots: Sequence[Slot], papers: Mapping[int, PaperText], wholly: bool) -> None:
    """Note where the words of some slots stand in some papers.

    Of an abstract that is not looked into, the index tells that a word stands in the paper.

    Args:
        slots: The slots; their `found` is filled.
        papers: The papers to look into.
        wholly: Whether to look into their abstracts, or into the titles alone.
    """
    meant: dict[str, list[tuple[Slot, float]]] = {}
    for slot in slots:
        for term, weight in slot.variants.items():
            meant.setdefault(term, []).append((slot, weight))
    rows = [(slot, row) for slot in slots for row in slot.spoken]
    wanted = {*meant, *(term for _, row in rows for term in row)}
    stubs = {term for term in wanted if term.startswith(STUB)}
    for slot in slots:
        for paper in papers:
            slot.found.pop(paper, None)
    if not wholly:
        _note_levels(slots, papers)
    for paper, text in papers.items():
        spots = text.spots(wanted, stubs, wholly)
        for term, places in spots.items():
            for slot, weight in meant.get(term, ()):
                _put(slot, paper, places, weight)
        for slot, row in rows:
            if places := side_by_side(row, spots):
                _put(slot, paper, places, LONG_FORM)


def _note_levels(slots: Sequence[Slot], papers: Collection[int]) -> None:
    """Note the weight of the best that each paper has of each slot, wherever in its abstract that stands."""
    all_of_them = bits_of(papers, max(papers, default=0))
    for slot in slots:
        left = all_of_them
        for weight, having in slot.levels:
            if here := left & having:
                left ^= here
                for paper in among(drawing(here), papers):
                    _put(slot, paper, (ABSTRACT,), weight)


def side_by_side(row: Collection[str], spots: Spots) -> list[int]:
    """Return the places where some terms begin to stand side by side."""
    standing: set[int] | None = None
    for term in row:
        places = spots.get(term, ())
        standing = {*places} if standing is None else {place + 1 for place in standing}.intersection(places)
        if not standing:
            return []
    return [place - len(row) + 1 for place in standing or ()]


def _put(slot: Slot, paper: int, places: Collection[int], weight: float) -> None:
    found = slot.found.setdefault(paper, {})
    for place in places:
        if found.get(place, 0.0) < weight:
            found[place] = weight
