"""Adding up what every paper of a library is worth to a query, all papers at once.

A number per paper is kept as *planes*: the lowest binary digits of all papers as one set, the next digits as
another, and so on. A set of papers is given a weight by adding it with carry, and the best papers are found
from the highest plane down (P. O'Neil and D. Quass, "Improved query performance with variant indexes",
SIGMOD 1997). Both cost a few operations on sets, whatever the number of papers.
"""

from .bits import has_more


class Planes:
    """A sum per paper; no sum may pass `2 ** len(planes) - 1`."""

    __slots__ = ("_planes",)

    def __init__(self, digits: int) -> None:
        """Start with a sum of 0 for every paper, of some binary digits."""
        self._planes = [0] * digits

    def add(self, papers: int, weight: int) -> None:
        """Add a weight to the sums of a set of papers."""
        planes = self._planes
        place = 0
        while weight:
            if weight & 1:
                carry, at = papers, place
                while carry:
                    planes[at], carry = planes[at] ^ carry, planes[at] & carry
                    at += 1
            weight >>= 1
            place += 1

    def best(self, among: int, count: int) -> tuple[int, int]:
        """Return the papers with the highest sums above 0.

        Args:
            among: The papers to choose from.
            count: How many are wanted.

        Returns:
            The papers that are certainly among them, and those that tie for the last places.
        """
        above, level = 0, among & self.any()
        if not has_more(level, count):
            return level, 0
        for plane in reversed(self._planes):
            higher = level & plane
            if not higher:
                continue
            if has_more(above | higher, count):
                level = higher
            else:
                above, level = above | higher, level ^ higher
        return above, level

    def any(self) -> int:
        """Return the papers with a sum above 0."""
        found = 0
        for plane in self._planes:
            found |= plane
        return found
