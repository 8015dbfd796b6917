"""What every importer is, and the limits and checks that all of them share."""

from collections.abc import Iterator
from hashlib import sha256
from typing import BinaryIO, Protocol

from ..records import Page, Record, Rejected
from ..text.safe import clean

MAX_TITLE = 64 * 1024  # bytes
MAX_ABSTRACT = 1024 * 1024  # bytes
MAX_COUNT = 2**63 - 1  # what SQLite stores as an integer
YEARS = range(1000, 3000)

_MAX_SHOWN = 2000  # characters of a rejected part; the rest stands in the dump


class Importer(Protocol):
    """A reader of one dump format.

    Args:
        name: The name of the format, as `--format` takes it.
        title: The format in one line, for help texts.
    """

    name: str
    title: str

    def sniffs(self, head: bytes, name: str) -> bool:
        """Say whether a file looks like this format.

        Args:
            head: Its first few thousand bytes, in UTF-8.
            name: The name it goes by.

        Returns:
            Whether this importer should read it.
        """
        ...

    def read(self, file: BinaryIO, name: str, year: int | None) -> Iterator[Page | Record | Rejected]:
        """Read a dump, one item at a time.

        Args:
            file: The dump, at its beginning; it can be sought.
            name: The name to report.
            year: The year of a page that prints none at all.

        Yields:
            What the dump says of itself, its records, and what was not understood.
        """
        ...


class Unacceptable(ValueError):
    """A value that no record may have; its text is the reason, for `Rejected`.

    Args:
        reason: A phrase that can follow the place, as in `page.txt:12: …`.
        line: The line at fault, where it is not the record's first.
    """

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.line = line


def rejected(source: str, line: int, reason: str, text: str) -> Rejected:
    """Report what was not understood, safe to print.

    Args:
        source: The dump's name.
        line: Where it stands, from 1.
        reason: Why, as in `Unacceptable`.
        text: The part of the dump, however long.

    Returns:
        The report, with the beginning of the text.
    """
    shown = clean(text[:_MAX_SHOWN]).strip()
    return Rejected(source, line, clean(reason), shown + ("…" if len(text) > _MAX_SHOWN else ""))


def digest(raw: str) -> bytes:
    """Hash a raw record, to know it again.

    Args:
        raw: The record as printed.

    Returns:
        The first half of its SHA-256.
    """
    return sha256(raw.encode("utf-8", "surrogatepass")).digest()[:16]


def check_sizes(title: str, abstract: str) -> None:
    """Check the lengths of a record's texts.

    Args:
        title: The title as printed.
        abstract: The abstract as printed.

    Raises:
        Unacceptable: One of them is too long for a paper.
    """
    if _bytes(title) > MAX_TITLE:
        raise Unacceptable(f"the title is longer than {MAX_TITLE // 1024} KiB")
    if _bytes(abstract) > MAX_ABSTRACT:
        raise Unacceptable(f"the abstract is longer than {MAX_ABSTRACT // 1024} KiB")


def _bytes(text: str) -> int:
    """Count the bytes of a text in UTF-8."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))
