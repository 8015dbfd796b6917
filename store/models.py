"""The values that the library hands out: frozen, and free of any database handle."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

Status = Literal["unread", "reading", "read", "dropped"]
Sort = Literal["newest", "oldest", "title", "comments", "added", "position"]

STATUSES: tuple[Status, ...] = get_args(Status)
SORTS: tuple[Sort, ...] = get_args(Sort)


@dataclass(frozen=True, slots=True)
class Source:
    """One appearance of a paper in a dump.

    Args:
        name: The dump's file name.
        position: Which record of the dump, from 1.
        line: The line of the record's title, from 1.
    """

    name: str
    position: int
    line: int


@dataclass(frozen=True, slots=True)
class Row:
    """A paper as a list shows it; `paper_id` is good for this session only."""

    paper_id: int
    key: str
    title: str
    published: str | None
    authors_count: int | None
    organization: str | None
    comments: int | None
    status: Status
    rating: int | None
    starred: bool
    notes: int
    highlights: int
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper with everything known of it; unknown values are None, never empty or 0.

    Title and abstract are display text: safe for a terminal, LaTeX rendered. The raw ones are as printed.
    """

    key: str
    title: str
    abstract: str
    raw_title: str
    raw_abstract: str
    published: str | None = None
    published_text: str | None = None
    published_inferred: bool = False
    authors: tuple[str, ...] = ()
    authors_count: int | None = None
    organization: str | None = None
    comments: int | None = None
    upvotes: int | None = None
    arxiv_id: str | None = None
    doi: str | None = None
    links: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    tags: tuple[str, ...] = ()
    auto_tags: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    status: Status = "unread"
    rating: int | None = None
    starred: bool = False
    highlights: int = 0
    notes: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """A paper found by a search: its row id and how well it answers (higher is better)."""

    paper_id: int
    score: float


@dataclass(frozen=True, slots=True)
class Claim:
    """What one appearance says of one field: a line of the ledger.

    Args:
        field: The field's name in `Paper`.
        value: What this appearance says, as display text.
        source: Where it stands; its `line` is the line of this very field.
        rule: The rule that read it, such as `title line` or `page year`.
        inferred: Whether the value was worked out rather than printed.
        chosen: Whether the paper shows this value; otherwise it is a variant that is kept.
    """

    field: str
    value: str
    source: Source
    rule: str
    inferred: bool
    chosen: bool


Value = str | int | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
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


@dataclass(frozen=True, slots=True)
class Record:
    """One paper as one dump prints it.

    Args:
        position: Which record of the dump, from 1.
        line: The line of its title, from 1.
        digest: A hash of the raw record, hexadecimal.
        fields: What was read, by the field's name in `Paper`; `title` and `abstract` are always there.
    """

    position: int
    line: int
    digest: str
    fields: Mapping[str, Field]


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


@dataclass(frozen=True, slots=True)
class Step:
    """One change that a reader made, as history shows it.

    Args:
        step_id: Its number.
        at: When, ISO 8601 in UTC.
        label: What was done, in a few words.
        state: `done`, `undone`, or `abandoned` (undone, then something else was done instead).
        rows: How many rows it changed.
    """

    step_id: int
    at: str
    label: str
    state: Literal["done", "undone", "abandoned"]
    rows: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many papers stand where, for the sidebar and for statistics."""

    papers: int = 0
    statuses: Mapping[str, int] = field(default_factory=dict)
    starred: int = 0
    tags: Mapping[str, int] = field(default_factory=dict)
    lists: Mapping[str, int] = field(default_factory=dict)
    dumps: Mapping[str, int] = field(default_factory=dict)
    years: Mapping[str, int] = field(default_factory=dict)
