"""What words side by side settle, and what goes on behind them: patterns as arrays of numbers.

Classes of words that fit the same words of patterns are one kind; a table says what a pair of kinds settles;
and a pattern of three words and more is a row of states, each of which waits for one word.
"""

from array import array
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..topics.engine import Engine
from ..topics.lexis import BREAK
from ..topics.matching import NOTHING, Begun, Outcome
from .pieces import Places

Numbers = NDArray[np.integer[Any]]

_ROOM = 64
"""Rows and columns that a table has more than it needs, so that it does not grow with every batch."""


class Kinds:
    """Classes that fit the same of some words of patterns, numbered; 0 fits none of them."""

    def __init__(self, wanted: Iterable[int]) -> None:
        self._wanted = frozenset(wanted)
        self._numbers: dict[frozenset[int], int] = {frozenset(): 0}
        self.fits: list[frozenset[int]] = [frozenset()]
        self._of = np.zeros(0, np.int64)

    def of(self, classes: Numbers, fits: Sequence[frozenset[int]]) -> Places:
        """Return the numbers of classes."""
        if len(self._of) < len(fits):
            self._of = np.append(self._of, [self._number(fits[n]) for n in range(len(self._of), len(fits))])
        return self._of.take(classes)

    def _number(self, fits: frozenset[int]) -> int:
        mine = fits & self._wanted
        if mine not in self._numbers:
            self._numbers[mine] = len(self.fits)
            self.fits.append(mine)
        return self._numbers[mine]


class GoingOn:
    """Patterns of which a part fits, as states: each waits for one word, and has the next one behind it."""

    def __init__(self, engine: Engine) -> None:
        self._lexis = engine.matcher.lexis
        self._states: dict[Begun, int] = {}
        self._pattern, self._slot = array("I"), array("I")
        self._gap, self._length, self._last = array("B"), array("B"), array("B")
        self._fits = np.zeros((len(self._lexis), 0), np.bool_)

    def state(self, begun: Begun) -> int:
        """Return the state in which a pattern is that has begun."""
        if begun not in self._states:
            self._states[begun] = len(self._pattern)
            for number, (slot, gap) in enumerate(begun.slots, 1):
                self._pattern.append(begun.pattern)
                self._slot.append(slot)
                self._gap.append(gap)
                self._length.append(begun.length)
                self._last.append(number == len(begun.slots))
        return self._states[begun]

    def followed(self, words: Numbers, starts: Places, states: Places) -> tuple[Places, Places, Places]:
        """Return those of some patterns that go on to their ends, with their places.

        Args:
            words: The classes of the words.
            starts: Where each pattern begins.
            states: Its state.
        """
        self._learn()
        pattern, slot = (np.frombuffer(each, np.uint32) for each in (self._pattern, self._slot))
        gaps, length, last = (np.frombuffer(each, np.uint8) for each in (self._gap, self._length, self._last))
        done = [(np.zeros(0, np.int64),) * 3]
        at = starts + length.take(states) if len(states) else starts
        while len(states):
            stops = self._nearest(words, at, slot.take(states), gaps.take(states))
            some = np.flatnonzero(stops)
            starts, states, at = starts[some], states[some], stops[some]
            ends = last.take(states) != 0
            done.append((pattern.take(states[ends]).astype(np.int64), starts[ends], at[ends]))
            starts, states, at = starts[~ends], states[~ends] + 1, at[~ends]
        patterns, begins, stops = (np.concatenate(column) for column in zip(*done, strict=True))
        return patterns, begins, stops

    def _nearest(self, words: Numbers, at: Places, slots: Numbers, gaps: Numbers) -> Places:
        """Return the places behind the nearest words that fit, 0 where there is none."""
        found = np.zeros(len(at), np.int64)
        left = np.arange(len(at))
        step = 0
        while len(left):
            places = at[left] + step
            kinds = words[places]
            fits = self._fits[slots[left], kinds]
            found[left[fits]] = places[fits] + 1
            step += 1
            left = left[~fits & (kinds != BREAK) & (gaps[left] >= step)]
        return found

    def _learn(self) -> None:
        """Take in the classes that came up."""
        known, fits = self._fits.shape[1], self._lexis.fits
        if known < len(fits):
            grown = np.zeros((len(self._lexis), len(fits)), np.bool_)
            grown[:, :known] = self._fits
            for kind in range(known, len(fits)):
                grown[[*fits[kind]], kind] = True
            self._fits = grown


