"""The terms of an index: how many papers have them, how they begin, what they are short for."""

import json
import sqlite3
from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping

from .kinds import STUB, STUB_LENGTHS
from .lexicon import WHOLE, pools_of
from .stemming import Stems

KEPT_COUNTS = 100_000
KEPT_POOLS = 64
KEPT_BEGINNINGS = 256
RELATIVES = 192
"""Terms that begin alike and are looked at for a common stem."""
WRITTEN_OTHERWISE = ("e", "i", "l")
"""Last letters of stems where a word may have another: `hoping`, `studying`, `possibility`."""
SURPLUS = 4
ENOUGH = 1_000
"""Papers with a word in the title that begins so, from which on no other word is looked for."""
END = "\U0010ffff"

COUNT = """
SELECT term, sum(papers) FROM term
WHERE generation IN (SELECT value FROM json_each(?)) AND term IN (SELECT value FROM json_each(?))
GROUP BY term
"""
STARTING = """
SELECT term, papers FROM term WHERE generation = ? AND term >= ? AND term < ?
ORDER BY papers DESC, term LIMIT ?
"""
ESTIMATES = """
SELECT term, papers FROM term WHERE generation = ? AND term IN (SELECT value FROM json_each(?))
"""


class Dictionary:
    """The terms of an index as it stands.

    Args:
        index: The index file.
        generations: The numbers of its generations, with their numbers of papers.
    """

    def __init__(self, index: sqlite3.Connection, generations: Mapping[int, int]) -> None:
        self._index = index
        self._by_size = sorted(generations, key=lambda number: -generations[number])
        self._numbers = json.dumps(self._by_size)
        largest = generations[self._by_size[0]] if generations else 1
        self._share = sum(generations.values()) / largest
        self._stems = Stems()
        self._counts: dict[str, int] = {}
        self._begun: dict[tuple[str, int], Mapping[str, int]] = {}
        self._pools: OrderedDict[str, Mapping[int, tuple[str, ...]]] = OrderedDict()

    def count(self, terms: Collection[str]) -> dict[str, int]:
        """Return how many papers have each of some terms; terms that none has are left out."""
        counts = self._counts
        if len(counts) > KEPT_COUNTS:
            counts.clear()
        unknown = [term for term in terms if term not in counts]
        if unknown:
            counts.update(dict.fromkeys(unknown, 0))
            counts.update(self._index.execute(COUNT, (self._numbers, json.dumps(unknown))))
        return {term: counts[term] for term in terms if counts.get(term)}

    def starting(self, prefix: str, limit: int) -> Mapping[str, int]:
        """Return the commonest terms that start so, with about their numbers of papers.

        Generations are looked at, the largest first, until there are terms enough: a common one is common
        in all of them.

        Args:
            prefix: A kind of term and the beginning of one.
            limit: The most terms to return.
        """
        known = self._begun.get((prefix, limit))
        if known is not None:
            return known
        found: dict[str, int] = {}
        for number in self._by_size:
            if len(found) >= SURPLUS * limit:
                break
            values = (number, prefix, prefix + END, SURPLUS * limit)
            for term, papers in self._index.execute(STARTING, values):
                found[term] = found.get(term, 0) + papers
        best = sorted(found, key=lambda term: (-found[term], term))[:limit]
        if len(self._begun) >= KEPT_BEGINNINGS:
            self._begun.clear()
        self._begun[prefix, limit] = {term: found[term] for term in best}
        return self._begun[prefix, limit]

    def beginnings(self, prefix: str, limit: int) -> Mapping[str, int]:
        """Return what a word that is being typed may become: terms, or for a short one its stub."""
        if len(prefix) in STUB_LENGTHS:
            stub = self.count([STUB + prefix])
            few = len(prefix) == max(STUB_LENGTHS) and sum(stub.values()) < ENOUGH
            return {**(self.starting(prefix, limit) if few else {}), **stub}
        return self.starting(prefix, limit)

    def neighbours(self, word: str, lengths: Iterable[int]) -> list[str]:
        """Return the terms, of some lengths, that a misspelt word may have been meant for."""
        pools = [self._pool(name) for name in (WHOLE, *pools_of(word))]
        return [term for length in lengths for pool in pools for term in pool.get(length, ())]

    def _pool(self, name: str) -> Mapping[int, tuple[str, ...]]:
        """Return the terms of a pool by their length; as tuples, which the cyclic collector passes over."""
        if name in self._pools:
            self._pools.move_to_end(name)
        else:
            if len(self._pools) >= KEPT_POOLS:
                self._pools.popitem(last=False)
            rows = self._index.execute("SELECT terms FROM lexicon WHERE pool = ?", (name,))
            found: dict[int, list[str]] = {}
            for term in dict.fromkeys(term for (terms,) in rows for term in terms.split(" ")):
                found.setdefault(len(term), []).append(term)
            self._pools[name] = {length: tuple(terms) for length, terms in found.items()}
        return self._pools[name]

    def family(self, stem: str, limit: int) -> list[str]:
        """Return the commonest terms that share a stem."""
        if len(stem) < 3:
            return [*self.count([stem])]
        is_written_so = len(stem) <= 3 or not stem.endswith(WRITTEN_OTHERWISE)
        begun = self.starting(stem if is_written_so else stem[:-1], RELATIVES)
        return [term for term in begun if self._stems[term] == stem][:limit]

    def shorts(self, stems: str) -> list[str]:
        """Return the abbreviations of a row of stems, joined by blanks, the commonest first."""
        rows = self._index.execute(
            "SELECT short FROM abbreviation WHERE stems = ? GROUP BY short ORDER BY sum(papers) DESC LIMIT 8",
            (stems,),
        )
        return [short for (short,) in rows]

    def spoken(self, short: str, limit: int) -> list[str]:
        """Return the commonest rows of words, joined by blanks, that an abbreviation stands for."""
        rows = self._index.execute(
            "SELECT spoken FROM abbreviation WHERE short = ? ORDER BY papers DESC, spoken LIMIT ?",
            (short, limit),
        )
        return [spoken for (spoken,) in rows]

    def estimated(self, terms: Collection[str]) -> dict[str, int]:
        """Return about how many papers have each of many terms: what the largest generation makes likely."""
        values = (self._by_size[0] if self._by_size else 0, json.dumps([*terms]))
        known = {term: round(papers * self._share) for term, papers in self._index.execute(ESTIMATES, values)}
        return {term: known.get(term, 0) for term in terms}
