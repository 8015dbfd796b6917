"""The sets of papers of an index, read as questions need them, and kept while they may be asked for again."""

import json
import sqlite3
from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence

from . import bits

KEPT_BYTES = 48 << 20
"""Room for sets that were read before."""
LEAST_KEPT = 64
MEMBERS = """
SELECT generation, term, members IS NULL, coalesce(members, (
    SELECT m.members FROM members m WHERE m.generation = term.generation AND m.term = term.term
)) FROM term
WHERE generation IN (SELECT value FROM json_each(?)) AND term IN (SELECT value FROM json_each(?))
"""


def united(packed: Collection[bytes], highest: int) -> int:
    """Return the union of packed sets.

    Args:
        packed: The sets.
        highest: An id that none of theirs passes.

    Raises:
        sqlite3.DatabaseError: They are no sets: the file is damaged.
    """
    if not packed:
        return 0
    canvas = bits.canvas(highest)
    try:
        for data in packed:
            bits.draw(data, canvas)
    except bits.UNREADABLE as error:
        raise sqlite3.DatabaseError("a set of papers in the index cannot be read") from error
    return int.from_bytes(canvas, "little")


class Sets:
    """The papers of each term, over some generations of an index.

    Args:
        index: The index file.
        generations: The numbers of the generations.
        fresh: Of those that are outdated in part, the papers for which they still speak.
        highest: An id that none of the papers' passes.
    """

    def __init__(
        self, index: sqlite3.Connection, generations: Sequence[int], fresh: Mapping[int, int], highest: int
    ) -> None:
        self._index = index
        self._numbers = json.dumps(generations)
        self._fresh = fresh
        self._highest = highest
        self._kept: OrderedDict[tuple[str, ...], int] = OrderedDict()
        self._room = max(LEAST_KEPT, KEPT_BYTES // max(1, highest // 8))

    def any_of(self, terms: Collection[str]) -> int:
        """Return the set of papers that have any of some terms."""
        key = tuple(terms)
        found = self._known(key)
        return self._keep(key, self._read(key)) if found is None else found

    def _known(self, key: tuple[str, ...]) -> int | None:
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def _keep(self, key: tuple[str, ...], papers: int) -> int:
        self._kept[key] = papers
        if len(self._kept) > self._room:
            self._kept.popitem(last=False)
        return papers

    def _read(self, terms: Sequence[str]) -> int:
        """Return the papers that have any of some terms.

        Those of a common term are kept by themselves, since what is typed next asks for it among others;
        those of the rare ones are put together at once.
        """
        found = 0
        unknown: list[str] = []
        for term in terms:
            papers = self._known((term,))
            if papers is None:
                unknown.append(term)
            else:
                found |= papers
        piles: dict[str, list[tuple[int, bytes]]] = {}
        rows = self._index.execute(MEMBERS, (self._numbers, json.dumps(unknown))).fetchall()
        common = {term for _, term, is_long, _ in rows if is_long}
        for number, term, _, members in rows:
            piles.setdefault(term if term in common else "", []).append((number, members))
        for term, pile in piles.items():
            papers = self._united(pile)
            found |= self._keep((term,), papers) if term else papers
        return found

    def _united(self, pile: Sequence[tuple[int, bytes]]) -> int:
        """Return the union of packed sets, each of a generation, without what is outdated."""
        packed: dict[int | None, list[bytes]] = {}
        for number, members in pile:
            packed.setdefault(number if number in self._fresh else None, []).append(members)
        found = united(packed.pop(None, ()), self._highest)
        for outdated, members_of in packed.items():
            found |= united(members_of, self._highest) & self._fresh[outdated or 0]
        return found
