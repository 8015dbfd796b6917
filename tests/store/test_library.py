import multiprocessing
import os
import sqlite3
from pathlib import Path

import pytest

from postil.store.errors import LibraryError
from postil.store.library import Library
from postil.store.schema import APPLICATION_ID, SCHEMA_VERSION


def test_a_new_library_is_ours_and_safe(library: Library) -> None:
    def pragma(name: str) -> object:
        return library.db.execute(f"PRAGMA {name}").fetchone()[0]

    assert pragma("application_id") == APPLICATION_ID
    assert pragma("user_version") == SCHEMA_VERSION
    assert pragma("journal_mode") == "wal"
    assert pragma("foreign_keys") == 1
    assert pragma("synchronous") == 2


def test_opening_twice_changes_nothing(library: Library) -> None:
    before = list(library.db.iterdump())
    with Library.open(library.path) as again:
        assert list(again.db.iterdump()) == before


def _open(path: str) -> str:
    try:
        Library.open(path).close()
    except Exception as error:
        return repr(error)
    return ""


def test_many_first_starts_at_once(tmp_path: Path) -> None:
    path = str(tmp_path / "library.db")
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        assert pool.map(_open, [path] * 8) == [""] * 8


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("dear diary, " * 500)
    with pytest.raises(LibraryError, match="not a Postil library"):
        Library.open(path)
    assert path.read_text() == "dear diary, " * 500


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE bookmark (url TEXT)")
    before = path.read_bytes()
    with pytest.raises(LibraryError, match="not a Postil library"):
        Library.open(path)
    assert path.read_bytes() == before


def test_a_newer_library_is_refused(library: Library) -> None:
    library.db.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    with pytest.raises(LibraryError, match="newer Postil"):
        Library.open(library.path)


def test_a_locked_library_says_so(library: Library) -> None:
    with Library.open(library.path, busy_seconds=0.05) as other:
        library.db.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryError, match="locked by another program"), other.transaction():
            pass
        library.db.execute("ROLLBACK")
        with other.transaction():
            pass


def test_a_damaged_library_says_so(library: Library, tmp_path: Path) -> None:
    library.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    bytes_ = bytearray(library.path.read_bytes())
    bytes_[100:4096] = os.urandom(3996)
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(bytes_)
    with pytest.raises(LibraryError, match=r"doctor|cannot be used"):
        Library.open(damaged)


def test_a_failed_write_leaves_nothing(library: Library) -> None:
    with pytest.raises(ZeroDivisionError), library.transaction() as db:
        db.execute("INSERT INTO list (list_id, name) VALUES ('x', 'Club')")
        raise ZeroDivisionError
    assert library.db.execute("SELECT count(*) FROM list").fetchone() == (0,)


def test_a_folder_that_cannot_be_made_is_explained(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LibraryError, match="cannot be opened"):
        Library.open(tmp_path / "file" / "library.db")


@pytest.mark.tampers
def test_text_that_is_no_text_is_read_as_far_as_it_goes(library: Library) -> None:
    library.db.execute("INSERT INTO list (list_id, name) VALUES ('x', CAST(x'61ff62' AS TEXT))")
    assert library.db.execute("SELECT name FROM list").fetchone() == ("a\ufffdb",)
