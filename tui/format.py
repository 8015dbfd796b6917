"""Values as words: dates, ages, counts and the line of facts under a title, for desk and command line."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from postil.store.days import SOON, days_until, is_day
from postil.store.models import Paper, Row

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NAMED_AUTHORS = 3
PROGRESS_CELLS = 5
SEPARATOR = " · "

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_UNITS = (
    (365 * _DAY, "year"),
    (30 * _DAY, "month"),
    (7 * _DAY, "week"),
    (_DAY, "day"),
    (_HOUR, "hour"),
    (_MINUTE, "minute"),
)


def plural(number: int, word: str, many: str | None = None) -> str:
    """Return a number with its noun, such as `1 paper` or `1,204 papers`.

    Args:
        number: How many.
        word: What, in the singular.
        many: The plural, where it is not the singular with an s.
    """
    return f"{number:,} {word if number == 1 else many or word + 's'}"


def authors(count: int | None, names: Sequence[str] = ()) -> str:
    """Return who wrote a paper: all names if they are few, else the first one; "" if nothing is known.

    Args:
        count: How many there are, if that is known.
        names: Their names, as far as they are known.
    """
    total = max(count or 0, len(names))
    if not names:
        return plural(total, "author") if total else ""
    if total <= NAMED_AUTHORS and total == len(names):
        return ", ".join(names)
    return f"{names[0]} and {plural(total - 1, 'other')}"


def day(published: str | None) -> str:
    """Return a date as precisely as it is known: `11 Jun 2025`, `Jun 2025`, `2025` or ""."""
    parts = (published or "").split("-")
    if len(parts) < 3 or not parts[2].isdecimal():
        return month(published)
    return f"{int(parts[2])} {month(published)}"


def month(published: str | None) -> str:
    """Return the month of a date: `Jun 2025`; `2025` if only the year is known, "" if nothing is."""
    parts = (published or "").split("-")
    if len(parts) < 2 or not parts[1].isdecimal() or not 1 <= int(parts[1]) <= len(MONTHS):
        return parts[0]
    return f"{MONTHS[int(parts[1]) - 1]} {parts[0]}"


def age(at: str, now: datetime | None = None) -> str:
    """Return how long ago something was, such as `3 minutes ago`.

    Args:
        at: When it was, ISO 8601; without a zone, UTC is meant.
        now: The present; the clock's, unless given.

    Returns:
        The age in its largest unit; the date for what a wrong clock puts into the future.
    """
    then = datetime.fromisoformat(at)
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    seconds = ((now or datetime.now(UTC)) - then).total_seconds()
    if seconds < -_MINUTE:
        return day(at[:10])
    for length, unit in _UNITS:
        if seconds >= length:
            return f"{plural(int(seconds // length), unit)} ago"
    return "just now"


def in_days(days: int) -> str:
    """Return a day to come by its distance from today, such as `tomorrow` or `in 8 days`."""
    return "tomorrow" if days == 1 else f"in {plural(days, 'day')}"


def progress(done: int, papers: int) -> str:
    """Return how far a reading list is done, such as `▰▰▰▱▱ 3/5`; its bar is full only when all of it is."""
    filled = PROGRESS_CELLS * done // papers if papers else 0
    return f"{'▰' * filled}{'▱' * (PROGRESS_CELLS - filled)} {done}/{papers}"


def due(day_due: str, today: date) -> str:
    """Return by when something is to be read, such as `due tomorrow`, `overdue by 3 days`, `due 3 Dec 2026`.

    Args:
        day_due: `YYYY-MM-DD`.
        today: The day on which it is told.
    """
    if not is_day(day_due):
        return f"due {day_due}"
    days = days_until(day_due, today)
    if days < 0:
        return f"overdue by {plural(-days, 'day')}"
    if days > SOON:
        return f"due {day(day_due)}"
    return f"due {in_days(days)}" if days else "due today"


def facts_line(paper: Row | Paper) -> str:
    """Return what is known of a paper in one line, such as `Jun 2025 · 7 authors · 2 comments`.

    Args:
        paper: A row of a list, whose date is shown to the month, or a whole paper, shown to the day.
    """
    whole = paper if isinstance(paper, Paper) else None
    parts = (
        day(paper.published) if whole else month(paper.published),
        authors(paper.authors_count, whole.authors if whole else ()),
        paper.organization or "",
        "" if paper.comments is None else plural(paper.comments, "comment"),
        plural(whole.upvotes, "upvote") if whole and whole.upvotes is not None else "",
    )
    return SEPARATOR.join(part for part in parts if part) or "undated"
