"""All lists as the lists screen shows them: reading lists, and below them numbered smart lists. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from postil.store.models import ReadingList
from postil.store.searches import SavedSearch

from .format import plural, progress
from .list_words import Due, list_due
from .sidebar_view import Total

Kind = Literal["heading", "list", "search"]

NO_LISTS = "none yet: n makes one"
NO_SEARCHES = "none yet: ctrl+a saves a search"


class ShelfRow(NamedTuple):
    """A list, or a heading.

    Args:
        kind: What it is.
        name: What it is called.
        number: What stands before a smart list.
        right: How far it is, or how many papers it finds.
        due: When it is due.
        about: What it asks.
    """

    kind: Kind
    name: str
    number: str = ""
    right: str = ""
    due: Due = Due()
    about: str = ""

    @property
    def place(self) -> tuple[str, str]:
        """What tells it from all others."""
        return self.kind, self.name


def shelf(
    lists: Sequence[ReadingList],
    searches: Sequence[SavedSearch],
    totals: Mapping[str, Total],
    today: date,
) -> list[ShelfRow]:
    """Return all lists under their headings, in the reader's order.

    Args:
        lists: The reading lists.
        searches: The saved searches.
        totals: How many papers each of those finds, as far as that is known.
        today: The day on which it is told.
    """
    rows = [ShelfRow("heading", "READING LISTS", about="" if lists else NO_LISTS)]
    rows += [_reading(one, today) for one in lists]
    rows.append(ShelfRow("heading", "SMART LISTS", about="" if searches else NO_SEARCHES))
    return [*rows, *_smart(searches, totals)]


def _reading(one: ReadingList, today: date) -> ShelfRow:
    about = one.question or " ".join(one.description.split()) or plural(one.papers, "paper")
    return ShelfRow("list", one.name, "", progress(one.done, one.papers), list_due(one, today), about)


def _smart(searches: Sequence[SavedSearch], totals: Mapping[str, Total]) -> Iterator[ShelfRow]:
    for number, search in enumerate(searches, 1):
        total = totals.get(search.name)
        right = f"{'≥' if total[1] else ''}{total[0]:,}" if total else ""
        yield ShelfRow(
            "search", search.name, f"{number} " if number < 10 else "  ", right, about=search.query
        )
