"""What speaks for a topic, as one reads it: the words that were found with those around them."""

from collections.abc import Iterator
from typing import NamedTuple

from ..models import Paper
from .verdicts import Standing

AROUND = 32
"""Characters shown on either side of what was found, at most."""
LONGEST = 40
"""Characters shown of a pattern, at most."""


class Evidence(NamedTuple):
    """A place that speaks for a topic.

    Attributes:
        pattern: The pattern that fits there.
        field: The text that it stands in.
        around: What was found, with the words around it.
        start, stop: Where it stands in the text.
        worth: What it is worth; 1 together is enough.
    """

    pattern: str
    field: str
    around: str
    start: int
    stop: int
    worth: float


def evidence(standing: Standing, paper: Paper) -> Iterator[Evidence]:
    """Yield the places that speak for a topic of a paper, in the order of its texts."""
    for pattern, field, start, stop, worth in standing.reason.places if standing.reason else ():
        text = paper.title if field == "title" else paper.abstract
        yield Evidence(pattern, field, around(text, start, stop), start, stop, worth / 100)


def shown(pattern: str) -> str:
    """Return a pattern as far as it is good to read: some are long rows of choices."""
    return pattern if len(pattern) <= LONGEST else f"{pattern[: LONGEST - 1]}…"


def around(text: str, start: int, stop: int) -> str:
    """Return a part of a text with some whole words before and behind it, on one line."""
    first, last = max(0, start - AROUND), min(len(text), stop + AROUND)
    while 0 < first < start and not text[first - 1].isspace():
        first += 1
    while stop < last < len(text) and not text[last].isspace():
        last -= 1
    part = " ".join(text[first:last].split())
    return f"{'… ' if first else ''}{part}{' …' if last < len(text) else ''}"
