"""`postil new`."""

import pytest

from tests.store.news.feed import JULY, JUNE, OTHER

from .runner import Postil


@pytest.fixture
def fed(postil: Postil) -> Postil:
    """`postil` with a library that read two captures of a feed."""
    for name, text in (("yards-jun.txt", JUNE), ("yards-jul.txt", JULY)):
        assert postil("import", postil.write(name, text)).status == 0
    return postil


def test_what_is_new_is_told_kind_by_kind(fed: Postil) -> None:
    done = fed("new")
    assert (done.status, done.err) == (0, "")
    for line in (
        "New papers  2",
        "Pocket Barographs on Ferries",
        "Revised texts  1",
        "  − Nobody measures it in a yard.",
        "  + We do both for two years.",
        "Other changes  1",
        "No longer listed  1",
        "Paint That Dries at Dusk",
    ):
        assert f"\n{line}\n" in f"\n{done.out}"
    assert "  comments nothing → 7 · chairs-for-long-meetings" in done.out


def test_every_piece_of_news_is_an_object(fed: Postil) -> None:
    told = fed("new", "--json").lines
    assert [one["kind"] for one in told[:5]] == ["new", "new", "revised", "learnt", "missing"]
    assert {one["kind"] for one in told[5:]} <= {"term"}
    assert told[0]["paper"]["title"] == "Pocket Barographs on Ferries"
    (change,) = told[2]["changes"]
    assert (change["field"], change["shown"]) == ("abstract", True)
    assert change["removed"] == ["Nobody measures it in a yard.", "We do both for a year."]
    assert told[3]["changes"] == [{"field": "comments", "before": None, "now": 7, "shown": True}]
    assert told[4]["dump"] == "yards-jun.txt"


def test_what_was_seen_is_no_news_but_can_be_asked_for(fed: Postil) -> None:
    assert fed("list", "is:new", "--json").lines
    assert fed("new", "--seen").status == 0
    done = fed("new")
    assert (done.status, done.out) == (1, "")
    assert "nothing has come since you last looked" in done.err
    assert fed("list", "is:new").status == 1
    assert "New papers  2\n" in fed("new", "--since", "last").out
    assert "New papers  6\n" in fed("new", "--since", "1").out


def test_since_last_is_the_last_import_alone(fed: Postil) -> None:
    assert fed("import", fed.write("bread.txt", OTHER)).status == 0
    assert "New papers  1\nBread" in fed("new", "--since", "last").out
    assert "New papers  3\n" in fed("new", "--since", "2").out


def test_imports_are_listed_with_their_numbers(fed: Postil) -> None:
    assert [
        (one["run"], one["dumps"], one["records"]) for one in fed("new", "--imports", "--json").lines
    ] == [
        (2, ["yards-jul.txt"], 5),
        (1, ["yards-jun.txt"], 4),
    ]
    assert "just now" in fed("new", "--imports").out


def test_an_import_that_never_was_is_wrong_usage(fed: Postil) -> None:
    done = fed("new", "--since", "9")
    assert (done.status, done.out) == (2, "")
    assert "'9' is no import" in done.err


def test_no_more_is_told_than_asked_for(fed: Postil) -> None:
    told = fed("new", "--limit", "1", "--json").lines
    assert [one["kind"] for one in told if one["kind"] == "new"] == ["new"]


def test_a_library_with_one_import_has_no_news(shelf: Postil) -> None:
    assert shelf("new").status == 1


def test_names_of_dumps_and_words_cannot_command_the_terminal(postil: Postil) -> None:
    assert postil("import", postil.write("a\x1b[31m.txt", JUNE)).status == 0
    assert postil("import", postil.write("b\x1b[31m.txt", JULY.replace("both", "\x1b]0;both"))).status == 0
    for arguments in (("new",), ("new", "--imports"), ("new", "--json")):
        assert postil(*arguments).is_clean()
