"""What stands beside the lists: a reading list with its papers, or what a smart list finds. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from postil.store.models import ListItem, ReadingList, Row

from .document import Document, Writer
from .format import month, plural, progress
from .list_words import item_due, list_due, number_of

SHOWN = 200
"""Papers that are named; Enter shows the others in the library."""

NO_PAPERS = "No papers yet: L in the library puts one here."


class Found(NamedTuple):
    """What a smart list finds.

    Args:
        said: Its query in words.
        rows: The first papers.
        total: How many there are; None while that is not known.
        at_least: Whether there may be more.
        trouble: Why nothing can be found, if that is so.
    """

    said: str
    rows: Sequence[Row] = ()
    total: int | None = None
    at_least: bool = False
    trouble: str = ""


def list_document(
    reading: ReadingList, items: Sequence[ListItem], rows: Mapping[str, Row], today: date
) -> Document:
    """Return a reading list as a document.

    Args:
        reading: The list.
        items: Its papers, in its order.
        rows: The first of them, by key.
        today: The day on which it is told.
    """
    writer = Writer()
    writer.add(reading.name, "title")
    due = list_due(reading, today)
    writer.add(f"\n{progress(reading.done, reading.papers)}", "accent")
    if due.said:
        writer.add(f" · {due.said}", "warning" if due.pressing else "muted")
    if reading.question:
        writer.add("\n\n")
        writer.add(reading.question, "question")
    if reading.description:
        writer.add(f"\n\n{reading.description}")
    writer.add("\n" if items else f"\n\n{NO_PAPERS}")
    for item in items:
        row = rows.get(item.key)
        if row is not None:
            _paper(writer, number_of(item, reading.papers), row)
            day = item_due(item, today)
            if day.said:
                writer.add(f" · {day.said}", "warning" if day.pressing else "muted")
    _more(writer, len(items), len(rows))
    return writer.document()


def smart_document(name: str, query: str, found: Found) -> Document:
    """Return what a smart list finds as a document.

    Args:
        name: What it is called.
        query: What it searches.
        found: What it finds.
    """
    writer = Writer()
    writer.add(name, "title")
    writer.add(f"\n{query}", "accent")
    writer.add(f"\n{found.trouble or found.said}", "warning" if found.trouble else "muted")
    if found.total is not None:
        about = "at least " if found.at_least else ""
        writer.add(f"\n\n{about}{plural(found.total, 'paper')}\n", "muted")
    for number, row in enumerate(found.rows, 1):
        _paper(writer, f"{number:>{len(str(len(found.rows)))}} ", row)
    _more(writer, found.total or 0, len(found.rows))
    return writer.document()


def _paper(writer: Writer, number: str, row: Row) -> None:
    """Write a paper's number, title and month; the rows of a long title hang under its first."""
    writer.add(f"\n{number[:-1]}\t", "muted")
    writer.add(f"{row.title}")
    if row.published:
        writer.add(f" · {month(row.published)}", "muted")


def _more(writer: Writer, papers: int, shown: int) -> None:
    if papers > shown > 0:
        writer.add(f"\n… and {papers - shown:,} more: ⏎ shows them", "muted")
