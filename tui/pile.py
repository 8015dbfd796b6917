"""The papers that triage asks about, in the order of a list: found as far as one comes, however many."""

import json
from array import array
from collections.abc import Callable, Sequence
from typing import overload

from postil.store.everything import Everything

from .session import Session

COUNTED = 10_000
"""Papers up to which a list is gone through at once, so that it is known how many of them wait."""

STEP = 512
"""Papers looked at together."""

AHEAD = 64
"""Papers that are found beyond the one that is asked for, as far as there are any."""


class Pile(Sequence[int]):
    """The row ids of papers that wait for a verdict, as far as they are found.

    It grows as one comes further. What was found stays, whatever is decided of it: a place means the same
    paper while the pile lives.

    Args:
        papers: The row ids of all papers of the list, in order; there may be millions.
        waiting: Returns those of some papers that wait, in order.
        most: How many there are at most; `total` says how many that is once more is known.
        sure: Whether there are as many as that.
    """

    def __init__(
        self, papers: Sequence[int], waiting: Callable[[Sequence[int]], list[int]], most: int, sure: bool
    ) -> None:
        self._papers = papers
        self._waiting = waiting
        self._found = array("q")
        self._seen = 0
        self.total, self._is_sure = most, sure
        if len(papers) <= COUNTED:
            self._reach(len(papers))

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, index: int) -> int: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[int]: ...

    def __getitem__(self, index: int | slice) -> "int | Sequence[int]":
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        self._reach(index + AHEAD)
        return self._found[index]

    def has(self, place: int) -> bool:
        """Return whether a paper stands at a place."""
        self._reach(place + AHEAD)
        return 0 <= place < len(self)

    def said(self) -> str:
        """Return how many papers there are, in words that say how sure that is."""
        return f"{'' if self._is_sure else '≤'}{self.total:,}"

    def _reach(self, count: int) -> None:
        """Find at least so many papers from the beginning, as far as there are any."""
        while len(self._found) < count and self._seen < len(self._papers):
            some = self._papers[self._seen : self._seen + STEP]
            self._seen += len(some) or STEP
            self._found.extend(self._waiting(some))
        if self._seen >= len(self._papers):
            self.total, self._is_sure = len(self._found), True


def pile_of(session: Session, day: str) -> Pile:
    """Return what triage asks about: what is selected, else what waits in the list.

    Args:
        session: What the desk is looking at.
        day: The present day, such as `2025-06-30`.
    """
    triage, ids = session.library.triage, session.listing.ids
    if session.chosen:
        chosen = _in_order(session)
        return Pile(chosen, list, len(chosen), True)
    whole = isinstance(ids, Everything)
    most = max(len(ids) - (triage.settled(day) if whole else 0), 0)
    return Pile(ids, lambda some: triage.waiting(some, day), most, whole)


def _in_order(session: Session) -> Sequence[int]:
    """Return the selected papers in the order of the list."""
    chosen, listing = session.targets() or [], session.listing
    if listing.ranked:
        wanted = set(chosen)
        return array("q", (paper for paper in listing.ids if paper in wanted))
    sort = session.hit_sort if listing.marks is not None and session.hit_sort else session.sort
    return session.library.papers.ids("p.id IN (SELECT value FROM json_each(?))", [json.dumps(chosen)], sort)
