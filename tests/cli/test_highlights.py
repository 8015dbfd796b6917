"""`postil highlight` and `postil highlights`."""

import csv
from typing import Any

import pytest

from .runner import Postil

CONTRACT = ["id", "key", "title", "quote", "comment", "pen", "state", "created"]
QUOTE = "five small clinics"


def made(shelf: Postil, *arguments: str) -> Any:
    done = shelf("highlight", *arguments, "--json")
    assert done.status == 0, done.err
    return done.object


def keys(shelf: Postil, *query: str) -> list[str]:
    return [paper["key"].split("-")[0] for paper in shelf("list", *query, "--json").lines]


@pytest.fixture
def marked(shelf: Postil) -> Postil:
    made(shelf, "a-fundus", QUOTE, "--pen", "data", "--comment", "only *five*?")
    made(shelf, "a-fundus", "one winter", "--pen", "5")
    made(shelf, "turtles", "Proofs that contain proofs")
    return shelf


def test_a_passage_is_marked(shelf: Postil) -> None:
    one = made(shelf, "a-fundus", QUOTE, "--pen", "result", "--comment", "only *five*?")
    assert list(one)[:8] == CONTRACT
    assert (one["quote"], one["comment"], one["pen"], one["pen_number"]) == (
        QUOTE,
        "only *five*?",
        "result",
        4,
    )
    assert (one["state"], one["field"], one["title"]) == (
        "anchored",
        "abstract",
        "A Fundus Atlas for Small Clinics",
    )
    assert shelf("show", "a-fundus", "--json").object["highlights"] == 1
    assert "1 highlight" in shelf("show", "a-fundus").out
    assert shelf("highlights", "--json").lines == [one]
    assert shelf("highlight", "a-fundus", "one winter").out == "point: one winter\n"
    assert shelf("undo").status == 0
    assert shelf("highlights", "--json").lines == [one]


def test_how_a_quote_is_typeset_does_not_matter(shelf: Postil) -> None:
    assert made(shelf, "a-fundus", "FIVE  small\nclinics")["quote"] == QUOTE
    assert made(shelf, "following", "dim “fundus” photographs")["quote"] == "dim fundus photographs"
    assert made(shelf, "cubes", "Cubes³")["field"] == "title"


def test_a_quote_that_is_not_there_is_told_with_the_nearest_passage(shelf: Postil) -> None:
    done = shelf("highlight", "a-fundus", "five little clinics over a winter")
    assert (done.status, done.out) == (1, "")
    assert "does not stand in the paper; the nearest passage is" in done.err
    assert "small clinics over one winter" in done.err


def test_a_quote_that_stands_there_twice_needs_more_words(shelf: Postil) -> None:
    done = shelf("highlight", "turtles", "the")
    assert (done.status, done.out) == (1, "")
    assert "stands there 2 times; quote more words of it" in done.err
    assert "Turtles All the Way" in done.err


@pytest.mark.parametrize("arguments", [("--pen", "6"), ("--pen", "red"), ("--pen", "")])
def test_pens_that_are_not_there_are_named(shelf: Postil, arguments: tuple[str, ...]) -> None:
    done = shelf("highlight", "a-fundus", QUOTE, *arguments)
    assert (done.status, done.out) == (2, "")
    assert "1 point, 2 method, 3 data, 4 result, 5 doubt" in done.err
    assert shelf("highlight", "a-fundus", " ").status == 2
    assert shelf("highlights", *arguments).status == 2


def test_pens_are_called_as_the_reader_calls_them(shelf: Postil) -> None:
    shelf.write("settings/config.toml", 'pens = ["claim", "how", "Zahlen", "outcome", "hm"]')
    assert made(shelf, "a-fundus", QUOTE, "--pen", "zahlen")["pen"] == "Zahlen"
    assert keys(shelf, "pen:Zahlen") == keys(shelf, "pen:3") == ["a"]
    assert shelf("highlights", "pen:zahlen", "--pen", "zahlen", "--json").lines[0]["pen_number"] == 3
    assert shelf("list", "pen:data").status == 2
    assert shelf("searches", "save", "numbers", "pen:zahlen").status == 0
    assert shelf("search", "--saved", "numbers").status == 0


