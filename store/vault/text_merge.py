"""Three-way merge of texts by lines in which no line that anybody wrote is lost."""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

LONGEST = 2_000
"""Changed parts with more lines are merged as a whole: to align them would take too long."""

Lines = Sequence[str]


class _Region(NamedTuple):
    """A part of the base, and what stands in its place on either side."""

    base: Lines
    one: Lines
    other: Lines


def merge_text(base: str, one: str, other: str, *, adding_only: bool = False, one_first: bool = True) -> str:
    """Return a text that holds what both sides made of it.

    Where only one side changed something, its change is taken; where both did, the lines of both are kept,
    those of the first side before the others.

    Args:
        base: What both sides had.
        one: What the first side has now.
        other: What the second side has now.
        adding_only: Whether every line of the second side stays: the first one may descend from something
            else than the base.
        one_first: Whether of lines that only one side has those of the first side come first.
    """
    if one in {other, base}:
        return other
    if base == other and not adding_only:
        return one
    regions = _regions(*(text.split("\n") if text else [] for text in (base, one, other)))
    return "\n".join(line for region in regions for line in _merged(region, adding_only, one_first))


def union(one: Lines, other: Lines) -> list[str]:
    """Return the lines of the first side, and behind them those that only the second one has."""
    left = Counter(one)
    more = []
    for line in other:
        if left[line] > 0:
            left[line] -= 1
        else:
            more.append(line)
    return [*one, *more]


def _merged(region: _Region, adding_only: bool, one_first: bool) -> Lines:
    base, one, other = region
    if one in (base, other):
        return other
    if base == other and not adding_only:
        return one
    return union(one, other) if one_first else union(other, one)


def _regions(base: Lines, one: Lines, other: Lines) -> Iterator[_Region]:
    """Yield all regions in order: in turn what one side changed at least, and what all have."""
    at = at_one = at_other = 0
    for start, stop, in_one, in_other in _shared(base, one, other):
        yield _Region(base[at:start], one[at_one:in_one], other[at_other:in_other])
        same = base[start:stop]
        yield _Region(same, same, same)
        at, at_one, at_other = stop, in_one + stop - start, in_other + stop - start
    yield _Region(base[at:], one[at_one:], other[at_other:])


def _shared(base: Lines, one: Lines, other: Lines) -> Iterator[tuple[int, int, int, int]]:
    """Yield the parts of the base that both sides have: start, stop, and where they begin on either side."""
    pairs = _matching(base, one), _matching(base, other)
    at = [0, 0]
    while at[0] < len(pairs[0]) and at[1] < len(pairs[1]):
        (start, in_one, size), (start_other, in_other, size_other) = pairs[0][at[0]], pairs[1][at[1]]
        first = max(start, start_other)
        last = min(start + size, start_other + size_other)
        if first < last:
            yield first, last, in_one + first - start, in_other + first - start_other
        at[0 if start + size < start_other + size_other else 1] += 1


def _matching(base: Lines, side: Lines) -> list[tuple[int, int, int]]:
    """Return what is the same as (start in the base, start in the side, length)."""
    shorter = min(len(base), len(side))
    head = next((at for at in range(shorter) if base[at] != side[at]), shorter)
    tail = next((at for at in range(shorter - head) if base[-1 - at] != side[-1 - at]), shorter - head)
    inner, changed = base[head : len(base) - tail], side[head : len(side) - tail]
    found = [(0, 0, head)]
    if len(inner) + len(changed) <= LONGEST:
        matcher = SequenceMatcher(None, inner, changed, autojunk=False)
        found += [(head + a, head + b, size) for a, b, size in matcher.get_matching_blocks() if size]
    return [*found, (len(base) - tail, len(side) - tail, tail)]
