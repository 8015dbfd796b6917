"""From pieces of text to the numbers of their terms: each is taken apart once, and looked up ever after."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from itertools import accumulate, chain, count

import numpy as np
from numpy.typing import NDArray

from .pieces import Keys, Pieces, Places, keys

Terms = NDArray[np.uint32]

_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0xD6E8FEB86659FD93], np.uint64)
_FEWEST = 1 << 10


Numbers = defaultdict[str, int]
"""The terms of a generation, numbered as they come."""


def numbers() -> Numbers:
    """Return no terms; every new one that is asked for gets the next number."""
    return defaultdict(count().__next__)


class KeyTable:
    """Numbers keys from 1 on as they come: a hash table in which many keys are looked up at once.

    Multiplicative hashing with open addressing (Knuth, The Art of Computer Programming, volume 3, section
    6.4), in steps of 1, 2, 3... slots, which come by all slots when their number is a power of two. A slot
    holds the whole key, so that two keys are never taken for each other.
    """

    def __init__(self) -> None:
        self._count = 0
        # Of each slot the three words of its key and its number, which is 0 where the slot is empty.
        self._rows = np.zeros((_FEWEST, 4), np.uint64)

    def numbers(self, wanted: Keys) -> tuple[Places, Places]:
        """Return the numbers of keys.

        Args:
            wanted: The keys; uint64, shape (3, keys).

        Returns:
            The numbers, int64, shape (keys,), and which of the keys are new, each once and in the order of
            their numbers; int64, shape (new,).
        """
        rows = self._rows.take(self._slots(wanted), axis=0)
        found = rows[:, 3].astype(np.int64)
        left = np.flatnonzero(_differ(rows, wanted) | (found == 0))
        if not len(left):
            return found, left
        self._make_room(len(left))
        found[left], fresh = self._add(wanted[:, left])
        return found, left[fresh]

    def _slots(self, wanted: Keys) -> Places:
        """Return the slots where to look for keys first."""
        mixed: Keys = wanted[0] * _MIX[0] + wanted[1] * _MIX[1] + wanted[2] * _MIX[2]
        mixed >>= np.uint64(65 - len(self._rows).bit_length())
        return mixed.view(np.int64)

    def _make_room(self, more: int) -> None:
        """Grow until no more than half will be taken, so that probing soon ends."""
        slots = len(self._rows)
        while (self._count + more) * 2 > slots:
            slots *= 2
        if slots > len(self._rows):
            known = self._rows[self._rows[:, 3] > 0]
            known = known[np.argsort(known[:, 3])]
            self._rows = np.zeros((slots, 4), np.uint64)
            self._count = 0
            self._add(np.ascontiguousarray(known[:, :3].T))

    def _add(self, wanted: Keys) -> tuple[Places, Places]:
        """Look keys up in one slot after the other, putting in what is new where a slot is empty.

        Of those that want the same empty slot the last one to write has it; the others find it or go on.
        Until all are done a new key's number is the one that wrote it, below zero.
        """
        slots = self._slots(wanted)
        numbers = np.zeros(wanted.shape[1], np.int64)
        owners = self._rows[:, 3].view(np.int64)
        fresh = np.zeros(wanted.shape[1], np.bool_)
        left = np.arange(wanted.shape[1])
        step = 0
        while len(left):
            writers = left[owners[slots[left]] == 0]
            owners[slots[writers]] = ~writers
            writers = writers[owners[slots[writers]] == ~writers]
            self._rows[slots[writers], :3] = wanted[:, writers].T
            fresh[writers] = True
            rows = self._rows.take(slots[left], axis=0)
            numbers[left] = rows[:, 3].view(np.int64)
            left = left[_differ(rows, wanted[:, left])]
            step += 1
            slots[left] = slots[left] + step & len(owners) - 1
        new = np.flatnonzero(fresh)
        final = np.zeros(wanted.shape[1], np.int64)
        final[new] = owners[slots[new]] = np.arange(self._count + 1, self._count + len(new) + 1)
        self._count += len(new)
        below = numbers < 0
        numbers[below] = final[~numbers[below]]
        return numbers, new


def _differ(rows: Keys, wanted: Keys) -> NDArray[np.bool_]:
    """Return which rows, shape (keys, 4), do not hold the keys that are wanted of them, shape (3, keys)."""
    differ: NDArray[np.bool_] = rows[:, 0] != wanted[0]
    differ |= rows[:, 1] != wanted[1]
    differ |= rows[:, 2] != wanted[2]
    return differ


class Reading:
    """Reads the terms of one kind of text.

    Args:
        terms_of: Gives the terms of a piece.
        numbers: Numbers the terms.
    """

    def __init__(self, terms_of: Callable[[str], Collection[str]], numbers: Numbers) -> None:
        self._terms_of = terms_of
        self._numbers = numbers
        self._table = KeyTable()
        # The terms of the piece numbered n are those from `_ends[n]` up to `_ends[n + 1]`.
        self._terms = array("I")
        self._ends = array("I", [0, 0])

    def numbered(self, pieces: Pieces) -> tuple[Places, list[str]]:
        """Return the number of every piece, and the pieces that are new, in the order of their numbers."""
        numbers, fresh = self._table.numbers(keys(pieces))
        texts = pieces.texts(fresh)
        self._learn(texts)
        return numbers, texts

    def terms(self, pieces: Pieces, numbers: Places) -> tuple[Terms, Places]:
        """Return the numbers of the terms of texts, some more than once.

        Args:
            pieces: The texts, cut.
            numbers: The number of every piece.

        Returns:
            The terms, uint32, shape (terms,), and of each the place of its text among the texts, ascending,
            int64, shape (terms,).
        """
        ends = np.frombuffer(self._ends, np.uint32)
        starts = ends.take(numbers).astype(np.int64)
        sizes = ends.take(numbers + 1) - starts
        at = np.repeat(starts - (np.cumsum(sizes) - sizes), sizes)
        at += np.arange(len(at))
        texts = np.repeat(np.arange(len(pieces.sizes)), pieces.sizes)
        return np.frombuffer(self._terms, np.uint32).take(at), np.repeat(texts, sizes)

    def _learn(self, texts: Iterable[str]) -> None:
        """Take new pieces apart."""
        found = [*map(self._terms_of, texts)]
        self._ends.extend([*accumulate(map(len, found), initial=self._ends.pop())])
        self._terms.extend([*map(self._numbers.__getitem__, chain.from_iterable(found))])
