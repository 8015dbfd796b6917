"""What was revised in a text, sentence by sentence. Pure."""

from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from .sentences import sentences


class Sentence(NamedTuple):
    """A sentence of two versions of a text.

    Args:
        sign: ` ` if it stands in both, `-` if only in the old one, `+` if only in the new one.
        text: The sentence.
    """

    sign: Literal[" ", "-", "+"]
    text: str


def revised(old: str, new: str) -> list[Sentence]:
    """Return the sentences of two versions in their order, what was removed before what took its place.

    Args:
        old: The text as it was.
        new: The text as it is.
    """
    before, after = ([text[start:stop] for start, stop in sentences(text)] for text in (old, new))
    found: list[Sentence] = []
    for kind, start, stop, low, high in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found += [Sentence(" ", text) for text in after[low:high]]
        else:
            found += [Sentence("-", text) for text in before[start:stop]]
            found += [Sentence("+", text) for text in after[low:high]]
    return found
