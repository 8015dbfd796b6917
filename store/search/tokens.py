"""Words as search sees them: folded, hyphen-blind, aware of camelCase, each with its place in the text.

A text is a row of *places*, one for each run of letters and digits. At a place stand the run itself
(`retfiner`), the atoms of a camelCase name (`ret`, `finer`), and the names joined over hyphens that begin
there (`Med-R1` gives `med` and `medr1` at one place, `r1` at the next). In titles, neighbours are joined
over a single space as well, so that `mellama` finds `Me LLaMA`.
"""

import re
from collections.abc import Iterator

from ..text.folding import fold

WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_ATOM = re.compile(r"\d+[A-Z]?(?![a-z])|[A-Z]{2,}s?(?![a-z])|[A-Z]?[a-z]+|[A-Z]|\d+")
HYPHENS = frozenset("-‐‑‒–−/_.'’+")
LONGEST_COMPOUND = 5


Token = tuple[str, int, int, int]
"""A term, its place in the row of words, and its span (start, stop) in the original text."""

Parts = tuple[str, list[tuple[str, int, int]]]
"""A word folded, and its atoms folded with their spans in the word."""


def term(word: str) -> str:
    """Return a word folded to letters and digits alone, since some signs unfold to several words."""
    folded = fold(word)
    return folded if folded.isalnum() else "".join(filter(str.isalnum, folded)) or word


def words(text: str) -> list[str]:
    """Return the folded words of a text in their order; hyphens separate."""
    return [term(word) for word in WORD.findall(text)]


def atoms(word: str) -> list[tuple[int, int]]:
    """Return the spans of the parts of a camelCase name or of a run of ideographs.

    An empty list means that the word has no parts. A capital after a number belongs to it (`Med3D`), and
    the plural of an acronym is one part (`LLMs`). Single letters are not parts worth finding.
    """
    if not word.isascii():
        return [(at, at + 1) for at, char in enumerate(word) if "\u3040" <= char <= "\ud7af"]
    if word.isalpha() and (word.islower() or word.isupper() or word.istitle()):
        return []
    spans = [found.span() for found in _ATOM.finditer(word)]
    if len(spans) < 2:
        return []
    return [(start, stop) for start, stop in spans if stop - start > 1 or word[start].isdigit()]


def parts(word: str) -> Parts:
    """Return a word and its atoms, folded."""
    return term(word), [(term(word[start:stop]), start, stop) for start, stop in atoms(word)]


def tokens(text: str, over_spaces: bool = False, seen: dict[str, Parts] | None = None) -> Iterator[Token]:
    """Yield every term of a text, in the order of places.

    Args:
        text: Display text.
        over_spaces: Whether neighbours that only a space separates are joined too, as in titles; single
            letters are not.
        seen: Words met before, for a caller that reads many texts.
    """
    seen = {} if seen is None else seen
    row: list[tuple[str, int, int]] = []
    compound = end = 0
    for place, found in enumerate(WORD.finditer(text)):
        raw, start = found.group(), found.start()
        name, inner = seen.get(raw) or seen.setdefault(raw, parts(raw))
        gap = text[end:start]
        end = found.end()
        row.append((name, start, end))
        yield name, place, start, end
        for atom, first, last in inner:
            yield atom, place, start + first, start + last
        hyphened = place > 0 and gap in HYPHENS
        compound = compound + 1 if hyphened else 0
        spaced = over_spaces and place > 0 and gap == " " and len(name) > 1 and len(row[-2][0]) > 1
        if hyphened or spaced:
            yield _joined(row, place, 1)
        if 1 < compound < LONGEST_COMPOUND:
            yield _joined(row, place, compound)


def _joined(row: list[tuple[str, int, int]], place: int, back: int) -> Token:
    """Return the join of the last words of a row as one token at the place of the first of them."""
    joined = row[-1 - back :]
    return "".join(name for name, _, _ in joined), place - back, joined[0][1], joined[-1][2]
