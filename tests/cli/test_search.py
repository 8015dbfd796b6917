"""`postil search`."""

import shlex

import pytest

from postil.store.query.grammar import grammar_text

from .runner import Postil
from .test_exporters import CONTRACT


def test_the_best_match_comes_first_with_its_facts_and_key(shelf: Postil) -> None:
    done = shelf("search", "retinal", "vessels")
    assert (done.status, done.err) == (0, "")
    title, facts = done.out.splitlines()[:2]
    assert title == "  1  Following Retinal Vessels at Night"
    assert facts.startswith("     Jun 2024 · 7 authors · 2 comments · following-retinal-vessels-at-night-")


def test_a_correction_is_told_apart_from_the_results(shelf: Postil) -> None:
    done = shelf("search", "vesels")
    assert done.status == 0
    assert "Following Retinal Vessels" in done.out
    assert done.err == "postil: vesels was read as vessels (write 'vesels to search exactly)\n"


def test_json_is_a_paper_a_line_with_its_score(shelf: Postil) -> None:
    found = shelf("search", "fundus", "--json").lines
    assert found[0]["title"] == "A Fundus Atlas for Small Clinics"
    for paper in found:
        assert list(paper) == [*CONTRACT, "score"]
    assert found[0]["score"] >= found[-1]["score"] > 0


def test_a_limit_is_kept(shelf: Postil) -> None:
    assert len(shelf("search", "fundus", "--limit", "1", "--json").lines) == 1
    assert shelf("search", "fundus", "--limit", "0").status == 2


def test_nothing_found_is_said_and_is_status_1(shelf: Postil) -> None:
    for options in ((), ("--json",)):
        done = shelf("search", "'zyzzyva", *options)
        assert (done.status, done.out, done.err) == (1, "", "postil: nothing was found\n")


def test_where_little_is_found_other_queries_are_named(shelf: Postil) -> None:
    done = shelf("search", "fundus", "year:2023", "-clinics")
    assert (done.status, done.out) == (1, "")
    first, *advice = done.err.splitlines()
    assert first == "postil: nothing was found"
    assert "postil: without year:2023: 1 paper; postil search 'fundus -clinics'" in advice
    for line in advice:
        (command,) = line.rsplit("; postil search ", 1)[1:]
        assert shelf("search", *shlex.split(command)).status == 0


def test_filters_narrow_and_words_may_begin_with_a_hyphen(shelf: Postil) -> None:
    for words in (("year:2023", "fundus"), ("fundus", "-retinal"), ("--", "-retinal", "fundus")):
        (paper,) = shelf("search", "--json", *words).lines
        assert paper["title"] == "A Fundus Atlas for Small Clinics"
    (paper,) = shelf("search", "-is:read", "cubes", "--json").lines
    assert paper["title"] == "Cubes³ & Spheres"


def test_an_option_that_is_not_known_is_wrong_usage(shelf: Postil) -> None:
    done = shelf("search", "fundus", "--limt", "3")
    assert (done.status, done.out) == (2, "")
    assert "--limt" in done.err
    assert "--limit" in done.err
    assert shelf("search", "--", "--limt").status in {0, 1}


def test_a_query_that_is_not_understood_shows_the_place(shelf: Postil) -> None:
    done = shelf("search", "fundus year:soon atlas")
    assert (done.status, done.out) == (2, "")
    sentence, query, caret = done.err.splitlines()
    assert sentence.startswith("postil: year: takes")
    assert query == "  fundus year:soon atlas"
    assert query[caret.index("^")] == "s"


@pytest.mark.parametrize("command", ["search", "list"])
def test_what_is_never_closed_is_told_with_its_place(shelf: Postil, command: str) -> None:
    done = shelf(command, '-nothing "fundus atlas')
    assert (done.status, "A Fundus Atlas" in done.out) == (0, True)
    sentence, line, caret = done.err.splitlines()[:3]
    assert sentence.startswith("postil: this quote is never closed")
    assert line.index('"') == caret.index("^")


def test_the_caret_minds_wide_letters_and_long_queries(shelf: Postil) -> None:
    _, query, caret = shelf("search", "漢字 year:x").err.splitlines()
    assert caret == " " * (2 + 4 + 1 + 5) + "^"
    _, query, caret = shelf("search", "é" * 5000 + " year:x " + "y" * 5000).err.splitlines()
    assert len(query) < 140
    assert query[caret.index("^")] == "x"


def test_a_name_that_is_nearly_a_fields_is_asked_back(shelf: Postil) -> None:
    for command in ("search", "list", "random", "export"):
        done = shelf(command, "cubes", "yaer:2020")
        assert (done.status, done.out) == (2, "")
        sentence, query, caret = done.err.splitlines()
        assert "did you mean year:?" in sentence
        assert query[caret.index("^") :] == "yaer:2020"


def test_a_word_that_looks_like_a_field_is_spoken_of(shelf: Postil) -> None:
    done = shelf("search", "fundus", "foo:bar", "--json")
    assert done.err.startswith("postil: there is no field foo:, so foo:bar is searched as words\n")


def test_an_order_of_the_readers_choice(shelf: Postil) -> None:
    found = [paper["published"] for paper in shelf("search", "fundus", "--sort", "oldest", "--json").lines]
    assert found == ["2023-02-03", "2024-06-11"]
    found = [paper["published"] for paper in shelf("search", "fundus", "--sort", "newest", "--json").lines]
    assert found == ["2024-06-11", "2023-02-03"]
    assert len(shelf("search", "fundus", "--sort", "title", "--limit", "1", "--json").lines) == 1


def test_a_score_is_explained(shelf: Postil) -> None:
    for paper in shelf("search", "fundus", "--explain", "--json").lines:
        assert list(paper) == [*CONTRACT, "score", "explain"]
        assert all(list(part) == ["label", "value", "detail"] for part in paper["explain"])
        assert paper["explain"]
    lines = shelf("search", "fundus", "--explain", "--limit", "1").out.splitlines()
    assert len(lines) == 2 + len(shelf("search", "fundus", "--explain", "--json").lines[0]["explain"])


def test_the_query_language_is_told_without_a_library(postil: Postil) -> None:
    done = postil("search", "--help-query")
    assert (done.status, done.err) == (0, "")
    assert done.out == grammar_text() + "\n"
    assert not [*postil.home.iterdir()]


def test_a_query_without_words_is_wrong_usage(shelf: Postil) -> None:
    for words in ((), ("",), ('"',), ("()",)):
        done = shelf("search", *words)
        assert (done.status, done.out) == (2, "")


@pytest.mark.parametrize("query", ["[/b]", "C++", "don't", "NEAR(", "GPT-4", "U-Net:", ")(", "a" * 10_000])
def test_odd_queries_give_a_result_or_a_plain_answer(shelf: Postil, query: str) -> None:
    done = shelf("search", query)
    assert done.status in {0, 1, 2}
    assert done.is_clean()
    assert "SQL" not in done.err


def test_bytes_that_are_no_text_are_searched_for_as_marks(shelf: Postil) -> None:
    done = shelf("search", b"\xff\xfe fundus")
    assert (done.status, done.is_clean()) == (0, True)


def test_five_hundred_terms_are_a_query_too(shelf: Postil) -> None:
    done = shelf("search", *(f"word{number}" for number in range(500)), "fundus")
    assert done.status in {0, 1}
    assert done.is_clean()
