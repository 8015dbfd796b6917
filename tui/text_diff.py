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
ALIKE = 0.5
"""How much of two lines must be the same for one to be the other reworded."""

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
    """Yield lines that took the place of others, with the words that differ where a line was reworded."""
    words = [changed_words(one, other) for one, other in zip(old, new, strict=False)]
    words += [((), ())] * (max(len(old), len(new)) - len(words))
    yield from (Line("-", text, gone) for text, (gone, _) in zip(old, words, strict=False))
    yield from (Line("+", text, come) for text, (_, come) in zip(new, words, strict=False))


def changed_words(before: str, after: str) -> tuple[Words, Words]:
    """Return where in each of two lines the words stand that the other has not.

    None in lines that are too long, or too unlike each other to be one line reworded.
    """
    if max(len(before), len(after)) > FEW:
        return (), ()
    old, new = list(TOKEN.finditer(before)), list(TOKEN.finditer(after))
    matcher = SequenceMatcher(None, [one[0] for one in old], [one[0] for one in new], autojunk=False)
    if matcher.ratio() < ALIKE:
        return (), ()
    changed = [code[1:] for code in matcher.get_opcodes() if code[0] != "equal"]
    return _spans(old, [code[:2] for code in changed]), _spans(new, [code[2:] for code in changed])


def _spans(tokens: Sequence[re.Match[str]], ranges: Sequence[tuple[int, int]]) -> Words:
    return tuple((tokens[first].start(), tokens[last - 1].end()) for first, last in ranges if first < last)
