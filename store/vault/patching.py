"""Changes to the lines of a file, made together; every line that no edit names stays as it is."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .lines import is_blank, trimmed
from .outline import Span


class Edit(NamedTuple):
    """Lines that take the place of others, or go between two where `start` is `stop`."""

    start: int
    stop: int
    lines: Sequence[str]


def patched(lines: Sequence[str], edits: Iterable[Edit], end: str) -> str:
    """Return the text with all edits made: what goes between two lines comes before what replaces the second.

    Args:
        lines: The lines of the file.
        edits: Changes that do not overlap.
        end: How lines end, for a last line that has no end and gets something below it.
    """
    pieces: list[str] = []
    at = 0
    for start, stop, new in sorted(edits, key=lambda edit: edit[:2]):
        pieces += lines[at:start]
        if new and pieces and not pieces[-1].endswith("\n"):
            pieces.append(end)
        pieces += new
        at = stop
    return "".join((*pieces, *lines[at:]))


def appended(lines: Sequence[str], section: Span, new: Sequence[str], end: str) -> Edit:
    """Return an edit that puts lines at the end of a section, with a blank line before them.

    Args:
        lines: The lines of the file.
        section: Where the section stands, without its heading.
        new: What to put there.
        end: How lines end.
    """
    start, stop = section
    while stop > start and is_blank(lines[stop - 1]):
        stop -= 1
    return Edit(stop, stop, [end, *new, *_gap(lines, stop, end)])


def replaced(lines: Sequence[str], section: Span, new: Sequence[str], end: str) -> Edit:
    """Return an edit that gives a section another text; the blank lines around it stay."""
    start, stop = trimmed(lines, *section)
    if start < stop:
        return Edit(start, stop, new)
    start = section[0]
    if start < section[1]:  # nothing but blank lines: keep the first below the heading
        return Edit(start + 1, start + 1, [*new, *_gap(lines, start + 1, end)])
    return Edit(start, start, [end, *new, *_gap(lines, start, end)])


def taken_out(lines: Sequence[str], start: int, stop: int) -> Edit:
    """Return an edit that takes lines out, with the blank line before them that `appended` puts there."""
    if start > 0 and is_blank(lines[start - 1]) and (stop == len(lines) or is_blank(lines[stop])):
        start -= 1
    return Edit(start, stop, ())


def _gap(lines: Sequence[str], at: int, end: str) -> list[str]:
    """Return a blank line where something follows directly."""
    return [end] if at < len(lines) and not is_blank(lines[at]) else []
