"""`postil doctor`, and the checks behind it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from postil.store.doctor import examine
from postil.store.library import Library

from .runner import Postil

ALL = ["file", "references", "facts", "history", "leftovers", "search index"]


def change(path: Path, *statements: str) -> None:
    """Change a library behind everybody's back."""
    with closing(sqlite3.connect(path)) as db:
        for statement in statements:
            db.execute(statement)
        db.commit()


def states(path: Path) -> dict[str, str]:
    return {finding.check: finding.state for finding in examine(path)}


@pytest.fixture
def path(shelf: Postil) -> Path:
    with Library.open(shelf.library) as library:
        keys = library.papers.keys(library.papers.ids())
        library.reading.set_status(keys[:3], "read")
        library.reading.set_star(keys[:1], True)
        library.history.undo()
        library.reading.set_rating(keys[:2], 5)
        library.history.undo()
        library.history.redo()
    return shelf.library


def test_a_library_in_order_is_healthy(shelf: Postil) -> None:
    done = shelf("doctor")
    assert (done.status, done.err) == (0, "")
    assert [line.split(":")[0] for line in done.out.splitlines()] == [f"ok       {check}" for check in ALL]
    found = shelf("doctor", "--json").object
    assert list(found) == ["library", "healthy", "findings"]
    assert (found["library"], found["healthy"]) == (str(shelf.library), True)
    assert list(found["findings"][0]) == ["check", "state", "message"]


def test_undone_and_given_up_steps_are_no_disagreement(path: Path) -> None:
    assert states(path) == dict.fromkeys(ALL, "ok")


@pytest.mark.tampers
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE reading SET status = 'dropped' WHERE paper_key = (SELECT min(paper_key) FROM reading)",
        "DELETE FROM reading WHERE paper_key = (SELECT min(paper_key) FROM reading)",
        "INSERT INTO note SELECT key, 'a note' FROM paper LIMIT 1",
        "UPDATE change SET after = NULL",
    ],
)
def test_a_row_that_history_does_not_explain_is_a_problem(path: Path, statement: str) -> None:
    change(path, statement)
    assert states(path) == {**dict.fromkeys(ALL, "ok"), "history": "problem"}


@pytest.mark.tampers
def test_many_disagreements_are_told_in_a_few_lines(path: Path) -> None:
    change(path, *(f"INSERT INTO tag SELECT key, '{name}' FROM paper" for name in ("a", "b")))
    messages = [finding.message for finding in examine(path) if finding.check == "history"]
    assert len(messages) == 6
    assert messages[-1] == "and 5 rows more"


@pytest.mark.parametrize(
    ("check", "statements"),
    [
        ("facts", ["INSERT INTO claim (appearance_id, field, line, rule) VALUES (999, 'title', 1, 'x')"]),
        ("facts", ["DELETE FROM appearance WHERE id = 1", "DELETE FROM claim WHERE appearance_id = 1"]),
        ("facts", ["DELETE FROM paper_text WHERE paper_id = 1"]),
        ("facts", ["UPDATE dump SET records = 77"]),
        ("references", ["UPDATE appearance SET dump_id = 99 WHERE id = 1"]),
        ("leftovers", ["INSERT INTO open_step SELECT max(id) FROM step"]),
        ("leftovers", ["INSERT INTO step (at, label) VALUES ('2025-01-01T00:00:00+00:00', 'x')"]),
    ],
)
def test_what_disagrees_is_a_problem(path: Path, check: str, statements: list[str]) -> None:
    change(path, *statements)
    assert states(path)[check] == "problem"


def test_a_problem_is_status_1_and_named_on_standard_error(shelf: Postil) -> None:
    change(shelf.library, "UPDATE dump SET records = 77")
    done = shelf("doctor")
    assert done.status == 1
    assert "PROBLEM  facts: 1 dumps with" in done.out
    assert done.err.startswith("postil: facts: ")
    assert shelf("doctor", "--json").object["healthy"] is False


def test_the_search_index_is_no_problem_whatever_its_state(shelf: Postil) -> None:
    index = shelf.home / "library.index.db"
    assert index.exists()
    change(shelf.library, "UPDATE meta SET value = value + 1 WHERE name = 'facts_version'")
    assert states(shelf.library)["search index"] == "note"
    index.write_bytes(b"x" * 5000)
    assert states(shelf.library)["search index"] == "note"
    index.unlink()
    assert states(shelf.library)["search index"] == "note"
    assert shelf("doctor").status == 0


def test_looking_changes_nothing(shelf: Postil) -> None:
    before = shelf.library.read_bytes()
    shelf("doctor")
    assert shelf.library.read_bytes() == before


def test_a_damaged_page_is_reported_and_is_status_3(shelf: Postil) -> None:
    with closing(sqlite3.connect(shelf.library)) as db:
        (page,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'claim'").fetchone()
        (size,) = db.execute("PRAGMA page_size").fetchone()
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with shelf.library.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    done = shelf("doctor")
    assert (done.status, done.is_clean()) == (3, True)
    assert "DAMAGE" in done.out
    assert "damaged" in done.err


def test_a_file_of_another_kind_is_reported_and_is_status_3(postil: Postil) -> None:
    postil.write("library.db", b"not a database at all, but long enough to have a header" * 100)
    done = postil("doctor", "--json")
    assert (done.status, done.is_clean()) == (3, True)
    assert done.object["healthy"] is False
