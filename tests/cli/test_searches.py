"""`postil searches`, and searches that are saved and used elsewhere."""

import sqlite3
from contextlib import closing

import pytest

from .runner import Postil


@pytest.fixture
def saved(shelf: Postil) -> Postil:
    assert shelf("searches", "save", "eyes", "fundus", "OR", "retinal").status == 0
    assert shelf("searches", "save", "late", "year:2025").status == 0
    return shelf


def test_a_search_is_saved_and_counted(saved: Postil) -> None:
    done = saved("searches", "ls")
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines() == [
        "        2 papers  eyes: fundus OR retinal",
        "        2 papers  late: year:2025",
    ]
    assert saved("searches", "ls", "--json").lines[1] == {
        "name": "late", "query": "year:2025", "papers": 2, "at_least": False,
    }  # fmt: skip


def test_the_counts_are_of_today(saved: Postil) -> None:
    saved("searches", "save", "read", "is:read")
    saved("mark", "cubes", "--status", "read")
    assert "        1 paper  read: is:read" in saved("searches", "ls").out


def test_none_saved_is_said(shelf: Postil) -> None:
    done = shelf("searches", "ls")
    assert (done.status, done.out) == (1, "")
    assert "postil searches save NAME QUERY" in done.err


def test_searches_are_renamed_moved_deleted_and_brought_back(saved: Postil) -> None:
    assert saved("searches", "rename", "eyes", "of eyes").out == "renamed: of eyes: fundus OR retinal\n"
    assert saved("searches", "move", "late", "1").status == 0
    assert [search["name"] for search in saved("searches", "ls", "--json").lines] == ["late", "of eyes"]
    gone = saved("searches", "delete", "of eyes", "--json").object
    assert gone == {"name": "of eyes", "query": "fundus OR retinal"}
    assert saved("undo").out.startswith("undone: delete the search of eyes")
    assert [search["name"] for search in saved("searches", "ls", "--json").lines] == ["late", "of eyes"]


@pytest.mark.parametrize(
    ("arguments", "status", "part"),
    [
        (("save", "x", "is:soon"), 2, "is: takes"),
        (("save", "x", "()"), 1, "nothing to search for"),
        (("save", " ", "cubes"), 1, "needs a name"),
        (("save", "x"), 2, "QUERY"),
        (("delete", "none"), 1, 'no search is saved as "none"'),
        (("rename", "late", "eyes"), 1, "another search"),
        (("move", "late", "0"), 2, "POSITION"),
        (("lss",), 2, "lss"),
    ],
)
def test_what_cannot_be_done_is_said(
    saved: Postil, arguments: tuple[str, ...], status: int, part: str
) -> None:
    done = saved("searches", *arguments)
    assert (done.status, done.out) == (status, "")
    assert part in done.err
    assert len(saved("searches", "ls", "--json").lines) == 2


def test_a_saved_search_narrows_every_command_that_takes_a_query(saved: Postil) -> None:
    assert len(saved("search", "--saved", "eyes", "--json").lines) == 2
    (paper,) = saved("search", "--saved", "eyes", "year:2023", "--json").lines
    assert paper["title"].startswith("A Fundus Atlas")
    assert len(saved("list", "--saved", "late", "--json").lines) == 2
    assert saved("random", "--saved", "late", "cubes").out.startswith("Cubes")
    assert len(saved("export", "--saved", "late").lines) == 2
    for command in ("search", "list", "random", "export"):
        done = saved(command, "--saved", "none")
        assert (done.status, done.out) == (1, "")
        assert 'no search is saved as "none"' in done.err


def test_a_search_can_be_saved_as_it_is_run(shelf: Postil) -> None:
    done = shelf("search", "cubes", "-is:read", "--save", "dice")
    assert done.status == 0
    assert "saved as dice" in done.err
    assert shelf("searches", "ls", "--json").lines[0]["query"] == "cubes -is:read"
    assert shelf("search", "--saved", "dice", "year:2025", "--save", "both").status == 0
    assert shelf("searches", "ls", "--json").lines[1]["query"] == "cubes -is:read year:2025"


@pytest.mark.tampers
def test_what_is_understood_no_more_is_named_and_harms_no_other(saved: Postil) -> None:
    with closing(sqlite3.connect(saved.library)) as db:
        db.execute("UPDATE saved_search SET query = 'is:soon' WHERE name = 'eyes'")
        db.commit()
    done = saved("searches", "ls", "--json")
    assert [search["papers"] for search in done.lines] == [None, 2]
    assert done.err.startswith("postil: eyes: is: takes")
    assert saved("search", "--saved", "eyes").status == 2


def test_a_smart_list_is_a_list_of_the_query_language(saved: Postil) -> None:
    both = saved("list", "--json", "list:EYES", "year:2025").lines
    assert both == saved("list", "--json", "(fundus OR retinal) year:2025").lines
    assert saved("list", "--json", "list:late").lines == saved("list", "--json", "year:2025").lines
    saved("searches", "save", "others", "-list:late")
    assert saved("list", "list:others", "list:late").status == 1
    assert len(saved("export", "list:others").lines) + 2 == len(saved("export").lines)


def test_a_smart_list_that_would_contain_itself_is_refused(saved: Postil) -> None:
    saved("searches", "save", "others", "-list:late")
    done = saved("searches", "save", "late", "list:others OR year:2025")
    assert done.status != 0 and 'the smart list "late" contains itself' in done.err
    saved("searches", "save", "other", "list:others")
    saved("searches", "rename", "late", "old")
    saved("searches", "rename", "other", "late")
    done = saved("list", "list:late")
    assert done.status == 2 and 'the smart list "late" contains itself' in done.err
    listed = saved("searches", "ls")
    assert "contains itself" in listed.err and "old: year:2025" in listed.out
