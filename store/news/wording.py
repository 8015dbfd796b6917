"""The words and two-word terms of a text, as news of terms counts them. Pure."""

import re
from collections.abc import Iterator

from ..search.stemming import Stems
from ..search.tokens import WORD, term

UNIT = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)*")
"""A word, or several that hyphens join."""
SHORTEST = 3
_LITTLE = """
a about above across after all also among an and any are around as at be because been before being below
best better between both but by can compared could do does doing down due during each either even every
few first for from further given had has have having here how however if in into is it its itself just
less like made make many may might more most much must near neither new no non nor not novel of off
often on once one only or other our out over own per same second several she should show shows since so
some still such than that the their them then there these they third this those three through thus to
too two under until up upon us use used uses using very via was we were what when where whether which
while who whose why will with within without would yet you your
"""
LITTLE = frozenset(_LITTLE.split())
"""Words that neither are terms nor begin or end one."""

Term = tuple[str, ...]
"""One word or two, by their stems: an ending makes no new term."""


def terms_of(text: str, stems: Stems) -> Iterator[tuple[Term, str]]:
    """Yield the terms of a text, each with how it is written there; some more than once.

    Words joined by a hyphen make a term of their own if they are two, and none with their neighbours.

    Args:
        text: A title or an abstract.
        stems: The stem of any word.
    """
    before, start, end = "", 0, 0
    for unit in UNIT.finditer(text):
        words = WORD.findall(unit.group())
        parts = [_stem(term(word), stems) for word in words]
        yield from (((part,), word) for part, word in zip(parts, words, strict=True) if len(part) >= SHORTEST)
        if len(parts) == 2 and all(parts):
            yield (parts[0], parts[1]), unit.group()
        alone = parts[0] if len(parts) == 1 else ""
        if before and alone and text[end : unit.start()] == " ":
            yield (before, alone), text[start : unit.end()]
        before, start, end = alone, unit.start(), unit.end()


def _stem(word: str, stems: Stems) -> str:
    """Return the stem of a word that may be part of a term; "" for one that says nothing, and for figures."""
    return stems[word] if len(word) > 1 and not word[0].isdigit() and word not in LITTLE else ""


def is_name(written: str) -> bool:
    """Return whether a term is written as a name: with a figure, or with a capital within a word."""
    return any(char.isdigit() for char in written) or any(
        char.isupper() for word in written.split() for char in word[1:]
    )
