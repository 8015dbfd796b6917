"""Names that fit what is typed, however sloppily. Pure."""

from collections.abc import Collection, Iterable, Iterator
from functools import cached_property

from postil.store.text.folding import fold

GAPS = "/-_."
"""What parts the parts of a name besides blanks."""
BLANKS = str.maketrans(GAPS, " " * len(GAPS))
NEAR = 75
"""How alike, of 100, a part of a name is to be that is offered for its likeness alone."""
SHORTEST = 4
"""Letters that must be typed before likeness counts."""
MOST_NEAR = 10


class Names:
    """Names to find one of.

    Args:
        names: The names; of two that fit alike, the earlier one comes first.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._folded = {name: fold(name) for name in names}
        self._spaced = {name: f" {folded.translate(BLANKS)}" for name, folded in self._folded.items()}

    def fitting(self, typed: str) -> list[str]:
        """Return the names that fit, the best first: as a whole, by a part, in short, or but for a slip."""
        wanted = " ".join(fold(typed).split())
        if not wanted:
            return list(self._folded)
        sought = wanted, f" {wanted.translate(BLANKS)}", wanted.replace(" ", "")
        ranked = {name: self._rank(name, *sought) for name in self._folded}
        found = [name for name, rank in ranked.items() if rank is not None]
        found.sort(key=lambda name: ranked[name] or 0)
        return [*found, *self._near(wanted, frozenset(found))]

    def _rank(self, name: str, wanted: str, spaced: str, letters: str) -> int | None:
        """Return how well a name fits, from 0 for best; None if it does not."""
        folded = self._folded[name]
        if wanted in folded:
            whole = 0 if folded == wanted else 1 if folded.startswith(wanted) else 3
            return 2 if whole == 3 and spaced in self._spaced[name] else whole
        return 4 if shortens(letters, self._spaced[name][1:]) else None

    @cached_property
    def _parts(self) -> dict[tuple[str, str], str]:
        """The parts of each name, and the whole."""
        return {
            (name, part): part
            for name, folded in self._folded.items()
            for part in (folded, *self._spaced[name].split())
        }

    def _near(self, wanted: str, found: Collection[str]) -> Iterator[str]:
        """Yield names with a part like what is typed, for a finger that slipped."""
        if len(wanted) < SHORTEST:
            return
        # Deferred: only one who types pays for it.
        from rapidfuzz import fuzz, process  # noqa: PLC0415

        near = process.extract(
            wanted, self._parts, scorer=fuzz.ratio, score_cutoff=NEAR, limit=MOST_NEAR + len(found)
        )
        yield from dict.fromkeys(name for _part, _score, (name, _) in near if name not in found)


def shortens(letters: str, name: str) -> bool:
    """Return whether letters are a name in short: beginnings of some of its parts, in their order.

    Args:
        letters: What is typed, such as `mrl`.
        name: A name with blanks between its parts, such as `method rl`.
    """
    if f" {letters[0]}" not in f" {name}":
        return False
    starts = [0, *(at for at, char in enumerate(name, 1) if char == " ")]
    here = set(starts)
    for letter in letters:
        matched = {at + 1 for at in here if name[at : at + 1] == letter}
        if not matched:
            return False
        first = min(matched)
        here = matched.union(start for start in starts if start >= first)
    return True
