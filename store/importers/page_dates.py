"""Dates as a papers page prints them, and the years it leaves out."""

import re
from dataclasses import dataclass
from datetime import date

from .base import YEARS, Unacceptable

_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_LINE = re.compile(
    rf"(?P<text>(?P<month>{_MONTHS}) (?P<day>\d{{1,2}})(?:, (?P<year>\d+))?)(?:\s+(?P<comments>\d{{1,18}}))?",
    re.ASCII,
)
_MONTH = {name: number for number, name in enumerate(_MONTHS.split("|"), 1)}


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line such as `Feb 19 1` or `Oct 24, 2023`.

    Args:
        text: The date as printed.
        month: From 1.
        day: From 1.
        year: The year, where one is printed.
        comments: The number behind the date, where there is one.
    """

    text: str
    month: int
    day: int
    year: int | None
    comments: int | None


@dataclass(frozen=True, slots=True)
class Dated:
    """A day worked out from a date line.

    Args:
        iso: The day, ISO 8601.
        rule: How its year was found.
        inferred: Whether the year is not printed.
    """

    iso: str
    rule: str
    inferred: bool


def parse_date(text: str) -> DateLine | None:
    """Read a date line.

    Args:
        text: A line without blanks around it.

    Returns:
        Its parts, or None if it is no date line; whether there is such a day is not checked.
    """
    match = _LINE.fullmatch(text)
    if match is None:
        return None
    # Far more digits than a year has would not even become a number.
    year = int(match["year"][:6]) if match["year"] else None
    comments = int(match["comments"]) if match["comments"] else None
    return DateLine(match["text"], _MONTH[match["month"]], int(match["day"]), year, comments)


def resolve(line: DateLine, page: DateLine | None, page_year: int | None) -> Dated | None:
    """Work out the day of a date line.

    A page prints no year for its own year. So a date without a year is of the page's year, unless it lies
    behind the page's date: then it is of the year before.

    Args:
        line: The date line.
        page: The date of the page, where it prints one.
        page_year: The year of the page, where it is known.

    Returns:
        The day, or None where its year cannot be known.

    Raises:
        Unacceptable: There is no such day, or no such year.
    """
    if line.year is not None:
        return Dated(_iso(line, line.year), "date line", False)
    if page_year is None:
        return None
    if page is not None and (line.month, line.day) > (page.month, page.day):
        return Dated(_iso(line, page_year - 1), "date line, the year before the page's", True)
    return Dated(_iso(line, page_year), "date line, year of the page", True)


def _iso(line: DateLine, year: int) -> str:
    """Write a day in ISO 8601."""
    if year not in YEARS:
        raise Unacceptable(f"the year {year} is not between {YEARS[0]} and {YEARS[-1]}")
    try:
        return date(year, line.month, line.day).isoformat()
    except ValueError:
        raise Unacceptable(f"there is no {line.text.partition(',')[0]} in {year}") from None
