"""All papers of a library in an order of facts: of any number of them only what is looked at is read."""

import sqlite3
from array import array
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple, overload

from .models import Sort
from .orders import FACTS
from .tally import tallied

BLOCK = 2_048
"""Papers that are read at a time."""

FACTS_VERSION = "SELECT value FROM meta WHERE name = 'facts_version'"


class _Part(NamedTuple):
    """Papers that stand together in an order.

    Args:
        condition: What they have in common.
        papers: How many they are.
    """

    condition: str
    papers: int


class Everything(Sequence[int]):
    """The row ids of all papers in order.

    The blocks that were read stay, so that a place means the same paper for as long as the sequence lives.

    Args:
        db: An open library.
        sort: An order of facts.
    """

    def __init__(self, db: sqlite3.Connection, sort: Sort) -> None:
        self._db = db
        self._order = FACTS[sort]
        self._version = self._known()
        self._length, undated, _ = self._version
        self._parts = [_Part("1", self._length)]
        if self._order.column == "p.published":
            # One index serves both directions, but papers that are equal it has in one of them only: all
            # undated ones would be sorted for every block.
            dated = self._length - undated
            self._parts = [_Part("p.published IS NOT NULL", dated), _Part("p.published IS NULL", undated)]
        self._blocks: dict[int, array[int]] = {}
        self.outdated = False
        """Whether the library was found to hold other papers by now."""

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> int: ...

    @overload
    def __getitem__(self, index: slice) -> "array[int]": ...

    def __getitem__(self, index: "int | slice") -> "int | array[int]":
        if isinstance(index, slice):
            places = range(*index.indices(self._length))
            return array("q", (self[place] for place in places))
        place = index + self._length if index < 0 else index
        if not 0 <= place < self._length:
            raise IndexError("past the end of the papers")
        number, within = divmod(place, BLOCK)
        if number not in self._blocks:
            self._blocks[number] = self._read(number * BLOCK)
        return self._blocks[number][within]

    def __contains__(self, value: object) -> bool:
        return bool(self._db.execute("SELECT 1 FROM paper WHERE id = ?", (value,)).fetchone())

    def index(self, value: object, start: int = 0, stop: int | None = None) -> int:
        """Return where a paper stands, by counting those before it.

        Raises:
            ValueError: It is not among them.
        """
        column, descending = self._order
        found = self._db.execute(f"SELECT {column} FROM paper p WHERE p.id = ?", (value,)).fetchone()
        place = -1
        if found is not None and column == "p.id":
            place = self._number(f"p.id {'>' if descending else '<'} ?", value)
        elif found is not None:
            beyond = ">" if descending else "<"
            first = "IS NOT NULL AND ? IS NULL" if found[0] is None else f"{beyond} ?"
            place = self._number(f"{column} {first}", found[0])
            place += self._number(f"{column} IS ? AND p.id < ?", found[0], value)
        if not start <= place < (self._length if stop is None else stop):
            raise ValueError(f"{value!r} is not among the papers")
        return place

    def _number(self, where: str, *values: object) -> int:
        return int(self._db.execute(f"SELECT count(*) FROM paper p WHERE {where}", values).fetchone()[0])

    def _known(self) -> tuple[int, int, int]:
        """Return the numbers of all papers and of undated ones, and one that grows with what is known."""
        years = tallied(self._db, "year")
        version = self._db.execute(FACTS_VERSION).fetchone()[0]
        return sum(years.values()), years.get("", 0), int(version)

    def _read(self, start: int) -> "array[int]":
        """Read the papers of a block."""
        self.outdated = self.outdated or self._known() != self._version
        stop = min(start + BLOCK, self._length)
        found, before = array("q"), 0
        for part in self._parts:
            first, last = max(start - before, 0), min(stop - before, part.papers)
            if first < last:
                found += self._stretch(part, first, last)
            before += part.papers
        # A library that lost papers meanwhile has fewer to tell; no paper has the number 0.
        return found + array("q", [0]) * (stop - start - len(found))

    def _stretch(self, part: _Part, start: int, stop: int) -> "array[int]":
        """Read papers of a part, from that end of it that is nearer."""
        from_end = start > part.papers - stop
        order = self._order.backward() if from_end else self._order.forward()
        sql = f"SELECT p.id FROM paper p WHERE {part.condition} ORDER BY {order} LIMIT ? OFFSET ?"
        skipped = part.papers - stop if from_end else start
        found = array("q", chain.from_iterable(self._db.execute(sql, (stop - start, skipped))))
        if from_end:
            found.reverse()
        return found
