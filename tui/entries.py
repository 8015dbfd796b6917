"""A line of a list of choices. Pure."""

from typing import Literal, NamedTuple

Kind = Literal["place", "search"]

ALL, SOME = "✓", "~"
"""Signs before what all papers have, and what some of them have."""


class Entry(NamedTuple):
    """A line of the list.

    Args:
        label: What it says.
        value: What choosing it means; None for a heading.
        papers: How many papers it has.
        about: Whether the count is not quite known.
        kind: Whether it is a place or a saved search.
        added: Whether it is part of the search line.
        shown: What the list shows, where that is not the label.
        mark: A sign before it.
        done: How many of its papers are done, where that is told.
    """

    label: str
    value: str | None = None
    papers: int | None = None
    about: bool = False
    kind: Kind = "place"
    added: bool = False
    shown: str = ""
    mark: str = ""
    done: int | None = None


def mark_of(having: int, papers: int) -> str:
    """Return the sign before what all of some papers have, some of them, or none.

    Args:
        having: How many of them have it.
        papers: How many there are.
    """
    return ALL if 0 < papers <= having else SOME if having else ""


def new_entry(kind: str, name: str) -> Entry:
    """Return the entry that makes what is not there yet.

    Args:
        kind: What it makes, such as a tag.
        name: What it is to be called.
    """
    return Entry(name, name, mark="+", shown=f"new {kind} “{name}”")
