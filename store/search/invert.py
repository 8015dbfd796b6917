"""Writing a generation of the index: the papers of each term, sorted as arrays of numbers."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import compress, pairwise, repeat

import numpy as np
from numpy.typing import NDArray

from ..rows import insert
from ..topics.engine import Engine
from .bits import ALL_LISTED, BLOCK_BITS, LISTED, block, listed, pack_blocks
from .gather import Abbreviation, Batch
from .kinds import is_bare
from .lexicon import in_dictionary, pools
from .pieces import Places
from .runs import Ids, Inverted, Run, Sorter, merged
from .stemming import Stems

INLINE = 128
"""Bytes of a packed set that stand beside its term; longer ones would make the rows of terms sparse."""
RICH, OFTEN = 60_000, 3
"""Terms of a generation from which on only those of some papers are a dictionary for spelling."""
SHARE = 1 << 12
"""Terms whose sets are packed at a time."""
EMPTY = listed(b"")


class Gathering:
    """A generation in the making: the terms of all papers taken so far.

    Args:
        engine: The rules that give them topics.
    """

    def __init__(self, engine: Engine) -> None:
        self._sorter = Sorter(engine)
        self._spoken: Counter[Abbreviation] = Counter()
        self._runs: list[Run] = []

    def take(self, batches: Iterable[Batch]) -> None:
        """Take more papers, later ones than those before."""
        for batch in batches:
            self._runs.append(self._sorter.run(batch))
            self._spoken.update(batch.abbreviations)

    def write(self, index: sqlite3.Connection, generation: int) -> None:
        """Write the generation, within the caller's transaction; then there is nothing left of it here.

        Args:
            index: The index file.
            generation: Its number.
        """
        names = list(self._sorter.terms)
        numbers = (self._sorter.title_places, self._sorter.abstract_places)
        del self._sorter
        found = merged(self._runs, len(names))
        index.execute(
            "INSERT INTO generation VALUES (?, ?, ?, ?, ?, ?)",
            (generation, len(found.papers), packed(found.papers), EMPTY, *numbers),
        )
        _write_terms(index, generation, names, found)
        index.executemany(
            "INSERT INTO abbreviation VALUES (?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET papers = papers + excluded.papers",
            _abbreviation_rows(self._spoken),
        )


def _write_terms(index: sqlite3.Connection, generation: int, names: list[str], found: Inverted) -> None:
    """Write the terms with their sets, and the dictionary; in their order, which is the quickest."""
    order = np.array(sorted(range(len(names)), key=names.__getitem__), np.int64)
    names = [*map(names.__getitem__, order.tolist())]
    counts = found.counts[order]
    starts = np.cumsum(found.counts)[order] - counts
    for at in range(0, len(names), SHARE):
        share = slice(at, at + SHARE)
        sets = _sets(found.ids, starts[share], counts[share])
        inline = [members if len(members) <= INLINE else None for members in sets]
        insert(
            index,
            "term",
            [*zip(repeat(generation), names[share], counts[share].tolist(), inline, strict=False)],
        )
        long = zip(repeat(generation), names[share], sets, strict=False)
        index.executemany("INSERT INTO members VALUES (?, ?, ?)", compress(long, (not s for s in inline)))
    rich = len(names) >= RICH
    common = compress(names, (counts >= (OFTEN if rich else 1)).tolist())
    known = in_dictionary(index) if rich else ()
    dictionary = pools(term for term in common if is_bare(term) and term not in known)
    index.executemany(
        "INSERT INTO lexicon VALUES (?, ?, ?)", ((pool, generation, terms) for pool, terms in dictionary)
    )


def _sets(ids: Ids, starts: Places, counts: Places) -> list[bytes]:
    """Return sets of papers, packed; those that are small, nearly all, are cut out of the bytes of all."""
    data = ids.data.cast("B")
    bounds = zip((4 * starts).tolist(), (4 * (starts + counts)).tolist(), strict=True)
    sets = [EMPTY + data[start:stop] if stop - start <= 4 * ALL_LISTED else EMPTY for start, stop in bounds]
    for n in np.flatnonzero(counts > ALL_LISTED).tolist():
        sets[n] = packed(ids[starts[n] : starts[n] + counts[n]])
    return sets


def packed(ids: Ids) -> bytes:
    """Return a set of papers, ascending, as bytes: see `bits`."""
    if len(ids) <= ALL_LISTED:
        return listed(ids.tobytes())
    low = (ids & (1 << BLOCK_BITS) - 1).astype("<u2")
    first, last = int(ids[0]) >> BLOCK_BITS, int(ids[-1]) >> BLOCK_BITS
    if first == last:
        return pack_blocks([(first, _packed_block(low))])
    blocks = ids >> BLOCK_BITS
    cuts = [0, *(np.flatnonzero(blocks[1:] != blocks[:-1]) + 1).tolist(), len(ids)]
    return pack_blocks((int(blocks[a]), _packed_block(low[a:b])) for a, b in pairwise(cuts))


def _packed_block(low: NDArray[np.uint16]) -> bytes:
    if len(low) <= LISTED:
        return listed(low.tobytes())
    drawn = np.zeros(1 << BLOCK_BITS, np.uint8)
    drawn[low] = 1
    return block(np.packbits(drawn, bitorder="little").tobytes())


def _abbreviation_rows(found: Counter[Abbreviation]) -> Iterator[tuple[str, str, str, int]]:
    """Yield abbreviations as the index keeps them: short form, words, stems of the words, papers."""
    stems = Stems()
    for (short, spoken), papers in sorted(found.items()):
        yield short, " ".join(spoken), " ".join(map(stems.__getitem__, spoken)), papers
