"""The terms of whole texts, fast: what stands between blanks is taken apart once and known from then on."""

from itertools import pairwise
from typing import NamedTuple

from .tokens import tokens

MOST = 100_000
_AROUND = ".,;:!?()[]{}\"'“”‘’*`<>"


Chunk = tuple[tuple[str, ...], tuple[tuple[str, int], ...]]
"""What stands between two blanks of a text: its words in order, folded, each of which takes a place; and its
other terms (atoms, joins), each with the place among the words where it begins.

Very many are kept: as plain tuples, which the cyclic collector passes over.
"""


def plain(text: str) -> str:
    """Return a chunk folded that is one plain word with or without punctuation around it, else ""."""
    bare = text.strip(_AROUND)
    if bare.isalpha() and bare.isascii() and (bare.islower() or bare.istitle() or bare.isupper()):
        return bare.lower()
    return ""


def apart(text: str) -> Chunk:
    """Take a chunk apart; a plain word is the rule, and quick."""
    if word := plain(text):
        return (word,), ()
    words: list[str] = []
    others: list[tuple[str, int]] = []
    for term, place, _, _ in tokens(text):
        if place == len(words):
            words.append(term)
        else:
            others.append((term, place))
    return tuple(words), tuple(others)


class Reading(NamedTuple):
    """A text as ranking reads it.

    Thousands are kept, as tuples of what refers to nothing else: the cyclic collector passes those over.

    Attributes:
        words: Its words, folded; the n-th stands at place n.
        others: Its other terms with their places.
    """

    words: tuple[str, ...]
    others: tuple[tuple[str, int], ...]


class Reader:
    """Reads texts; what stands between two blanks is taken apart once."""

    def __init__(self) -> None:
        self._plain: dict[str, str] = {}
        self._chunks: dict[str, Chunk] = {}

    def read(self, text: str) -> Reading:
        """Return the reading of an abstract."""
        if len(self._chunks) + len(self._plain) >= MOST:
            self._chunks.clear()
            self._plain.clear()
        pieces = text.split()
        known = tuple(map(self._plain.get, pieces))
        if None not in known:
            return Reading(known, ())  # type: ignore[arg-type]
        words: list[str] = []
        others: list[tuple[str, int]] = []
        for piece, word in zip(pieces, known, strict=True):
            if word is not None:
                words.append(word)
            else:
                inside, joins = self._apart(piece)
                others += [(term, len(words) + place) for term, place in joins]
                words += inside
        return Reading(tuple(words), tuple(others))

    def read_title(self, text: str) -> Reading:
        """Return the reading of a title, in which words that only a blank parts are joined too."""
        words, found = self.read(text)
        others = [*found]
        pieces = text.split()
        place = 0
        for before, after in pairwise(pieces):
            place += 1 if len(words) == len(pieces) else len(self._apart(before)[0])
            if before[-1].isalnum() and after[0].isalnum():
                left, right = words[place - 1], words[place]
                if len(left) > 1 and len(right) > 1:
                    others.append((left + right, place - 1))
        return Reading(words, tuple(others))

    def _apart(self, piece: str) -> Chunk:
        if piece in self._plain:
            return (self._plain[piece],), ()
        chunk = self._chunks.get(piece) or apart(piece)
        words, others = chunk
        if len(words) == 1 and not others:
            self._plain[piece] = words[0]
        else:
            self._chunks[piece] = chunk
        return chunk
