import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.store.query import parse
from postil.store.search import Marker, Searcher

from .searching import shelve


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    path = tmp_path_factory.mktemp("marks") / "library.db"
    return Searcher(shelve(path), path)


def marked(searcher: Searcher, query: str, text: str) -> list[str]:
    return [text[start:stop] for start, stop in searcher.search(parse(query)).marker.spans(text)]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("hedgehog", "BriarNet and the Hedgehog Census of hedgehogs", ["Hedgehog", "hedgehogs"]),
        ("hedghog", "The Hedgehog Census", ["Hedgehog"]),
        ("cens", "The Hedgehog Census", ["Census"]),
        ("net", "BriarNet and the Hedgehog", ["Net"]),
        ("briarnet", "BriarNet and the Hedgehog", ["BriarNet"]),
        ("quillr1", "Quill-R1: Learning", ["Quill-R1"]),
        ("quill r1", "Quill-R1: Learning", ["Quill-R1"]),
        ("meotter", "Me Otter: A Diary", ["Me Otter"]),
        ("otter", "Me Otter: A Diary", ["Otter"]),
        ("naive", "Café Étude: Naïve Menus", ["Naïve"]),
        ('"hedgehog census" -otter', "otter Hedgehog Census", ["Hedgehog", "Census"]),
        ("year:2020", "Anything", []),
        ("q", "A Quill and a quince", ["Quill", "quince"]),
    ],
)
def test_what_answers_is_marked(searcher: Searcher, query: str, text: str, expected: list[str]) -> None:
    assert marked(searcher, query, text) == expected


def test_a_marker_of_nothing_marks_nothing() -> None:
    assert Marker().spans("some text") == []


@given(st.text(max_size=120))
def test_spans_are_ordered_apart_and_within(text: str) -> None:
    last = -1
    for start, stop in Marker(["a", "ab", "^b", "e"]).spans(text):
        assert last < start < stop <= len(text)
        last = stop
