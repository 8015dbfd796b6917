"""What stands where in a markdown file: frontmatter, code, headings."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .lines import bare

Span = tuple[int, int]

FRONT_LINES = 400
"""Frontmatter that is not closed within so many lines is none."""
BOM = "\ufeff"

_FENCE = re.compile(r" {0,3}(?P<marks>`{3,}(?=[^`]*$)|~{3,})(?P<info>.*)")
_HEADING = re.compile(r" {0,3}(?P<marks>#{1,6})(?:[ \t]+(?P<text>.*?))??(?:[ \t]+#+)?[ \t]*")


class Heading(NamedTuple):
    """A heading outside code.

    Args:
        line: The line it stands on, from 0.
        level: From 1, the highest, to 6.
        text: What it says.
    """

    line: int
    level: int
    text: str


class Outline(NamedTuple):
    """Where the parts of a file stand, in lines from 0.

    Args:
        front: The lines inside the frontmatter, without the two rules; None if there is none.
        body: The first line that is not frontmatter.
        code: For each line whether it is code in a fence, the fence included.
        headings: All headings in order.
    """

    front: Span | None
    body: int
    code: Sequence[bool]
    headings: tuple[Heading, ...]

    def section(self, name: str) -> Span | None:
        """Return the lines below the first heading of the second level that says this.

        They reach to the next heading of the same or a higher level, or the end.
        """
        for at, heading in enumerate(self.headings):
            if heading.level == 2 and heading.text == name:
                below = (other.line for other in self.headings[at + 1 :] if other.level <= 2)
                return heading.line + 1, next(below, len(self.code))
        return None


def outline(lines: Sequence[str]) -> Outline:
    """Find the parts of a file."""
    front = _front(lines)
    body = front[1] + 1 if front else 0
    code = [False] * body + list(_code(lines[body:]))
    headings = tuple(
        Heading(at, len(found["marks"]), found["text"] or "")
        for at in range(body, len(lines))
        if lines[at].lstrip(" ").startswith("#")
        and not code[at]
        and (found := _HEADING.fullmatch(bare(lines[at])))
    )
    return Outline(front, body, code, headings)


def heading_level(line: str) -> int:
    """Return the level of a heading, or 0 for a line that is none."""
    found = _HEADING.fullmatch(bare(line))
    return len(found["marks"]) if found else 0


def in_code(lines: Sequence[str]) -> list[bool]:
    """Return for each line whether it is code in a fence, the fence included."""
    return list(_code(lines))


def _front(lines: Sequence[str]) -> Span | None:
    if not lines or not lines[0].endswith("\n") or bare(lines[0]).removeprefix(BOM).rstrip() != "---":
        return None
    for at in range(1, min(len(lines), FRONT_LINES)):
        if lines[at].startswith("---") and bare(lines[at]).rstrip() == "---":
            return 1, at
    return None


def _code(lines: Sequence[str]) -> Iterator[bool]:
    fence = ""
    for line in lines:
        found = _FENCE.fullmatch(bare(line)) if "```" in line or "~~~" in line else None
        if not fence:
            fence = found["marks"] if found else ""
            yield bool(fence)
            continue
        yield True
        if found and found["marks"].startswith(fence) and not found["info"].strip():
            fence = ""
