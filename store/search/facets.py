"""Facets: how many of the papers that answer stand where."""

import sqlite3
from collections import Counter
from functools import reduce
from operator import or_

from ..models import STATUSES, Counts
from ..tag_tree import branches
from .bits import bits_of
from .filters import Filters, Groups
from .index import Index
from .kinds import DUMP, MONTH

MANY = 4_096
GROUPS = {
    "tags": "SELECT g.name, p.id FROM tag g JOIN paper p ON p.key = g.paper_key ORDER BY 1 COLLATE NOCASE",
    "lists": (
        "SELECT l.name, p.id FROM list l JOIN list_item i USING (list_id) "
        "JOIN paper p ON p.key = i.paper_key ORDER BY 1 COLLATE NOCASE"
    ),
}


class Facets:
    """Counts the papers of a set by tag, topic, list, dump, year and status.

    Args:
        index: The index.
        library: The library.
        filters: What knows the reader's marks.
    """

    def __init__(self, index: Index, library: sqlite3.Connection, filters: Filters) -> None:
        self._index = index
        self._library = library
        self._filters = filters
        self._years: dict[str, int] = {}

    def of(self, papers: int) -> Counts:
        """Return how many of some papers stand where."""
        statuses: dict[str, int] = {status: self._filters.of_status(status) for status in STATUSES}
        dumps = self._library.execute("SELECT id, name FROM dump ORDER BY name").fetchall()
        by_dump: Counter[str] = Counter()
        for dump, name in dumps:
            by_dump[name] += (papers & self._index.having(f"{DUMP}{dump}")).bit_count()
        return Counts(
            papers=papers.bit_count(),
            statuses=_counted(statuses, papers),
            starred=(papers & self._filters.being("starred")).bit_count(),
            kept=(papers & self._filters.being("kept")).bit_count(),
            later=(papers & self._filters.being("later")).bit_count(),
            tags=_counted(self._by_tag(), papers),
            untagged=(papers & self._filters.being("untagged")).bit_count(),
            topics=self.by_topic(papers),
            lists=_counted(self._grouped("lists"), papers),
            dumps=dict(by_dump),
            years=_counted(self._by_year(), papers),
            new=(papers & self._filters.being("new")).bit_count(),
        )

    def by_topic(self, papers: int) -> dict[str, int]:
        """Return the topics that occur, the commonest first: nobody looks for those that do not."""
        counted = {
            name: (papers & self._filters.of_topic(name)).bit_count() for name in self._filters.topics()
        }
        occurring = [name for name in counted if counted[name]]
        return {name: counted[name] for name in sorted(occurring, key=lambda name: -counted[name])}

    def _by_year(self) -> dict[str, int]:
        if not self._years:
            for month in sorted(self._index.dictionary.starting(MONTH, MANY)):
                year = month[len(MONTH) :][:4]
                self._years[year] = self._years.get(year, 0) | self._index.having(month)
        return self._years

    def _by_tag(self) -> Groups:
        """Return the papers of each tag and of those under it."""

        def found() -> Groups:
            own = self._grouped("tags")
            places = branches(own).values()
            return {place.name: reduce(or_, (own[name] for name in place.names)) for place in places}

        return self._filters.remembered("tree of tags", found)

    def _grouped(self, name: str) -> Groups:
        def found() -> Groups:
            ids: dict[str, list[int]] = {}
            for group, paper in self._library.execute(GROUPS[name]):
                ids.setdefault(group, []).append(paper)
            return {group: bits_of(papers, max(papers)) for group, papers in ids.items()}

        return self._filters.remembered(name, found)


def _counted(groups: Groups, papers: int) -> dict[str, int]:
    return {name: (papers & group).bit_count() for name, group in groups.items()}
