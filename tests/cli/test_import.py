"""`postil import`."""

import json
import sqlite3
from contextlib import ExitStack
from unittest.mock import patch

import pytest

from postil.store.importing import ImportRun
from postil.store.library import Library
from postil.store.records import Report

from .pages import CUBED, FUNDUS, SHELF, UNDATED, VESSELS, page, record
from .runner import Postil

REPORT = [
    "files", "records", "added", "merged", "changed", "unchanged", "rejected", "duplicates", "dry_run",
]  # fmt: skip
PAPER = {"title": "A Title", "abstract": "An abstract."}


def content(postil: Postil) -> list[str]:
    """Return everything that the library holds, as SQL."""
    with sqlite3.connect(f"file:{postil.library}?mode=ro", uri=True) as db:
        return list(db.iterdump())


def test_a_page_is_read_and_the_sentence_says_so(postil: Postil) -> None:
    done = postil("import", postil.write("shelf.txt", SHELF))
    assert (done.status, done.out, done.err) == (0, "5 records in 1 file: 5 new papers.\n", "")


def test_the_same_page_again_changes_nothing_and_says_so(shelf: Postil) -> None:
    before = content(shelf)
    done = shelf("import", "shelf.txt")
    assert done.status == 0
    assert done.out == "Nothing changed: the library has read all 5 records in 1 file before.\n"
    assert content(shelf) == before


def test_the_report_is_one_object_of_the_contracts_shape(postil: Postil) -> None:
    found = postil("import", postil.write("shelf.txt", SHELF), "--json").object
    assert list(found) == REPORT
    assert found == {
        "files": 1, "records": 5, "added": 5, "merged": 0, "changed": 0, "unchanged": 0, "rejected": [],
        "duplicates": [], "dry_run": False,
    }  # fmt: skip


def test_a_folder_is_read_file_by_file_without_hidden_ones(postil: Postil) -> None:
    postil.write("dumps/b.txt", page((FUNDUS, UNDATED)))
    postil.write("dumps/a.txt", page((VESSELS, UNDATED)))
    postil.write("dumps/.hidden.txt", page((CUBED,)))
    found = postil("import", "dumps", "--json").object
    assert (found["files"], found["records"], found["added"], found["merged"]) == (2, 4, 3, 1)
    done = postil("import", "dumps")
    assert "Nothing changed" in done.out


def test_records_of_papers_already_there_are_told(shelf: Postil) -> None:
    done = shelf("import", shelf.write("more.txt", page((FUNDUS, UNDATED), "Nov 1")))
    assert done.status == 0
    assert done.out.startswith("2 records in 1 file: 0 new papers, 2 more records of papers already there")


def test_standard_input_is_read(postil: Postil) -> None:
    done = postil("import", "-", stdin=SHELF.encode())
    assert (done.status, done.out) == (0, "5 records in 1 file: 5 new papers.\n")


def test_the_year_of_a_page_can_be_given(postil: Postil) -> None:
    done = postil("import", "--year", "2019", postil.write("a.txt", page((CUBED,))))
    assert done.status == 0, done.err
    assert postil("list", "--json").object["published"] == "2019-01-05"


def test_a_year_for_a_page_that_is_known_already_is_given_in_vain_and_said(shelf: Postil) -> None:
    done = shelf("import", "shelf.txt", "--year", "2019", "--json")
    assert (done.status, done.object["unchanged"]) == (0, 5)
    assert done.err == (
        "postil: warning: --year 2019 changes nothing for a dump that the library knows already\n"
    )
    assert shelf("import", "shelf.txt").err == ""
    assert shelf("import", "--year", "2019", shelf.write("new.txt", page((CUBED,)))).err == ""


def test_a_dry_run_writes_nothing(shelf: Postil) -> None:
    shelf.write("new.txt", page((record("Something New", "Never seen."),)))
    before, size = content(shelf), shelf.library.read_bytes()
    done = shelf("import", "new.txt", "--dry-run")
    assert done.out == "1 record in 1 file: 1 new paper. This was a dry run; nothing was written.\n"
    assert (content(shelf), shelf.library.read_bytes()) == (before, size)
    assert shelf("import", "new.txt", "--dry-run", "--json").object["dry_run"] is True


