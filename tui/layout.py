"""Breaking text into the rows of a column, by cells rather than characters. Pure."""

import re
from typing import NamedTuple

from rich.cells import cell_len

WORD = re.compile(r"\S+\s*|\s+")
HANG = "\t"
"""Where it stands in a line, the rows that follow hang; it is drawn as a blank."""


class TextRow(NamedTuple):
    """One row of a column.

    Args:
        start: The offset of its first character in the text.
        stop: The offset after its last one; blanks at the end are left out.
        indent: Cells to leave free before it.
    """

    start: int
    stop: int
    indent: int


def wrap(text: str, width: int) -> list[TextRow]:
    """Break a text into rows that fit a width.

    Args:
        text: The text; a newline always breaks, and the rows of a line hang under its first word or `HANG`.
        width: Cells in a row, at least 1.
    """
    rows: list[TextRow] = []
    offset = 0
    for line in text.split("\n"):
        rows += [TextRow(offset + a, offset + b, indent) for a, b, indent in _wrap_line(line, max(width, 1))]
        offset += len(line) + 1
    return rows


def _wrap_line(line: str, width: int) -> list[TextRow]:
    if cell_len(line) <= width and HANG not in line:
        return [TextRow(0, len(line.rstrip()), 0)]
    hang = min(_hang(line), width // 2)
    rows: list[TextRow] = []
    start, used, indent = 0, 0, 0
    for found in WORD.finditer(line.replace(HANG, " ")):
        word = found.group().rstrip()
        cells = cell_len(word)
        if used and indent + used + cells > width:
            rows.append(_row(line, start, found.start(), indent))
            start, used, indent = found.start(), 0, hang
        end = found.start() + len(word)
        while indent + cells > width and start < end:
            cut = _fitting(line, start, end, width - indent)
            rows.append(TextRow(start, cut, indent))
            start, used, indent = cut, 0, hang
            cells = cell_len(line[cut:end])
        used += cells + cell_len(found.group()) - cell_len(word)
    return [*rows, _row(line, start, len(line), indent)]


def _row(line: str, start: int, stop: int, indent: int) -> TextRow:
    return TextRow(start, start + len(line[start:stop].rstrip()), indent)


def _hang(line: str) -> int:
    if HANG in line:
        return cell_len(line[: line.index(HANG)]) + 1
    return len(line) - len(line.lstrip(" "))


def _fitting(line: str, start: int, end: int, width: int) -> int:
    """Return where a row must end to fit, within a word that is too long and ends at `end`."""
    stop = start + 1
    while stop < end and cell_len(line[start : stop + 1]) <= width:
        stop += 1
    return stop


def crop(text: str, width: int) -> str:
    """Return a text cut to a width in cells, with an ellipsis where something was cut."""
    if cell_len(text) <= width:
        return text
    if width <= 0:
        return ""
    stop = 0
    while cell_len(text[: stop + 1]) < width:
        stop += 1
    return text[:stop].rstrip() + "…"
