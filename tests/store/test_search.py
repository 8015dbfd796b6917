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
    with pytest.raises(Interrupted):
        searcher.search(parse("fern"))
    searcher.resume()
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


@settings(max_examples=800)
@given(ANYTHING)
def test_no_query_breaks_the_pipeline(searcher: Searcher, text: str) -> None:
    try:
        query = parse(text)
    except QueryError:
        return
    results = searcher.search(query)
    assert len({hit.paper_id for hit in results.hits}) == len(results.hits)
    results.marker.spans(text)


def test_a_choice_of_words_is_forgiven_its_spelling(searcher: Searcher) -> None:
    results = searcher.search(parse("hedghog OR gardns"))
    assert {2, 7} <= {*results.ids}
    assert results.corrections == ()


def test_what_was_not_looked_into_is_left_out_where_it_is_forbidden(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers = [(f"River paper {n}", "Plain.", None) for n in range(30)] + [("Paper river", "Plain.", None)]
    searcher = Searcher(shelve(tmp_path / "library.db", papers), tmp_path / "library.db")
    assert found(searcher, '-"river paper"') == [31]
    monkeypatch.setattr("postil.store.search.proof.MOST", 20)
    assert len(found(searcher, '"river paper"')) == 19
    assert found(searcher, '-"river paper"') == [31]
    assert searcher.search(parse('"river paper"')).at_least


def test_words_that_begin_alike_stand_side_by_side(tmp_path: Path) -> None:
    searcher = Searcher(
        shelve(tmp_path / "library.db", [("A man an an", "Text.", None)]), tmp_path / "library.db"
    )
    assert found(searcher, '"an an"') == [1]


@pytest.mark.parametrize("query", ["moss", "gardeners in gardens", "field guide network", "a map of moss"])
def test_the_parts_of_a_score_add_up_to_it(searcher: Searcher, query: str) -> None:
    results = searcher.search(parse(query))
    for hit in results.hits:
        parts = searcher.explain(parse(query), hit.paper_id)
        assert sum(part.value for part in parts) == pytest.approx(hit.score, abs=0.001)


def test_related_papers_share_what_they_are_about(tmp_path: Path) -> None:
    papers = [
        ("Mosses of Old Walls", "Moss grows on walls of granite and is counted by hand.", None),
        ("Counting Moss", "On granite walls a camera counts moss.", None),
        ("Lantern Fish", "Light from below, far from any wall.", None),
        *((f"Filler {n}", "Plain words about plain things.", None) for n in range(30)),
    ]
    db = shelve(tmp_path / "library.db", papers)
    related = Searcher(db, tmp_path / "library.db").related("k1", 5)
    assert related[0].paper_id == 2
    assert {"moss", "granite"} & {*related[0].terms}
    assert all(one.paper_id != 1 for one in related)
    assert Searcher(db, tmp_path / "library.db").related("nobody") == ()


def test_facets_count_what_answers(searcher: Searcher) -> None:
    counts = searcher.counts(searcher.search(parse("moss")).matched)
    assert counts.papers == 2
    assert counts.years == {"2019": 1, "2020": 0, "2021": 1, "2022": 0, "2023": 0, "2024": 0}
    assert counts.statuses["unread"] == 2


def test_an_exact_word_must_be_there(searcher: Searcher) -> None:
    assert found(searcher, "hedgehog 'vann") == []
    assert found(searcher, "moss 'gardens") == [7]


def test_the_beginning_of_a_word_is_no_correction(searcher: Searcher) -> None:
    for beginning in ("h", "he", "hed", "hedg"):
        assert searcher.search(parse(beginning)).corrections == ()
