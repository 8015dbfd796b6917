import sqlite3
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.store.search import bits, runs
from postil.store.search.gather import Batch, author_terms_of, gathered, terms_of, title_terms_of
from postil.store.search.invert import packed
from postil.store.search.numbering import KeyTable
from postil.store.search.pieces import WIDTH, cut
from postil.store.search.runs import Sorter, merged
from postil.store.search.tokens import tokens
from postil.store.topics.engine import Engine
from postil.store.topics.rules import Rulebook

from .searching import shelve

SIGNS = "aB9 é中ß\u0301\u212a\u00a0\u2003\u3000\u0085\u1680\n\t\x0b\x1c\x00-_/.'’–+,;()[]\"“$&"
WORDS = st.sampled_from(
    ["Med-R1", "state-of-the-art-in-one", "MeLLaMA", "F1@k", "x" * 23, "y" * 24, "z" * 25, "3.5x", "A-B'C"]
)
TEXTS = st.lists(WORDS | st.text(SIGNS, max_size=12) | st.text(max_size=6), max_size=8).map(" ".join)
PAPERS = st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=6)


def batch(papers: list[tuple[str, str, str]], first: int = 1) -> Batch:
    columns = [[text.encode(errors="replace") for text in column] for column in zip(*papers, strict=True)]
    ids = range(first, first + len(papers))
    return Batch(np.array(ids, np.uint32), *columns, [], [], [])  # type: ignore[arg-type]


def plainly(papers: list[tuple[str, str, str]]) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, (title, abstract, names) in enumerate(papers, 1):
        terms = {term for piece in title.split() for term in title_terms_of(piece)}
        terms |= {term for piece in abstract.split() for term in terms_of(piece)}
        terms |= {*author_terms_of(names)}
        for term in terms:
            found[term].append(number)
    return found


def sorted_out(sorter: Sorter, found: list[runs.Run]) -> dict[str, list[int]]:
    _, ids, counts = merged(found, len(sorter.terms))
    sets = np.split(ids, np.cumsum(counts)[:-1]) if len(counts) else []
    return {term: papers.tolist() for term, papers in zip(sorter.terms, sets, strict=True)}


def clean(papers: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    return [tuple(text.encode(errors="replace").decode() for text in paper) for paper in papers]  # type: ignore[misc]


@given(PAPERS, PAPERS)
def test_the_papers_of_every_term_are_those_of_the_plain_way(
    some: list[tuple[str, str, str]], more: list[tuple[str, str, str]]
) -> None:
    some, more = clean(some), clean(more)
    sorter = Sorter(Engine(Rulebook({})))
    found = [sorter.run(batch(some)), sorter.run(batch(more, 1 + len(some)))]
    assert sorted_out(sorter, found) == plainly(some + more)
    assert sorter.title_places == sum(len(title.split()) for title, _, _ in some + more)
    assert sorter.abstract_places == sum(len(abstract.split()) for _, abstract, _ in some + more)


def test_so_are_they_when_there_are_too_many_terms_for_small_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "_SMALL", 0)
    papers = [("An Otter", "otters swim", "Ada Otter"), ("", "", ""), ("Newts", "an otter", "")]
    sorter = Sorter(Engine(Rulebook({})))
    assert sorted_out(sorter, [sorter.run(batch(papers))]) == plainly(papers)


@given(TEXTS)
def test_short_cuts_lead_to_the_same_terms(text: str) -> None:
    for piece in text.split():
        assert {*terms_of(piece)} == {term for term, *_ in tokens(piece)}


@given(st.lists(TEXTS, max_size=5))
def test_pieces_hold_all_that_is_a_term(texts: list[str]) -> None:
    texts = [text.encode(errors="replace").decode() for text in texts]
    pieces = cut([text.encode() for text in texts])
    assert pieces.sizes.sum() == len(pieces.starts)
    assert all(len(piece) > 0 and "\n" not in piece for piece in pieces.texts(np.arange(len(pieces.starts))))


@given(st.lists(st.lists(st.tuples(*[st.integers(0, 3)] * 3), max_size=40), max_size=5))
def test_keys_keep_the_numbers_that_they_got(rounds: list[list[tuple[int, int, int]]]) -> None:
    table, known = KeyTable(), dict[tuple[int, int, int], int]()
    for wanted in rounds:
        numbers, fresh = table.numbers(np.array(wanted, np.uint64).reshape(-1, 3).T)
        assert [numbers[n] for n in fresh] == [len(known) + n + 1 for n in range(len(fresh))]
        known |= {wanted[n]: int(numbers[n]) for n in fresh}
        assert numbers.tolist() == [known[key] for key in wanted]


def test_a_table_grows_with_its_keys() -> None:
    table = KeyTable()
    wanted = np.random.default_rng(1).integers(0, 1 << 63, (3, 5000)).astype(np.uint64)
    first, _ = table.numbers(wanted[:, :700])
    every, fresh = table.numbers(wanted)
    assert every[:700].tolist() == first.tolist()
    assert len(fresh) == 4300
    assert sorted(every) == list(range(1, 5001))


def test_long_pieces_that_begin_alike_are_told_apart() -> None:
    long = "w" * WIDTH
    papers = [("", f"{long}a {long}b", ""), ("", f"{long} {long}b", "")]
    sorter = Sorter(Engine(Rulebook({})))
    found = sorted_out(sorter, [sorter.run(batch(papers))])
    assert found == {long + "a": [1], long + "b": [1, 2], long: [2]}


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        ('["Ada Otter", "Bo Newt"]', [b"Ada Otter\nBo Newt"]),
        (None, [b""]),
        ("no list", [b""]),
        ('["Ada"], ["Bo"]', [b""]),
        ('["Ada", null, "Bo"]', [b"Ada\nBo"]),
        ('{"Ada": "Bo"}', [b""]),
        ('["\\u0041da"]', [b"Ada"]),
    ],
)
def test_authors_are_read_from_lists_alone(tmp_path: Path, authors: str | None, names: list[bytes]) -> None:
    db: sqlite3.Connection = shelve(tmp_path / "library.db")
    db.execute("UPDATE paper_text SET authors = ? WHERE paper_id = 2", (authors,))
    (found,) = gathered(db, "= ?", (2,))
    assert found.authors == names


@given(st.sets(st.integers(0, 300_000), max_size=900))
def test_sets_are_packed_as_they_are_unpacked(ids: set[int]) -> None:
    assert bits.unpack(packed(np.array(sorted(ids), np.uint32))) == sorted(ids)


def test_dense_sets_are_packed_too() -> None:
    ids = [*range(60_000, 70_000), 900_000]
    assert bits.unpack(packed(np.array(ids, np.uint32))) == ids
