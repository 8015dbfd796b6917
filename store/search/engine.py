"""The searcher: from a query to the papers that answer it, best first."""

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ..models import Hit
from ..query import Query, where
from .feedback import teach
from .index import Index
from .marks import Marker
from .ranking import Candidate, rank
from .slots import Seeker, Slot

NEWEST = "p.published IS NULL, p.published DESC, p.id DESC"
EVERYWHERE = 2 / 3
FIRST_FEW = 10
WORTH_A_LOOK, WORTH_LISTING = 0.2, 0.45


class Results(NamedTuple):
    """What a search found.

    Attributes:
        hits: Papers, best first.
        corrections: Words as typed that no paper has, each with the word it was taken for.
        marker: Marks what was found in titles and abstracts.
    """

    hits: tuple[Hit, ...]
    corrections: tuple[tuple[str, str], ...]
    marker: Marker


class Searcher:
    """Answers queries over one library; keep it open between keystrokes."""

    def __init__(self, library_db: sqlite3.Connection, library_path: Path) -> None:
        """Open the index of a library, building it if need be.

        Args:
            library_db: An open library.
            library_path: Its file; the index stands beside it.
        """
        self._library = library_db
        self._index = Index.open(library_db, library_path)

    def close(self) -> None:
        """Close the index; the library stays open."""
        self._index.close()

    def interrupt(self) -> None:
        """Abort a running search from another thread; it raises sqlite3.OperationalError there."""
        self._library.interrupt()
        self._index.interrupt()
        self._index.interrupt()

    def search(self, query: Query, limit: int | None = None) -> Results:
        """Return the papers that answer a query.

        Free words rank; everything else narrows. Without free words the papers come newest first, with a
        score of 0.

        Args:
            query: What to look for.
            limit: The most hits to return; None for all.
        """
        try:
            self._index.refresh()
            return self._search(query, limit)
        except sqlite3.OperationalError:
            raise
        except (sqlite3.DatabaseError, ValueError):
            self._index = self._index.replaced()
            return self._search(query, limit)

    def _search(self, query: Query, limit: int | None) -> Results:
        seeker = Seeker(self._index)
        condition, values = where(query, seeker.having)
        slots = seeker.slots(query.groups)
        if not slots:
            return Results(tuple(self._newest(condition, values)[:limit]), (), Marker())
        found = rank(slots, self._index.papers)
        if condition != "1":
            narrowed = self._narrowed(condition, values)
            if all(slot.optional for slot in slots):
                found = {paper: Candidate(coverage=1.0) for paper in narrowed} | found
            found = {paper: found[paper] for paper in narrowed if paper in found}
        teach(found, self._index.key_terms)
        return Results(
            tuple(_answers(found)[:limit]), _corrections(slots), _marker(slots, len(self._index.papers))
        )

    def _narrowed(self, condition: str, values: list[object]) -> list[int]:
        rows = self._library.execute(f"SELECT p.id FROM paper p WHERE {condition} ORDER BY {NEWEST}", values)
        return [paper for (paper,) in rows]

    def _newest(self, condition: str, values: list[object]) -> list[Hit]:
        return [Hit(paper, 0.0) for paper in self._narrowed(condition, values)]


def _answers(found: Mapping[int, Candidate]) -> list[Hit]:
    """Return the papers that really answer, best first; the first few may answer only in part."""
    most = max((candidate.coverage for candidate in found.values()), default=0.0)
    hits: list[Hit] = []
    for paper in sorted(found, key=lambda paper: (-found[paper].score, paper)):
        enough = WORTH_A_LOOK if len(hits) < FIRST_FEW else WORTH_LISTING
        if found[paper].coverage >= enough * most:
            hits.append(Hit(paper, round(found[paper].score, 4)))
    return hits


def _corrections(slots: list[Slot]) -> tuple[tuple[str, str], ...]:
    """Return the words that were taken for others."""
    return tuple(
        (slot.typed, " ".join(best))
        for slot in slots
        if slot.variants and not any(term.startswith(slot.typed) for term in slot.variants)
        for best in [slot.spoken[0] if slot.spoken else [max(slot.variants, key=slot.variants.__getitem__)]]
    )


def _marker(slots: list[Slot], papers: int) -> Marker:
    """Return what to mark; little words that are everywhere only where there is nothing else."""
    telling = [slot for slot in slots if len(slot.typed) > 4 or len(slot.found) < EVERYWHERE * papers]
    return Marker(term for slot in telling or slots for term in slot.variants)
