"""The words and two-word terms of a text, as news of terms counts them. Pure."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from ..search.stemming import Stems
from ..search.tokens import WORD, term

UNIT = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)*")
"""A word, or several that hyphens join."""
LINK = re.compile(r"\S*://\S+|\bwww\.\S+")
SHORTEST = 3
KEPT = 200_000
"""Words that are remembered at a time."""
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


class _Unit(NamedTuple):
    """A word, or several that hyphens join.

    Args:
        own: The terms that it has by itself, each as it is written there.
        alone: Its stem, if it is one word that may be part of a term; else "".
    """

    own: Mapping[Term, str]
    alone: str


class Wording:
    """Takes texts apart into terms; a word that was met before costs next to nothing."""

    def __init__(self) -> None:
        self._stems = Stems()
        self._units: dict[str, _Unit] = {}

    def terms(self, *texts: str) -> dict[Term, str]:
        """Return the terms of texts, each as it is written at one place.

        Words joined by a hyphen make a term of their own if they are two, and none with their neighbours.

        Args:
            texts: Titles or abstracts; no term goes across their ends.
        """
        found: dict[Term, str] = {}
        for text in (LINK.sub(".", text) for text in texts):
            before, start, end = "", 0, 0
            for at in UNIT.finditer(text):
                written = at.group()
                unit = self._units.get(written) or self._learnt(written)
                found.update(unit.own)
                if before and unit.alone and text[end : at.start()] == " ":
                    found[before, unit.alone] = text[start : at.end()]
                before, start, end = unit.alone, at.start(), at.end()
        return found

    def _learnt(self, written: str) -> _Unit:
        if len(self._units) > KEPT:
            self._units.clear()
        words = WORD.findall(written)
        parts = [self._stem(term(word)) for word in words]
        own: dict[Term, str] = {
            (part,): word for part, word in zip(parts, words, strict=True) if len(part) >= SHORTEST
        }
        if len(parts) == 2 and all(parts):
            own[parts[0], parts[1]] = written
        self._units[written] = _Unit(own, parts[0] if len(parts) == 1 else "")
        return self._units[written]

    def _stem(self, word: str) -> str:
        """Return the stem of a word that may be part of a term; "" for what says nothing, and for figures."""
        return self._stems[word] if len(word) > 1 and not word[0].isdigit() and word not in LITTLE else ""


def is_name(written: str) -> bool:
    """Return whether a term is written as a name: with a figure, or with a capital within a word."""
    return any(char.isdigit() for char in written) or any(
        char.isupper() for word in written.split() for char in word[1:]
    )