@pytest.mark.parametrize(
    "pens",
    ['"point"', '["a", "b"]', '["a", "a", "b", "c", "d"]', '["1", "b", "c", "d", "e"]', "[1, 2, 3, 4, 5]"],
)
def test_names_that_cannot_be_used_are_told(shelf: Postil, pens: str) -> None:
    shelf.write("settings/config.toml", f"pens = {pens}")
    done = shelf("highlight", "a-fundus", QUOTE, "--pen", "data")
    assert done.status == 0
    assert "must set 'pens' to five different words" in done.err


def test_papers_are_found_by_what_is_marked_in_them(marked: Postil) -> None:
    assert set(keys(marked, "has:highlight")) == {"a", "turtles"}
    assert keys(marked, "pen:data") == keys(marked, "pen:3") == ["a"]
    assert keys(marked, "pen:point") == ["turtles"]
    assert (
        set(keys(marked, "-has:highlight")) == {"following", "cubes3", "paper"}
        or len(keys(marked, "-has:highlight")) == 3
    )


@pytest.mark.parametrize(
    ("arguments", "quotes"),
    [
        ((), ["Proofs that contain proofs", QUOTE, "one winter"]),
        (("fundus",), [QUOTE, "one winter"]),
        (("--pen", "5"), ["one winter"]),
        (("year:2023", "--pen", "data"), [QUOTE]),
        (("--since", "2001-01-01", "--sort", "oldest"), [QUOTE, "one winter", "Proofs that contain proofs"]),
        (("--since", "2999-01-01"), []),
        (("--list", "Club"), []),
        (("--state", "detached"), []),
        (("--state", "anchored", "--pen", "5"), ["one winter"]),
        (("-fundus", "has:date"), ["Proofs that contain proofs"]),
    ],
)
def test_highlights_are_listed_by_query_pen_list_and_date(
    marked: Postil, arguments: tuple[str, ...], quotes: list[str]
) -> None:
    done = marked("highlights", *arguments, "--json")
    assert [one["quote"] for one in done.lines] == quotes
    assert done.status == (0 if quotes else 1)


def test_to_read_them_each_title_stands_once(marked: Postil) -> None:
    text = marked("highlights", "fundus").out
    assert text.count("A Fundus Atlas") == 1
    assert text.index(QUOTE) < text.index("only *five*?") < text.index("data · just now · h")


def test_a_table_has_the_full_reference(marked: Postil) -> None:
    rows = list(csv.DictReader(marked("highlights", "--format", "csv").out.splitlines()))
    assert list(rows[0])[:8] == CONTRACT
    assert [row["pen"] for row in rows] == ["point", "data", "doubt"]
    assert rows[1]["reference"] == "A Fundus Atlas for Small Clinics. 2023-02-03."


def test_markdown_is_written_to_a_file(marked: Postil) -> None:
    done = marked("highlights", "fundus", "-o", "marked.md")
    assert (done.status, done.out) == (0, "2 highlights written to marked.md\n")
    assert (marked.home / "marked.md").read_text() == (
        "# A Fundus Atlas for Small Clinics\n\nA Fundus Atlas for Small Clinics. 2023-02-03.\n\n"
        "> five small clinics\n>\n> only *five*?\n\n*data*\n\n> one winter\n\n*doubt*\n"
    )
    assert marked("highlights", "-o", "marked.csv").status == 0
    assert marked("highlights", "--json", "--format", "md").status == 2


def test_nothing_marked_is_told(shelf: Postil) -> None:
    done = shelf("highlights")
    assert (done.status, done.out, done.err) == (1, "", "postil: nothing is highlighted yet\n")
    assert shelf("highlights", "--since", "yesterday").status == 2


def test_what_is_marked_comes_with_an_export(
    marked: Postil, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = Postil(tmp_path_factory.mktemp("other"))
    other.write("all.jsonl", marked("export").out)
    assert other("import", "all.jsonl").status == 0
    assert other("highlights", "--json").lines == marked("highlights", "--json").lines
    assert "> five small clinics" in other("show", "a-fundus", "--format", "md").out
