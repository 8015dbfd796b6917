"""What is said of reading lists and of what is on them. Pure."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from postil.store.days import days_until, is_day
from postil.store.models import ListItem, ReadingList

from .format import SEPARATOR, due

DONE, OPEN = "☑", "☐"


class Due(NamedTuple):
    """When something is to be read.

    Args:
        said: In words; "" where it is no matter, or no matter any more.
        pressing: Whether it should have been read by now.
    """

    said: str = ""
    pressing: bool = False


def due_of(day: str | None, done: bool, today: date) -> Due:
    """Return when something is to be read that may be done already.

    Args:
        day: The day, `YYYY-MM-DD`.
        done: Whether it is done.
        today: The day on which it is told.
    """
    if not day or done:
        return Due()
    return Due(due(day, today), is_day(day) and days_until(day, today) < 0)


def list_due(reading: ReadingList, today: date) -> Due:
    """Return when a list is to be read; done is one whose papers all are."""
    return due_of(reading.due, 0 < reading.papers == reading.done, today)


def item_due(item: ListItem, today: date) -> Due:
    """Return when a paper of a list is to be read."""
    return due_of(item.due, item.done, today)


def number_of(item: ListItem, papers: int) -> str:
    """Return a paper's place on a list of so many papers, and its mark."""
    return f"{item.position:>{len(str(papers))}} {DONE if item.done else OPEN} "


def on_lists(names: Sequence[str], done: Sequence[bool]) -> str:
    """Return which lists a paper is on, with a mark at those on which it is done; "" for none."""
    marked = (f"{name} {DONE}" if is_done else name for name, is_done in zip(names, done, strict=True))
    return f"on {SEPARATOR.join(marked)}" if names else ""
