"""How one text differs from another: lines, and the words in them. Pure."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from postil.store.text.safe import clean

TOKEN = re.compile(r"\w+|\s+|.", re.DOTALL)
AROUND = 1
"""Lines shown on either side of what changed."""
FEW = 400
"""Characters of a line up to which it is looked at word by word."""

Words = tuple[tuple[int, int], ...]


class Line(NamedTuple):
    """A line that tells of a change.

    Args:
        sign: `+` for what came, `-` for what went, and a blank for what stayed or is told in words.
        text: The line, made safe to show.
        words: Where the words stand in it that are other ones.
    """

    sign: str
    text: str
    words: Words = ()


def text_lines(before: str, after: str) -> Iterator[Line]:
    """Yield the lines of a text that changed, with a line around them; three points stand for the rest."""
    old, new = clean(before).splitlines(), clean(after).splitlines()
    groups = SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(AROUND)
    for number, group in enumerate(groups):
        if number or group[0][1]:
            yield Line(" ", "⋯")
        for tag, a, b, c, d in group:
            if tag == "equal":
                yield from (Line(" ", text) for text in old[a:b])
            else:
                yield from _replaced(old[a:b], new[c:d])


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    """Yield lines that took the place of others; where they are as many, with the words that differ."""
    pairs = zip(old, new, strict=True) if len(old) == len(new) else ()
    words = [changed_words(one, other) for one, other in pairs]
    yield from (Line("-", text, words[at][0] if words else ()) for at, text in enumerate(old))
    yield from (Line("+", text, words[at][1] if words else ()) for at, text in enumerate(new))


def changed_words(before: str, after: str) -> tuple[Words, Words]:
    """Return where in each of two lines the words stand that the other has not; none in what is too long."""
    if max(len(before), len(after)) > FEW:
        return (), ()
    old, new = list(TOKEN.finditer(before)), list(TOKEN.finditer(after))
    matcher = SequenceMatcher(None, [one[0] for one in old], [one[0] for one in new], autojunk=False)
    changed = [code[1:] for code in matcher.get_opcodes() if code[0] != "equal"]
    return _spans(old, [code[:2] for code in changed]), _spans(new, [code[2:] for code in changed])


def _spans(tokens: Sequence[re.Match[str]], ranges: Sequence[tuple[int, int]]) -> Words:
    return tuple((tokens[first].start(), tokens[last - 1].end()) for first, last in ranges if first < last)
