"""The fields of the query language: what each takes, and how it reads in plain words."""

import re
from collections.abc import Mapping, Sequence

from ..errors import QueryError
from ..models import STATUSES

PENS = ("point", "method", "data", "result", "doubt")
TEXT_FIELDS = ("title", "abstract")

CHOICES: Mapping[str, tuple[str, ...]] = {
    "is": (*STATUSES, "starred"),
    "status": STATUSES,
    "has": ("note", "highlight", "link", "date", "tag", "list", "rating"),
}
"""Fields that take one of a few values."""

RANGES: Mapping[str, tuple[re.Pattern[str], str]] = {
    "year": (re.compile(r"\d{4}"), "a year such as 2024, or a range such as 2023.. or 2021..2023"),
    "published": (
        re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"),
        "a date such as 2024-06 or 2024-06-30, or a range such as 2024-01..2024-06",
    ),
    "rating": (re.compile(r"[0-5]"), "a number from 0 to 5, or a range such as 3.."),
}
"""Fields that take a value or a range, with what they say when they get something else."""

PLAIN = ("tag", "list", "source", "author", "org")
NAMES = (*TEXT_FIELDS, *CHOICES, *RANGES, *PLAIN, "pen")


def choice(name: str, value: str, allowed: Sequence[str], position: int) -> str:
    """Return a value as the field spells it.

    Raises:
        QueryError: The field knows no such value.
    """
    folded = value.casefold()
    if folded in allowed:
        return folded
    listed = f"{', '.join(allowed[:-1])} or {allowed[-1]}"
    shown = value if len(value) <= 30 else f"{value[:30]}…"
    raise QueryError(f'{name}: takes {listed}, not "{shown}"{_suggested(folded, allowed)}', position)


def pen(value: str, names: Sequence[str], position: int) -> str:
    """Return the number of a pen, given by number or by name.

    Raises:
        QueryError: There is no such pen.
    """
    if value in ("1", "2", "3", "4", "5"):
        return value
    folded = tuple(name.casefold() for name in names)
    return str(folded.index(choice("pen", value, folded, position)) + 1)


def span(name: str, value: str, position: int) -> tuple[str, str]:
    """Return both ends of a range; an open end is "".

    Raises:
        QueryError: The value is neither a value nor a range of the field.
    """
    pattern, takes = RANGES[name]
    low, dots, high = value.partition("..")
    ends = (low, high) if dots else (low, low)
    if not (low or high) or any(end and not pattern.fullmatch(end) for end in ends):
        raise QueryError(f"{name}: takes {takes}.", position)
    if dots and low and high and low > high:
        raise QueryError(f"{name}: the range ends before it begins.", position)
    return ends


def _suggested(value: str, allowed: Sequence[str]) -> str:
    # Deferred: only a reader who mistypes a value pays for it.
    from rapidfuzz import process  # noqa: PLC0415

    best = process.extractOne(value, allowed, score_cutoff=60)
    return f'; did you mean "{best[0]}"?' if best else "."
