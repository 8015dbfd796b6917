"""Days as a reader says them: `2026-12-03`, `tomorrow`, `friday`, `+3d`, `in 2 weeks`."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from .errors import PostilError

SOON = 7
"""Days before it is due from which a thing is due soon."""
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NAMED: Mapping[str, int] = MappingProxyType({"yesterday": -1, "today": 0, "tomorrow": 1})

# As texts: `re` compiles each when it is first used, and a start uses none.
_DAY = r"\d{4}-\d{2}-\d{2}"
_LATER = r"(?:in |\+)\s*(\d{1,4})\s*(d|days?|w|weeks?|m|months?|y|years?)"
_SPELLED = r"(?:(?:on|next) )?([a-z]{3,})"


def read_day(text: str, today: date) -> str:
    """Return the day that a reader means, as `YYYY-MM-DD`.

    Args:
        text: `2026-12-03`; `today`, `tomorrow`; a weekday or its first letters, which is the next one;
            `+3d`, `+2w`, `+1m`, `+1y`, or `in 3 days` and so on.
        today: The day on which it is said.

    Raises:
        PostilError: It names no day.
    """
    said = " ".join(text.lower().split())
    found = _plain(said) or _named(said, today) or _later(said, today)
    if found is None:
        raise PostilError(f'"{text}" is no day; say 2026-12-03, tomorrow, friday, +3d or in 2 weeks')
    return found.isoformat()


def is_day(text: str) -> bool:
    """Return whether a text is a day as the library keeps it: `YYYY-MM-DD`, and in the calendar."""
    return _plain(text) is not None


def days_until(day: str, today: date) -> int:
    """Return how many days a day is away; of one that is past, a negative number.

    Args:
        day: `YYYY-MM-DD`.
        today: The day from which to count.
    """
    return (date.fromisoformat(day) - today).days


def _plain(said: str) -> date | None:
    try:
        return date.fromisoformat(said) if re.fullmatch(_DAY, said, re.ASCII) else None
    except ValueError:
        return None


def _named(said: str, today: date) -> date | None:
    """Return the day of a name; of a weekday's, the next one after today."""
    if said in NAMED:
        return today + timedelta(NAMED[said])
    found = re.fullmatch(_SPELLED, said)
    for number, name in enumerate(WEEKDAYS):
        if found and name.startswith(found[1]):
            return today + timedelta((number - today.weekday() - 1) % 7 + 1)
    return None


def _later(said: str, today: date) -> date | None:
    found = re.fullmatch(_LATER, said, re.ASCII)
    if found is None:
        return None
    number, unit = int(found[1]), found[2][0]
    try:
        if unit in "dw":
            return today + timedelta(number * (7 if unit == "w" else 1))
        return _months_later(today, number * (12 if unit == "y" else 1))
    except (OverflowError, ValueError):
        return None


def _months_later(today: date, number: int) -> date:
    """Return the same day of a later month, or its last day where that month is shorter."""
    years, month = divmod(today.month - 1 + number, 12)
    first = date(today.year + years, month + 1, 1)
    last = (date(first.year + first.month // 12, first.month % 12 + 1, 1) - timedelta(1)).day
    return first.replace(day=min(today.day, last))
