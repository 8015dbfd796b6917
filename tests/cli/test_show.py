"""`postil show`."""

import pytest

from .pages import KEYS
from .runner import Postil
from .test_exporters import CONTRACT


def test_a_paper_is_shown_as_text(shelf: Postil) -> None:
    done = shelf("show", "following")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("Following Retinal Vessels at Night\n\n2024-06-11 · 7 authors\n\nWe trace")
    assert "\nLink:     https://github.com/example/night\n" in done.out
    assert done.out.endswith("Source:   shelf.txt #1 (line 13)\n")


def test_json_adds_the_text_as_printed(shelf: Postil) -> None:
    found = shelf("show", "cubes", "--format", "json").object
    assert list(found) == [*CONTRACT, "raw_title", "raw_abstract"]
    assert (found["title"], found["raw_title"]) == ("Cubes³ & Spheres", "Cubes$^3$ \\& Spheres")
    assert (found["abstract"], found["raw_abstract"]) == (
        "Packing cubes costs O(n³) steps.",
        "Packing cubes costs $O(n^3)$ steps.",
    )
    assert found["sources"] == [{"name": "shelf.txt", "position": 4, "line": 37}]
    assert shelf("show", "cubes", "--json").object == found
    assert shelf("show", "cubes", "--format", "json", "--json").object == found


def test_bibtex_and_markdown_come_from_the_same_paper(shelf: Postil) -> None:
    assert shelf("show", "cubes", "--format", "bibtex").out.startswith("@misc{cubes3-")
    assert shelf("show", "cubes", "--format", "md").out.startswith("# Cubes³ & Spheres\n")


SAME = ("A Fundus Atlas for Small Clinics", "a fundus atlas: for small clinics", KEYS[1])


@pytest.mark.parametrize("key", SAME)
def test_a_paper_answers_to_its_title_and_to_the_beginning_of_its_key(shelf: Postil, key: str) -> None:
    assert shelf("show", key).out.startswith("A Fundus Atlas")


def test_a_year_that_was_worked_out_is_marked(shelf: Postil) -> None:
    assert "2025-03-09 (year inferred)" in shelf("show", "turtles").out


@pytest.mark.parametrize("key", ["nothing-like-it", "", "%", "\N{ESCAPE}[31m", "x" * 10_000])
def test_a_key_that_nothing_answers_to_is_status_1(shelf: Postil, key: str) -> None:
    done = shelf("show", key)
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("postil: no paper is called")
    assert done.is_clean()


def test_bytes_that_are_no_text_are_a_key_that_nothing_answers_to(shelf: Postil) -> None:
    assert shelf("show", b"\xff").status == 1


def test_a_key_that_is_not_unique_names_the_candidates(shelf: Postil) -> None:
    shelf("import", "-", stdin=b'{"title": "Following Geese", "abstract": "South."}')
    done = shelf("show", "following")
    assert (done.status, done.out) == (1, "")
    assert "following-geese-" in done.err
    assert "following-retinal-vessels-at-night-" in done.err


def test_wrong_usage(shelf: Postil) -> None:
    assert shelf("show").status == 2
    assert shelf("show", "a", "b").status == 2
    assert shelf("show", "cubes", "--format", "pdf").status == 2
    done = shelf("show", "cubes", "--format", "bibtex", "--json")
    assert (done.status, done.out) == (2, "")
    assert "two formats" in done.err
