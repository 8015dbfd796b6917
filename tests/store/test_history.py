import random
import sqlite3

import pytest

from postil.store.journal_check import disagreements
from postil.store.library import Library
from postil.store.schema import READER_TABLES

from .shelf import record, shelve


@pytest.fixture
def keys(library: Library) -> list[str]:
    titles = ["On rivers", "On bridges", "On ferries"]
    placed = shelve(library, *(record(n, title) for n, title in enumerate(titles, 1)))
    return [one.key for one in placed]


def reader_rows(library: Library) -> dict[str, list[tuple[object, ...]]]:
    return {table: sorted(library.db.execute(f"SELECT * FROM {table}"), key=repr) for table in READER_TABLES}


def test_undo_and_redo_of_a_status(library: Library, keys: list[str]) -> None:
    library.reading.set_status(keys[:1], "read")
    assert library.papers.get(keys[0]).status == "read"
    step = library.history.undo()
    assert step is not None and step.label == "mark read: On rivers"
    assert library.papers.get(keys[0]).status == "unread"
    library.history.redo()
    assert library.papers.get(keys[0]).status == "read"
    assert library.history.redo() is None


def test_many_papers_are_one_step(library: Library, keys: list[str]) -> None:
    assert library.reading.set_star(keys, True) == 3
    [step] = library.history.steps()
    assert (step.label, step.rows) == ("star: 3 papers", 3)
    library.history.undo()
    assert reader_rows(library)["reading"] == []


def test_what_changes_nothing_leaves_no_step(library: Library, keys: list[str]) -> None:
    library.reading.set_rating(keys[:1], 3)
    assert library.reading.set_rating(keys[:1], 3) == 0
    assert len(library.history.steps()) == 1


def test_a_new_change_gives_up_what_was_undone(library: Library, keys: list[str]) -> None:
    library.reading.set_rating(keys[:1], 1)
    library.reading.set_rating(keys[:1], 2)
    library.history.undo()
    library.reading.set_rating(keys[:1], 5)
    assert library.history.redo() is None
    assert [step.state for step in library.history.steps()] == ["done", "abandoned", "done"]
    library.history.undo()
    assert library.papers.get(keys[0]).rating == 1


def test_history_outlives_the_session(library: Library, keys: list[str]) -> None:
    library.reading.set_status(keys, "dropped")
    with Library.open(library.path) as later:
        later.history.undo()
    assert library.counts().statuses["unread"] == 3


def test_a_failed_change_leaves_no_step(library: Library, keys: list[str]) -> None:
    with pytest.raises(sqlite3.IntegrityError), library.change("nonsense") as db:
        db.execute("INSERT INTO tag VALUES (?, 'fine')", (keys[0],))
        db.execute("INSERT INTO reading (paper_key, rating) VALUES (?, 9)", (keys[0],))
    assert library.history.steps() == []
    assert library.db.execute("SELECT count(*) FROM open_step").fetchone() == (0,)


def _random_change(library: Library, keys: list[str], dice: random.Random) -> None:
    key = dice.choice(keys)
    with library.change("something") as db:
        match dice.randrange(6):
            case 0:
                db.execute("INSERT OR REPLACE INTO note VALUES (?, ?)", (key, str(dice.random())))
            case 1:
                db.execute("DELETE FROM note WHERE paper_key = ?", (key,))
            case 2:
                db.execute("INSERT OR IGNORE INTO tag VALUES (?, ?)", (key, f"t{dice.randrange(3)}"))
            case 3:
                db.execute("DELETE FROM tag WHERE paper_key = ?", (key,))
            case 4:
                name = f"l{dice.randrange(2)}"
                db.execute("INSERT OR IGNORE INTO list (list_id, name) VALUES (?, ?)", (name, name))
                db.execute(
                    "INSERT OR REPLACE INTO list_item (list_id, paper_key, position) VALUES (?, ?, ?)",
                    (name, key, dice.randrange(9)),
                )
            case _:
                db.execute("DELETE FROM list WHERE list_id = ?", (f"l{dice.randrange(2)}",))


@pytest.mark.parametrize("seed", range(40))
def test_undoing_everything_gives_back_every_row(library: Library, keys: list[str], seed: int) -> None:
    dice = random.Random(seed)
    states = [reader_rows(library)]
    for _ in range(12):
        before = len(library.history.steps())
        _random_change(library, keys, dice)
        if len(library.history.steps()) > before:
            states.append(reader_rows(library))
    for state in reversed(states[:-1]):
        assert library.history.undo() is not None
        assert reader_rows(library) == state
    assert library.history.undo() is None
    for state in states[1:]:
        assert library.history.redo() is not None
        assert reader_rows(library) == state


def test_a_change_inside_a_change_is_one_step(library: Library, keys: list[str]) -> None:
    with library.change("all at once"):
        library.reading.set_status(keys[:1], "read")
        library.reading.set_rating(keys[:1], 4)
        library.reading.set_star(keys[:1], True)
    [step] = library.history.steps()
    assert (step.label, step.rows) == ("all at once", 3)
    library.history.undo()
    assert reader_rows(library)["reading"] == []


def test_a_part_that_fails_leaves_the_rest_of_a_transaction(library: Library, keys: list[str]) -> None:
    with library.change("half"):
        library.reading.set_star(keys[:1], True)
        with pytest.raises(ZeroDivisionError), library.transaction() as db:
            db.execute("INSERT INTO tag VALUES (?, 'gone')", (keys[0],))
            raise ZeroDivisionError
    paper = library.papers.get(keys[0])
    assert (paper.starred, paper.tags) == (True, ())


@pytest.mark.parametrize("mark", ["unread", "unrated", "unstarred"])
def test_what_a_paper_is_anyway_is_no_change(library: Library, keys: list[str], mark: str) -> None:
    library.reading.set_star(keys[1:2], True)
    library.history.undo()
    if mark == "unread":
        assert library.reading.set_status(keys, "unread") == 0
    elif mark == "unrated":
        assert library.reading.set_rating(keys, None) == 0
    else:
        assert library.reading.set_star(keys, False) == 0
    assert library.history.redo() is not None, "redo survives what changed nothing"


def test_what_the_desk_does_by_itself_goes_with_the_readers_last_change(
    library: Library, keys: list[str]
) -> None:
    library.reading.set_star(keys[:1], True)
    assert library.reading.begin(keys[1]) == 1
    assert library.reading.begin(keys[1]) == 0
    step = library.history.undo()
    assert step is not None and step.label.startswith("star")
    assert reader_rows(library)["reading"] == []
    assert library.reading.begin(keys[2]) == 0, "it stands aside while something can be redone"
    library.history.redo()
    assert library.papers.get(keys[0]).starred
    assert library.papers.get(keys[1]).status == "reading"
    assert library.history.redo() is None


def test_an_own_mark_alone_can_be_undone_too(library: Library, keys: list[str]) -> None:
    library.reading.begin(keys[0])
    assert library.history.undo() is not None
    assert library.papers.get(keys[0]).status == "unread"
    assert library.history.undo() is None


def test_a_row_that_gets_another_key_comes_back_under_its_old_one(library: Library, keys: list[str]) -> None:
    with library.change("tag") as db:
        db.executemany("INSERT INTO tag VALUES (?, 'boats')", [(key,) for key in keys])
    before = reader_rows(library)
    with library.change("rename the tag") as db:
        db.execute("UPDATE tag SET name = 'ships'")
    after = reader_rows(library)
    assert list(disagreements(library.db)) == []
    library.history.undo()
    assert reader_rows(library) == before
    assert list(disagreements(library.db)) == []
    library.history.redo()
    assert reader_rows(library) == after
