"""The text of the Notes section, and how a note is written so that it cannot end its own section."""

import re
from collections.abc import Sequence

from .lines import folded
from .outline import heading_level, in_code

_ESCAPED = re.compile(r" {0,3}\\+#{1,2}(?=[ \t\r\n]|$)")
LOWEST_END = 2
"""A heading of this level or a higher one ends the section."""


def read_note(lines: Sequence[str]) -> str:
    """Return the note that stands in some lines of a file."""
    code = in_code(lines)
    return folded("".join(map(_read, lines, code)))


def note_lines(note: str, end: str) -> list[str]:
    r"""Return the lines of a note, each with its end.

    A heading of the first two levels would end the section: it gets a `\` before it, which `read_note` takes
    away.
    """
    lines = [line + end for line in note.split("\n")] if note else []
    return list(map(_written, lines, in_code(lines)))


def _read(line: str, code: bool) -> str:
    return line.replace("\\", "", 1) if not code and _ESCAPED.match(line) else line


def _written(line: str, code: bool) -> str:
    if not code and (0 < heading_level(line) <= LOWEST_END or _ESCAPED.match(line)):
        at = len(line) - len(line.lstrip(" "))
        return f"{line[:at]}\\{line[at:]}"
    return line
