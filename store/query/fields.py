"""The fields of the query language: what each takes, asks for and reads like, said once."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Literal, NamedTuple

from ..errors import QueryError
from ..models import PENS, STATUSES
from .ranges import span

_QUOTED = re.compile(r'[\s()"\\]')
"""What a value can hold only in quotes."""
SHOWN = 30
"""How much of a value an error repeats, in characters."""


class Field(NamedTuple):
    """A field of the query language.

    Attributes:
        name: What is typed before the colon.
        kind: How its value is read.
        takes: What may stand after the colon, in words.
        meaning: Which papers it asks for, to be read behind "papers".
        example: A query that uses it.
        said: How it reads in plain words; {} is the value.
        values: The words that it takes, if they are only a few; for a range, besides its ends.
    """

    name: str
    kind: Literal["text", "choice", "range", "free", "pen"]
    takes: str
    meaning: str
    example: str
    said: str
    values: tuple[str, ...] = ()


def listed(values: Sequence[str]) -> str:
    """Return values as a row in words, such as `a, b or c`."""
    return " or ".join(filter(None, (", ".join(values[:-1]), values[-1])))


def _choice(name: str, meaning: str, example: str, said: str, values: tuple[str, ...]) -> Field:
    return Field(name, "choice", listed(values), meaning, example, said, values)


_TABLE = (
    Field(
        "title", "text", "a word, or a phrase in quotes", "with it in the title",
        "title:mamba", "title with {}",
    ),
    Field(
        "abstract", "text", "a word, or a phrase in quotes", "with it in the abstract",
        'abstract:"in the wild"', "abstract with {}",
    ),
    Field(
        "tag", "free", "a tag, or = and a tag for it alone", "that carry the tag or one under it",
        "tag:segmentation", "tagged {}",
    ),
    Field(
        "topic", "free", "a topic's name", "to which a rule gave the topic, or you did",
        "topic:segmentation", "about {}",
    ),
    Field("list", "free", "a list's name", "on the reading list, or that the smart list finds",
          'list:"journal club"', 'in the list "{}"'),
    _choice(
        "is", "of that status, starred, untagged, kept or put off in triage, not yet triaged, or new to you",
        "is:unread", "{}", (*STATUSES, "starred", "untagged", "kept", "later", "untriaged", "new"),
    ),
    _choice("status", "of that status", "status:reading", "{}", STATUSES),
    _choice(
        "has", "that have one", "has:note", "with a {}",
        ("note", "highlight", "link", "date", "tag", "topic", "list", "rating"),
    ),
    Field(
        "year", "range", "a year such as 2024, or a range such as 2023.., 2021..2023 or >=2023",
        "published then", "year:2023..", "published {}",
    ),
    Field(
        "published", "range", "a date such as 2024-06 or 2024-06-30, or a range such as 2024-01..2024-06",
        "published then, to the month or the day", "published:2024-01..2024-06", "published {}",
    ),
    Field(
        "rating", "range", "a number from 0 to 5, or a range such as 3..", "that you rated so",
        "rating:3..", "rated {}",
    ),
    Field(
        "due", "range", "overdue, today, soon, a date such as 2026-12-03, or a range such as ..2026-12",
        "due then on a reading list, and not done", "due:soon", "due: {}", ("overdue", "today", "soon"),
    ),
    Field("source", "free", "a dump's name or its beginning", "from the dump", "source:001", "from dump {}"),
    Field("author", "free", "a part of a name", "by the author", 'author:"Ada Quill"', "by {}"),
    Field("org", "free", "a part of a name", "from the organisation", "org:river", "from {}"),
    Field(
        "pen", "pen", "a pen's name or its number", "with a highlight of that pen",
        "pen:result", "highlighted with pen {}",
    ),
)  # fmt: skip
FIELDS: Mapping[str, Field] = MappingProxyType({field.name: field for field in _TABLE})
"""Every field by its name, in the order of help."""

TEXT_FIELDS = tuple(field.name for field in _TABLE if field.kind == "text")


def read(name: str, value: str, position: int, pens: Sequence[str] = PENS) -> tuple[str, str]:
    """Return the two ends of what a value asks of a field; the same one twice if it is no range.

    Args:
        name: A field.
        value: What stands after the colon.
        position: Where that is in the query text.
        pens: The names of the five pens.

    Raises:
        QueryError: The field does not take the value.
    """
    field = FIELDS[name]
    if field.kind == "range" and value.casefold() in field.values:
        return value.casefold(), value.casefold()
    if field.kind == "range":
        return span(name, field.takes, value, position)
    if field.kind == "choice":
        value = _chosen(name, value, field.values, position)
    elif field.kind == "pen" and value not in ("1", "2", "3", "4", "5"):
        folded = tuple(pen.casefold() for pen in pens)
        value = str(folded.index(_chosen(name, value, folded, position)) + 1)
    elif field.kind == "text" and not any(char.isalnum() for char in value):
        raise QueryError(
            f"{name}: needs a word with a letter or a number in it, such as {field.example}.", position
        )
    return value, value


def is_taken(name: str, value: str, pens: Sequence[str] = PENS) -> bool:
    """Return whether a field takes a value."""
    try:
        read(name, value, 0, pens)
    except QueryError:
        return False
    return True


def _chosen(name: str, value: str, allowed: Sequence[str], position: int) -> str:
    """Return a value as the field spells it.

    Raises:
        QueryError: The field knows no such value.
    """
    folded = value.casefold()
    if folded in allowed:
        return folded
    shown = value if len(value) <= SHOWN else f"{value[:SHOWN]}…"
    suggested = _suggested(folded, allowed)
    raise QueryError(f'{name}: takes {listed(allowed)}, not "{shown}"{suggested}', position)


def _suggested(value: str, allowed: Sequence[str]) -> str:
    # Deferred: only a reader who mistypes a value pays for it.
    from rapidfuzz import process  # noqa: PLC0415

    best = process.extractOne(value[: 2 * SHOWN], allowed, score_cutoff=60)
    return f'; did you mean "{best[0]}"?' if best else "."


def is_word(text: str) -> bool:
    """Return whether a text is one word of a query as it stands."""
    return text.isalnum() and text not in ("OR", "AND")


def written(value: str) -> str:
    """Return a value as it is typed after a colon, in quotes if it needs them."""
    if value and not _QUOTED.search(value):
        return value
    return '"{}"'.format(value.replace("\\", r"\\").replace('"', r"\""))
