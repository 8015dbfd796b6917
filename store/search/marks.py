"""Where a text answers a query, for the eye."""

from collections.abc import Iterable, Iterator

from .kinds import STUB
from .tokens import HYPHENS, tokens


class Marker:
    """Marks the terms that a search looked for: corrected, begun and joined ones included."""

    __slots__ = ("_beginnings", "_terms")

    def __init__(self, terms: Iterable[str] = ()) -> None:
        """Take the terms of an index that answered; beginnings of title words mark what they begin."""
        self._terms = frozenset(terms)
        self._beginnings = tuple(term[len(STUB) :] for term in self._terms if term.startswith(STUB))

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return the places in a text to mark: start and stop, merged, in order."""
        if not self._terms:
            return []
        return _merged(self._found(text), text)

    def _found(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield what answers; a join of words only where its first word does not answer by itself."""
        answered = -1
        for term, _, start, stop in tokens(text, over_spaces=True):
            if start == answered:
                continue
            if term in self._terms or (self._beginnings and term.startswith(self._beginnings)):
                yield start, stop
                answered = start


def _merged(spans: Iterable[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Return spans in order, those made one that touch, overlap, or have but a hyphen between them."""
    merged: list[tuple[int, int]] = []
    for start, stop in sorted(spans):
        if merged and (start <= merged[-1][1] or text[merged[-1][1] : start] in HYPHENS):
            merged[-1] = (merged[-1][0], max(stop, merged[-1][1]))
        else:
            merged.append((start, stop))
    return merged
