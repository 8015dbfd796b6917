"""The index of a large library is made by a process of its own."""

import sqlite3
import time
from pathlib import Path

import pytest

from postil.store.importing import ImportRun
from postil.store.library import Library
from postil.store.query import parse
from postil.store.search import Searcher
from postil.store.search.index import Index
from postil.store.search.indexing import Companion

from .searching import add, appear, changed, shelve


def generations(path: Path) -> int:
    index = sqlite3.connect(path.with_name("library.index.db"))
    return int(index.execute("SELECT coalesce(sum(papers), 0) FROM generation").fetchone()[0])


def test_a_companion_indexes_what_is_there_and_ends(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    shelve(path).close()
    companion = Companion(path)
    companion.nudge()
    companion.finish()
    assert generations(path) == 7


def test_a_companion_can_be_stopped(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    shelve(path).close()
    companion = Companion(path)
    companion.stop()
    companion.nudge()
    assert sorted(Searcher(sqlite3.connect(path), path).search(parse("moss")).ids) == [5, 7]


def test_a_large_import_is_indexed_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("postil.store.importing.LARGE", 20)
    dump = tmp_path / "papers.jsonl"
    lines = (f'{{"title": "Heron number {n}", "abstract": "Waders stand in water {n}."}}' for n in range(60))
    dump.write_text("\n".join(lines), "utf-8")
    with Library.open(tmp_path / "library.db") as library:
        assert ImportRun(library, batch=20).run([dump]).added == 60
        assert generations(library.path) == 60
        assert Searcher(library.db, library.path).search(parse("herons")).total == 60


def test_who_cannot_wait_gets_what_there_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("postil.store.search.index.MUCH", 3)
    path = tmp_path / "library.db"
    searcher = Searcher(shelve(path), path, patient=False)
    assert searcher.search(parse("moss")).at_least
    deadline = time.monotonic() + 60
    while searcher.search(parse("moss")).at_least and time.monotonic() < deadline:
        time.sleep(0.1)
    assert sorted(searcher.search(parse("moss")).ids) == [5, 7]


def sizes(path: Path) -> list[int]:
    index = sqlite3.connect(path.with_name("library.index.db"))
    return [papers for (papers,) in index.execute("SELECT papers FROM generation ORDER BY id")]


def test_what_grows_becomes_one_generation(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    db = shelve(path)
    index = Index.open(db, path, growing=True)
    for number in range(8, 20):
        index.follow()
        assert sizes(path) == []
        add(db, number, f"Heron {number}", "Waders stand.")
    index.refresh()
    assert sizes(path) == [19]
    assert index.having("heron").bit_count() == 12


def test_a_paper_that_comes_again_begins_another_generation(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    db = shelve(path)
    index = Index.open(db, path, growing=True)
    index.follow()
    db.execute("UPDATE paper SET title = 'A Census of Newts' WHERE id = 2")
    db.execute("UPDATE paper_text SET abstract = 'Newts are counted.' WHERE paper_id = 2")
    appear(db, 2, 99)
    changed(db)
    index.follow()
    assert sizes(path) == [7]
    index.refresh()
    assert (index.total, index.having("newts"), index.having("hedgehog")) == (7, 1 << 2, 0)


def test_a_generation_that_is_full_is_written_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("postil.store.search.follow.BATCH", 5)
    path = tmp_path / "library.db"
    index = Index.open(shelve(path), path, growing=True)
    index.follow()
    assert sizes(path) == [5]
    index.refresh()
    assert sum(sizes(path)) == 7


def test_what_another_process_has_indexed_is_not_indexed_twice(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    db = shelve(path)
    index = Index.open(db, path, growing=True)
    index.follow()
    Index.open(sqlite3.connect(path), path).close()
    add(db, 8, "Heron", "Waders stand.")
    index.follow()
    index.refresh()
    assert sum(sizes(path)) == index.total == 8
