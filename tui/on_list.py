"""A reading list that is looked at: its papers in its own order, each with its mark and day. No Textual."""

from array import array
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from postil.store.library import Library
from postil.store.models import ListItem, ReadingList
from postil.store.query import Query
from postil.store.text.folding import fold


class OnList(NamedTuple):
    """A reading list with its papers.

    Args:
        reading: The list.
        ids: The row ids of its papers, in its order.
        items: Each paper's place, mark and day, by row id.
    """

    reading: ReadingList
    ids: Sequence[int]
    items: Mapping[int, ListItem]

    def among(self, papers: Sequence[int]) -> "array[int]":
        """Return those of some papers that are on the list, in its order."""
        wanted = set(papers)
        return array("q", filter(wanted.__contains__, self.ids))

    def nearest(self, papers: Sequence[int], cursor: int) -> int | None:
        """Return the paper at a place among some, or the next one that is on the list; else one before it."""
        behind = (paper for paper in papers[cursor:] if paper in self.items)
        before = (paper for paper in reversed(papers[:cursor]) if paper in self.items)
        return next(behind, None) or next(before, None)

    def target(self, papers: Sequence[int], steps: int, shown: Sequence[int]) -> int | None:
        """Return where papers go that are moved by some places past those that are shown beside them.

        Args:
            papers: The row ids of what is moved.
            steps: How many papers to go down, or up by a negative number.
            shown: The row ids of the papers in view, in the list's order.

        Returns:
            The place of the first of them, from 1, as `Lists.place` takes it; None if they cannot go further.
        """
        shown = [paper for paper in shown if paper in self.items]
        moved = {paper for paper in papers if paper in self.items}
        others = [paper for paper in shown if paper not in moved]
        places = [at for at, paper in enumerate(shown) if paper in moved]
        if not moved or not places:
            return None
        before = places[0] if steps < 0 else places[-1] - len(moved) + 1
        wanted = max(0, min(before + steps, len(others)))
        together = places[-1] - places[0] == len(places) - 1
        if together and wanted == places[0]:
            return None
        return self._behind(others[wanted - 1] if wanted else None, moved)

    def _behind(self, paper: int | None, moved: set[int]) -> int:
        """Return the place behind a paper, counted without those that are moved; None is the beginning."""
        if paper is None:
            return 1
        rest = [other for other in self.ids if other not in moved]
        return rest.index(paper) + 2


def looked_at(library: Library, place: Query) -> OnList | None:
    """Return the reading list that a place is, with its papers; None if it is none.

    Args:
        library: Whose.
        place: The query of the place.
    """
    reading = None if place.list_name is None else _named(library, place.list_name)
    if reading is None:
        return None
    items = {item.key: item for item in library.lists.items(reading.name)}
    ids = array("q", library.papers.ids_of(list(items)))
    keys = library.papers.keys(ids)
    return OnList(reading, ids, {paper: items[key] for paper, key in zip(ids, keys, strict=True)})


def _named(library: Library, name: str) -> ReadingList | None:
    wanted = fold(name)
    return next((reading for reading in library.lists.all() if fold(reading.name) == wanted), None)
