"""The index of a large library is made by a process of its own."""

import sqlite3
import time
from pathlib import Path

import pytest

from postil.store.importing import ImportRun
from postil.store.library import Library
from postil.store.query import parse
from postil.store.search import Searcher
from postil.store.search.indexing import Companion

from .searching import shelve


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
