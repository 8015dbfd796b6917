"""The units of a papers page: a title, an abstract, and the small print of one paper."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from .base import MAX_TITLE
from .page_blocks import Block, Paragraph, SmallPrint

# No title of a real page reaches the first figure, no abstract falls below the second. They matter only
# where something is missing or too much, to tell whose fault it is.
_TITLE_BELOW = 250
_ABSTRACT_FROM = 400


@dataclass(slots=True)
class Unit:
    """One paper of a page, in parts."""

    title: Paragraph
    abstract: Paragraph
    small: SmallPrint | None = None

    @property
    def text(self) -> str:
        """The record as printed, without its blank lines."""
        parts = (self.title, self.abstract, self.small)
        return "\n".join(part.text for part in parts if part)


@dataclass(frozen=True, slots=True)
class Stray:
    """A part of a page that belongs to no paper."""

    line: int
    text: str
    reason: str


@dataclass(slots=True)
class _Window:
    """A stream of blocks that can be looked into a little ahead."""

    source: Iterator[Block]
    ahead: deque[Block] = field(default_factory=deque)

    def peek(self, place: int = 0) -> Block | None:
        """Look at a block to come."""
        while len(self.ahead) <= place:
            block = next(self.source, None)
            if block is None:
                return None
            self.ahead.append(block)
        return self.ahead[place]

    def text(self, place: int = 0) -> Paragraph | None:
        """Look at a block to come, if it is a paragraph."""
        block = self.peek(place)
        return block if isinstance(block, Paragraph) else None

    def loosen(self) -> None:
        """Part the next paragraph where it is title and abstract in one."""
        parts = _glued(paragraph) if (paragraph := self.text()) else None
        if parts:
            self.ahead.popleft()
            self.ahead.extendleft(reversed(parts))

    def take(self) -> Block:
        """Take the next block, which was seen."""
        return self.ahead.popleft()

    def take_small(self) -> SmallPrint | None:
        """Take the small print that comes next, be it torn apart by blank lines or not."""
        block = self.peek()
        if not isinstance(block, SmallPrint):
            return None
        self.take()
        while isinstance(other := self.peek(), SmallPrint) and block.goes_on_with(other):
            self.take()
            block.join(other)
        return block


def read_units(blocks: Iterator[Block]) -> Iterator[Unit | Stray]:
    """Put blocks together to papers, so that one out of order costs no other.

    Args:
        blocks: The blocks behind the header.

    Yields:
        The papers, and the blocks that belong to none.
    """
    window = _Window(blocks)
    while (block := window.peek()) is not None:
        if isinstance(block, SmallPrint):
            small = window.take_small() or block
            yield Stray(small.line, small.text, "these lines about a paper follow no paper")
            continue
        window.loosen()
        title, abstract = window.text(0), window.text(1)
        if title is None or abstract is None or _lacks_abstract(window, abstract):
            yield _lone(window)
            continue
        window.take(), window.take()
        unit = Unit(title, abstract)
        yield from _completed(unit, window)
        yield unit


def _lacks_abstract(window: _Window, following: Paragraph) -> bool:
    """Say whether what follows a title is the title of the next paper, for an abstract follows it in turn."""
    after = window.text(2)
    return following.size < _TITLE_BELOW and after is not None and _is_abstract(after)


def _is_abstract(paragraph: Paragraph) -> bool:
    """Say whether a paragraph can be nothing but an abstract."""
    return paragraph.size >= _ABSTRACT_FROM and _glued(paragraph) is None


def _glued(paragraph: Paragraph) -> tuple[Paragraph, Paragraph] | None:
    """Part a title from an abstract that follows it without a blank line."""
    title, *rest = paragraph.lines
    size = sum(len(line.text) for line in rest)
    if not rest or len(title.text) >= _TITLE_BELOW or size < _ABSTRACT_FROM:
        return None
    return Paragraph([title], len(title.text)), Paragraph(rest, size)


def _lone(window: _Window) -> Stray:
    """Take a paragraph that has no partner, with its small print."""
    paragraph = window.take()
    small = window.take_small()
    text = "\n".join(part.text for part in (paragraph, small) if part)
    return Stray(
        paragraph.line, text, "a title and an abstract should stand here, but only one paragraph does"
    )


def _completed(unit: Unit, window: _Window) -> Iterator[Stray]:
    """Give a paper its small print, past any paragraph that stands in between."""
    while (unit_small := window.take_small()) is None:
        block = window.text()
        # One beyond all measure is a paper's title gone wrong: the small print behind it is its own.
        if block is None or not _is_abstract(block) or block.size > MAX_TITLE or block.trouble:
            return
        window.take()
        yield Stray(block.line, block.text, "a title should stand here, but this is too long for one")
    unit.small = unit_small