class Settled:
    """What pairs of words settle, as numbers; 0 for nothing."""

    def __init__(self, engine: Engine, going_on: GoingOn) -> None:
        self._matcher = engine.matcher
        self._going_on = going_on
        self._table = np.full((0, 0), -1, np.int32)
        self._numbers: dict[Outcome, int] = {NOTHING: 0}
        self._behind: dict[frozenset[int], frozenset[int]] = {}
        self._pairs: dict[tuple[frozenset[int], frozenset[int]], int] = {}
        self._patterns, self._lengths, self._ends = array("I"), array("I"), array("I", [0, 0])
        self._states, self._state_ends = array("I"), array("I", [0, 0])

    def of(self, first: Places, second: Places, firsts: Kinds, seconds: Kinds) -> Places:
        """Return the number of what each pair settles."""
        size = (len(firsts.fits), len(seconds.fits))
        if size[0] > self._table.shape[0] or size[1] > self._table.shape[1]:
            grown = np.full((size[0] + _ROOM, size[1] + _ROOM), -1, np.int32)
            grown[: self._table.shape[0], : self._table.shape[1]] = self._table
            self._table = grown
        found = self._table[first, second]
        new = np.flatnonzero(found < 0)
        for one, other in {*zip(first[new].tolist(), second[new].tolist(), strict=True)}:
            self._table[one, other] = self._number(firsts.fits[one], seconds.fits[other])
        return self._table[first, second].astype(np.int64) if len(new) else found.astype(np.int64)

    def _number(self, first: frozenset[int], second: frozenset[int]) -> int:
        """Return the number of what a pair settles; most second words are none that the first one awaits."""
        if first not in self._behind:
            self._behind[first] = frozenset().union(*map(self._matcher.seconds.__getitem__, first))
        pair = first, second & self._behind[first]
        if pair not in self._pairs:
            self._pairs[pair] = self._outcome(self._matcher.settled(*pair))
        return self._pairs[pair]

    def _outcome(self, outcome: Outcome) -> int:
        if outcome not in self._numbers:
            self._numbers[outcome] = len(self._numbers)
            self._patterns.extend(pattern for pattern, _ in outcome.found)
            self._lengths.extend(length for _, length in outcome.found)
            self._ends.append(len(self._patterns))
            self._states.extend(map(self._going_on.state, outcome.begun))
            self._state_ends.append(len(self._states))
        return self._numbers[outcome]

    def found(self, outcomes: Places) -> tuple[Places, Places, Places]:
        """Return the patterns that outcomes find, their numbers of words, and how many each outcome finds."""
        at, sizes = rows(self._ends, outcomes)
        patterns, lengths = (_taken(each, at) for each in (self._patterns, self._lengths))
        return patterns, lengths, sizes

    def begun(self, outcomes: Places) -> tuple[Places, Places]:
        """Return the states of the patterns that outcomes begin, and how many each outcome does."""
        at, sizes = rows(self._state_ends, outcomes)
        return _taken(self._states, at), sizes


def rows(ends: "array[int]", which: Places) -> tuple[Places, Places]:
    """Return where the items of some rows stand that lie one after the other, and how many each has."""
    bounds = np.frombuffer(ends, np.uint32)
    starts = bounds.take(which).astype(np.int64)
    sizes = bounds.take(which + 1) - starts
    at = np.repeat(starts - (np.cumsum(sizes) - sizes), sizes)
    at += np.arange(len(at))
    return at, sizes


def _taken(values: "array[int]", at: Places) -> Places:
    return np.frombuffer(values, np.uint32).take(at).astype(np.int64) if len(at) else np.zeros(0, np.int64)