def test_a_dry_run_makes_no_library(postil: Postil) -> None:
    done = postil("import", postil.write("shelf.txt", SHELF), "--dry-run")
    assert (done.status, done.out[:31]) == (0, "5 records in 1 file: 5 new pape")
    assert not postil.library.exists()


def test_a_dry_run_of_several_files_counts_a_paper_once(postil: Postil) -> None:
    first, second = postil.write("a.txt", page((FUNDUS,))), postil.write("b.txt", page((FUNDUS,), "Nov 1"))
    assert postil("import", first, second, "--dry-run", "--json").object["added"] == 1


def test_what_cannot_be_read_is_named_and_its_neighbours_are_read(postil: Postil) -> None:
    postil.write("good.txt", SHELF)
    done = postil("import", "missing.txt", "good.txt")
    assert done.status == 1
    assert done.out.startswith("5 records in 1 file: 5 new papers, 1 not understood")
    assert done.err == "postil: missing.txt: cannot be read: No such file or directory\n"


def test_when_nothing_is_there_no_library_is_made(postil: Postil) -> None:
    done = postil("import", "missing.txt")
    assert (done.status, done.out) == (1, "No paper was read: 0 papers.\n")
    assert "missing.txt" in done.err
    assert not postil.library.exists()


@pytest.mark.parametrize("text", [b"\x7fELF\x00\x01" * 99, b"", b"{broken", SHELF[:60].encode()])
def test_what_holds_no_paper_leaves_no_library_behind(postil: Postil, text: bytes) -> None:
    name = postil.write("odd.jsonl", text)
    for path in (name, "-"):
        done = postil("import", path, stdin=text)
        assert done.status == 1
        assert [file.name for file in postil.home.iterdir()] == [name]
    assert postil("list").err.startswith(f"postil: there is no library at {postil.library} yet")


def test_a_library_that_was_there_stays_even_if_it_is_empty(postil: Postil) -> None:
    postil.write("library.db", "")
    assert postil("import", postil.write("odd.txt", "odd")).status == 1
    assert postil("list").err == "postil: the library holds no papers yet; `postil import FILE`\n"


def test_files_that_were_there_before_the_library_stay(postil: Postil) -> None:
    postil.write("library.index.db", "")
    postil.write("library.db.lock", "")
    assert postil("import", postil.write("odd.txt", "odd")).status == 1
    left = sorted(file.name for file in postil.home.iterdir())
    assert left == ["library.db.lock", "library.index.db", "odd.txt"]


def test_an_import_that_is_interrupted_leaves_no_empty_library_behind(postil: Postil) -> None:
    odd = postil.write("odd.txt", "odd")
    with patch.object(ImportRun, "run", side_effect=KeyboardInterrupt):
        assert postil("import", odd).status == 130
    assert [file.name for file in postil.home.iterdir()] == [odd]


def test_a_new_library_that_somebody_else_has_open_stays(postil: Postil) -> None:
    with ExitStack() as stack:

        def meanwhile(*_: object) -> Report:
            other = stack.enter_context(Library.open(postil.library))
            assert not other.papers.ids()
            return Report()

        with patch.object(ImportRun, "run", meanwhile):
            assert postil("import", postil.write("odd.txt", "odd")).status == 1
        assert postil("import", "-", stdin=SHELF.encode()).status == 0
    assert len(postil("list", "--json").lines) == 5


def test_a_new_library_that_somebody_else_fills_stays(postil: Postil) -> None:
    shelf, odd = postil.write("shelf.txt", SHELF), postil.write("odd.txt", "odd")

    def meanwhile(*_: object) -> Report:
        assert postil.process("import", shelf).status == 0
        return Report()

    with patch.object(ImportRun, "run", meanwhile):
        assert postil("import", odd).status == 1
    assert len(postil("list", "--json").lines) == 5


def test_an_empty_file_is_no_paper(postil: Postil) -> None:
    done = postil("import", postil.write("empty.txt", ""))
    assert (done.status, "0 papers" in done.out) == (1, True)
    assert done.err.startswith("postil: empty.txt: ")


