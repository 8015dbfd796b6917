"""Ranges of years, dates and ratings: `2021..2023`, `2023..`, `>=2023`, and one value alone."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from ..errors import QueryError

_DATE = re.compile("[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
_VALUES: Mapping[str, re.Pattern[str]] = {
    "year": re.compile("[0-9]{4}"),
    "published": _DATE,
    "due": _DATE,
    "rating": re.compile("[0-5]"),
}
_COMPARED = re.compile("([<>])(=?)(.+)")
_SIGNS = re.compile("[.]{2}|[<>]=?")


def span(name: str, takes: str, value: str, position: int) -> tuple[str, str]:
    """Return both ends of a range, each a part of it; an open end is "".

    Args:
        name: The field: `year`, `published`, `due` or `rating`.
        takes: What it takes, in words.
        value: A value, or a range.
        position: Where it stands in the query text.

    Raises:
        QueryError: The value is neither a value nor a range of the field.
    """
    compared = _COMPARED.fullmatch(value)
    low, high = _compared(name, *compared.groups()) if compared else _parted(name, value)
    if not (low or high) or any(end and not _is_value(name, end) for end in (low, high)):
        raise QueryError(f"{name}: takes {takes}.", position)
    if low and high and low > f"{high}~":
        message = f"{name}: the range ends before it begins; did you mean {name}:{high}..{low}?"
        raise QueryError(message, position)
    return low, high


def typed_end(value: str) -> str:
    """Return the end of a range that is being typed: what stands after its last sign."""
    return _SIGNS.split(value)[-1]


def _parted(name: str, value: str) -> tuple[str, str]:
    low, dots, high = value.partition("..")
    if not dots and name not in ("published", "due"):
        low, dots, high = value.partition("-")
        if dots and not (low and high):
            return "", ""
    return (low, high) if dots else (value, value)


def _compared(name: str, sign: str, equal: str, end: str) -> tuple[str, str]:
    """Return the range of a comparison; of one that nothing meets, or of no value, the open one."""
    if not equal:
        end = _beside(name, end, 1 if sign == ">" else -1) if _is_value(name, end) else ""
    return (end, "") if sign == ">" else ("", end)


def _is_value(name: str, text: str) -> bool:
    return bool(_VALUES[name].fullmatch(text)) and (len(text) < 10 or _day(text) is not None)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _beside(name: str, value: str, step: int) -> str:
    """Return the value after another, or before it with a step of -1; "" where there is none."""
    found = str(int(value) + step) if name == "rating" else _NEIGHBOURS[len(value)](value, step)
    return found if _VALUES[name].fullmatch(found) else ""


def _year_beside(value: str, step: int) -> str:
    return f"{int(value) + step:04}"


def _month_beside(value: str, step: int) -> str:
    year, month = divmod(int(value[:4]) * 12 + int(value[5:]) - 1 + step, 12)
    return f"{year:04}-{month + 1:02}"


def _day_beside(value: str, step: int) -> str:
    try:
        return (date.fromisoformat(value) + timedelta(days=step)).isoformat()
    except OverflowError:
        return ""


_NEIGHBOURS: Mapping[int, Callable[[str, int], str]] = {4: _year_beside, 7: _month_beside, 10: _day_beside}
