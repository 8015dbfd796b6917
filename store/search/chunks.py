"""The terms of whole texts, fast: what stands between blanks is taken apart once and known from then on."""

from itertools import pairwise
from typing import NamedTuple

from .tokens import tokens

MOST = 100_000
_AROUND = ".,;:!?()[]{}\"'“”‘’*`<>"


class Chunk(NamedTuple):
    """What stands between two blanks of a text.

    Attributes:
        words: Its words in order, folded; each takes a place.
        others: Its other terms (atoms, joins), each with the place among the words where it begins.
    """

    words: tuple[str, ...]
    others: tuple[tuple[str, int], ...] = ()


def plain(text: str) -> str:
    """Return a chunk folded that is one plain word with or without punctuation around it, else ""."""
    bare = text.strip(_AROUND)
    if bare.isalpha() and bare.isascii() and (bare.islower() or bare.istitle() or bare.isupper()):
        return bare.lower()
    return ""


def apart(text: str) -> Chunk:
    """Take a chunk apart; a plain word is the rule, and quick."""
    if word := plain(text):
        return Chunk((word,))
    words: list[str] = []
    others: list[tuple[str, int]] = []
    for term, place, _, _ in tokens(text):
        if place == len(words):
            words.append(term)
        else:
            others.append((term, place))
    return Chunk(tuple(words), tuple(others))


class Reading(NamedTuple):
    """A text as ranking reads it.

    Attributes:
        words: Its words, folded; the n-th stands at place n.
        others: Its other terms with their places.
    """

    words: list[str]
    others: list[tuple[str, int]]


class Reader:
    """Reads texts; what stands between two blanks is taken apart once."""

    def __init__(self) -> None:
        self._plain: dict[str, str] = {}
        self._chunks: dict[str, Chunk] = {}

    def read(self, text: str) -> Reading:
        """Return the reading of an abstract."""
        pieces = text.split()
        words: list[str | None] = [*map(self._plain.get, pieces)]
        others: list[tuple[str, int]] = []
        at = shift = 0
        while None in words[at:]:
            at = words.index(None, at)
            chunk = self._apart(pieces[at - shift])
            words[at : at + 1] = chunk.words
            others += [(term, at + place) for term, place in chunk.others]
            at += len(chunk.words)
            shift += len(chunk.words) - 1
        return Reading(words, others)  # type: ignore[arg-type]

    def read_title(self, text: str) -> Reading:
        """Return the reading of a title, in which words that only a blank parts are joined too."""
        words, others = self.read(text)
        pieces = text.split()
        place = 0
        for before, after in pairwise(pieces):
            place += 1 if len(words) == len(pieces) else len(self._apart(before).words)
            if before[-1].isalnum() and after[0].isalnum():
                left, right = words[place - 1], words[place]
                if len(left) > 1 and len(right) > 1:
                    others.append((left + right, place - 1))
        return Reading(words, others)

    def _apart(self, piece: str) -> Chunk:
        chunk = self._chunks.get(piece)
        if chunk is None:
            if len(self._chunks) >= MOST:
                self._chunks.clear()
                self._plain.clear()
            chunk = self._chunks[piece] = apart(piece)
            if len(chunk.words) == 1 and not chunk.others:
                self._plain[piece] = chunk.words[0]
        return chunk
