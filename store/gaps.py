"""Places for what stands in an order, such that what moves takes nothing else with it.

Places are whole numbers above 0 with gaps between them: what is put between two others takes a number
between theirs. Only where a gap is used up do neighbours get new places, as few as give room again.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

STEP = 1 << 20
"""The gap that is left before each place at the end."""
ROOM = 1 << 10
"""How many numbers there are to each, at the least, where neighbours get new places."""

Key = TypeVar("Key")
Places = Sequence[int | None]


def spaced(order: Sequence[Key], places: Mapping[Key, int]) -> dict[Key, int]:
    """Return the places that must change for an order to hold; as many as can be keep theirs.

    Args:
        order: What shall stand in this order, each once.
        places: The places as they are, of those that have one.

    Returns:
        The new places of those that need one.
    """
    found = _rising([places.get(key) for key in order])
    at = 0
    while (at := _next(found, at, is_missing=True)) < len(found):
        start, stop = _roomy(found, at)
        found[start:stop] = _spread(found, start, stop)
    return {
        key: place
        for key, place in zip(order, found, strict=True)
        if place is not None and place != places.get(key)
    }


def _rising(places: Places) -> list[int | None]:
    """Return as many places as rise from each to the next; None for the others.

    The longest rising row is found by the smallest last place of each length, in n log n steps (patience
    sorting).
    """
    lasts: list[int] = []
    ends: list[int] = []
    before = [-1] * len(places)
    for at, place in enumerate(places):
        if place is None:
            continue
        length = len(lasts) if not lasts or place > lasts[-1] else bisect_left(lasts, place)
        before[at] = ends[length - 1] if length else -1
        lasts[length : length + 1], ends[length : length + 1] = [place], [at]
    stay = set(_chain(ends[-1] if ends else -1, before))
    return [place if at in stay else None for at, place in enumerate(places)]


def _chain(at: int, before: Sequence[int]) -> Iterator[int]:
    while at >= 0:
        yield at
        at = before[at]


def _next(places: Places, at: int, is_missing: bool) -> int:
    """Return where the next place is missing, or is not; the end where there is none."""
    while at < len(places) and (places[at] is None) is not is_missing:
        at += 1
    return at


def _roomy(places: Places, at: int) -> tuple[int, int]:
    """Return the span around a missing place in which all get new ones; at the end there is always room."""
    start, stop, width, each = at, _next(places, at, is_missing=False), 1, 1
    while stop < len(places) and _low(places, start) + (stop - start) * each >= (places[stop] or 0):
        start, stop = max(0, start - width), _next(places, min(len(places), stop + width), is_missing=False)
        width, each = 2 * width, ROOM
    return start, stop


def _low(places: Places, start: int) -> int:
    return (places[start - 1] or 0) if start else 0


def _spread(places: Places, start: int, stop: int) -> list[int]:
    """Return places for a span: evenly between its neighbours, or in steps behind the last one."""
    low, number = _low(places, start), stop - start
    high = places[stop] if stop < len(places) else None
    if high is None:
        return [low + STEP * nth for nth in range(1, number + 1)]
    return [low + (high - low) * nth // (number + 1) for nth in range(1, number + 1)]
