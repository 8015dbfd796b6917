"""The topics of many papers at once, by the rules that `topics` gives to one: all hits as arrays of numbers.

What the index cut its texts into is known by numbers already; here each number stands for the classes of its
words, and each pair of classes for what it settles. Python itself looks only at the few patterns of three words
and more, and at what is left of each paper in the end: a small set of topics.
"""

from array import array
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..topics.engine import DENIAL, DENIED, Engine
from ..topics.lexis import BREAK, NOTHING
from ..topics.matching import WORD, Begun
from ..topics.rules import ENOUGH
from .pieces import Pieces, Places

Numbers = NDArray[np.integer[Any]]

_BITS = 24
"""Bits of a place in the words of a batch; above them stands the group that it is looked at in."""
_STOPS = np.isin(np.arange(256), [ord(char) for char in ".?!"])
_BLANKS = np.isin(np.arange(256), [ord(char) for char in " \n\0"])
_ROOM = 64
"""Columns that a table has more than it needs, so that it does not grow with every batch."""


class Hits(NamedTuple):
    """Places of patterns in the texts of a batch.

    Attributes:
        patterns: The patterns.
        papers: The place of the paper in the batch.
        starts, stops: The words that each begins with and ends before, counted over all texts of a kind.
    """

    patterns: Places
    papers: Places
    starts: Places
    stops: Places


class Classes:
    """The classes of the words of pieces, by the numbers that the pieces got; the n-th to come is number n + 1."""

    def __init__(self, engine: Engine) -> None:
        self._class_of = engine.matcher.lexis.class_of
        self._classes = array("H", [BREAK])
        self._ends = array("I", [0, 1])

    def learn(self, texts: Iterable[str]) -> None:
        """Take in pieces that have not been met before, in the order of their numbers."""
        class_of, classes, ends = self._class_of, self._classes, self._ends
        for text in texts:
            if text.isalpha() and text.isascii():
                classes.append(class_of(text))
            else:
                classes.extend([class_of(word) for word in WORD.findall(text)])
            ends.append(len(classes))

    def words(self, pieces: Pieces, numbers: Places) -> tuple[NDArray[np.uint16], Places]:
        """Return the class of every word of some texts, with breaks as `Matcher.spell` sets them.

        Args:
            pieces: The texts, cut.
            numbers: The number of each piece.

        Returns:
            The classes, and of each the place of its text.
        """
        rows, texts = _with_breaks(pieces, numbers)
        at, sizes = _rows(self._ends, rows)
        return np.frombuffer(self._classes, np.uint16).take(at), np.repeat(texts, sizes)


def _with_breaks(pieces: Pieces, numbers: Places) -> tuple[Places, Places]:
    """Return the numbers of pieces and the places of their texts, number 0 where a sentence or a text ends."""
    data = np.frombuffer(pieces.data, np.uint8)
    breaks = _STOPS[data[pieces.stops]] & _BLANKS[data[pieces.stops + 1]]
    after = np.flatnonzero(breaks) + 1
    ends = np.cumsum(pieces.sizes)
    at = np.concatenate([np.zeros(1, np.int64), after, ends])
    texts = np.repeat(np.arange(len(pieces.sizes)), pieces.sizes)
    owners = np.concatenate([np.zeros(1, np.int64), texts[after - 1], np.arange(len(ends))])
    order = np.argsort(at, kind="stable")
    return np.insert(numbers, at[order], 0), np.insert(texts, at[order], owners[order])


