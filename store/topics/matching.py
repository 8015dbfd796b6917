"""Finding the places where patterns fit, in a text that is a row of classes of words."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .lexis import BREAK, NOTHING, Lexis
from .patterns import Row, rows

WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_ENDS = frozenset(".?!")
_BLANKS = frozenset((" ", "\n", ""))

Hit = tuple[int, int, int]
"""A pattern by its number, and the places of its first word and behind its last one."""


class _Try(NamedTuple):
    """A row of words to look for around a word that it has.

    Attributes:
        pattern: The number of its pattern.
        before: How many words of it stand before that word; none where it has gaps.
        slots: The numbers of its words with the gaps before them, but for that word.
        gapped: Whether it has gaps.
    """

    pattern: int
    before: int
    slots: tuple[tuple[int, int], ...]
    gapped: bool


class Spelled(NamedTuple):
    """A text as the matcher reads it.

    Attributes:
        classes: The class of every word, and `BREAK` where a sentence ends.
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
        self._tries: defaultdict[int, list[_Try]] = defaultdict(list)
        for number, pattern in enumerate(patterns):
            for row in rows(pattern):
                self._add(number, row)
        self._leads: dict[int, tuple[_Try, ...]] = {}

    def _add(self, number: int, row: Row) -> None:
        gapped = any(slot.gap for slot in row)
        anchor = 0 if gapped else max(range(len(row)), key=lambda at: ("|" not in row[at].word, len(row[at].word)))
        slots = [(self.lexis.slot(slot.word), slot.gap) for slot in row]
        tried = _Try(number, anchor, (*slots[:anchor], *slots[anchor + 1 :]), gapped)
        self._tries[slots[anchor][0]].append(tried)

    def leads(self, kind: int) -> tuple[_Try, ...]:
        """Return what may be found around a word of a class."""
        found = self._leads.get(kind)
        if found is None:
            tries = (self._tries.get(slot, ()) for slot in sorted(self.lexis.fits[kind]))
            found = self._leads[kind] = tuple(each for some in tries for each in some)
        return found

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
        """Return every place where a pattern fits, in the order of the words that it is found by.

        Args:
            classes: A text, with `BREAK` at both of its ends.
        """
        found: list[Hit] = []
        for at, kind in enumerate(classes):
            if kind != NOTHING:
                self.around(classes, at, self.leads(kind), found)
        return found

    def around(self, classes: Sequence[int], at: int, tries: Iterable[_Try], found: list[Hit]) -> None:
        """Add to some hits what is found by a word."""
        fits = self.lexis.fits
        for pattern, before, slots, gapped in tries:
            if not slots:
                found.append((pattern, at, at + 1))
            elif gapped:
                stop = self._after(classes, at, slots)
                if stop:
                    found.append((pattern, at, stop))
            else:
                place = at - before
                for slot, _ in slots:
                    if place == at:
                        place += 1
                    if slot not in fits[classes[place]]:
                        break
                    place += 1
                else:
                    found.append((pattern, at - before, at - before + len(slots) + 1))

    def _after(self, classes: Sequence[int], at: int, slots: Sequence[tuple[int, int]]) -> int:
        """Return the place behind the nearest words that fit one after the other, or 0."""
        slot, gap = slots[0]
        for place in range(at + 1, at + 2 + gap):
            kind = classes[place]
            if kind == BREAK:
                return 0
            if slot in self.lexis.fits[kind]:
                stop = place + 1 if len(slots) == 1 else self._after(classes, place, slots[1:])
                if stop:
                    return stop
        return 0
