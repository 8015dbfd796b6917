"""What tells a passage: its quote, what stands around it, and where it stood in which version of the text."""

from hashlib import blake2b
from typing import NamedTuple

AROUND = 32
"""Characters kept before and after a quote, as most writers of TextQuoteSelectors keep them."""


class Passage(NamedTuple):
    """A passage of a text.

    Args:
        quote: The passage itself.
        prefix: What stands before it, at most `AROUND` characters.
        suffix: What stands after it.
        start: The offset of its first character; None where it is not known.
        stop: The offset after its last one.
        text_digest: The version of the text that the offsets count in.
    """

    quote: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    stop: int | None = None
    text_digest: str = ""


def passage(text: str, start: int, stop: int) -> Passage:
    """Return a passage of a text.

    Args:
        text: The text.
        start: The offset of the first character.
        stop: The offset after the last one.

    Raises:
        ValueError: The offsets enclose nothing.
    """
    if not 0 <= start < stop <= len(text):
        raise ValueError(f"no passage stands from {start} to {stop} in a text of {len(text)} characters")
    before, after = text[max(start - AROUND, 0) : start], text[stop : stop + AROUND]
    return Passage(text[start:stop], before, after, start, stop, digest(text))


def digest(text: str) -> str:
    """Return what tells one version of a text from all others."""
    return blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()
