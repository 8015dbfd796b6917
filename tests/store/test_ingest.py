import itertools

import pytest

from postil.store.errors import Ambiguous, NotFound
from postil.store.library import Library
from postil.store.records import Field, Record

from .shelf import record, shelve


def test_a_title_that_differs_in_case_and_punctuation_is_the_same_paper(library: Library) -> None:
    first = shelve(library, record(1, "Rad-DINO: seeing X-rays"), dump="a.txt")
    second = shelve(library, record(4, "RAD DINO — Seeing X rays", authors_count=3), dump="b.txt")
    assert second[0].outcome == "changed"
    assert first[0].key == second[0].key
    paper = library.papers.get(first[0].key)
    assert paper.authors_count == 3
    assert [(source.name, source.position) for source in paper.sources] == [("a.txt", 1), ("b.txt", 4)]


def test_different_strong_ids_are_never_merged_on_the_title(library: Library) -> None:
    one, two = shelve(
        library, record(1, "A survey", arxiv_id="2401.00001"), record(2, "A survey", arxiv_id="2402.00002")
    )
    assert one.key != two.key
    with pytest.raises(Ambiguous):
        library.papers.resolve("A SURVEY")


def test_a_new_title_keeps_the_key_and_the_old_title_still_finds_the_paper(library: Library) -> None:
    key = shelve(library, record(1, "A survey", arxiv_id="2402.00002"))[0].key
    again = shelve(library, record(9, "A survey, much revised", arxiv_id="2402.00002"), dump="b.txt")
    without_id = shelve(library, record(3, "A survey"), dump="c.txt")
    assert again[0].key == without_id[0].key == key
    assert library.papers.get(key).title == "A survey, much revised"
    assert library.papers.resolve("a survey") == library.papers.resolve("a survey much revised") == key


def test_a_record_without_an_id_joins_the_paper_of_its_title(library: Library) -> None:
    with_id, without = shelve(library, record(1, "On tides", doi="10.1/x"), record(2, "On tides"))
    assert with_id.key == without.key


def test_the_better_value_is_shown_and_the_other_kept(library: Library) -> None:
    key = shelve(library, record(1, "On tides", abstract="Short."))[0].key
    shelve(library, record(1, "On tides", abstract="A longer and better text."), dump="b.txt")
    assert library.papers.get(key).abstract == "A longer and better text."
    claims = [claim for claim in library.papers.claims(key) if claim.field == "abstract"]
    assert [(claim.value, claim.chosen, claim.source.name) for claim in claims] == [
        ("Short.", False, "a.txt"),
        ("A longer and better text.", True, "b.txt"),
    ]


def dated(value: str, inferred: bool, printed: str) -> Record:
    base = record(1, "On dates")
    published = Field(value, 12, "date line", inferred, printed)
    return Record(1, 10, "d", {**base.fields, "published": published})


def test_the_order_of_imports_never_matters(library: Library) -> None:
    records = [
        record(1, "On dates", abstract="See https://github.com/a/b for it.", comments=2),
        record(1, "ON DATES", abstract="See https://mirror.example/a/b for it."),
        dated("2024-05-01", True, "May 1"),
        dated("2023-05-01", False, "May 1, 2023"),
    ]
    shown = set()
    for number, order in enumerate(itertools.permutations(records)):
        path = library.path.with_name(f"{number}.db")
        with Library.open(path) as fresh:
            for name, one in enumerate(order):
                key = shelve(fresh, one, dump=str(name))[0].key
            paper = fresh.papers.get(key)
            shown.add(
                (
                    paper.title,
                    paper.abstract,
                    paper.published,
                    paper.published_text,
                    paper.comments,
                    paper.key,
                )
            )
            assert len(fresh.papers.claims(key)) == 11
    assert len(shown) == 1
    [(_, abstract, published, printed, comments, _)] = shown
    assert (published, printed, comments) == ("2023-05-01", "May 1, 2023", 2)
    assert "github.com" in abstract


def test_the_readers_marks_survive_what_an_import_changes(library: Library) -> None:
    key = shelve(library, record(1, "On tides"))[0].key
    library.reading.set_rating([key], 4)
    shelve(library, record(7, "On Tides!", abstract="Far more is said here than before."), dump="b.txt")
    assert library.papers.get(key).rating == 4


def test_near_titles_are_told_and_not_merged(library: Library) -> None:
    from postil.store.ingest import Ingest

    one, two, three = shelve(
        library,
        record(1, "A careful study of tides in the northern sea"),
        record(2, "A careful study of tides in the northern seas"),
        record(3, "A careful study of something else entirely, at length"),
    )
    ingest = Ingest(library.db, 1)
    assert list(ingest.lookalikes(two)) == [one.key]
    assert list(ingest.lookalikes(three)) == []


def test_every_way_to_name_a_paper(library: Library) -> None:
    key = shelve(library, record(1, "On Tides: a study", arxiv_id="2401.01234"), record(2, "On bridges"))[
        0
    ].key
    names = (key, key[:8], "2401.01234", "arXiv:2401.01234v3", "on tides a study", "On Tides: a study")
    for name in names:
        assert library.papers.resolve(name) == key
    with pytest.raises(NotFound):
        library.papers.resolve("nothing like it")
    with pytest.raises(Ambiguous):
        library.papers.resolve("on-")
    with pytest.raises(NotFound):
        library.papers.resolve("")


def test_ids_of_two_papers_in_one_record_are_told_and_cost_nothing(library: Library) -> None:
    one, two, both = shelve(
        library,
        record(1, "On lamps", arxiv_id="2401.00001"),
        record(2, "On wicks", doi="10.1000/wick"),
        record(3, "On lamps and wicks", arxiv_id="2401.00001", doi="10.1000/wick"),
    )
    assert both.key == one.key
    assert both.doubles == (two.key,)
    assert library.papers.get(one.key).doi is None
    assert library.papers.get(two.key).doi == "10.1000/wick"
