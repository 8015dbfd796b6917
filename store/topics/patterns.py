"""From a pattern as it is written to the rows of words that it stands for.

A pattern is a row of words. A word fits whatever its case, and its plural; one with a capital letter fits
only as it is written, as acronyms are (`SAM`, `OCT`), with or without a number behind it. A star is any
beginning or end (`segment*`, `*CLIP`), an exclamation mark forbids the plural (`dataset!`), a bar is a choice
(`chest|lung nodule`), a hyphen is a hyphen, a blank or nothing (`x-ray`), and two dots are up to eight other
words of the same sentence (`introduce .. dataset`).
"""

import re
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

GAP = ".."
REACH = 8
"""The most words that two dots stand for."""
MOST_ROWS = 64
LEAST_STEM = 3
"""The fewest letters that a word with a star needs."""

_WORD = re.compile(r"\*?[^\W_]+[*!]?")


class Slot(NamedTuple):
    """A word of a row.

    Attributes:
        word: The word, its star included; or several with bars between them.
        gap: How many other words may stand before it.
    """

    word: str
    gap: int = 0


Row = tuple[Slot, ...]


class BadPattern(ValueError):
    """A pattern that cannot be understood; the text says why."""


def rows(pattern: str) -> list[Row]:
    """Return the rows of words that a pattern stands for.

    Args:
        pattern: The pattern.

    Raises:
        BadPattern: It holds a sign that means nothing, or stands for too many rows.
    """
    parts: list[list[Row]] = []
    gap = 0
    for piece in pattern.split():
        if piece == GAP:
            gap = REACH
            if not parts:
                raise BadPattern("the two dots stand between words")
            continue
        parts.append([_behind(gap, row) for row in _choices(piece)])
        gap = 0
    if gap or not parts:
        raise BadPattern("the two dots stand between words" if gap else "it has no word")
    if _number(parts) > MOST_ROWS:
        raise BadPattern(f"it stands for more than {MOST_ROWS} rows of words; write several patterns")
    return [tuple(slot for part in found for slot in part) for found in product(*parts)]


def _number(parts: list[list[Row]]) -> int:
    number = 1
    for part in parts:
        number *= len(part)
    return number


def _behind(gap: int, row: Row) -> Row:
    return (row[0]._replace(gap=gap), *row[1:])


def _choices(text: str) -> Iterator[Row]:
    """Yield the rows of words of which any will do: each hyphen parts its words or joins them."""
    parts = [part.split("|") for part in text.split("-")]
    for word in (word for part in parts for word in part):
        if not _WORD.fullmatch(word):
            raise BadPattern(f"{word or text!r} is no word")
        if "*" in word and len(word.strip("*")) < LEAST_STEM:
            raise BadPattern(f"{word!r} fits too many words; give it three letters or more")
    for joints in product((True, False), repeat=len(parts) - 1):
        row = [parts[0]]
        for part, apart in zip(parts[1:], joints, strict=True):
            if apart:
                row.append(part)
            else:
                row[-1] = [first + second for first in row[-1] for second in part]
        yield tuple(Slot("|".join(part)) for part in row)
