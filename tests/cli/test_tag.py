"""`postil tag`."""

import pytest

from .runner import Postil
from .test_mark import paper

SHAPES = "cubes", "turtles"


@pytest.fixture
def tagged(shelf: Postil) -> Postil:
    assert shelf("tag", "add", "cubes", "shape/cube", "to cite").status == 0
    assert shelf("tag", "add", "turtles", "shape").status == 0
    return shelf


def tags(shelf: Postil, key: str) -> list[str]:
    found: list[str] = paper(shelf, key)["tags"]
    return found


def listed(shelf: Postil, *arguments: str) -> list[tuple[str, int, int]]:
    return [
        (each["name"], each["papers"], each["own"]) for each in shelf("tag", "ls", "--json", *arguments).lines
    ]


def test_tags_are_given_and_taken(shelf: Postil) -> None:
    done = shelf("tag", "add", "cubes", " #to  cite ", "shape / cube")
    assert (done.status, done.out, done.err) == (0, "tagged: 1 paper\n", "")
    assert tags(shelf, "cubes") == ["shape/cube", "to cite"]
    assert shelf("tag", "add", "cubes", "TO CITE").out == "nothing to change\n"
    assert shelf("tag", "remove", "cubes", "to Cite", "none").out == "untagged: 1 paper\n"
    assert tags(shelf, "cubes") == ["shape/cube"]
    assert shelf("undo").out.startswith("undone: untag to Cite, none: Cubes")
    assert tags(shelf, "cubes") == ["shape/cube", "to cite"]


def test_many_papers_by_query_or_standard_input_are_one_step(shelf: Postil) -> None:
    assert shelf("tag", "add", "--query", "year:2025", "late", "x").out == "tagged: 2 papers\n"
    lines = shelf("list", "year:2025", "--json").out_bytes + b"\nfollowing-retinal\n"
    found = shelf("tag", "add", "-", "both", "--json", stdin=lines)
    assert found.status == 0
    assert [one["tags"] for one in found.lines] == [["both", "late", "x"]] * 2 + [["both"]]
    assert [step["label"] for step in shelf("history", "--json").lines] == [
        "tag both: 3 papers", "tag late, x: 2 papers",
    ]  # fmt: skip
    assert shelf("tag", "remove", "--query", "tag:both", "both").out == "untagged: 3 papers\n"


def test_nothing_is_written_unless_every_key_names_a_paper(shelf: Postil) -> None:
    done = shelf("tag", "add", "-", "x", stdin=b"cubes\nno-such-paper\n")
    assert (done.status, done.out) == (1, "")
    assert "no-such-paper" in done.err
    assert shelf("history").status == 1


def test_who_names_two_papers_is_told_that_only_the_first_is_one(shelf: Postil) -> None:
    first, second = (one["key"] for one in shelf("list", "year:2025", "--json").lines)
    done = shelf("tag", "add", first, second, "x")
    assert (done.status, done.out) == (2, "") and f"{second} is a paper" in done.err
    assert shelf("history").status == 1
    assert shelf("tag", "add", "-", "x", stdin=f"{first}\n{second}\n".encode()).out == "tagged: 2 papers\n"


def test_without_a_paper_or_a_tag_it_is_said_what_is_missing(shelf: Postil) -> None:
    assert "name a KEY, and a TAG" in shelf("tag", "add").err
    assert "name a TAG" in shelf("tag", "add", "--query", "cubes").err
    for command in (("tag", "add", "-", "x"), ("lists", "add", "club", "-")):
        shelf("lists", "new", "club")
        done = shelf(*command, stdin=b"")
        assert (done.status, done.out) == (1, "") and "standard input names no paper" in done.err


