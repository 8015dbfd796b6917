"""Papers that the reader selected: some by hand, and perhaps a range of the list. Pure."""

from collections.abc import Collection, Iterable, Sequence

MOST = 100_000
"""Papers that one command may act on: each of them is a row to write, and the desk waits for it."""


class Chosen:
    """The selection; a range is two places in the list, however many papers lie between them."""

    def __init__(self) -> None:
        self._by_hand: set[int] = set()
        self._first = self._last = -1

    def __bool__(self) -> bool:
        return bool(self._by_hand) or self._first >= 0

    def has(self, index: int, ids: Sequence[int]) -> bool:
        """Return whether the paper at an index of the list is selected."""
        return self._first <= index <= self._last or (bool(self._by_hand) and ids[index] in self._by_hand)

    def count(self, ids: Sequence[int]) -> int:
        """Return how many papers are selected; of a very long range, as many as it spans."""
        if not self._by_hand or self._span > MOST:
            return max(self._span, len(self._by_hand))
        return len(self._by_hand.union(self._range(ids)))

    def papers(self, ids: Sequence[int]) -> list[int] | None:
        """Return the row ids of the papers, or None if there are more than a command may act on."""
        if max(self._span, len(self._by_hand)) > MOST:
            return None
        return sorted(self._by_hand.union(self._range(ids)))

    @property
    def by_hand(self) -> frozenset[int]:
        """The papers that are selected outside of any range."""
        return frozenset(self._by_hand)

    def toggle(self, paper_id: int) -> None:
        """Select a paper, or let it go."""
        self._by_hand ^= {paper_id}

    def stretch(self, first: int, last: int) -> None:
        """Select everything from one index to another, instead of any earlier range."""
        self._first, self._last = sorted((first, last))

    def all_of(self, ids: Sequence[int]) -> bool:
        """Return whether every paper of a list is selected."""
        return len(self._by_hand) >= len(ids) and self._by_hand.issuperset(ids)

    def settle(self, ids: Sequence[int]) -> bool:
        """Keep the range as if it were selected by hand; return False if it is too long for that."""
        found = self.papers(ids)
        if found is None:
            return False
        self._by_hand = set(found)
        self._first = self._last = -1
        return True

    def keep(self, papers: Collection[int]) -> None:
        """Let go of all but some papers, and of a range, which counts in a list that is gone."""
        self._by_hand.intersection_update(papers)
        self._first = self._last = -1

    def let_go(self, papers: Iterable[int] | None = None) -> None:
        """Let go of some papers, or of all; a range is let go whole."""
        self._by_hand = set() if papers is None else self._by_hand.difference(papers)
        self._first = self._last = -1

    @property
    def _span(self) -> int:
        return self._last - self._first + 1 if self._first >= 0 else 0

    def _range(self, ids: Sequence[int]) -> Sequence[int]:
        return ids[self._first : self._last + 1] if self._first >= 0 else ()
