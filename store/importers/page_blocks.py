"""The blocks of a papers page: paragraphs of text, and the small print about a paper."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

from .base import MAX_ABSTRACT
from .lines import Line
from .page_dates import DateLine, parse_date

MAX_LINE = 2 * MAX_ABSTRACT
_MAX_ORGANIZATION = 200
_DOT = "·"
_AUTHORS = re.compile(r"(?:[•·*-]\s*)?(\d{1,6}) authors?", re.ASCII | re.IGNORECASE)


@dataclass(slots=True)
class Paragraph:
    """Lines of text without a blank line between them."""

    lines: list[Line]
    size: int = 0

    @property
    def line(self) -> int:
        """The number of its first line."""
        return self.lines[0].number

    @property
    def text(self) -> str:
        """The text as printed."""
        return "\n".join(line.text for line in self.lines)

    @property
    def trouble(self) -> Line | None:
        """The first line that cannot be used."""
        return next((line for line in self.lines if line.trouble), None)

    def add(self, line: Line) -> None:
        """Add a line, as long as the paragraph is not too long altogether.

        Args:
            line: The line behind it.
        """
        if self.size > MAX_LINE:
            return
        self.size += len(line.text)
        if self.size > MAX_LINE:
            line = line._replace(trouble=f"the paragraph is longer than {MAX_LINE // 1024} KiB", text="")
        self.lines.append(line)


@dataclass(slots=True)
class SmallPrint:
    """The lines about a paper's authors and date, each with its place."""

    lines: list[Line] = field(default_factory=list)
    authors: tuple[int, Line] | None = None
    organization: Line | None = None
    date: tuple[DateLine, Line] | None = None
    unknown: Line | None = None

    @property
    def line(self) -> int:
        """The number of its first line."""
        return self.lines[0].number

    @property
    def text(self) -> str:
        """The text as printed."""
        return "\n".join(line.text for line in self.lines)

    @property
    def complete(self) -> bool:
        """Whether the date, which comes last, was seen, or something in its place."""
        return self.date is not None or self.unknown is not None

    @property
    def bare_date(self) -> DateLine | None:
        """The date of a block that is nothing else, as in the header of a page."""
        if self.date and len(self.lines) == 1 and self.date[0].comments is None:
            return self.date[0]
        return None

    def goes_on_with(self, other: "SmallPrint") -> bool:
        """Say whether another block is the rest of this one.

        Args:
            other: The block behind a blank line.

        Returns:
            Whether nothing would be said twice.
        """
        return not self.complete and not other.organization and not (self.authors and other.authors)

    def join(self, other: "SmallPrint") -> None:
        """Take in a block that goes on where this one stops.

        Args:
            other: The block behind a blank line.
        """
        self.lines += other.lines
        self.authors = self.authors or other.authors
        self.date, self.unknown = other.date, other.unknown


Block = Paragraph | SmallPrint


class _Kind(Enum):
    """What a line is by its look alone."""

    BLANK = auto()
    AUTHORS = auto()
    DOT = auto()
    DATE = auto()
    TEXT = auto()


def read_blocks(lines: Iterable[Line]) -> Iterator[Block]:
    """Gather lines to blocks.

    Args:
        lines: The lines of a page.

    Yields:
        The paragraphs and the small print, in order.
    """
    block: Block | None = None
    for line in lines:
        kind = _kind(line)
        if block is not None and not _belongs(block, kind):
            started = _organization(block) if kind is _Kind.DOT else None
            if started is None or block.lines:
                yield block
            block = started
        block = _extended(block, kind, line)
    if block is not None:
        yield block


def _kind(line: Line) -> _Kind:
    """Tell what a line is."""
    text = line.text.strip()
    if not text and line.trouble is None:
        return _Kind.BLANK
    if len(text) > _MAX_ORGANIZATION or line.trouble:
        return _Kind.TEXT
    if text == _DOT:
        return _Kind.DOT
    if parse_date(text):
        return _Kind.DATE
    return _Kind.AUTHORS if _AUTHORS.fullmatch(text) else _Kind.TEXT


def _belongs(block: Block, kind: _Kind) -> bool:
    """Say whether a line of some kind goes on with a block."""
    if isinstance(block, Paragraph):
        return kind is _Kind.TEXT
    if kind is _Kind.TEXT:
        # Behind the dot stands a date, even one that nobody can read.
        return block.lines[-1].text.strip() == _DOT
    return kind is not _Kind.BLANK and not block.complete


def _organization(block: Block) -> SmallPrint | None:
    """Begin small print with the name in front of a dot, which until then looked like text."""
    if not isinstance(block, Paragraph) or len(block.lines[-1].text) > _MAX_ORGANIZATION:
        return None
    name = block.lines.pop()
    return SmallPrint([name], organization=name)


def _extended(block: Block | None, kind: _Kind, line: Line) -> Block | None:
    """Add a line to the block it belongs to, or to a new one."""
    if kind is _Kind.BLANK:
        return None
    if kind is _Kind.TEXT and not isinstance(block, SmallPrint):
        block = block or Paragraph([])
        block.add(line)
        return block
    small = block if isinstance(block, SmallPrint) else SmallPrint()
    small.lines.append(line)
    if match := _AUTHORS.fullmatch(line.text.strip()):
        small.authors = int(match[1]), line
    elif date := parse_date(line.text.strip()):
        small.date = date, line
    elif kind is _Kind.TEXT:
        small.unknown = line
    return small
