"""Finding the places where patterns fit, in a text that is a row of classes of words.

Nearly all patterns are settled by two words that stand side by side; what a pair settles is worked out once.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from .lexis import BREAK, Lexis
from .patterns import Row, rows

WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_ENDS = frozenset(".?!")
_BLANKS = frozenset((" ", "\n", ""))

Hit = tuple[int, int, int]
"""A pattern by its number, and the places of its first word and behind its last one."""

Slots = tuple[tuple[int, int], ...]
"""Words of patterns by their numbers, each with the most other words before it."""


class Begun(NamedTuple):
    """A pattern whose beginning fits.

    Attributes:
        pattern: Its number.
        slots: The words that are left to be found.
        length: How many words fit so far.
    """

    pattern: int
    slots: Slots
    length: int


class Outcome(NamedTuple):
    """What two words side by side settle.

    Attributes:
        found: Patterns that fit where the first word stands, each with its number of words.
        begun: Patterns that may go on behind them.
    """

    found: tuple[tuple[int, int], ...]
    begun: tuple[Begun, ...]


NOTHING = Outcome((), ())


class Spelled(NamedTuple):
    """A text as the matcher reads it.

    Attributes:
        classes: The class of every word, and `BREAK` at both ends and where a sentence ends.
        spans: Where each stands in the text.
    """

    classes: list[int]
    spans: list[tuple[int, int]]


class Matcher:
    """Finds some patterns.

    Args:
        patterns: The patterns; their numbers are their places.
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        self.lexis = Lexis()
        self._starts: defaultdict[int, list[tuple[int, Slots]]] = defaultdict(list)
        self.seconds: defaultdict[int, set[int]] = defaultdict(set)
        """The words that stand right behind the first one in a pattern, for each of those."""
        for number, pattern in enumerate(patterns):
            for row in rows(pattern):
                self._add(number, row)
        self._outcomes: dict[tuple[int, int], Outcome] = {}

    def _add(self, number: int, row: Row) -> None:
        slots = tuple((self.lexis.slot(slot.word), slot.gap) for slot in row)
        self._starts[slots[0][0]].append((number, slots[1:]))
        self.seconds[slots[0][0]].update(slot for slot, gap in slots[1:2] if not gap)

    @property
    def firsts(self) -> Iterable[int]:
        """The words with which patterns begin."""
        return self._starts.keys()

    def _outcome(self, pair: tuple[int, int]) -> Outcome:
        """Return what a word settles together with the next one, by their classes."""
        first, second = (self.lexis.fits[kind] for kind in pair)
        settled = self.settled(first, second)
        self._outcomes[pair] = settled if any(settled) else NOTHING
        return self._outcomes[pair]

    def settled(self, first: Iterable[int], second: frozenset[int]) -> Outcome:
        """Return what two words settle that fit some words of patterns."""
        found: dict[tuple[int, int], None] = {}
        begun: list[Begun] = []
        for start in sorted(first):
            for pattern, slots in self._starts.get(start, ()):
                if not slots:
                    found[pattern, 1] = None
                elif slots[0][1]:
                    begun.append(Begun(pattern, slots, 1))
                elif slots[0][0] in second:
                    if len(slots) == 1:
                        found[pattern, 2] = None
                    else:
                        begun.append(Begun(pattern, slots[1:], 2))
        return Outcome(tuple(found), tuple(begun))

    def spell(self, text: str) -> Spelled:
        """Return a text as a row of classes."""
        classes, spans = [BREAK], [(0, 0)]
        class_of = self.lexis.class_of
        for found in WORD.finditer(text):
            classes.append(class_of(found[0]))
            spans.append(found.span())
            end = found.end()
            if text[end : end + 1] in _ENDS and text[end + 1 : end + 2] in _BLANKS:
                classes.append(BREAK)
                spans.append((end, end))
        classes.append(BREAK)
        spans.append((len(text), len(text)))
        return Spelled(classes, spans)

    def hits(self, classes: Sequence[int]) -> list[Hit]:
        """Return every place where a pattern fits, in the order in which they begin.

        Args:
            classes: A text, with `BREAK` at both of its ends.
        """
        found: list[Hit] = []
        known = self._outcomes
        for at, pair in enumerate(pairwise(classes)):
            outcome = known.get(pair) or self._outcome(pair)
            if outcome is not NOTHING:
                found += [(pattern, at, at + length) for pattern, length in outcome.found]
                found += self.followed(classes, at, outcome.begun)
        return found

    def followed(self, classes: Sequence[int], at: int, begun: Iterable[Begun]) -> Iterator[Hit]:
        """Yield those of some patterns, begun at a place, that go on to their ends."""
        for pattern, slots, length in begun:
            stop = at + length
            for slot, gap in slots:
                stop = self._behind(classes, stop, slot, gap)
                if not stop:
                    break
            else:
                yield pattern, at, stop

    def _behind(self, classes: Sequence[int], at: int, slot: int, gap: int) -> int:
        """Return the place behind the nearest word that fits, or 0 where the sentence has none."""
        for place in range(at, at + gap + 1):
            if classes[place] == BREAK:
                return 0
            if slot in self.lexis.fits[classes[place]]:
                return place + 1
        return 0
