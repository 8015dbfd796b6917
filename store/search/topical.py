"""The topics of many papers at once, by the rules that `topics` gives to one: all hits as arrays of numbers.

What the index cut its texts into is known by numbers already; here each number stands for the classes of its
words. Python itself looks only at what is left of each paper in the end: a small set of topics.
"""

from array import array
from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..topics.engine import BETWEEN, DENIAL, DENIED, NO_FAMILY, ROW, Engine
from ..topics.lexis import BREAK
from ..topics.matching import WORD
from ..topics.rules import ENOUGH
from .pieces import Pieces, Places
from .settling import GoingOn, Kinds, Numbers, Settled, rows

_BITS = 24
"""Bits of a place in the words of a batch; above them stands the group that it is looked at in."""
NONE: Places = np.zeros(0, np.int64)
_STOPS = np.isin(np.arange(256), [ord(char) for char in ".?!"])
_BLANKS = np.isin(np.arange(256), [ord(char) for char in " \n\0"])


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


class Weighed(NamedTuple):
    """The places of patterns in texts of a kind, and what they say.

    Attributes:
        found: The places.
        owners: The topic of each, or `DENIAL`.
        worth: What each is worth.
        examples: Those that do not count, being in a row of examples.
    """

    found: Hits
    owners: Places
    worth: Places
    examples: Places


class Classes:
    """The classes of the words of pieces, by the numbers that the pieces got, from 1 on as they come."""

    def __init__(self, engine: Engine) -> None:
        self._lexis = engine.matcher.lexis
        self._classes = array("H", [BREAK])
        self._ends = array("I", [0, 1])

    def learn(self, texts: Iterable[str]) -> None:
        """Take in pieces that have not been met before, in the order of their numbers."""
        classify, part, classes, ends = self._lexis.classify, self._lexis.class_of, self._classes, self._ends
        for text in texts:
            if text.isalpha() and text.isascii():
                classes.append(classify(text))
            else:
                classes.extend(map(part, WORD.findall(text)))
            ends.append(len(classes))

    def words(self, pieces: Pieces, numbers: Places) -> tuple[NDArray[np.uint16], Places]:
        """Return the class of every word of some texts, with breaks as `Matcher.spell` sets them.

        Args:
            pieces: The texts, cut.
            numbers: The number of each piece.

        Returns:
            The classes, and of each the place of its text.
        """
        pieced, texts = _with_breaks(pieces, numbers)
        at, sizes = rows(self._ends, pieced)
        return np.frombuffer(self._classes, np.uint16).take(at), np.repeat(texts, sizes)


def _with_breaks(pieces: Pieces, numbers: Places) -> tuple[Places, Places]:
    """Return the numbers of pieces and the places of their texts; 0 where a sentence or a text ends."""
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
        self._families = np.array([claim.family for claim in claims] or [NO_FAMILY], np.int64)
        self._worth = np.array([claim.worth for claim in claims] or [(0, 0)], np.int64).T
        self._firsts = Kinds(engine.matcher.firsts)
        self._seconds = Kinds(chain.from_iterable(engine.matcher.seconds.values()))
        self._going_on = GoingOn(engine)
        self._settled = Settled(engine, self._going_on)

    def given(
        self, titles: tuple[Numbers, Places], abstracts: tuple[Numbers, Places]
    ) -> tuple[Places, list[str]]:
        """Return the topics of papers: the place of the paper and the name, for each.

        Args:
            titles: The words of all titles and of each the place of its paper, as `Classes.words` has them.
            abstracts: The same of all abstracts.
        """
        hits = [self._hits(*titles), self._hits(*abstracts)]
        topics = len(self._engine.names)
        texts = [
            Weighed(found, self._topics[found.patterns], worth[found.patterns], examples)
            for found, worth, examples in zip(hits, self._worth, (NONE, self._in_rows(hits[1])), strict=True)
        ]
        papers = int(max((found.papers.max(initial=-1) for found in hits), default=-1)) + 1
        sums = np.zeros(papers * topics, np.int64)
        for found, owners, worth, _ in texts:
            own = owners >= 0
            groups = found.papers[own] * topics + owners[own]
            sums += np.bincount(groups, worth[own], len(sums)).astype(np.int64)
        likely = sums >= ENOUGH
        sums[:] = 0
        for text in texts:
            self._count(text, likely, sums)
        places, given = np.divmod(np.flatnonzero(sums >= ENOUGH), max(topics, 1))
        return self._closed(places, given)

    def _closed(self, places: Places, topics: Places) -> tuple[Places, list[str]]:
        """Return what papers have with all that it implies."""
        cuts = np.flatnonzero(places[1:] != places[:-1]) + 1
        papers = places[np.concatenate([np.zeros(min(1, len(places)), np.int64), cuts])].tolist()
        rows = (
            [self._engine.closure(frozenset(row.tolist())) for row in np.split(topics, cuts)]
            if papers
            else []
        )
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

    def _in_rows(self, found: Hits) -> Places:
        """Return which places of abstracts are of topics only named in a row with others of their family."""
        families = self._families[found.patterns]
        some = np.flatnonzero(families != NO_FAMILY)
        if not len(some):
            return NONE
        group = found.papers[some] * (self._families.max() + 1) + families[some]
        order = np.argsort((group << _BITS) + found.starts[some], kind="stable")
        some, group = some[order], group[order] << _BITS
        ends = np.maximum.accumulate(group + found.stops[some])
        rows = np.concatenate([[0], np.cumsum(group[1:] + found.starts[some[1:]] > ends[:-1] + BETWEEN)])
        topics = np.unique(rows * len(self._engine.names) + self._topics[found.patterns[some]])
        many = np.bincount(topics // len(self._engine.names)) >= ROW
        return np.compress(many[rows], some)

    def _count(self, text: Weighed, likely: NDArray[np.bool_], sums: Places) -> None:
        """Add what the places of one text are worth, without what is forbidden or stands twice."""
        found, owners, own, examples = text
        topics = len(self._engine.names)
        groups = found.papers * topics + owners
        mine = (owners >= 0) & likely[np.where(owners >= 0, groups, 0)] if len(likely) else owners >= 0
        forbids = mine & ~self._worth[:, found.patterns].any(axis=0)
        counts = np.flatnonzero(mine & ~forbids)
        denies = np.flatnonzero(owners == DENIAL)
        group, start, stop = groups[counts], found.starts[counts], found.stops[counts]
        forbids[examples] = True
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
