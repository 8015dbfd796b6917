"""What a reader takes for one character, and for one word. Pure."""

import re
import unicodedata

WORD = re.compile(r"\w[\w'’]*")
_MODIFIERS = range(0x1F3FB, 0x1F400)
_FLAGS = range(0x1F1E6, 0x1F200)


def after(text: str, at: int) -> int:
    """Return where the character ends that begins at an offset, with all the marks on it."""
    stop = min(at + 1, len(text))
    if at < len(text) and ord(text[at]) in _FLAGS and stop < len(text) and ord(text[stop]) in _FLAGS:
        stop += 1
    while stop < len(text) and _joins(text[stop]):
        stop += 1
    return stop


def before(text: str, at: int) -> int:
    """Return where the character begins that ends at an offset."""
    start = max(at - 1, 0)
    while start > 0 and _joins(text[start]):
        start -= 1
    if start > 0 and ord(text[start]) in _FLAGS and _odd_flags(text, start):
        start -= 1
    return start


def word_end(text: str, at: int) -> int:
    """Return where the next word ends that ends after an offset; the end of the text if there is none."""
    found = next((word for word in WORD.finditer(text, _line_start(text, at)) if word.end() > at), None)
    return found.end() if found else len(text)


def word_start(text: str, at: int) -> int:
    """Return where the last word begins that begins before an offset; 0 if there is none."""
    starts = [word.start() for word in WORD.finditer(text, 0, at)]
    return starts[-1] if starts else 0


def _line_start(text: str, at: int) -> int:
    """Return a place before an offset at which no word is cut."""
    return text.rfind(" ", 0, at) + 1


def _joins(char: str) -> bool:
    return not char.isascii() and (
        unicodedata.category(char) in ("Mn", "Me", "Mc") or ord(char) in _MODIFIERS
    )


def _odd_flags(text: str, at: int) -> bool:
    """Return whether a letter of a flag is the second of its pair."""
    run = 0
    while at - run >= 0 and ord(text[at - run]) in _FLAGS:
        run += 1
    return run % 2 == 0
