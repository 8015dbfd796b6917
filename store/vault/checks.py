"""What makes a file suspect: it is left alone until somebody has looked at it."""

import re

from .errors import Held

_OURS = re.compile(rb"^<{7} ", re.MULTILINE)
_THEIRS = re.compile(rb"^>{7} ", re.MULTILINE)
FEWEST_GONE = 2
"""So many parts at least must be gone at once to be suspect."""


def check_content(data: bytes) -> None:
    """Refuse a file that nobody meant to be like this.

    Raises:
        Held: It is empty, ends in zeros, or has the marks of a merge that failed.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise Held("it is empty")
    if data.endswith(b"\x00"):
        raise Held("it ends in zeros, as files do after a crash")
    ours = _OURS.search(data)
    if ours and _THEIRS.search(data, ours.end()):
        raise Held("it has the conflict marks of a merge")


def check_cut(data: bytes, base: bytes) -> None:
    """Refuse a file that breaks off in the middle of a line where it went on before.

    Raises:
        Held: It does.
    """
    if len(data) < len(base) and not data.endswith(b"\n") and base.startswith(data):
        raise Held("it breaks off in the middle of a line")


def check_parts(gone: int, before: int) -> None:
    """Refuse a file of which most is gone.

    Args:
        gone: How many of its parts are gone.
        before: How many it had.

    Raises:
        Held: More than half of them are.
    """
    if gone >= FEWEST_GONE and gone * 2 > before:
        raise Held(f"{gone} of its {before} highlights or entries are gone at once")
