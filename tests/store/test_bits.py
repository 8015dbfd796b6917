"""Sets of papers as whole numbers."""

import sqlite3

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.store.search import bits
from postil.store.search.invert import packed
from postil.store.search.planes import Planes
from postil.store.search.sets import united

HIGHEST = 300_000
WANTED = 40
IDS = st.sets(st.integers(0, HIGHEST), max_size=300)
DENSE = st.builds(
    lambda start, size: {*range(start, start + size)}, st.integers(0, 200_000), st.integers(0, 900)
)
PAPERS = IDS | DENSE | st.builds(set.union, IDS, DENSE)


def made(ids: set[int]) -> int:
    return bits.bits_of(ids, HIGHEST)


@given(PAPERS)
def test_the_members_of_a_set_are_what_it_was_made_of(ids: set[int]) -> None:
    assert list(bits.members(made(ids))) == sorted(ids)


@given(PAPERS, PAPERS)
def test_a_set_without_another_is_the_difference(one: set[int], other: set[int]) -> None:
    assert bits.without(made(one), made(other)) == made(one - other)
    assert bits.among(bits.drawing(made(one)), sorted(other)) == sorted(one & other)


@given(PAPERS, st.integers(0, 400))
def test_whether_there_are_more_is_told_as_by_counting(ids: set[int], limit: int) -> None:
    assert bits.has_more(made(ids), limit) == (len(ids) > limit)
    assert bits.latest(made(ids), limit) == sorted(ids, reverse=True)[:limit]


@given(st.lists(PAPERS, max_size=4))
def test_packed_sets_are_put_together_whether_listed_or_drawn(sets: list[set[int]]) -> None:
    found = united([packed(np.array(sorted(ids), np.uint32)) for ids in sets if ids], HIGHEST)
    assert found == made(set().union(*sets))


def test_a_bitmap_of_another_size_is_told_as_damage() -> None:
    for drawn in (b"short", bytes(bits.BLOCK_BYTES + 1)):
        with pytest.raises(sqlite3.DatabaseError, match="cannot be read"):
            united([bits.pack_blocks([(0, bits.block(drawn))])], HIGHEST)
    with pytest.raises(sqlite3.DatabaseError, match="cannot be read"):
        united([bits.pack_blocks([(9, bits.block(bytes(bits.BLOCK_BYTES)))])], HIGHEST)


@given(st.lists(st.tuples(st.sets(st.integers(0, 500), max_size=60), st.integers(0, 20)), max_size=5))
def test_the_best_by_their_sums_are_found_with_those_that_tie(added: list[tuple[set[int], int]]) -> None:
    sums, planes = dict.fromkeys(range(501), 0), Planes(7)
    for papers, weight in added:
        planes.add(made(papers), weight)
        for paper in papers:
            sums[paper] += weight
    above, ties = (set(bits.members(found)) for found in planes.best(made({*range(501)}), WANTED))
    some = {paper for paper in sums if sums[paper]}
    assert len(above) <= WANTED and above | ties <= some
    if ties:
        (tie,) = {sums[paper] for paper in ties}
        assert len(above | ties) > WANTED
        assert above == {paper for paper in some if sums[paper] > tie}
        assert ties == {paper for paper in some if sums[paper] == tie}
    else:
        assert above == some or len(above) == WANTED