def test_the_tags_are_listed_with_the_papers_that_the_query_finds(tagged: Postil) -> None:
    assert tagged("tag", "ls").out.splitlines() == [
        "        2 papers  shape", "         1 paper  shape/cube", "         1 paper  to cite",
    ]  # fmt: skip
    assert listed(tagged) == [("shape", 2, 1), ("shape/cube", 1, 1), ("to cite", 1, 1)]
    assert listed(tagged, "--query", "turtles") == [("shape", 1, 1)]
    assert len(tagged("list", "tag:shape", "--json").lines) == 2
    assert len(tagged("list", "tag:=shape", "--json").lines) == 1
    assert len(tagged("list", "is:untagged", "--json").lines) == 3
    tagged("tag", "add", "a-fundus", "to cite")
    tagged("tag", "add", "paper-without", "to cite")
    assert listed(tagged, "--sort", "papers")[0] == ("to cite", 3, 3)


def test_no_tags_is_said(shelf: Postil) -> None:
    done = shelf("tag", "ls")
    assert (done.status, done.out) == (1, "")
    assert "postil tag add" in done.err


def test_tags_are_renamed_merged_deleted_and_brought_back(tagged: Postil) -> None:
    assert tagged("tag", "rename", "shape", "form").out == "renamed: form (2 papers)\n"
    assert tags(tagged, "cubes") == ["form/cube", "to cite"]
    assert tagged("tag", "merge", "form/cube", "to cite", "soon", "--json").object == {
        "name": "soon", "papers": 1, "own": 1,
    }  # fmt: skip
    assert tags(tagged, "cubes") == ["soon"]
    assert tagged("tag", "delete", "soon", "form").out == "deleted: soon (1 paper)\ndeleted: form (1 paper)\n"
    assert tagged("tag", "ls").status == 1
    for _ in range(3):
        tagged("undo")
    assert listed(tagged) == [("shape", 2, 1), ("shape/cube", 1, 1), ("to cite", 1, 1)]


@pytest.mark.parametrize(
    ("arguments", "status", "part"),
    [
        (("add", "cubes"), 2, "name a TAG"),
        (("add", "cubes", "/"), 1, "needs a name"),
        (("add", "cubes", "x" * 101), 1, "at most 100 characters"),
        (("add", "no-such-paper", "x"), 1, "no-such-paper"),
        (("add", "--query", "is:soon", "x"), 2, "is: takes"),
        (("add", "--query", "tag:none", "x"), 1, "nothing answers"),
        (("rename", "none", "x"), 1, 'there is no tag "none"'),
        (("rename", "shape", "to cite"), 1, "merge them"),
        (("rename", "shape"), 2, "NEW"),
        (("merge", "shape"), 2, "behind the others"),
        (("merge", "none", "shape"), 1, 'no tag "none"'),
        (("delete", "shape", "none"), 1, 'no tag "none"'),
    ],
)
def test_what_cannot_be_done_is_said(
    tagged: Postil, arguments: tuple[str, ...], status: int, part: str
) -> None:
    done = tagged("tag", *arguments)
    assert (done.status, done.out) == (status, "")
    assert part in done.err
    assert len(tagged("history", "--json").lines) == 2


def test_nothing_hostile_is_printed(shelf: Postil) -> None:
    done = shelf("tag", "add", "cubes", "a\x1b[2Jb\x9b1m")
    assert done.status == 0
    for command in (("tag", "ls"), ("tag", "rename", "\x1b[2J", "x"), ("history",), ("show", "cubes")):
        assert shelf(*command).is_clean()


def test_an_export_brings_tags_along_by_their_clean_names(
    tagged: Postil, tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = tagged("export").out.replace('"shape/cube"', '" shape // cube"')
    other = Postil(tmp_path_factory.mktemp("other"))
    other("import", other.write("papers.jsonl", text))
    assert tags(other, "turtles") == ["shape"]
    assert tags(other, "cubes") == []
    again = Postil(tmp_path_factory.mktemp("again"))
    again(
        "import", again.write("papers.jsonl", tagged("export").out.replace('"shape/cube"', '"#shape//cube"'))
    )
    assert tags(again, "cubes") == ["shape/cube", "to cite"]
