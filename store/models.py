"""The values that the library hands out: immutable, and free of any database handle.

They are named tuples because every start pays for the classes it meets: a frozen dataclass takes half a
millisecond to make, a named tuple a seventh of that.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple, get_args

Status = Literal["unread", "reading", "read", "dropped"]
Sort = Literal[
    "newest", "oldest", "title", "comments", "added", "position", "upvotes", "authors", "rating", "status"
]

HighlightField = Literal["title", "abstract"]
State = Literal["anchored", "moved", "detached"]

STATES: tuple[State, ...] = get_args(State)
STATUSES: tuple[Status, ...] = get_args(Status)
SORTS: tuple[Sort, ...] = get_args(Sort)
PENS = ("point", "method", "data", "result", "doubt")
"""What the five pens are called unless the reader calls them otherwise."""
ID = "h[a-z2-7]{10}"
"""What the id of a highlight looks like."""


NONE: Mapping[str, int] = MappingProxyType({})


class Source(NamedTuple):
    """One appearance of a paper in a dump.

    Args:
        name: The dump's file name.
        position: Which record of the dump, from 1.
        line: The line of the record's title, from 1.
    """

    name: str
    position: int
    line: int


class Row(NamedTuple):
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


class Texts(NamedTuple):
    """The texts of a paper in which a reader can mark."""

    title: str
    abstract: str

    def named(self, field: HighlightField) -> str:
        """Return the text of a field."""
        return self.title if field == "title" else self.abstract


class Highlight(NamedTuple):
    """A passage that a reader marked.

    Args:
        highlight_id: `h` and ten of `a-z2-7`.
        key: The paper's key.
        field: The text that it stands in.
        start: The offset of its first character in the version `text_digest`; None if that was never known.
        stop: The offset after its last one.
        quote: The passage as it was marked.
        prefix: What stands before it, at most 32 characters.
        suffix: What stands after it.
        text_digest: The version of the text that it stands in, or stood in last.
        pen: From 1 to 5.
        comment: What the reader says to it, as markdown; "" for nothing.
        state: `anchored` where the quote stands word for word, `moved` where the passage was revised since,
            `detached` where it is gone or cannot be told from others.
        created: When it was marked, ISO 8601 in UTC.
    """

    highlight_id: str
    key: str
    field: HighlightField
    start: int | None
    stop: int | None
    quote: str
    prefix: str
    suffix: str
    text_digest: str
    pen: int
    comment: str = ""
    state: State = "anchored"
    created: str = ""

    @property
    def place(self) -> tuple[int, int] | None:
        """Where it stands in the text as it is now, or None while it is detached."""
        if self.state == "detached" or self.start is None or self.stop is None:
            return None
        return self.start, self.stop


class Paper(NamedTuple):
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
    list_positions: tuple[int, ...] = ()
    lists_done: tuple[bool, ...] = ()
    note_text: str = ""
    highlighted: tuple[Highlight, ...] = ()


class ReadingList(NamedTuple):
    """A list of papers in an order of the reader's own.

    Args:
        list_id: What it is called by files, whatever its name is.
        name: What the reader calls it.
        description: What it is for, as markdown; "" for nothing.
        question: What its papers should answer; "" for nothing.
        due: The day by which it is to be read, `YYYY-MM-DD`, or None.
        papers: How many papers are on it.
        done: How many of them are done.
    """

    list_id: str
    name: str
    description: str = ""
    question: str = ""
    due: str | None = None
    papers: int = 0
    done: int = 0


class ListItem(NamedTuple):
    """A paper on a reading list.

    Args:
        key: The paper's key.
        position: Which paper of the list it is, from 1.
        done: Whether the reader is done with it.
        due: The day by which it is to be read, `YYYY-MM-DD`, or None.
    """

    key: str
    position: int
    done: bool = False
    due: str | None = None


class Hit(NamedTuple):
    """A paper found by a search: its row id and how well it answers (higher is better)."""

    paper_id: int
    score: float


class Claim(NamedTuple):
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


class Step(NamedTuple):
    """One change that a reader made, as history shows it.

    Args:
        step_id: Its number.
        at: When, ISO 8601 in UTC.
        label: What was done, in a few words.
        state: `done`, `undone`, or `abandoned` (undone, then something else was done instead).
        rows: How many rows it changed.
        quiet: Whether the desk did it by itself.
    """

    step_id: int
    at: str
    label: str
    state: Literal["done", "undone", "abandoned"]
    rows: int
    quiet: bool = False


class Counts(NamedTuple):
    """How many papers stand where, for the sidebar and for statistics; `done` of each reading list.

    A tag counts the papers of those under it, too, each paper once; it is followed by them.
    """

    papers: int = 0
    statuses: Mapping[str, int] = NONE
    starred: int = 0
    kept: int = 0
    later: int = 0
    tags: Mapping[str, int] = NONE
    untagged: int = 0
    lists: Mapping[str, int] = NONE
    dumps: Mapping[str, int] = NONE
    years: Mapping[str, int] = NONE
    new: int = 0
    done: Mapping[str, int] = NONE
    topics: Mapping[str, int] = NONE
    """Known where an index was asked; the library's own file does not hold the topics of its papers."""
