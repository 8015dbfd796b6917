"""The text dumps: a page of papers, copied from the browser."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from ..records import Field, Page, Record, Rejected
from ..text.display import display_abstract, display_title
from ..text.links import find_links
from .base import Unacceptable, check_sizes, digest, rejected
from .lines import Line, read_lines, unreadable
from .page_blocks import MAX_LINE, Block, Paragraph, SmallPrint, read_blocks
from .page_dates import DateLine, resolve
from .page_header import is_header_line, page_year, take_header
from .page_units import Stray, Unit, read_units

_AUTHOR_LINE = re.compile(rb"^\s*\xe2\x80\xa2 \d+ authors?\s*$", re.MULTILINE)


class PapersPage:
    """Reads a page of papers in two passes, in memory that does not grow with the page.

    The first pass finds the latest year printed, which gives the page its own; the second reads the records.
    """

    name = "papers-page"
    title = "a page of daily papers, copied as text"

    def sniffs(self, head: bytes, name: str) -> bool:
        """Say whether a file has a page's header or author lines, or nothing at all.

        Args:
            head: Its first few thousand bytes.
            name: The name it goes by.

        Returns:
            Whether it should be read as a page.
        """
        text = head.decode("utf-8", "replace").lstrip("\ufeff")
        lines = re.split(r"[\r\n]+", text)[:20]
        return not text.strip() or any(map(is_header_line, lines)) or bool(_AUTHOR_LINE.search(head))

    def read(self, file: BinaryIO, name: str, year: int | None) -> Iterator[Page | Record | Rejected]:
        """Read a page.

        Args:
            file: The page; it can be sought.
            name: The name to report.
            year: The year of a page whose dates tell none.

        Yields:
            What the page says of itself, its records, and what was not understood.
        """
        if reason := unreadable(file):
            yield rejected(name, 1, reason, "")
            return
        header, blocks = take_header(_blocks(file))
        page = _Page(name, header.date, page_year(header, blocks, year))
        yield Page(header.date.text if header.date else None, page.year)
        for paragraph in header.strange:
            yield page.reject(paragraph, "this line stands in the header and is not known")
        _, blocks = take_header(_blocks(file))
        yield from page.items(blocks)


def _blocks(file: BinaryIO) -> Iterator[Block]:
    """Read the blocks of a file from its beginning."""
    file.seek(0)
    return read_blocks(read_lines(file, MAX_LINE))


@dataclass(frozen=True, slots=True)
class _Page:
    """What the records of a page have in common."""

    name: str
    date: DateLine | None
    year: int | None

    def items(self, blocks: Iterator[Block]) -> Iterator[Record | Rejected]:
        """Read the records."""
        position = 0
        for unit in read_units(blocks):
            if isinstance(unit, Stray):
                yield self.reject(unit, unit.reason)
                continue
            position += 1
            problems: list[Rejected] = []
            try:
                yield self._record(unit, position, problems)
            except Unacceptable as error:
                yield rejected(self.name, error.line or unit.title.line, str(error), unit.text)
            yield from problems

    def reject(self, part: Paragraph | Stray | Line, reason: str) -> Rejected:
        """Report a part of the page."""
        line = part.number if isinstance(part, Line) else part.line
        return rejected(self.name, line, reason, part.text)

    def _record(self, unit: Unit, position: int, problems: list[Rejected]) -> Record:
        """Read one record; what is wrong in its small print costs only that line."""
        fields = dict(_texts(unit))
        if unit.small:
            fields |= _small(unit.small)
            problems.extend(self._problems(unit.small))
            fields |= self._published(unit.small, problems)
        return Record(position, unit.title.line, digest(unit.text), fields)

    def _published(self, small: SmallPrint, problems: list[Rejected]) -> dict[str, Field]:
        """Read the date, as a day and as it is printed."""
        if small.date is None:
            return {}
        date, line = small.date
        fields = {"published_text": Field(date.text, line.number, "date line")}
        try:
            dated = resolve(date, self.date, self.year)
        except Unacceptable as error:
            problems.append(self.reject(line, str(error)))
            return fields
        if dated:
            raw = date.text if date.text != dated.iso else None
            fields["published"] = Field(dated.iso, line.number, dated.rule, dated.inferred, raw)
        return fields

    def _problems(self, small: SmallPrint) -> Iterator[Rejected]:
        """Report the lines of the small print that were not understood."""
        if small.unknown:
            yield self.reject(small.unknown, "a date such as `Feb 19` should stand here")


def _texts(unit: Unit) -> Iterator[tuple[str, Field]]:
    """Read title, abstract and links, as long as they can be used.

    Raises:
        Unacceptable: They cannot.
    """
    for paragraph in (unit.title, unit.abstract):
        if line := paragraph.trouble:
            raise Unacceptable(line.trouble or "", line.number)
    check_sizes(unit.title.text, unit.abstract.text)
    title, abstract = display_title(unit.title.text), display_abstract(unit.abstract.text)
    if not title or not abstract:
        raise Unacceptable("the title or the abstract has nothing that can be shown")
    yield "title", _text_field(title, unit.title, "title line")
    yield "abstract", _text_field(abstract, unit.abstract, "abstract line")
    if links := find_links(unit.abstract.text):
        yield "links", Field(links, unit.abstract.line, "links in the abstract")


def _text_field(shown: str, paragraph: Paragraph, rule: str) -> Field:
    """Make a field of a paragraph."""
    raw = paragraph.text
    return Field(shown, paragraph.line, rule, raw=raw if raw != shown else None)


def _small(small: SmallPrint) -> dict[str, Field]:
    """Read the number of authors, the organisation and the number of comments."""
    fields: dict[str, Field] = {}
    if small.authors:
        fields["authors_count"] = Field(small.authors[0], small.authors[1].number, "author line")
    if small.organization:
        raw = small.organization.text.strip()
        shown = display_title(_once(raw))
        number = small.organization.number
        fields["organization"] = Field(
            shown, number, "line before the dot", raw=raw if raw != shown else None
        )
    if small.date and small.date[0].comments is not None:
        fields["comments"] = Field(small.date[0].comments, small.date[1].number, "number behind the date")
    return fields


def _once(name: str) -> str:
    """Take a name once that is printed twice, as a picture's caption and as a link."""
    words = name.removeprefix("•").split()
    half = len(words) // 2
    return " ".join(words[:half] if half and words[:half] == words[half:] else words)