class Topical:
    """Finds the topics of the papers of batches.

    Args:
        engine: The rules.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._fits = engine.matcher.lexis.fits
        claims = engine.claims
        self._topics = np.array([claim.topic for claim in claims] or [0], np.int64)
        self._worth = np.array([claim.worth for claim in claims] or [(0, 0)], np.int64).T
        self._firsts, self._seconds = _Kinds(engine.matcher.firsts), _Kinds(engine.matcher.seconds)
        self._going_on = _GoingOn(engine)
        self._settled = _Settled(engine, self._going_on)

    def given(self, titles: tuple[Numbers, Places], abstracts: tuple[Numbers, Places]) -> tuple[Places, list[str]]:
        """Return the topics of papers: the place of the paper and the name, for each.

        Args:
            titles: The words of all titles and of each the place of its paper, as `Classes.words` has them.
            abstracts: The same of all abstracts.
        """
        hits = [self._hits(*titles), self._hits(*abstracts)]
        topics = len(self._engine.names)
        fields = [(found, self._topics[found.patterns], self._worth[n]) for n, found in enumerate(hits)]
        papers = int(max((found.papers.max(initial=-1) for found in hits), default=-1)) + 1
        sums = np.zeros(papers * topics, np.int64)
        for found, owners, worth in fields:
            own = owners >= 0
            groups = found.papers[own] * topics + owners[own]
            sums += np.bincount(groups, worth[found.patterns[own]], len(sums)).astype(np.int64)
        likely = sums >= ENOUGH
        sums[:] = 0
        for found, owners, worth in fields:
            self._count(found, owners, worth, likely, sums)
        places, given = np.divmod(np.flatnonzero(sums >= ENOUGH), max(topics, 1))
        return self._closed(places, given)

    def _closed(self, places: Places, topics: Places) -> tuple[Places, list[str]]:
        """Return what papers have with all that it implies."""
        cuts = np.flatnonzero(places[1:] != places[:-1]) + 1
        papers = places[np.concatenate([np.zeros(min(1, len(places)), np.int64), cuts])].tolist()
        rows = [self._engine.closure(frozenset(row.tolist())) for row in np.split(topics, cuts)] if papers else []
        sizes = [len(row) for row in rows]
        return np.repeat(np.array(papers, np.int64), sizes), [*chain.from_iterable(rows)]

    def _hits(self, words: Numbers, texts: Places) -> Hits:
        """Return every place where a pattern fits."""
        fits = self._fits
        first = self._firsts.of(words, fits)
        at = np.flatnonzero(first)
        at = at[at < len(words) - 1]
        second = self._seconds.of(words[at + 1], fits)
        outcomes = self._settled.of(first[at], second, self._firsts, self._seconds)
        some = np.flatnonzero(outcomes)
        at, outcomes = at[some], outcomes[some]
        patterns, lengths, sizes = self._settled.found(outcomes)
        starts = np.repeat(at, sizes)
        found = [(patterns, starts, starts + lengths)]
        states, sizes = self._settled.begun(outcomes)
        found.append(self._going_on.followed(words, np.repeat(at, sizes), states))
        patterns, starts, stops = (np.concatenate(column) for column in zip(*found, strict=True))
        return Hits(patterns, texts[starts], starts, stops)

    def _count(
        self, found: Hits, owners: Places, worth: Places, likely: NDArray[np.bool_], sums: Places
    ) -> None:
        """Add what the places of one text are worth, without what is forbidden or stands twice."""
        topics = len(self._engine.names)
        groups = found.papers * topics + owners
        mine = (owners >= 0) & likely[np.where(owners >= 0, groups, 0)] if len(likely) else owners >= 0
        own = worth[found.patterns]
        forbids = mine & ~self._worth[:, found.patterns].any(axis=0)
        counts = np.flatnonzero(mine & ~forbids)
        denies = np.flatnonzero(owners == DENIAL)
        group, start, stop = groups[counts], found.starts[counts], found.stops[counts]
        stays = ~_touched(group, start, stop, groups[forbids], found.starts[forbids], found.stops[forbids])
        after = found.stops[denies]
        stays &= ~_touched(found.papers[counts], start, stop, found.papers[denies], after, after + DENIED)
        counts, group, start, stop = counts[stays], group[stays], start[stays], stop[stays]
        if not len(counts):
            return
        order = np.argsort((group << _BITS) + start, kind="stable")
        group, start, stop, own = group[order], start[order], stop[order], own[counts[order]]
        ends = np.maximum.accumulate((group << _BITS) + stop)
        apart = np.ones(len(group), np.bool_)
        np.greater((group[1:] << _BITS) + start[1:], ends[:-1], out=apart[1:])
        heads = np.flatnonzero(apart)
        np.add.at(sums, group[heads], np.maximum.reduceat(own, heads))


def _touched(group: Places, start: Places, stop: Places, *denied: Places) -> NDArray[np.bool_]:
    """Return which places overlap one of some others of their group."""
    groups, starts, stops = denied
    if not len(groups):
        return np.zeros(len(group), np.bool_)
    order = np.argsort((groups << _BITS) + starts, kind="stable")
    firsts = ((groups << _BITS) + starts)[order]
    lasts = np.maximum.accumulate(((groups << _BITS) + stops)[order])
    before = np.searchsorted(firsts, (group << _BITS) + stop)
    found: NDArray[np.bool_] = (before > 0) & (lasts[before - 1] > (group << _BITS) + start)
    return found


class _Kinds:
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


class _GoingOn:
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


class _Settled:
    """What pairs of words settle, as numbers; 0 for nothing."""

    def __init__(self, engine: Engine, going_on: _GoingOn) -> None:
        self._matcher = engine.matcher
        self._going_on = going_on
        self._table = np.full((0, 0), -1, np.int32)
        self._numbers: dict[object, int] = {((), ()): 0}
        self._count = 1
        self._patterns, self._lengths, self._ends = array("I"), array("I"), array("I", [0, 0])
        self._states, self._state_ends = array("I"), array("I", [0, 0])

    def of(self, first: Places, second: Places, firsts: _Kinds, seconds: _Kinds) -> Places:
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
        outcome = self._matcher.settled(first, second)
        if outcome not in self._numbers:
            self._numbers[outcome] = self._count
            self._count += 1
            self._patterns.extend(pattern for pattern, _ in outcome.found)
            self._lengths.extend(length for _, length in outcome.found)
            self._ends.append(len(self._patterns))
            self._states.extend(map(self._going_on.state, outcome.begun))
            self._state_ends.append(len(self._states))
        return self._numbers[outcome]

    def found(self, outcomes: Places) -> tuple[Places, Places, Places]:
        """Return the patterns that outcomes find, their numbers of words, and how many each outcome finds."""
        at, sizes = _rows(self._ends, outcomes)
        patterns, lengths = (_taken(each, at) for each in (self._patterns, self._lengths))
        return patterns, lengths, sizes

    def begun(self, outcomes: Places) -> tuple[Places, Places]:
        """Return the states of the patterns that outcomes begin, and how many each outcome does."""
        at, sizes = _rows(self._state_ends, outcomes)
        return _taken(self._states, at), sizes


def _rows(ends: "array[int]", which: Places) -> tuple[Places, Places]:
    """Return where the items of some rows stand that lie one after the other, and how many each has."""
    bounds = np.frombuffer(ends, np.uint32)
    starts = bounds.take(which).astype(np.int64)
    sizes = bounds.take(which + 1) - starts
    at = np.repeat(starts - (np.cumsum(sizes) - sizes), sizes)
    at += np.arange(len(at))
    return at, sizes


def _taken(values: "array[int]", at: Places) -> Places:
    return np.frombuffer(values, np.uint32).take(at).astype(np.int64) if len(at) else np.zeros(0, np.int64)
