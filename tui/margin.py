"""Where comments stand: beside the line they belong to, or below the passage. Never over each other. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len

from .layout import crop, wrap

CLOSED = 2
"""Rows of a comment that is not the current one."""


class Comment(NamedTuple):
    """A comment to be placed.

    Args:
        number: Which highlight it belongs to.
        first: The row of the text where the passage begins.
        last: The row where it ends.
        text: What it says.
    """

    number: int
    first: int
    last: int
    text: str


class Line(NamedTuple):
    """A line of a column with comments.

    Args:
        row: The row of the text that it draws, or -1.
        note: The part of a comment that it draws, beside or instead of that.
        number: Which highlight that belongs to, or -1.
        begins: Whether the comment begins here.
    """

    row: int
    note: str = ""
    number: int = -1
    begins: bool = False


class _Box(NamedTuple):
    """A comment in its place: which highlight it belongs to, its first line, and what stands in its lines."""

    number: int
    top: int
    lines: tuple[str, ...]


def beside(rows: int, comments: Sequence[Comment], width: int, current: int) -> list[Line]:
    """Return lines with comments in a margin: each at its row, or as near to it as the others leave room.

    Args:
        rows: The rows of the text.
        comments: In the order of their rows.
        width: Cells of the margin.
        current: The highlight whose comment opens, and keeps its row if there is room above for the others.
    """
    boxes = _pushed_down([_Box(one.number, one.first, _folded(one, width, current)) for one in comments])
    here = next((place for place, box in enumerate(boxes) if box.number == current), None)
    if here is not None:
        boxes[here] = boxes[here]._replace(top=comments[here].first)
        boxes = _pushed_down(_pushed_up(boxes, here))
    notes = {
        box.top + step: Line(-1, text, box.number, not step)
        for box in boxes
        for step, text in enumerate(box.lines)
    }
    return [
        notes.get(line, Line(-1))._replace(row=line if line < rows else -1)
        for line in range(max(rows, max(notes, default=-1) + 1))
    ]


def below(rows: int, comments: Sequence[Comment], width: int, current: int) -> list[Line]:
    """Return lines with comments below the rows in which their passages end.

    Args:
        rows: The rows of the text.
        comments: In the order of their passages.
        width: Cells of the column.
        current: The highlight whose comment opens.
    """
    lines: list[Line] = []
    for row in range(rows):
        lines.append(Line(row))
        for one in comments:
            if one.last == row:
                folded = enumerate(_folded(one, width, current))
                lines += [Line(-1, text, one.number, not step) for step, text in folded]
    return lines


def _folded(comment: Comment, width: int, current: int) -> tuple[str, ...]:
    """Return the lines of a comment, all of them if it is the current one."""
    text = comment.text.strip().replace("\t", " ")
    lines = [" " * row.indent + text[row.start : row.stop] for row in wrap(text, width)]
    if comment.number == current or len(lines) <= CLOSED:
        return tuple(lines)
    last = lines[CLOSED - 1]
    if cell_len(last) >= width:
        last = last.rpartition(" ")[0] or crop(last, width - 1).rstrip("…")
    return (*lines[: CLOSED - 1], f"{last}…")


def _pushed_down(boxes: Sequence[_Box]) -> list[_Box]:
    """Return boxes of which each begins no earlier than the one before it ends."""
    placed: list[_Box] = []
    end = 0
    for box in boxes:
        placed.append(box._replace(top=max(box.top, end)))
        end = placed[-1].top + len(box.lines)
    return placed


def _pushed_up(boxes: Sequence[_Box], here: int) -> list[_Box]:
    """Return boxes of which those before one of them end no later than it begins."""
    placed = list(boxes)
    for place in range(here - 1, -1, -1):
        room = placed[place + 1].top - len(placed[place].lines)
        placed[place] = placed[place]._replace(top=min(placed[place].top, room))
    return placed
