"""Figures drawn with block characters: bars, curves, a calendar. Pure, and readable without colour."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from unicodedata import combining, east_asian_width

from .format import MONTHS

BAR = 24
HEIGHTS = "▁▂▃▄▅▆▇█"
NONE = "·"
SHADES: Sequence[tuple[int, str]] = ((8, "█"), (4, "▓"), (2, "▒"), (1, "░"), (0, NONE))
"""How a day of the calendar is drawn, by the least number of deeds."""

DAYS = ("Mon", "", "Wed", "", "Fri", "", "Sun")
LABEL = 4
WEEKS = 53


def cells(text: str) -> int:
    """Return the cells of a text, as closely as a table needs it."""
    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)


def cut(text: str, width: int) -> str:
    """Return a text cut to a width in cells, with an ellipsis where something was cut."""
    if cells(text) <= width:
        return text
    while text and cells(text) >= width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def bar(number: int, most: int, width: int = BAR) -> str:
    """Return a bar as long as a number's share of the largest, which is not 0.

    Args:
        number: The number.
        most: The largest one.
        width: Cells of the longest bar.
    """
    halves = max(round(number / most * width * 2), 1) if number else 0
    return "━" * (halves // 2) + "╸" * (halves % 2)


def meter(done: int, of: int, width: int) -> str:
    """Return how much of a whole is done, as a bar in a trough.

    Args:
        done: What is done.
        of: The whole.
        width: Cells of the trough.
    """
    full = min(done * width // max(of, 1), width)
    return "━" * full + "─" * (width - full)


def curve(numbers: Sequence[int]) -> str:
    """Return numbers as a row of columns, the highest one full; none is a dot."""
    most = max(numbers, default=0)
    return "".join(HEIGHTS[-(-number * 8 // most) - 1] if number else NONE for number in numbers)


def shade(deeds: int) -> str:
    """Return how a day is drawn on which so much was done."""
    return next(drawn for least, drawn in SHADES if deeds >= least)


def calendar(deeds: Mapping[str, int], today: date, width: int) -> list[str]:
    """Return a calendar of the last weeks: a line of months, then a line for each day of the week.

    Args:
        deeds: How much was done, by day as `2025-06-30`.
        today: The last day.
        width: Cells to draw in: a week takes one, and the names of days four.
    """
    weeks = max(min(width - LABEL, WEEKS), 1)
    first = today - timedelta(today.weekday() + 7 * (weeks - 1))
    mondays = [first + timedelta(7 * week) for week in range(weeks)]
    lines = [f"{'':{LABEL}}{_months(mondays)}".rstrip()]
    for weekday, name in enumerate(DAYS):
        dates = (monday + timedelta(weekday) for monday in mondays)
        cells = (shade(deeds.get(day.isoformat(), 0)) if day <= today else " " for day in dates)
        lines.append(f"{name:<{LABEL}}{''.join(cells)}".rstrip())
    return lines


def _months(mondays: Sequence[date]) -> str:
    """Return the names of months over the weeks in which they begin, as far as there is room."""
    line = ""
    for week, monday in enumerate(mondays):
        last = monday + timedelta(6)
        if last.day <= 7 and (not line or len(line) < week) and week + 3 <= len(mondays):
            line = f"{line:<{week}}{MONTHS[last.month - 1]}"
    return line


def legend() -> str:
    """Return what the shades of the calendar mean."""
    return (
        "  ".join(f"{drawn} {least if least else 'none'}" for least, drawn in reversed(SHADES)) + " and more"
    )
