"""`postil mark`, `undo`, `redo` and `history`."""

import sqlite3
from contextlib import closing
from typing import Any

from .runner import Postil
from .test_exporters import CONTRACT


def paper(shelf: Postil, key: str) -> dict[str, Any]:
    found: dict[str, Any] = shelf("show", key, "--format", "json").object
    return found


def marks(shelf: Postil, key: str) -> tuple[object, ...]:
    found = paper(shelf, key)
    return found["status"], found["rating"], found["starred"]


def test_marks_are_set_and_told(shelf: Postil) -> None:
    done = shelf("mark", "cubes", "--status", "read", "--rating", "4", "--star")
    assert (done.status, done.err) == (0, "")
    assert done.out == "read: 1 paper\nrated 4: 1 paper\nstarred: 1 paper\n"
    assert marks(shelf, "cubes") == ("read", 4, True)


def test_marks_can_be_taken_away(shelf: Postil) -> None:
    shelf("mark", "cubes", "--rating", "0", "--star")
    assert marks(shelf, "cubes") == ("unread", 0, True)
    done = shelf("mark", "cubes", "--rating", "none", "--no-star")
    assert done.out == "no rating: 1 paper\nnot starred: 1 paper\n"
    assert marks(shelf, "cubes") == ("unread", None, False)


def test_several_papers_are_one_step_and_a_paper_named_twice_is_one(shelf: Postil) -> None:
    done = shelf("mark", "cubes", "turtles", "Cubes³ & Spheres", "--status", "reading")
    assert done.out == "reading: 2 papers\n"
    assert len(shelf("history", "--json").lines) == 1
    assert shelf("mark", "cubes", "a-fundus", "--status", "reading").out == "reading: 1 paper of 2 changed\n"


def test_a_key_that_is_wrong_keeps_everything_as_it_was(shelf: Postil) -> None:
    done = shelf("mark", "cubes", "nothing-like-it", "--star", "--status", "read")
    assert (done.status, done.out) == (1, "")
    assert "nothing-like-it" in done.err
    assert marks(shelf, "cubes") == ("unread", None, False)


def test_papers_come_from_a_query_and_from_standard_input_too(shelf: Postil) -> None:
    assert shelf("mark", "--query", "year:2025", "--later").out == "put off: 2 papers\n"
    lines = shelf("list", "year:2025", "--json").out_bytes + b"\n following-retinal \nfollowing-retinal\n"
    found = shelf("mark", "-", "--star", "--json", stdin=lines).lines
    assert [paper["starred"] for paper in found] == [True] * 3
    done = shelf("mark", "-", "turtles", "--query", "year:2025", "--star", stdin=b"a-fundus\n")
    assert done.out == "starred: 1 paper of 3 changed\n"
    assert len(shelf("history", "--json").lines) == 3


def test_it_is_said_where_no_paper_is_to_be_marked(shelf: Postil) -> None:
    for arguments, status, said in (
        (("--star",), 2, "no paper is named"),
        (("-", "--star"), 1, "standard input names no paper"),
        (("--query", "tag:none", "--star"), 1, "nothing answers"),
        (("--query", "is:soon", "--star"), 2, "is: takes"),
        (("--query", "cubes"), 2, "nothing to mark"),
    ):
        done = shelf("mark", *arguments, stdin=b"")
        assert (done.status, done.out) == (status, "") and said in done.err
    done = shelf("mark", "-", "--star", stdin=b"cubes\nno-such-paper\n")
    assert (done.status, done.out) == (1, "") and "no-such-paper" in done.err
    assert shelf("history").status == 1


def test_what_is_so_already_is_no_step(shelf: Postil) -> None:
    shelf("mark", "cubes", "--star")
    done = shelf("mark", "cubes", "--star")
    assert (done.status, done.out, done.err) == (0, "nothing to change\n", "")
    assert shelf("mark", "turtles", "--status", "unread", "--no-star").out == "nothing to change\n"
    assert len(shelf("history", "--json").lines) == 1
    assert (
        shelf("mark", "cubes", "--star", "--rating", "2").out
        == "rated 2: 1 paper\nstarred: nothing changed\n"
    )


def test_what_changes_nothing_leaves_what_can_be_redone(shelf: Postil) -> None:
    shelf("mark", "cubes", "--star", "--rating", "3")
    shelf("undo")
    shelf("mark", "cubes", "--no-star", "--status", "unread", "--rating", "none")
    assert shelf("redo").status == 0
    assert marks(shelf, "cubes") == ("unread", 3, True)


