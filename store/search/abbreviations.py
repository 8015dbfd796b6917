"""Abbreviations as papers introduce them: `visual question answering (VQA)`.

A. S. Schwartz and M. A. Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical
text", Pacific Symposium on Biocomputing, 2003: the letters of the short form are found backwards in the
words before the bracket, the first of them at the start of a word.
"""

import re
from collections.abc import Iterator

from ..text.folding import fold
from .tokens import words

_BRACKETED = re.compile(r"\(([A-Za-z][\w-]{1,9})\)")
LONGEST = 8


def abbreviations(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each short form that a text introduces, folded, with the folded words that it stands for."""
    for found in _BRACKETED.finditer(text):
        short = found[1].removesuffix("s")
        if sum(char.isupper() for char in short) > 1:
            before = text[max(0, found.start() - 120) : found.start()].rstrip()
            start = _start(short, before)
            spoken = tuple(words(before[start:])) if start is not None else ()
            if 1 < len(spoken) <= min(LONGEST, len(short) + 3):
                yield fold(short).replace("-", ""), spoken


def _start(short: str, before: str) -> int | None:
    """Return where the long form of an abbreviation starts in the text before it, if it is there."""
    low = before.lower()
    at = len(before)
    letters = [char.lower() for char in short if char.isalnum()]
    for left, letter in enumerate(reversed(letters), 1):
        at = low.rfind(letter, 0, at)
        while left == len(letters) and at > 0 and before[at - 1].isalnum():
            at = low.rfind(letter, 0, at)
        if at < 0:
            return None
    return at
