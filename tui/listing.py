"""Papers in order, as a list shows them. Pure."""

from array import array
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from .document import Marks

NO_IDS: Sequence[int] = array("q")
NO_NOTES: Mapping[int, str] = MappingProxyType({})


class Listing(NamedTuple):
    """Papers in order; there may be millions, so nothing here is ever gone through whole.

    Args:
        ids: Their row ids.
        marks: Finds what answers the search in a text; None while no words are searched.
        ranked: Whether the best match stands first.
        text: The search that it answers.
        total: How many papers answer, where that is more than is known by id; 0 for the length of `ids`.
        at_least: Whether the total is a lower bound.
        partial: Whether this is only the paper where the reader was, and the others are yet to be asked for.
        notes: What stands under a title instead of its facts, by row id.
        order: The name of an order that is none of the reader's choice.
        title: What is looked at, where that is not the place.
        scope: The query of the place whose papers they are.
    """

    ids: Sequence[int] = NO_IDS
    marks: Marks | None = None
    ranked: bool = False
    text: str = ""
    total: int = 0
    at_least: bool = False
    partial: bool = False
    notes: Mapping[int, str] = NO_NOTES
    order: str = ""
    title: str = ""
    scope: str = ""

    @property
    def papers(self) -> int:
        """How many papers answer, as far as that is known."""
        return max(self.total, len(self.ids))

    def said(self, number: int | None = None) -> str:
        """Return how many papers answer, in words that say how sure that is."""
        if self.partial:
            return "…"
        return f"{'≥' if self.at_least else ''}{self.papers if number is None else number:,}"
