"""Imports as runs: which papers came with which, whatever lay between."""

from pathlib import Path

import pytest

from postil.store.importing import Cancelled, ImportRun, Progress
from postil.store.library import Library
from postil.store.news import seen
from postil.store.news.brought import brought
from postil.store.news.runs import new_papers, runs, since
from postil.store.query import parse
from postil.store.query.conditions import where
from postil.store.search import Searcher

from .feed import JULY, JUNE, OTHER, lines, taken


def titles(library: Library, ids: object) -> list[str]:
    return [row.title for row in library.papers.rows(list(ids))]  # type: ignore[call-overload]


def test_the_dumps_of_one_import_are_one_run(library: Library) -> None:
    taken(library, yards_jun=JUNE, bread=OTHER)
    taken(library, yards_jul=JULY)
    assert [(run.number, run.names, run.records) for run in runs(library.db)] == [
        (2, ("yards-jul.txt",), 5),
        (1, ("yards-jun.txt", "bread.txt"), 5),
    ]


def test_an_import_of_what_is_known_is_no_news(library: Library) -> None:
    taken(library, yards_jun=JUNE)
    taken(library, again=JUNE)
    assert [run.number for run in runs(library.db)] == [1]


def test_new_papers_are_those_that_no_earlier_import_had(library: Library) -> None:
    taken(library, yards_jun=JUNE)
    taken(library, yards_jul=JULY)
    late, early = runs(library.db)
    assert titles(library, new_papers(library.db, late.stretch)) == [
        "Pocket Barographs on Ferries",
        "Reading a Barograph Aloud",
    ]
    assert len(list(new_papers(library.db, early.stretch))) == 4


def numbered(*numbers: int) -> list[dict[str, object]]:
    return [{"title": f"Note number {n} on moss", "abstract": f"Moss {n} grows."} for n in numbers]


def test_a_dump_taken_up_again_keeps_its_run_and_only_its_papers(library: Library, tmp_path: Path) -> None:
    """The import that came between stands within its stretch, and is no part of it."""
    long = lines(tmp_path / "long.jsonl", *numbered(*range(30)))
    short = lines(tmp_path / "short.jsonl", *numbered(100, 3, 101))

    def stop(progress: Progress) -> None:
        if progress.records >= 10:
            raise Cancelled

    with pytest.raises(Cancelled):
        ImportRun(library, batch=10, on_progress=stop).run([long])
    ImportRun(library).run([short])
    ImportRun(library).run([long])
    late, early = runs(library.db)
    assert (early.number, early.names, early.records) == (1, ("long.jsonl",), 30)
    assert len(list(new_papers(library.db, early.stretch))) == 30
    assert titles(library, new_papers(library.db, late.stretch)) == [
        "Note number 100 on moss",
        "Note number 101 on moss",
    ]


def test_what_a_library_begins_with_is_seen(library: Library) -> None:
    taken(library, yards_jun=JUNE)
    assert not brought(library.db, since(library.db, seen.last_seen(library.db)))
    assert library.counts().new == 0


def test_what_came_since_the_reader_looked_is_new_until_the_next_look(library: Library) -> None:
    taken(library, yards_jun=JUNE)
    taken(library, yards_jul=JULY)
    taken(library, bread=OTHER)
    unseen = since(library.db, seen.last_seen(library.db))
    assert len(brought(library.db, unseen).new) == library.counts().new == 3
    with library.transaction() as db:
        seen.remember(db, unseen.until, unseen.last)
    assert library.counts().new == 0
    taken(library, more=OTHER.replace("Bread", "Soup"))
    assert titles(library, brought(library.db, since(library.db, unseen.until)).new) == ["Soup Without Hurry"]


def test_is_new_is_the_same_in_the_index_and_in_sql(library: Library) -> None:
    taken(library, yards_jun=JUNE)
    taken(library, yards_jul=JULY)
    searcher = Searcher(library.db, library.path)
    for text in ("is:new", "-is:new", "is:new is:unread barograph"):
        query = parse(text)
        found = set(searcher.search(query).ids)
        if not query.words:
            assert found == set(library.papers.ids(*where(query)))
        assert len(found) == {"is:new": 2, "-is:new": 4}.get(text, 2)
    assert searcher.counts(searcher.search(parse("is:new")).matched).new == 2
    searcher.close()
