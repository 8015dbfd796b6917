"""`postil undo N`, `redo --to`, and what `history` tells of a step."""

from postil.store.library import Library
from tests.cli.runner import Postil


def marked(shelf: Postil) -> None:
    """Make three steps."""
    assert shelf("mark", "cubes", "--status", "read").status == 0
    assert shelf("mark", "turtles", "cubes", "--star").status == 0
    assert shelf("note", "cubes", "Pack them tighter.").status == 0


def states(shelf: Postil) -> list[str]:
    return [step["state"] for step in shelf("history", "--json").lines]


def test_some_steps_at_once(shelf: Postil) -> None:
    marked(shelf)
    done = shelf("undo", "2")
    assert (done.status, done.out.count("undone: ")) == (0, 2)
    assert states(shelf) == ["undone", "undone", "done"]
    done = shelf("redo", "3", "--json")
    assert (done.status, [step["id"] for step in done.lines]) == (1, [2, 3])
    assert done.err == "postil: there is nothing more to redo\n"
    assert states(shelf) == ["done"] * 3


def test_to_a_step_and_back(shelf: Postil) -> None:
    marked(shelf)
    done = shelf("undo", "--to", "2", "--json")
    assert (done.status, [step["id"] for step in done.lines]) == (0, [3, 2])
    assert states(shelf) == ["undone", "undone", "done"]
    assert shelf("redo", "--to", "2").out.startswith("done again: star: 2 papers")
    assert states(shelf) == ["undone", "done", "done"]


def test_a_step_that_cannot_be_gone_to(shelf: Postil) -> None:
    marked(shelf)
    shelf("undo")
    shelf("mark", "cubes", "--rating", "3")
    for arguments, said in (
        (("undo", "--to", "9"), "there is no step 9"),
        (("undo", "--to", "3"), "step 3 was undone for good"),
        (("redo", "--to", "1"), "step 1 is done already"),
    ):
        done = shelf(*arguments)
        assert (done.status, done.out) == (1, "")
        assert said in done.err
    assert states(shelf) == ["done", "abandoned", "done", "done"]
    assert shelf("undo", "2", "--to", "1").status == 2
    assert shelf("undo", "0").status == 2


def test_what_a_step_changed(shelf: Postil) -> None:
    marked(shelf)
    lines = shelf("history", "--step", "2").out.splitlines()
    assert lines[1:] == [
        "        Cubes³ & Spheres", "        + star",
        "        Turtles All the Way: Recursive Proofs in Practice", "        + star",
    ]  # fmt: skip
    assert "+ Pack them tighter." in shelf("history", "--diff").out
    assert "status unread → read" in shelf("history", "--diff").out


def test_what_a_step_changed_as_json(shelf: Postil) -> None:
    marked(shelf)
    step = shelf("history", "--step", "1", "--json").object
    (change,) = step["changes"]
    assert (step["rows"], change["table"], change["before"]) == (1, "reading", None)
    assert change["after"]["status"] == "read"
    assert change["key"] == {"paper_key": change["after"]["paper_key"]}
    assert [len(each["changes"]) for each in shelf("history", "--diff", "--json").lines] == [1, 2, 1]
    assert "changes" not in shelf("history", "--json").lines[0]
    assert shelf("history", "--step", "8").status == 1


def test_another_program_that_writes_is_named(shelf: Postil) -> None:
    marked(shelf)
    with Library.open(shelf.library) as other, other.transaction():
        done = shelf("undo")
        assert (done.status, done.out) == (3, "")
        assert "is locked by another program" in done.err
    assert states(shelf) == ["done"] * 3


def test_any_number_is_answered(shelf: Postil) -> None:
    marked(shelf)
    huge = "9" * 30
    assert len(shelf("history", "--limit", huge, "--json").lines) == 3
    for command in (("undo", "--to"), ("redo", "--to"), ("history", "--step")):
        assert f"there is no step {huge}" in shelf(*command, huge).err
    assert len(shelf("undo", huge, "--json").lines) == 3
    assert "x<=" not in shelf("undo", "--help").out
