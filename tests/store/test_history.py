import random
import sqlite3

import pytest

from postil.store.errors import NotFound, PostilError
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


def test_a_change_knows_its_own_step(library: Library, keys: list[str]) -> None:
    library.reading.set_rating(keys[:1], 3)
    with Library.open(library.path) as other:
        other.reading.set_star(keys[1:2], True)
        assert (library.history.written, other.history.written) == (1, 2)
    library.reading.set_rating(keys[:1], 3)
    assert library.history.written is None


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


def taken(library: Library, keys: list[str]) -> list[int]:
    """Take four steps; return their numbers."""
    library.reading.set_status(keys[:1], "read")
    library.reading.set_star(keys, True)
    library.notes.set(keys[1], "A note on bridges.")
    library.reading.set_rating(keys[2:], 2)
    return [step.step_id for step in reversed(library.history.steps())]


def test_far_back_and_forth_in_one_go(library: Library, keys: list[str]) -> None:
    numbers = taken(library, keys)
    states = reader_rows(library)
    assert list(library.history.way(numbers[1], "undone")) == [4, 3, 2]
    assert [step.step_id for step in library.history.undo_to(numbers[1])] == [4, 3, 2]
    assert [step.state for step in library.history.steps()] == ["undone"] * 3 + ["done"]
    assert library.papers.get(keys[0]).status == "read"
    assert not library.papers.get(keys[0]).starred
    assert [step.step_id for step in library.history.redo_to(numbers[2])] == [2, 3]
    assert library.notes.get(keys[1])
    library.history.redo_to(numbers[3])
    assert reader_rows(library) == states


def test_quiet_steps_come_with_the_one_that_is_gone_to(library: Library, keys: list[str]) -> None:
    library.reading.set_star(keys[:1], True)
    library.reading.begin(keys[1])
    library.reading.set_rating(keys[:1], 1)
    library.history.undo_to(1)
    assert [step.step_id for step in library.history.redo_to(1)] == [1, 2]
    assert library.papers.get(keys[1]).status == "reading"
    assert library.history.can_redo


@pytest.mark.parametrize(
    ("step", "to"), [(9, "done"), (1, "done"), (3, "done"), (3, "undone"), (2, "undone")]
)
def test_there_is_no_way_to_where_one_is(library: Library, keys: list[str], step: int, to: str) -> None:
    library.reading.set_star(keys[:1], True)
    library.reading.set_star(keys[1:2], True)
    library.reading.set_star(keys[2:], True)
    library.history.undo()
    library.reading.set_rating(keys[:1], 1)
    library.history.undo()
    library.history.undo()
    rows = reader_rows(library)
    with pytest.raises(PostilError):
        (library.history.redo_to if to == "done" else library.history.undo_to)(step)
    assert reader_rows(library) == rows


def test_what_a_step_changed_is_told_row_by_row(library: Library, keys: list[str]) -> None:
    with library.change("several") as db:
        library.reading.set_status(keys[:1], "reading")
        library.reading.set_status(keys[:1], "read")
        db.execute("INSERT INTO tag VALUES (?, 'here')", (keys[1],))
        db.execute("DELETE FROM tag")
        db.execute("INSERT INTO list (list_id, name) VALUES ('l', 'Club')")
        db.execute("INSERT INTO list_item (list_id, paper_key, position) VALUES ('l', ?, 1)", (keys[2],))
    (step,) = library.history.steps()
    found = list(library.history.changes(step.step_id))
    assert [change.table for change in found] == ["reading", "list", "list_item"], (
        "what came and went is none"
    )
    assert found[0].before is None
    assert found[0].row["status"] == "read"
    assert [change.table for change in library.history.changes(step.step_id, 1)] == ["reading"]
    names = library.history.named(found)
    assert (names.papers[keys[2]], names.lists) == ("On ferries", {"l": "Club"})
    assert [names.paper_of(change) for change in found] == [keys[0], "", keys[2]]
    ids = library.history.papers(step.step_id)
    assert library.papers.keys(ids) == keys, "one that is as it was is concerned all the same"


def test_what_is_gone_keeps_its_last_name(library: Library, keys: list[str]) -> None:
    mark = library.highlights.add(keys[0], "abstract", 0, 8, 1).highlight_id
    with library.change("card and list") as db:
        db.execute("INSERT INTO recall VALUES (?, '{}', '2031-01-01')", (mark,))
        db.execute("INSERT INTO list (list_id, name) VALUES ('l', 'Club')")
    with library.change("rename") as db:
        db.execute("UPDATE list SET name = 'Circle'")
    library.highlights.remove(mark)
    with library.change("delete") as db:
        db.execute("DELETE FROM list")
    found = list(library.history.changes(2))
    names = library.history.named(found)
    assert names.lists == {"l": "Circle"}
    assert names.marked[mark].quote == "About On"
    assert names.paper_of(found[0]) == keys[0]
    assert library.papers.keys(library.history.papers(1)) == keys[:1]


def test_steps_are_found_by_words_and_read_by_number(library: Library, keys: list[str]) -> None:
    taken(library, keys)
    assert list(library.history.ids()) == [4, 3, 2, 1]
    assert list(library.history.ids("  BRÍDGES note ")) == [3]
    assert list(library.history.ids("nothing of the kind")) == []
    assert [step.step_id for step in library.history.some([1, 3, 77])] == [3, 1]
    assert library.history.get(2).rows == 3


def test_all_of_many_papers_have_what_one_asks_for(library: Library, keys: list[str]) -> None:
    library.reading.set_star(keys[:2], True)
    assert library.reading.all_starred(keys[:2])
    assert not library.reading.all_starred(keys)
    assert library.reading.all_are(keys, "unread")
    library.reading.set_status(keys[:1], "dropped")
    assert not library.reading.all_are(keys, "unread")
    assert library.reading.all_are(keys[:1], "dropped")


def test_many_keys_are_looked_up_together(library: Library, keys: list[str]) -> None:
    assert library.papers.resolve_all([*keys, "On rivers", f" {keys[1]} "]) == keys
    assert library.papers.resolve_all(["on-riv"]) == keys[:1]
    assert list(library.papers.ids_of([keys[2], "nobody", keys[0]])) == [3, 1]
    with pytest.raises(NotFound, match="nobody"):
        library.papers.resolve_all([keys[0], "nobody"])
