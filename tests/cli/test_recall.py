"""`postil recall`, and the verdicts of triage that `postil mark` gives."""

import pytest

from .runner import Postil


@pytest.fixture
def marked(shelf: Postil) -> Postil:
    """A shelf with a highlight that has a comment."""
    made = shelf("highlight", "turtles", "Recursive Proofs", "--comment", "why recursive?")
    assert made.status == 0, made.err
    return shelf


def test_it_is_off_until_it_is_wanted(marked: Postil) -> None:
    assert marked("recall").out == "recall is off; `postil recall on` begins\n"
    assert marked("recall", "--json").object == {"on": False, "due": 0, "new": 0, "tomorrow": 0}
    done = marked("recall", "review")
    assert (done.status, done.out) == (1, "") and "recall is off" in done.err
    assert marked("recall", "on").out == "1 highlight to recall today, 1 of them new; tomorrow 1\n"
    assert marked("recall", "off", "--json").object["on"] is False
    assert marked("undo").out.startswith("undone: recall highlights no more")
    assert marked("recall", "--json").object == {"on": True, "due": 1, "new": 1, "tomorrow": 1}


def test_a_review_asks_shows_and_grades(marked: Postil) -> None:
    marked("recall", "on")
    done = marked("recall", "review", stdin=b"\nwhat?\n4\n")
    assert (done.status, done.err) == (0, "")
    assert "1 of 1" in done.out and "You wrote: why recursive?" in done.out
    gap, answer = done.out.split("Enter shows")
    assert "Recursive" not in gap and "Recursive Proofs" in answer
    assert "1 again (tomorrow)" in answer and "4 easy (in 8 days)" in answer
    assert done.out.endswith("0 highlights to recall today; tomorrow 0\n")
    assert marked("history", "--limit", "1", "--json").object["label"] == "recall, easy: Recursive Proofs"
    marked("undo")
    assert marked("recall", "--json").object["due"] == 1


@pytest.mark.parametrize("typed", [b"", b"q\n", b"\n", b"\nq\n", b"\nno\n"])
def test_a_review_can_be_stopped_anywhere(marked: Postil, typed: bytes) -> None:
    marked("recall", "on")
    assert marked("recall", "review", stdin=typed).status == 0
    assert marked("recall", "--json").object["due"] == 1


def test_graded_highlights_are_lines_of_json_and_the_talk_stands_aside(marked: Postil) -> None:
    marked("recall", "on")
    done = marked("recall", "review", "--json", stdin=b"\n2\n")
    assert set(done.object) == {"id", "grade", "due"} and done.object["grade"] == 2
    assert "Recursive Proofs" in done.err
    assert marked("recall", "review", "--json").out == ""


def test_papers_are_kept_and_put_off(shelf: Postil) -> None:
    assert shelf("mark", "cubes", "turtles", "--keep").out == "kept: 2 papers\n"
    assert shelf("mark", "turtles", "--later", "--star").out == "starred: 1 paper\nput off: 1 paper\n"
    assert shelf("mark", "cubes", "--keep").out == "nothing to change\n"
    assert [paper["title"][:5] for paper in shelf("list", "is:kept", "--json").lines] == ["Cubes"]
    assert [paper["title"][:5] for paper in shelf("search", "is:later", "--json").lines] == ["Turtl"]
    assert len(shelf("list", "is:untriaged", "--json").lines) == 3
    assert shelf("history", "--limit", "1", "--json").object["label"].startswith("star, put off: Turtles")
    shelf("mark", "cubes", "--status", "dropped")
    assert shelf("list", "is:kept").status == 1
    assert shelf("mark", "cubes", "--keep", "--json").object["status"] == "unread"
