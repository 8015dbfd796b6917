"""What a reader wrote, as the library can keep it: every character that is one."""

import re

_NONE = re.compile("[\x00\ud800-\udfff]")


def kept(text: str) -> str:
    """Return a text without what no file holds: NUL is shown as its picture, half a character as U+FFFD.

    Args:
        text: What a reader wrote, or another program in a reader's name.
    """
    return _NONE.sub(lambda found: "\u2400" if found[0] == "\x00" else "\ufffd", text)


def shortened(text: str, most: int = 60) -> str:
    """Return the beginning of a text in one line, for a label."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most].rstrip()}…"


def first_line(text: str) -> str:
    """Return the first line of a text that shows anything; "" if none does."""
    return next((line.strip() for line in text.splitlines() if line.strip()), "")