def test_a_rejected_record_is_named_with_its_line_every_time(postil: Postil) -> None:
    lines = [json.dumps(PAPER), "{broken", json.dumps({**PAPER, "title": "Another"})]
    postil.write("papers.jsonl", "\n".join(lines))
    for outcome in ("2 records in 1 file: 2 new papers, 1 not understood.", "Nothing changed"):
        done = postil("import", "papers.jsonl")
        assert done.status == 1
        assert done.out.startswith(outcome)
        assert done.err.startswith("postil: papers.jsonl:2: ")
    (rejected,) = postil("import", "papers.jsonl", "--json").object["rejected"]
    assert list(rejected) == ["source", "line", "reason", "text"]
    assert (rejected["source"], rejected["line"], rejected["text"]) == ("papers.jsonl", 2, "{broken")


@pytest.mark.parametrize(
    "line",
    [
        b'{"title": "cut',
        '{"title": "wide", "abstract": "x"}'.encode("utf-16"),
        b'{"title": "bad \xff\xfe", "abstract": 3}',
        b"[" * 100_000,
        b'{"title": "x", "abstract": "y", "comments": ' + b"9" * 5000 + b"}",
        b'{"title": "x", "abstract": "y", "comments": 9223372036854775808}',
        b'{"title": "x", "abstract": "y", "comments": NaN}',
        b'{"title": null, "abstract": "y"}',
        b'{"title": "x", "abstract": "y", "arxiv_id": ["a"]}',
        b'{"title": "' + b"t" * 70_000 + b'", "abstract": "y"}',
        b'{"title": "x", "abstract": "' + b"a" * 1_100_000 + b'"}',
        b'{"title": "x", "abstract": "y", "published": "99999-01-01"}',
    ],
    ids=range(1, 13),
)
def test_a_broken_record_costs_no_neighbour(postil: Postil, line: bytes) -> None:
    good = [json.dumps({**PAPER, "title": title}).encode() for title in ("Before It", "After It")]
    if line.startswith((b"\xff\xfe", b"\xfe\xff")):
        postil.write("other.jsonl", line)
        postil.write("papers.jsonl", b"\n".join(good))
        done = postil("import", "other.jsonl", "papers.jsonl")
        assert done.status in {0, 1}
    else:
        done = postil("import", postil.write("papers.jsonl", b"\n".join((good[0], line, good[1]))))
        assert done.status == 1
        assert "papers.jsonl:2: " in done.err
    assert done.is_clean()
    titles = {paper["title"] for paper in postil("list", "--json").lines}
    assert {"Before It", "After It"} <= titles


def test_papers_that_may_be_the_same_are_told_and_kept_apart(shelf: Postil) -> None:
    near = record("A Fundus Atlas for Small Clinic", "Another text.", "1 author", "Feb 3, 2023")
    done = shelf("import", shelf.write("near.txt", page((near,))))
    assert done.status == 0
    assert done.err.startswith("postil: possibly the same paper, not merged: a-fundus-atlas-for-small-clinic")
    assert len(shelf("list", "--json").lines) == 6


def test_of_very_many_papers_that_may_be_the_same_the_first_are_told(postil: Postil) -> None:
    papers = [{"title": f"An Atlas of Small Clinics in the Valley of the River {n}", "abstract": f"Part {n}."}
              for n in range(20, 30)]  # fmt: skip
    lines = "".join(json.dumps(paper) + "\n" for paper in papers)
    done = postil("import", postil.write("series.jsonl", lines.encode()))
    told = [line for line in done.err.splitlines() if "possibly the same paper" in line]
    assert len(told) == 20
    assert done.err.rstrip().endswith("25 pairs more; --json names them all")


def test_an_unknown_format_is_wrong_usage(postil: Postil) -> None:
    done = postil("import", "x.txt", "--format", "pdf")
    assert (done.status, done.out) == (2, "")
    assert "auto" in done.err


def test_nothing_to_import_is_wrong_usage(postil: Postil) -> None:
    assert postil("import").status == 2
    assert postil("import", "x", "--year", "0").status == 2
