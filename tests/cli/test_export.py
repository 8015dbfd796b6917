"""`postil export`."""

import json
import os
import stat
import threading

import pytest

from .runner import Postil
from .test_exporters import CONTRACT


def test_everything_is_written_newest_first(shelf: Postil) -> None:
    found = shelf("export").lines
    assert len(found) == 5
    assert list(found[0])[: len(CONTRACT)] == CONTRACT
    assert found[0]["title"].startswith("Turtles")
    assert shelf("export", "--json").out == shelf("export", "--format", "jsonl").out == shelf("export").out


def test_what_is_written_is_read_back(shelf: Postil, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = Postil(tmp_path_factory.mktemp("other"))
    other.write("all.jsonl", shelf("export").out)
    assert other("import", "all.jsonl").status == 0
    for mine, theirs in zip(shelf("export").lines, other("export").lines, strict=True):
        assert mine == theirs


def test_a_query_narrows_and_the_order_is_the_readers(shelf: Postil) -> None:
    found = [paper["published"] for paper in shelf("export", "fundus", "--sort", "oldest").lines]
    assert found == ["2023-02-03", "2024-06-11"]
    assert len(shelf("export", "-fundus", "has:date").lines) == 2


@pytest.mark.parametrize(
    ("name", "start"),
    [("x.md", "# Turtles"), ("x.bib", "@misc{turtles"), ("x.jsonl", '{"key'), ("x", '{"key')],
)
def test_the_ending_tells_the_format(shelf: Postil, name: str, start: str) -> None:
    done = shelf("export", "-o", name)
    assert (done.status, done.out, done.err) == (0, f"5 papers written to {name}\n", "")
    text = (shelf.home / name).read_text("utf-8")
    assert text.startswith(start)
    assert text.endswith("\n") and not text.endswith("\n\n")
    assert not list(shelf.home.glob(".*.part"))


def test_formats_keep_papers_apart(shelf: Postil) -> None:
    assert shelf("export", "--format", "bibtex").out.count("\n\n@misc{") == 4
    assert shelf("export", "--format", "md").out.count("\n\n# ") == 4
    one = shelf("export", "cubes", "--format", "md").out
    assert one == shelf("show", "cubes", "--format", "md").out
    assert shelf("export", "--format", "md", "-o", "-").out == shelf("export", "--format", "md").out


def test_two_formats_are_wrong_usage(shelf: Postil) -> None:
    assert shelf("export", "--json", "--format", "md").status == 2
    assert shelf("export", "--format", "docx").status == 2


def test_nothing_found_leaves_the_file_as_it_was(shelf: Postil) -> None:
    shelf.write("x.md", "mine")
    done = shelf("export", "year:1800", "-o", "x.md")
    assert (done.status, done.out, done.err) == (1, "", "postil: nothing was found\n")
    assert (shelf.home / "x.md").read_text() == "mine"


def test_a_file_is_replaced_whole_and_through_its_link(shelf: Postil) -> None:
    shelf.write("real.jsonl", "old")
    (shelf.home / "link.jsonl").symlink_to("real.jsonl")
    assert shelf("export", "-o", "link.jsonl").status == 0
    assert (shelf.home / "link.jsonl").is_symlink()
    assert len((shelf.home / "real.jsonl").read_text().splitlines()) == 5


def test_a_pipe_is_written_as_it_is(shelf: Postil) -> None:
    os.mkfifo(shelf.home / "pipe")
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append((shelf.home / "pipe").read_text()))
    reader.start()
    assert shelf("export", "-o", "pipe").status == 0
    reader.join(10)
    assert len([json.loads(line) for line in read[0].splitlines()]) == 5
    assert stat.S_ISFIFO((shelf.home / "pipe").stat().st_mode)


@pytest.mark.parametrize("path", ["none/x.md", ".", "shelf.txt/x", "x" * 300])
def test_a_place_that_cannot_be_written_is_named(shelf: Postil, path: str) -> None:
    done = shelf("export", "-o", path)
    assert (done.status, done.out, done.is_clean()) == (1, "", True)
    assert f"{path} cannot be written: " in done.err
    assert not list(shelf.home.glob(".*.part"))