def test_all_marks_of_a_command_are_one_step(shelf: Postil) -> None:
    shelf("mark", "cubes", "--status", "read", "--rating", "4", "--star")
    (step,) = shelf("history", "--json").lines
    assert step["label"] == "mark read, rate 4, star: Cubes³ & Spheres"
    shelf("undo")
    assert marks(shelf, "cubes") == ("unread", None, False)
    shelf("redo")
    assert marks(shelf, "cubes") == ("read", 4, True)
    shelf("mark", "cubes", "turtles", "--rating", "none", "--no-star")
    assert shelf("history", "--json").lines[0]["label"] == "take the rating away, unstar: 2 papers"


def test_marks_that_fail_half_way_leave_nothing(shelf: Postil) -> None:
    with closing(sqlite3.connect(shelf.library)) as db:
        db.execute(
            "CREATE TRIGGER full BEFORE UPDATE OF starred ON reading "
            "BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
        )
        done = shelf("mark", "cubes", "--status", "read", "--star")
        assert (done.status, done.out) == (3, "")
        assert "disk is full" in done.err
        db.execute("DROP TRIGGER full")
    assert marks(shelf, "cubes") == ("unread", None, False)
    assert shelf("history").status == 1


def test_marked_papers_as_json(shelf: Postil) -> None:
    done = shelf("mark", "cubes", "turtles", "cubes", "--rating", "4", "--json")
    assert (done.status, done.err) == (0, "")
    first, second = done.lines
    assert list(first) == CONTRACT
    assert (first["title"], first["rating"]) == ("Cubes³ & Spheres", 4)
    assert (second["title"][:7], second["rating"]) == ("Turtles", 4)
    assert shelf("mark", "cubes", "--rating", "4", "--json").object == first


def test_undo_and_redo_as_json_are_the_step_as_history_has_it(shelf: Postil) -> None:
    shelf("mark", "cubes", "--star", "--rating", "1")
    undone = shelf("undo", "--json").object
    assert undone == shelf("history", "--json").object
    assert (undone["state"], undone["label"]) == ("undone", "rate 1, star: Cubes³ & Spheres")
    done = shelf("redo", "--json").object
    assert done == shelf("history", "--json").object
    assert done["state"] == "done"
    nothing = shelf("redo", "--json")
    assert (nothing.status, nothing.out, nothing.err) == (1, "", "postil: there is nothing to redo\n")


def test_wrong_usage(shelf: Postil) -> None:
    for arguments in (("cubes",), ("--star",), ("cubes", "--rating", "6"), ("cubes", "--status", "skimmed")):
        done = shelf("mark", *arguments)
        assert (done.status, done.out) == (2, "")


def test_undo_and_redo_walk_through_the_changes(shelf: Postil) -> None:
    shelf("mark", "cubes", "--status", "read")
    shelf("mark", "cubes", "--star")
    assert shelf("undo").out == "undone: star: Cubes³ & Spheres (just now)\n"
    assert marks(shelf, "cubes") == ("read", None, False)
    assert shelf("undo").out == "undone: mark read: Cubes³ & Spheres (just now)\n"
    assert marks(shelf, "cubes") == ("unread", None, False)
    done = shelf("undo")
    assert (done.status, done.out, done.err) == (1, "", "postil: there is nothing to undo\n")
    assert shelf("redo").out == "done again: mark read: Cubes³ & Spheres (just now)\n"
    assert shelf("redo").status == 0
    done = shelf("redo")
    assert (done.status, done.out, done.err) == (1, "", "postil: there is nothing to redo\n")
    assert marks(shelf, "cubes") == ("read", None, True)


def test_history_tells_each_change_with_its_age_and_state(shelf: Postil) -> None:
    shelf("mark", "cubes", "--status", "read")
    shelf("mark", "turtles", "--star")
    shelf("undo")
    assert [line.split("just now  ")[1] for line in shelf("history").out.splitlines()] == [
        "star: Turtles All the Way: Recursive Proofs in Practice (undone)",
        "mark read: Cubes³ & Spheres",
    ]
    assert shelf("history").out.startswith("     2          just now  ")
    latest, first = shelf("history", "--json").lines
    assert list(latest) == ["id", "at", "label", "state", "rows"]
    assert (latest["state"], first["state"], first["rows"]) == ("undone", "done", 1)
    assert len(shelf("history", "--limit", "1", "--json").lines) == 1


def test_a_library_without_changes_says_so(shelf: Postil) -> None:
    done = shelf("history")
    assert (done.status, done.out, done.err) == (1, "", "postil: nothing has been changed yet\n")
