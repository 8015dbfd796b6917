"""What passes between a dump and the library: records as importers read them, and the report of an import."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from .models import Highlight, Source, Status

Value = str | int | tuple[str, ...]


class Field(NamedTuple):
    """One field of a record as an importer read it.

    Args:
        value: Display text, a number, or a tuple of texts (authors, links).
        line: The line it stands on, from 1.
        rule: The rule that read it, in a few words.
        inferred: Whether the value was worked out rather than printed.
        raw: The text as printed, where it differs from the value.
    """

    value: Value
    line: int
    rule: str
    inferred: bool = False
    raw: str | None = None


class Marks(NamedTuple):
    """What a reader said of a paper, as a dump repeats it.

    Args:
        status: The status, or None where none is given.
        rating: From 0 to 5, or None.
        starred: Whether it has a star.
        tags: The reader's tags.
        lists: The reading lists it is on, each with its place there; None is the place in the dump.
        note: The note on it.
        highlights: What is marked in it; the key of none is known yet.
    """

    status: Status | None = None
    rating: int | None = None
    starred: bool = False
    tags: tuple[str, ...] = ()
    lists: tuple[tuple[str, int | None], ...] = ()
    note: str = ""
    highlights: tuple[Highlight, ...] = ()


class Record(NamedTuple):
    """One paper as one dump prints it.

    Args:
        position: Which record of the dump, from 1.
        line: The line of its title, from 1.
        digest: A hash of the raw record.
        fields: What was read, by the field's name in `Paper`; `title` and `abstract` are always there.
        key: The key that the dump gives the paper.
        marks: What a reader said of it, if the dump repeats that.
        sources: Where the dump has it from; then it is no source of its own.
    """

    position: int
    line: int
    digest: str | bytes
    fields: Mapping[str, Field]
    key: str | None = None
    marks: Marks | None = None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """A part of a dump that was not understood, kept with its place and the reason."""

    source: str
    line: int
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """What a dump says of itself: its printed date and the year worked out for it."""

    date_text: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did, for one dump or for several together.

    Args:
        files: How many dumps were read.
        records: How many records they held.
        added: Papers that were new.
        merged: Records that joined a paper already there.
        changed: Papers of before whose shown values changed.
        unchanged: Records that the library knew already.
        rejected: What was not understood.
        duplicates: Pairs of keys of papers that may be the same and were not merged.
        dry_run: Whether nothing was written.
    """

    files: int = 0
    records: int = 0
    added: int = 0
    merged: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: tuple[Rejected, ...] = ()
    duplicates: tuple[tuple[str, str], ...] = ()
    dry_run: bool = False
