"""Breaking text into the rows of a column, by cells rather than characters. Pure."""

import re

from rich.cells import cell_len

WORD = re.compile(r"\S+\s*|\s+")


def wrap(text: str, width: int) -> list[tuple[int, int]]:
    """Break a text into rows that fit a width.

    Args:
        text: The text; a newline always breaks.
        width: Cells in a row, at least 1.

    Returns:
        The rows as offsets (start, stop) into the text, without the blanks at their ends.
    """
    rows: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        rows.extend((start + a, start + b) for a, b in _wrap_line(line, max(width, 1)))
        start += len(line) + 1
    return rows


def _wrap_line(line: str, width: int) -> list[tuple[int, int]]:
    if cell_len(line) <= width:
        return [(0, len(line.rstrip()))]
    rows, row, used = [], 0, 0
    for found in WORD.finditer(line):
        word = found.group().rstrip()
        cells = cell_len(word)
        if used and used + cells > width:
            rows.append((row, len(line[row : found.start()].rstrip()) + row))
            row, used = found.start(), 0
        while cells > width:
            cut = _fitting(line, row, width)
            rows.append((row, cut))
            row, used, cells = cut, 0, cell_len(line[cut : found.start() + len(word)])
        used += cells + cell_len(found.group()) - cell_len(word)
    return [*rows, (row, row + len(line[row:].rstrip()))]


def _fitting(line: str, start: int, width: int) -> int:
    """Return where a row that begins at `start` must end to fit, within a word that is too long."""
    stop, used = start, 0
    while stop < len(line):
        used += cell_len(line[stop])
        if used > width and stop > start:
            break
        stop += 1
    return stop


def crop(text: str, width: int) -> str:
    """Return a text cut to a width in cells, with an ellipsis where something was cut."""
    if cell_len(text) <= width:
        return text
    if width <= 0:
        return ""
    stop, used = 0, 1
    while used + cell_len(text[stop]) <= width:
        used += cell_len(text[stop])
        stop += 1
    return text[:stop].rstrip() + "…"
