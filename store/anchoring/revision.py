"""Two versions of a text word by word: which words survived, and where a passage went."""

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple, Self

from .wording import Wording

Run = tuple[int, int]

EXPLAINING = 4
"""Words that must have survived side by side before they explain a stretch of text: fewer come by chance in
any two sentences."""

EVIDENCE = 10
"""Words on which it is judged whether a passage survived; a shorter one borrows its neighbours."""


STRAY = 24
"""Characters that may have come between two words that stayed together."""


class Block(NamedTuple):
    """Words that stand side by side in both versions: the first in the old one, in the new one, how many."""

    old: int
    new: int
    size: int


class Revision:
    """What became of the words of a text.

    The words are compared by Ratcliff and Obershelp's method, the longest common run first: a sentence that
    was left whole explains itself before a sentence that resembles it can be taken for it.

    Args:
        old: The words of the old version.
        new: The words of the new one.
    """

    def __init__(self, old: Wording, new: Wording) -> None:
        self.old, self.new = old, new

    @cached_property
    def _blocks(self) -> Sequence[Block]:
        matcher = SequenceMatcher(None, self.old.words, self.new.words, autojunk=False)
        return [Block(*block) for block in matcher.get_matching_blocks() if block.size]

    @cached_property
    def _now(self) -> Mapping[int, int]:
        """Where each word that survived is now."""
        return {block.old + step: block.new + step for block in self._blocks for step in range(block.size)}

    def kept(self, start: int, stop: int, share: float) -> Run | None:
        """Return where a passage is that survived, or None if too little of it did.

        Words that were replaced at either end are taken along.

        Args:
            start: The offset of the passage in the old text.
            stop: The offset after it.
            share: How much of it must have survived, and of the evidence around it, by the words' weight.
        """
        first, end = self.old.within(start, stop)
        survivors = self._together([word for word in range(first, end) if word in self._now])
        if not survivors or not self._survived(range(first, end), survivors, share):
            return None
        around = max(EVIDENCE - (end - first) + 1, 0) // 2
        window = range(max(first - around, 0), min(end + around, len(self.old.words)))
        if not self._survived(window, survivors, share):
            return None
        place = self._now[survivors[0]], self._now[survivors[-1]]
        before, after = self._replaced_before(first, survivors[0]), self._replaced_after(end, survivors[-1])
        return self.new.place(place[0] - before, place[1] + after + 1)

    def residue(self, start: int, stop: int) -> Self:
        """Return the comparison of what no words side by side explain, but those of a passage.

        What was moved stands in it by itself, as in the methods of Heckel (1978) and Tichy (1984).
        """
        first, end = self.old.within(start, stop)
        sure = [
            block
            for block in self._blocks
            if block.size >= EXPLAINING and (block.old >= end or block.old + block.size <= first)
        ]
        was = {block.old + step for block in sure for step in range(block.size)}
        now = {block.new + step for block in sure for step in range(block.size)}
        return type(self)(
            self.old.only([word for word in range(len(self.old.words)) if word not in was]),
            self.new.only([word for word in range(len(self.new.words)) if word not in now]),
        )

    def _together(self, survivors: list[int]) -> list[int]:
        """Return those of some survivors that stayed together, without any that strayed from most of them."""
        groups: list[list[int]] = [[]]
        for one, next_one in pairwise(survivors):
            groups[-1].append(one)
            parted = self.new.spans[self._now[next_one]][0] - self.new.spans[self._now[one]][1]
            if parted > 2 * (self.old.spans[next_one][0] - self.old.spans[one][1]) + STRAY:
                groups.append([])
        groups[-1] += survivors[-1:]
        return max(groups, key=self.old.weight)

    def _survived(self, window: range, near: list[int], share: float) -> bool:
        """Return whether enough of some words survived, close to where others of them are now."""
        low, high = self._now[near[0]] - len(window), self._now[near[-1]] + len(window)
        kept = [word for word in window if low <= self._now.get(word, -1) <= high]
        return self.old.weight(kept) >= share * self.old.weight(window)

    def _replaced_before(self, first: int, survivor: int) -> int:
        """Return how many new words before the first survivor stand for lost first words of a passage."""
        before = next((word for word in range(first - 1, -1, -1) if word in self._now), -1)
        room = self._now[survivor] - self._now.get(before, -1) - 1
        return _share(survivor - first, first - before - 1, room)

    def _replaced_after(self, end: int, survivor: int) -> int:
        """Return how many new words after the last survivor stand for lost last words of a passage."""
        after = next((word for word in range(end, len(self.old.words)) if word in self._now), None)
        beyond = len(self.old.words) if after is None else after
        room = (len(self.new.words) if after is None else self._now[after]) - self._now[survivor] - 1
        return _share(end - 1 - survivor, beyond - end, room)


def _share(lost: int, others: int, room: int) -> int:
    """Return how many of the new words between two survivors stand for lost words of a passage.

    Args:
        lost: The words that the passage lost there.
        others: The words that its neighbour lost there.
        room: The new words in their place.
    """
    if not lost or room <= 0:
        return 0
    return min(round(room * lost / (lost + others)), lost)
