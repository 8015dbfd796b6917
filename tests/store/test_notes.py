from concurrent.futures import ThreadPoolExecutor

import pytest

from postil.store.errors import NotFound
from postil.store.history import Sitting
from postil.store.journal_check import disagreements
from postil.store.library import Library
from tests.store.shelf import record, shelve


@pytest.fixture
def key(library: Library) -> str:
    return shelve(library, record(1, "Kettles"))[0].key


def test_a_note_is_kept_as_it_was_written(library: Library, key: str) -> None:
    text = "# Kettles\r\n\n  indented, *and* so on\n\n"
    assert library.notes.get(key) == ""
    assert library.notes.set(key, text)
    assert not library.notes.set(key, text)
    assert library.notes.get(key) == library.papers.get(key).note_text == text
    assert library.papers.get(key).notes == 1


def test_a_blank_note_is_none(library: Library, key: str) -> None:
    library.notes.set(key, "something")
    library.notes.set(key, " \n")
    assert library.notes.get(key) == ""
    assert library.papers.get(key).notes == 0
    library.history.undo()
    assert library.notes.get(key) == "something"


def test_paragraphs_are_added(library: Library, key: str) -> None:
    assert library.notes.append(key, "one\n")
    assert library.notes.append(key, "two")
    assert not library.notes.append(key, " ")
    assert library.notes.get(key) == "one\n\ntwo"


def test_a_note_needs_a_paper(library: Library) -> None:
    with pytest.raises(NotFound):
        library.notes.set("nobody", "text")


def test_a_sitting_is_one_step_however_often_it_is_saved(library: Library, key: str) -> None:
    library.notes.set(key, "before")
    sitting = Sitting()
    for length in range(1, 20):
        library.notes.set(key, "a long thought of mine"[:length], sitting)
    steps = library.history.steps()
    assert [(step.label, step.rows) for step in steps] == [("note on Kettles", 1)] * 2
    library.history.undo()
    assert library.notes.get(key) == "before"
    library.history.redo()
    assert library.notes.get(key) == "a long thought of m"
    assert list(disagreements(library.db)) == []


def test_what_comes_between_parts_a_sitting(library: Library, key: str) -> None:
    sitting = Sitting()
    library.notes.set(key, "one", sitting)
    library.reading.set_star([key], True)
    library.notes.set(key, "one two", sitting)
    library.notes.set(key, "one two three", sitting)
    assert len(library.history.steps()) == 3
    library.history.undo()
    assert library.notes.get(key) == "one"
    library.notes.set(key, "one and a half", sitting)
    assert not library.history.can_redo
    library.history.undo()
    assert library.notes.get(key) == "one"


def test_a_sitting_that_ends_where_it_began_leaves_no_trace(library: Library, key: str) -> None:
    sitting = Sitting()
    library.notes.set(key, "typed by mistake", sitting)
    library.notes.set(key, "", sitting)
    assert library.history.steps() == []
    library.notes.set(key, "meant", sitting)
    assert [step.label for step in library.history.steps()] == ["note on Kettles"]


def test_what_another_wrote_during_a_sitting_stays(library: Library, key: str) -> None:
    library.notes.set(key, "one\ntwo")
    sitting = Sitting(text="one\ntwo")
    with Library.open(library.path) as other:
        other.notes.set(key, "one\ntwo\nfrom elsewhere")
        library.notes.set(key, "one, mine\ntwo", sitting)
        assert library.notes.get(key) == "one, mine\ntwo\nfrom elsewhere"
        other.notes.set(key, "one, mine\ntwo\nfrom elsewhere, again")
        library.notes.set(key, "one, mine\ntwo, mine", sitting)
    note = library.notes.get(key).split("\n")
    assert {"one, mine", "two, mine", "from elsewhere, again"} <= set(note)


def test_paragraphs_that_two_add_at_once_are_all_there(library: Library, key: str) -> None:
    def add(name: str) -> None:
        with Library.open(library.path) as own:
            for number in range(20):
                own.notes.append(key, f"{name} {number}")

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(add, "ab"))
    assert set(library.notes.get(key).split("\n\n")) == {f"{name} {n}" for name in "ab" for n in range(20)}
