"""A passage with a gap: what one sees of a highlight that is to be recalled. Pure."""

import re
from typing import NamedTuple

from .models import Highlight, Paper
from .text.sentences import sentences

GAP = "▁"
"""What stands for each character that is to be recalled."""

CUE = 4
"""Of so many words of a passage one is shown, so that one knows where to begin; but never more than three."""


class Passage(NamedTuple):
    """What is shown of a text around a highlight.

    Args:
        text: The sentences with the highlight, and one on either side.
        start: Where what is to be recalled begins in it.
        stop: Where it ends.
    """

    text: str
    start: int
    stop: int


def passage_of(highlight: Highlight, paper: Paper) -> Passage:
    """Return what is shown of a paper around a highlight that stands in it."""
    text = paper.title if highlight.field == "title" else paper.abstract
    start, stop = highlight.place or (0, 0)
    found = sentences(text) or [(0, len(text))]
    inside = [at for at, (first, last) in enumerate(found) if last > start and first < stop] or [0]
    first, last = max(inside[0] - 1, 0), min(inside[-1] + 1, len(found) - 1)
    before = "… " if first else ""
    after = " …" if last < len(found) - 1 else ""
    begin, end = found[first][0], found[last][1]
    shift = len(before) - begin
    return Passage(f"{before}{text[begin:end]}{after}", _after_cue(text, start, stop) + shift, stop + shift)


def _after_cue(text: str, start: int, stop: int) -> int:
    """Return where what is to be recalled begins: a long passage shows its first words."""
    words = list(re.finditer(r"\S+\s*", text[start:stop]))
    shown = min(len(words) // CUE, 3)
    return start + (words[shown].start() if words else 0)


def hidden(passage: Passage) -> str:
    """Return the text of a passage with a gap where it is to be recalled."""
    text, start, stop = passage
    return text[:start] + re.sub(r"\S", GAP, text[start:stop]) + text[stop:]
