import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from postil.store.search import Searcher
from postil.store.search.index import Index

from .searching import add, changed, found, shelve


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.db"


@pytest.fixture
def db(path: Path) -> sqlite3.Connection:
    return shelve(path)


def cache(path: Path) -> Path:
    return path.with_name("library.index.db")


def test_it_is_a_cache_file_beside_the_library(db: sqlite3.Connection, path: Path) -> None:
    assert found(Searcher(db, path), "hedgehog") == [2]
    assert cache(path).exists()
    cache(path).unlink()
    assert found(Searcher(db, path), "hedgehog") == [2]


def test_a_fresh_index_is_not_written(db: sqlite3.Connection, path: Path) -> None:
    Index.open(db, path).close()
    before = cache(path).read_bytes()
    Index.open(db, path).close()
    assert cache(path).read_bytes() == before


def test_an_open_searcher_sees_new_changed_and_removed_papers(db: sqlite3.Connection, path: Path) -> None:
    searcher = Searcher(db, path)
    add(db, 8, "Lantern Fish", "Light from below.")
    assert found(searcher, "lantern") == [8]
    db.execute("UPDATE paper SET title = 'Angler Fish' WHERE id = 8")
    changed(db)
    assert found(searcher, "angler") == [8]
    db.execute("DELETE FROM paper WHERE id = 2")
    changed(db)
    assert found(searcher, "hedgehog") == []
    assert Index.open(db, path).total == 7


def test_what_is_new_becomes_a_generation_of_its_own(db: sqlite3.Connection, path: Path) -> None:
    Index.open(db, path).close()
    plain = sqlite3.connect(cache(path))
    plain.execute("UPDATE term SET papers = 99 WHERE term = 'hedgehog'")
    plain.commit()
    add(db, 70_000, "A New Generation", "Far from the others.")
    index = Index.open(db, path)
    assert index.dictionary.count(["hedgehog", "generation", "nothing"]) == {"hedgehog": 99, "generation": 1}
    assert plain.execute("SELECT papers FROM generation ORDER BY id").fetchall() == [(7,), (1,)]


def test_small_generations_are_gathered_anew_with_the_next(db: sqlite3.Connection, path: Path) -> None:
    for number in range(8, 40):
        add(db, number, f"Heron {number}", "Waders stand.")
        Index.open(db, path).close()
    plain = sqlite3.connect(cache(path))
    sizes = [papers for (papers,) in plain.execute("SELECT papers FROM generation ORDER BY papers DESC")]
    assert sum(sizes) == 39
    assert len(sizes) <= 6
    assert len(found(Searcher(db, path), "heron")) == 32


def test_a_paper_that_was_indexed_again_is_found_by_its_new_words_alone(
    db: sqlite3.Connection, path: Path
) -> None:
    Index.open(db, path).close()
    db.execute("UPDATE paper SET title = 'A Census of Newts' WHERE id = 2")
    db.execute("UPDATE paper_text SET abstract = 'Newts are counted.' WHERE paper_id = 2")
    db.execute(
        "INSERT INTO appearance (paper_id, dump_id, position, line, digest) VALUES (2, 90, 99, 1, 'x')"
    )
    changed(db)
    searcher = Searcher(db, path)
    assert found(searcher, "newts") == [2]
    assert found(searcher, "'hedgehogs") == []
    assert len(found(searcher, "")) == 7


@pytest.mark.parametrize(
    "damage", [b"", b"this is no database" * 100, b"SQLite format 3\x00" + b"\xff" * 4000]
)
def test_a_damaged_file_is_replaced(db: sqlite3.Connection, path: Path, damage: bytes) -> None:
    cache(path).write_bytes(damage)
    assert found(Searcher(db, path), "hedgehog") == [2]
    assert sorted(found(Searcher(db, path), "moss")) == [5, 7]


def test_damage_inside_a_good_looking_file_is_noticed_when_read(db: sqlite3.Connection, path: Path) -> None:
    Index.open(db, path).close()
    whole = cache(path).read_bytes()
    cache(path).write_bytes(whole[:4096] + b"\xab" * (len(whole) - 4096))
    assert found(Searcher(db, path), "hedgehog") == [2]


