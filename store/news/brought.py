"""What a stretch brought, as lists of papers: their lengths are the counts, and pages are read of them."""

import sqlite3
from array import array
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from .changes import changed_papers
from .feeds import Former, no_longer_listed
from .runs import Stretch, new_papers


class Brought(NamedTuple):
    """What came, by row ids of papers.

    Args:
        new: Papers that were not there before.
        revised: Papers with another title or abstract.
        learnt: Papers of which only other fields are said anew.
        replaced: The dumps whose place others took, each with what is listed no longer.
    """

    new: Sequence[int] = ()
    revised: Sequence[int] = ()
    learnt: Sequence[int] = ()
    replaced: tuple[Former, ...] = ()

    @property
    def missing(self) -> Sequence[int]:
        """The papers that are listed no longer."""
        return array("q", chain.from_iterable(former.missing for former in self.replaced))

    def __bool__(self) -> bool:
        return any(self)


def brought(db: sqlite3.Connection, stretch: Stretch) -> Brought:
    """Return what a stretch brought.

    Args:
        db: An open library.
        stretch: What came.
    """
    if not stretch.dumps:
        return Brought()
    revised, learnt = changed_papers(db, stretch)
    new = array("q", new_papers(db, stretch))
    return Brought(new, revised, learnt, tuple(no_longer_listed(db, stretch)))
