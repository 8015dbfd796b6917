"""A paper as plain text, to read in a terminal or a pipe."""

import textwrap
from collections.abc import Iterator

from ..models import Paper
from .addresses import addresses
from .wording import facts, places

WIDTH = 78


def as_text(paper: Paper, width: int = WIDTH) -> str:
    """Return a paper as lines of at most a width: title, facts, abstract, then what is known besides.

    Args:
        paper: The paper.
        width: Columns; a word that is longer, such as a link, is never broken.
    """
    blocks = [paper.title, facts(paper), *paper.abstract.splitlines()]
    prose = "\n\n".join(_wrapped(block, width) for block in blocks if block)
    return "\n\n".join((prose, "\n".join(_details(paper, width))))


def _details(paper: Paper, width: int) -> Iterator[str]:
    for name, value in _pairs(paper):
        if value:
            yield _wrapped(f"{name + ':':<10}{value}", width, " " * 10)


def _pairs(paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield what is known besides, under its name; what is not known is empty."""
    yield "Key", paper.key
    yield "Status", ", ".join(_marks(paper))
    yield "Tags", ", ".join(paper.tags)
    yield "Topics", ", ".join(paper.auto_tags)
    yield "Lists", ", ".join(paper.lists)
    yield "Comments", "" if paper.comments is None else str(paper.comments)
    yield "Upvotes", "" if paper.upvotes is None else str(paper.upvotes)
    for address in addresses(paper):
        yield "Link", address
    yield "Source", places(paper)


def _marks(paper: Paper) -> Iterator[str]:
    yield paper.status
    if paper.rating is not None:
        yield f"rated {paper.rating} of 5"
    if paper.starred:
        yield "starred"
    if paper.highlights:
        yield f"{paper.highlights} highlight{'' if paper.highlights == 1 else 's'}"
    if paper.notes:
        yield "with a note"


def _wrapped(text: str, width: int, indent: str = "") -> str:
    return textwrap.fill(
        text, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
