"""Papers in order, of any number: what a search hands to a list."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import overload

from .bits import among, drawing

_WALKED = 4_096
"""Papers of the order that are looked at together."""
_STEP = 256
"""How many are worked out at first; then as many again as there are."""


class Selection(Sequence[int]):
    """Paper ids in the order of an answer: some at the head, and behind them the rest of a set in an order.

    It is worked out only as far as it is looked at, so that an answer of a million papers costs no more than
    its first page.
    """

    __slots__ = ("_behind", "_head", "_ids", "_length", "_rest")

    def __init__(self, head: Iterable[int] = (), rest: int = 0, order: "array[int] | None" = None) -> None:
        """Take the papers.

        Args:
            head: Those that come first, in their order.
            rest: The set of those behind them; none of the head is in it.
            order: All papers of the library in the order in which the rest stands.
        """
        self._ids = head if isinstance(head, array) and not rest else array("I", head)
        self._head = len(self._ids)
        self._rest = rest
        self._length = self._head + rest.bit_count()
        self._behind: Iterator[int] = iter(()) if order is None else _chosen(order, rest)

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> int: ...

    @overload
    def __getitem__(self, index: slice) -> list[int]: ...

    def __getitem__(self, index: int | slice) -> "int | list[int]":
        if isinstance(index, slice):
            start, stop, step = index.indices(self._length)
            self._reach(max(start, stop))
            return self._ids[start:stop:step].tolist()
        place = index + self._length if index < 0 else index
        if not 0 <= place < self._length:
            raise IndexError("past the end of the papers")
        self._reach(place + 1)
        return self._ids[place]

    def _reach(self, count: int) -> None:
        """Work out at least so many papers from the beginning."""
        while len(self._ids) < min(count, self._length):
            known = len(self._ids)
            self._ids.extend(islice(self._behind, max(_STEP, known, count - known)))
            if len(self._ids) == known:  # a paper that the order does not know
                self._length = known

    def index(self, value: object, start: int = 0, stop: int | None = None) -> int:
        """Return where a paper stands.

        Raises:
            ValueError: It is not among them.
        """
        if value not in self:
            raise ValueError(f"{value!r} is not in the selection")
        while True:
            known = len(self._ids)
            try:
                return self._ids.index(value, start, known if stop is None else stop)  # type: ignore[arg-type]
            except ValueError:
                if known == self._length:
                    raise
                self._reach(known + _STEP)

    def __contains__(self, value: object) -> bool:
        if not isinstance(value, int) or value < 0:
            return False
        return bool(self._rest >> value & 1) or value in self._ids[: self._head]

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Selection) or len(self) != len(other):
            return False
        return self._rest == other._rest and self._ids[: self._head] == other._ids[: other._head]

    def __hash__(self) -> int:
        return hash((self._length, self._rest, self._ids[0] if self._length else 0))


def _chosen(order: "array[int]", rest: int) -> Iterator[int]:
    """Yield the members of a set in an order."""
    chosen = drawing(rest)
    for start in range(0, len(order), _WALKED):
        yield from among(chosen, order[start : start + _WALKED])
