"""The header of a papers page, and what it says of the page."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from .base import YEARS
from .page_blocks import Block, Paragraph, SmallPrint
from .page_dates import DateLine

_KNOWN = re.compile(
    r"new|subscribe|daily papers|trending papers|get .{0,60} in your (?:e-?mail )?inbox!?|by\s?ak\b.{0,80}",
    re.IGNORECASE,
)
_MOST_BLOCKS = 12
_LONGEST = 200  # characters; what is longer is an abstract


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a page.

    Args:
        date: The page's date, where it prints one.
        strange: Lines that no header is known to have.
    """

    date: DateLine | None = None
    strange: tuple[Paragraph, ...] = ()


def is_header_line(text: str) -> bool:
    """Say whether a line is one that stands above every page.

    Args:
        text: The line.

    Returns:
        Whether it is the site's, not a paper's.
    """
    return _KNOWN.fullmatch(text.strip()) is not None


def take_header(blocks: Iterator[Block]) -> tuple[Header, Iterator[Block]]:
    """Take the header off a page.

    Args:
        blocks: All blocks of the page.

    Returns:
        The header, and the blocks behind it.
    """
    seen: list[Block] = []
    for block in blocks:
        seen.append(block)
        if isinstance(block, SmallPrint):
            date = block.bare_date if _is_header(seen[:-1]) else None
            if date:
                return Header(date, tuple(_strange(seen[:-1]))), blocks
            break
        if len(seen) == _MOST_BLOCKS or block.size > _LONGEST:
            break
    # Without a date, nothing tells the header's end but its own words.
    while seen and isinstance(seen[0], Paragraph) and not list(_strange(seen[:1])):
        del seen[0]
    return Header(), chain(seen, blocks)


def _is_header(blocks: list[Block]) -> bool:
    """Say whether what stands in front of a date is the header: the site's words, or nothing."""
    return not blocks or any(is_header_line(line.text) for block in blocks for line in block.lines)


def _strange(blocks: list[Block]) -> Iterator[Paragraph]:
    """Find the paragraphs that are not the site's."""
    for block in blocks:
        if isinstance(block, Paragraph) and not all(is_header_line(line.text) for line in block.lines):
            yield block


def page_year(header: Header, blocks: Iterable[Block], fallback: int | None) -> int | None:
    """Work out the year of a page.

    Args:
        header: Its header.
        blocks: All blocks behind it.
        fallback: The year of a page whose dates tell none.

    Returns:
        The year its own date prints; or else the one after the latest year printed, for a page leaves out
        the year in dates of its own; or else the fallback.
    """
    if header.date and header.date.year in YEARS:
        return header.date.year
    dates = (block.date[0] for block in blocks if isinstance(block, SmallPrint) and block.date)
    latest = max((date.year for date in dates if date.year in YEARS and date.year is not None), default=None)
    if latest is None:
        return fallback
    return latest + 1 if latest + 1 in YEARS else fallback
