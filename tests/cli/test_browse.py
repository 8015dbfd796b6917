"""`postil list`, `postil random`, and what `postil` does without a desk."""

import pytest

from .runner import Postil
from .test_exporters import CONTRACT

TITLES = {
    "newest": ["Turtles", "Cubes", "Following", "A Fundus", "Paper Without"],
    "oldest": ["A Fundus", "Following", "Cubes", "Turtles", "Paper Without"],
    "title": ["A Fundus", "Cubes", "Following", "Paper Without", "Turtles"],
    "comments": ["Following"],
    "added": ["Paper Without", "Cubes", "Turtles", "A Fundus", "Following"],
    "position": ["Following", "A Fundus", "Turtles", "Cubes", "Paper Without"],
}


@pytest.mark.parametrize("sort", TITLES)
def test_every_order_is_kept_and_unknown_values_come_last(shelf: Postil, sort: str) -> None:
    found = [paper["title"] for paper in shelf("list", "--sort", sort, "--json").lines]
    assert len(found) == 5
    for title, start in zip(found, TITLES[sort], strict=False):
        assert title.startswith(start)


def test_a_list_prints_two_lines_a_paper_newest_first(shelf: Postil) -> None:
    done = shelf("list")
    lines = done.out.splitlines()
    assert (done.status, done.err, len(lines)) == (0, "", 10)
    assert lines[0] == "Turtles All the Way: Recursive Proofs in Practice"
    assert lines[1].startswith("  Mar 2025 · 12 authors · turtles-all-the-way-")
    assert lines[8] == "Paper Without a Date"


def test_marks_and_rating_are_part_of_the_line(shelf: Postil) -> None:
    shelf("mark", "turtles", "--status", "read", "--rating", "4", "--star")
    assert " · read · rated 4 · starred · turtles-" in shelf("list", "turtles").out


def test_a_query_narrows_and_the_order_stays_the_readers(shelf: Postil) -> None:
    found = shelf("list", "fundus", "--sort", "oldest", "--json").lines
    assert [paper["published"] for paper in found] == ["2023-02-03", "2024-06-11"]
    assert list(found[0]) == CONTRACT
    assert len(shelf("list", "year:2024..", "--json").lines) == 3
    assert len(shelf("list", "-has:date", "--json").lines) == 1


def test_a_limit_is_kept(shelf: Postil) -> None:
    assert len(shelf("list", "--limit", "2", "--json").lines) == 2
    assert len(shelf("list", "--limit", "9" * 30, "--json").lines) == 5
    assert shelf("list", "--limit", "0").status == 2


def test_nothing_found_is_status_1(shelf: Postil) -> None:
    for command in ("list", "random"):
        done = shelf(command, "year:1800")
        assert (done.status, done.out, done.err) == (1, "", "postil: nothing was found\n")


def test_what_is_forbidden_is_left_out_without_a_word_to_rank_by(shelf: Postil) -> None:
    for query in ("-fundus", '-"fundus images"', "-(fundus year:2023)"):
        found = [paper["title"] for paper in shelf("list", query, "--json").lines]
        assert 3 <= len(found) <= 4
        assert "A Fundus Atlas for Small Clinics" not in found


def test_an_empty_library_says_what_to_do(postil: Postil) -> None:
    assert postil("import", postil.write("empty.txt", "")).status == 1
    done = postil("list")
    assert (done.status, done.out) == (1, "")
    assert "postil import" in done.err


def test_a_random_paper_is_one_that_answers(shelf: Postil) -> None:
    assert shelf("random", "turtles").out.startswith("Turtles All the Way")
    found = shelf("random", "--json").object
    assert list(found) == CONTRACT


def test_without_a_terminal_the_desk_names_another_way(shelf: Postil) -> None:
    done = shelf()
    assert (done.status, done.out) == (2, "")
    assert "postil list" in done.err


def test_plain_without_a_command_lists_the_papers(shelf: Postil) -> None:
    assert shelf("--plain").out == shelf("list").out


@pytest.mark.parametrize(
    "arguments",
    [
        ("search", "x"), ("show", "x"), ("list",), ("random",), ("mark", "x", "--star"), ("undo",), ("redo",),
        ("history",), ("stats",), ("doctor",), ("--plain",), ("related", "x"), ("export",),
        ("searches", "ls"), ("searches", "save", "x", "y"), ("search", "x", "--save", "x"),
        ("search", "--saved", "x"), ("export", "-o", "x.md"),
    ],
)  # fmt: skip
def test_before_the_first_import_every_command_names_it_and_makes_no_file(
    postil: Postil, arguments: tuple[str, ...]
) -> None:
    done = postil(*arguments)
    sentence = f"there is no library at {postil.library} yet; `postil import FILE` makes one"
    assert (done.status, done.out, done.err) == (1, "", f"postil: {sentence}\n")
    assert not [*postil.home.iterdir()]


def test_a_library_in_a_folder_that_is_a_file_is_not_there(postil: Postil) -> None:
    postil.write("file", "x")
    assert postil("--library", "file/library.db", "list").status == 1
    assert postil("--library", "x" * 5000, "list").status == 3
