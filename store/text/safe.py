"""Untrusted text made safe for a terminal, whatever it tries."""

import re
import unicodedata

_MAX_MARKS = 4

# As texts: `re` compiles each when it is first used, and a start uses none.

# Marks in a row on one letter: \w holds no marks, so only such runs need a closer look.
_MARKS = rf"[^\x00-\x7f\w\s]{{{_MAX_MARKS + 1},}}"

_CONTROLS = "\x00-\x08\x0b-\x1f\x7f"
_HOSTILE = "\x80-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
_INVISIBLE = (
    "\u00ad\u034f\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_LINE_ENDS = "\u2028\u2029"
_SUSPECT = f"\r\n|[{_CONTROLS}{_HOSTILE}{_INVISIBLE}{_LINE_ENDS}]"
_HOSTILE_CHAR = f"[{_HOSTILE}]"


def clean(text: str) -> str:
    r"""Make text safe to show: no control, no disguise, no towers of marks.

    Control characters appear as their pictures (ESC as ␛), C1 and bidirectional controls and surrogates as
    U+FFFD; what has no width is taken out, joiners included. Line feeds and tabs stay.

    Args:
        text: Any text, of one line or several.

    Returns:
        The same text in NFC, without anything a terminal would obey.
    """
    if text.isascii():
        return text if text.isprintable() else re.sub(_SUSPECT, _shown, text)
    if text.isprintable() and is_latin(text):
        return text
    text = unicodedata.normalize("NFC", re.sub(_SUSPECT, _shown, text))
    return re.sub(_MARKS, _cap_marks, text)


def is_latin(text: str) -> bool:
    """Say at once whether a text has nothing beyond Latin-1: no marks, no surrogates, nothing to compose."""
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True


def clean_line(text: str) -> str:
    """Make text safe and fold it to one line.

    Args:
        text: Any text.

    Returns:
        The text as `clean` returns it, with each run of white space as one blank and none at the ends.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    # NEL ends a line in some files, and would else be shown as a C1 control.
    return " ".join(clean(text.replace("\x85", " ")).split())


def _shown(match: re.Match[str]) -> str:
    """Say what is shown instead of one suspect character."""
    char = match[0]
    if char in ("\r\n", "\u2028", "\u2029"):
        return "\n"
    if char == "\x7f":
        return "\u2421"
    if char < " ":
        return chr(0x2400 + ord(char))
    return "\ufffd" if re.match(_HOSTILE_CHAR, char) else ""


def _cap_marks(match: re.Match[str]) -> str:
    """Keep the first few marks of each run of combining marks."""
    kept: list[str] = []
    run = 0
    for char in match[0]:
        run = run + 1 if unicodedata.category(char).startswith("M") else 0
        if run <= _MAX_MARKS:
            kept.append(char)
    return "".join(kept)