def test_damage_under_an_open_searcher_is_mended(db: sqlite3.Connection, path: Path) -> None:
    Index.open(db, path).close()
    searcher = Searcher(db, path)
    whole = cache(path).read_bytes()
    cache(path).write_bytes(whole[:4096] + b"\xab" * (len(whole) - 4096))
    assert found(searcher, "hedgehog") == [2]
    assert found(Searcher(db, path), "otter") == [3]


def test_a_set_that_is_missing_is_made_again(path: Path) -> None:
    db = shelve(path, [(f"Sparrow {number}", "A bird.", None) for number in range(200)])
    Index.open(db, path).close()
    with closing(sqlite3.connect(cache(path))) as raw:
        assert raw.execute("DELETE FROM members WHERE term = 'sparrow'").rowcount == 1
        raw.commit()
    assert len(found(Searcher(db, path), "sparrow")) == 200


def test_a_failed_build_leaves_nothing_behind(
    db: sqlite3.Connection, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("postil.store.search.invert.pools", fail)
        with pytest.raises(KeyboardInterrupt):
            Index.open(db, path)
    assert found(Searcher(db, path), "hedgehog") == [2]


def test_a_foreign_format_is_rebuilt(db: sqlite3.Connection, path: Path) -> None:
    Index.open(db, path).close()
    plain = sqlite3.connect(cache(path))
    plain.execute("UPDATE state SET value = 999 WHERE name = 'format'")
    plain.commit()
    assert found(Searcher(db, path), "hedgehog") == [2]


def test_another_library_of_the_same_version_is_noticed(
    db: sqlite3.Connection, path: Path, tmp_path: Path
) -> None:
    Index.open(db, path).close()
    other = tmp_path / "other" / "library.db"
    other.parent.mkdir()
    strange = shelve(other, [(f"Tractor {n}", "Ploughs.", None) for n in range(7)])
    strange.execute("UPDATE paper SET key = 'z' || id")
    cache(other).write_bytes(cache(path).read_bytes())
    assert found(Searcher(strange, other), "hedgehog") == []
    assert len(found(Searcher(strange, other), "tractor")) == 7


def test_without_a_place_to_write_it_lives_in_memory(db: sqlite3.Connection, path: Path) -> None:
    assert found(Searcher(db, path.parent / "missing" / "library.db"), "hedgehog") == [2]
    cache(path).mkdir()
    assert found(Searcher(db, path), "hedgehog") == [2]


def test_a_locked_index_does_not_stop_a_search(
    db: sqlite3.Connection, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Index.open(db, path).close()
    add(db, 8, "Lantern Fish", "Light from below.")
    holder = sqlite3.connect(cache(path), isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    monkeypatch.setattr("postil.store.search.index.PATIENCE", 0.05)
    assert found(Searcher(db, path), "lantern") == [8]


def test_an_empty_library_has_nothing_to_find(path: Path) -> None:
    searcher = Searcher(shelve(path, []), path)
    assert found(searcher, "anything at all") == []
    assert found(searcher, "") == []


def test_a_question_is_answered_from_the_file_as_it_was(db: sqlite3.Connection, path: Path) -> None:
    with (
        closing(sqlite3.connect(path)) as other,
        closing(Index.open(db, path)) as reader,
        closing(Index.open(other, path)) as writer,
    ):
        with reader.reading():
            before = reader.having("moss")
            add(other, 8, "Moss on Clocks", "Moss again.")
            writer.refresh()
            assert writer.having("moss").bit_count() == before.bit_count() + 1
            assert reader.any_of(("moss", "mosses")) == before
        reader.refresh()
        with reader.reading():
            assert reader.having("moss") == writer.having("moss")


def test_no_generation_has_the_number_of_another(db: sqlite3.Connection, path: Path) -> None:
    seen: dict[int, int] = {}
    with closing(Index.open(db, path)) as index, closing(sqlite3.connect(cache(path))) as raw:
        for number in range(8, 14):
            add(db, number, f"Clock {number}", "It strikes.")
            index.refresh()
            for generation, papers in raw.execute("SELECT id, papers FROM generation"):
                assert seen.setdefault(generation, papers) == papers
    assert len(seen) > 2
