"""Which papers are worth ranking: all that answer where they are few, else the most promising."""

from collections.abc import Sequence
from functools import reduce
from itertools import pairwise
from operator import and_, or_
from typing import NamedTuple

from .bits import has_more, latest, members
from .planes import Planes
from .slots import Slot

MOST = 80
DIGITS = 7
"""Binary digits of the sums: enough to tell the best papers from the others, and no more to carry."""
IN_TITLE = 0.3
"""What it adds to a word's worth, on this first look, that the title has it."""
STEPS = 3
"""Weights of variants that are told apart on this first look."""


class Candidates(NamedTuple):
    """The papers to rank.

    Attributes:
        papers: Their ids.
        answering: The set of all papers that have every word; where `complete`, of all that have any.
        complete: Whether every paper that has any of the words is among them.
    """

    papers: list[int]
    answering: int
    complete: bool


def candidates(slots: Sequence[Slot], among: int, most: int = MOST) -> Candidates:
    """Return the papers that are worth ranking.

    Args:
        slots: The sought words.
        among: The papers to choose from.
        most: How many are ranked at most.
    """
    having = reduce(or_, (slot.papers for slot in slots), 0) & among
    if not has_more(having, most):
        return Candidates(list(members(having)), having, True)
    above, ties = _sums(slots).best(among, most)
    papers = list(members(above))
    papers += latest(ties, most - len(papers))
    every = reduce(and_, (slot.papers for slot in slots if not slot.optional), among)
    return Candidates(papers, every, False)


def _sums(slots: Sequence[Slot]) -> Planes:
    """Return for every paper the worth of the words that it has, those in its title for a little more."""
    scale = ((1 << DIGITS) - 1) / (sum(slot.rarity for slot in slots) * (1 + IN_TITLE) or 1.0)
    sums = Planes(DIGITS)
    for slot in slots:
        worth = scale * slot.rarity
        papers = 0
        steps = _steps(slot)
        for (weight, level), (lower, _) in pairwise([*steps, (0.0, 0)]):
            papers |= level
            sums.add(papers, _rounded(int(worth * (weight - lower))))
        sums.add(slot.titles, _rounded(int(worth * IN_TITLE)))
    return sums


def _rounded(number: int) -> int:
    """Return a number without its binary digits beyond the first two: each of them has to be added."""
    below = max(0, number.bit_length() - 2)
    return number >> below << below


def _steps(slot: Slot) -> list[tuple[float, int]]:
    """Return the levels of a slot, those beyond the first few made one."""
    head, tail = slot.levels[:STEPS], slot.levels[STEPS:]
    if tail:
        head[-1] = (head[-1][0], reduce(or_, (papers for _, papers in tail), head[-1][1]))
    return head
