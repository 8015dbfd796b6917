"""A text as words that are equal in whatever typography: where they stand, and what they read as."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

SMALL = 3
"""Letters of a word that tell next to nothing."""

_HAN, _KANA = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff", "\u3040-\u30ff"
_WORD = re.compile(rf"[^\W_{_HAN}{_KANA}]+|[^\W_]")
"""A word; where scripts part none, each letter is one."""


class Wording(NamedTuple):
    """The words of a text.

    Args:
        text: The text.
        words: What each word reads as, without case, marks and ligatures.
        spans: Where each stands.
    """

    text: str
    words: Sequence[str]
    spans: Sequence[tuple[int, int]]

    def within(self, start: int, stop: int) -> tuple[int, int]:
        """Return the numbers of the words that touch a stretch of the text: the first, and the one after."""
        touched = [number for number, (a, b) in enumerate(self.spans) if a < stop and b > start]
        return (touched[0], touched[-1] + 1) if touched else (0, 0)

    def only(self, numbers: Sequence[int]) -> "Wording":
        """Return the words of some numbers, as if the text had no others."""
        return Wording(self.text, [self.words[n] for n in numbers], [self.spans[n] for n in numbers])

    def weight(self, numbers: Iterable[int]) -> int:
        """Return how much some words tell: two sentences may well share every small one."""
        return sum(telling(self.words[number]) for number in numbers)

    def place(self, first: int, end: int) -> tuple[int, int]:
        """Return where a run of words stands, from one number to before another."""
        return self.spans[first][0], self.spans[end - 1][1]


def wording(text: str) -> Wording:
    """Return the words of a text."""
    spans = [found.span() for found in _WORD.finditer(text)]
    return Wording(text, [folded(text[a:b]) for a, b in spans], spans)


def telling(word: str) -> int:
    """Return how much a word tells."""
    return 1 + SMALL * max(len(word) - SMALL, 0)


def folded(word: str) -> str:
    """Return a word without case, marks and ligatures."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFKD", word)
    return "".join(part for part in parts if not unicodedata.combining(part)).casefold()
