"""How a reading list looks in the library: what stands before its papers, and above them."""

from datetime import date

from postil.store.models import ReadingList

from .format import progress
from .list_words import due_of, list_due, number_of
from .on_list import OnList
from .widgets.list_bar import ListBar
from .widgets.paper_list import Lead


def lead(on_list: OnList, today: date, paper_id: int) -> Lead:
    """Return what stands before a paper.

    Args:
        on_list: The list.
        today: The day on which it is shown.
        paper_id: The paper.
    """
    item = on_list.items.get(paper_id)
    if item is None:
        return Lead()
    return Lead(number_of(item, len(on_list.items)), *due_of(item.due, item.done, today))


def fill(bar: ListBar, reading: ReadingList, today: date) -> None:
    """Say above a list how it stands."""
    bar.progress = progress(reading.done, reading.papers)
    bar.due, bar.pressing = list_due(reading, today)
    bar.question = reading.question or " ".join(reading.description.split())
