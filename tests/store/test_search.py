import sqlite3
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings

from postil.store.errors import QueryError
from postil.store.query import parse
from postil.store.search import Interrupted, Searcher

from .searching import add, found, shelve
from .test_query import ANYTHING


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("search") / "library.db"


@pytest.fixture(scope="module")
def searcher(path: Path) -> Searcher:
    return Searcher(shelve(path), path)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("hedgehog census", 2),
        ("hedghog", 2),
        ("cathedarl vanes", 4),
        ("quillr1", 1),
        ("quill r1", 1),
        ("Quill-R1", 1),
        ("briar net", 2),
        ("meotter", 3),
        ("me ott", 3),
        ("tall oak map", 5),
        ("talloakmap", 5),
        ("naive etude", 6),
        ("NAÏVE", 6),
        ("eclair dessert", 6),
        ("estimating the wind", 4),
        ("gardener", 7),
        ("gar", 7),
        ("weathervane", 4),
        ("'gardens", 7),
        ("fgn", 2),
        ("field guide network", 2),
        ("on every wall", 7),
        ("on every spire", 4),
    ],
)
def test_the_right_paper_comes_first(searcher: Searcher, text: str, first: int) -> None:
    assert found(searcher, text)[:1] == [first]


def test_an_abbreviation_and_its_words_find_each_other(searcher: Searcher) -> None:
    assert set(found(searcher, "fgn")) == {2, 4}


def test_a_correction_says_what_it_did(searcher: Searcher) -> None:
    assert searcher.search(parse("hedghog census")).corrections == (("hedghog", "hedgehog"),)
    assert searcher.search(parse("hedgehog cens")).corrections == ()
    assert searcher.search(parse("mossoaks")).corrections == (("mossoaks", "moss oaks"),)


def test_exactly_means_exactly(searcher: Searcher) -> None:
    assert found(searcher, "'hedghog") == []
    assert found(searcher, "'gard") == []
    assert found(searcher, "'oak 'moss")[0] == 5


def test_nonsense_finds_nothing(searcher: Searcher) -> None:
    assert found(searcher, "qqxzzw") == []
    assert found(searcher, "qqxzzw hedgehog") == [2]


def test_every_word_matters(searcher: Searcher) -> None:
    assert found(searcher, "moss oaks")[0] == 5
    assert found(searcher, "moss wall")[0] == 7


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("moss -gardens", [5]),
        ("moss year:..2020", [7]),
        ('"moss grows"', [7]),
        ('"grows moss"', []),
        ('-"moss grows" moss', [5]),
        ("title:oak", [5]),
        ("title:oak year:2020", []),
        ("moss (oaks OR wall)", [5, 7]),
        ("(hedgehog OR otters)", [2, 3]),
        ("(hedgehog OR year:2019)", [2, 7]),
        ("-moss -otters -hedgehogs", [1, 4, 6]),
    ],
)
def test_filters_narrow(searcher: Searcher, text: str, expected: list[int]) -> None:
    assert sorted(found(searcher, text)) == expected


def test_without_words_the_newest_come_first_and_the_undated_last(searcher: Searcher) -> None:
    results = searcher.search(parse("year:..2022"))
    assert [*results.ids] == [4, 5, 6, 7]
    assert results.hits == ()
    assert results.total == 4
    assert found(searcher, "") == [1, 2, 4, 5, 6, 7, 3]


def test_scores_fall_and_the_limit_holds(searcher: Searcher) -> None:
    scores = [hit.score for hit in searcher.search(parse("a map of moss")).hits]
    assert scores == sorted(scores, reverse=True)
    assert len(searcher.search(parse("moss"), limit=1).hits) == 1
    assert len(searcher.search(parse(""), limit=3).ids) == 3


def test_more_of_an_answer_ranks_higher_than_less_of_it(tmp_path: Path) -> None:
    filler = [(f"Notes on subject {n}", "Plain words about plain things.", None) for n in range(40)]
    papers = [
        *filler,
        (
            "A harbour",
            "Fog and a bell, far from each other in a long text about boats and the sea bell fog.",
            None,
        ),
        ("Fog Bell", "Short.", None),
        ("Bells", "A fog bell rings.", None),
    ]
    searcher = Searcher(shelve(tmp_path / "library.db", papers), tmp_path / "library.db")
    assert found(searcher, "fog bell") == [42, 43, 41]


def test_a_recent_paper_wins_between_equals(tmp_path: Path) -> None:
    papers = [
        ("Same Kite", "Text.", "2015-01-01"),
        ("Same Kite", "Text.", "2024-01-01"),
        ("Other", "Thing.", None),
    ]
    searcher = Searcher(shelve(tmp_path / "library.db", papers), tmp_path / "library.db")
    assert found(searcher, "same kite") == [2, 1]


def test_a_running_search_can_be_interrupted(tmp_path: Path) -> None:
    db = shelve(tmp_path / "library.db")
    for number in range(100, 400):
        add(db, number, f"Fern {number}", "Ferns unroll.")
    searcher = Searcher(db, tmp_path / "library.db")
    db.set_progress_handler(lambda: searcher.interrupt() or 0, 1)
    with pytest.raises(Interrupted):
        searcher.search(parse("fern is:unread"))
    db.set_progress_handler(None, 0)
    assert len(found(searcher, "fern is:unread")) == 300


def test_it_may_be_closed_from_the_thread_that_opened_it(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    db = sqlite3.connect(path, check_same_thread=False)
    shelve(path).close()
    searcher = Searcher(db, path)
    hits: list[list[int]] = []
    worker = threading.Thread(target=lambda: hits.append(found(searcher, "hedgehog")))
    worker.start()
    worker.join()
    searcher.close()
    assert hits == [[2]]


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10_000,
        " ".join(f"word{n}" for n in range(500)),
        "(" + " OR ".join("abcdefgh") + ")",
        "a " * 5000,
    ],
)
def test_long_queries_are_answered(searcher: Searcher, text: str) -> None:
    searcher.search(parse(text))


@settings(max_examples=800, deadline=None)
@given(ANYTHING)
def test_no_query_breaks_the_pipeline(searcher: Searcher, text: str) -> None:
    try:
        query = parse(text)
    except QueryError:
        return
    results = searcher.search(query)
    assert len({hit.paper_id for hit in results.hits}) == len(results.hits)
    results.marker.spans(text)
