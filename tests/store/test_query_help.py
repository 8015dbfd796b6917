"""What the query language says of itself, and what it advises."""

import re

import pytest

from postil.store.query import parse
from postil.store.query.fields import FIELDS
from postil.store.query.grammar import grammar_lines, grammar_text
from postil.store.query.relaxing import relaxations


@pytest.mark.parametrize(("example", "meaning"), grammar_lines())
def test_every_example_is_understood_and_explained(example: str, meaning: str) -> None:
    query = parse(example)
    assert not query.is_empty
    assert query.notices == ()
    assert meaning


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_has_an_example_of_its_own(name: str) -> None:
    assert FIELDS[name].example.startswith(f"{name}:")
    assert (FIELDS[name].example, f"{FIELDS[name].meaning}; takes {FIELDS[name].takes}") in grammar_lines()


@pytest.mark.parametrize("name", FIELDS)
def test_what_a_field_says_it_takes_it_takes(name: str) -> None:
    values = FIELDS[name].values or re.findall(r"[0-9.>=-]*\d[0-9.-]*[0-9.]|\d\.\.", FIELDS[name].takes)
    for value in values:
        assert not parse(f"{name}:{value}").is_empty


def test_the_grammar_is_printed_whole_in_lines_of_a_terminal() -> None:
    lines = grammar_text().splitlines()
    for example, _ in grammar_lines():
        assert any(line.startswith(f"  {example} ") for line in lines)
    assert max(map(len, lines)) <= 80
    assert {"Rules", "Signs", "Fields"} <= set(lines)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("moss", []),
        ("a OR b", [("without (a OR b)", "")]),
        ("moss year:2023..", [("without year:2023..", "moss")]),
        ("moss -oak", [("without -oak", "moss")]),
        ('"tall tree"', [('the words of "tall tree" anywhere', "tall tree")]),
        ("'oka", [("oka in any spelling", "oka")]),
        ("title:oak", [("oak anywhere", "oak")]),
        ('title:"oak tree"', [('"oak tree" anywhere', '"oak tree"')]),
        ("'OR", []),
        ("'tag:a", []),
        ("'yaer:2020", []),
        (
            "oak elm",
            [("any of the words", "oak OR elm"), ("without elm", "oak"), ("without oak", "elm")],
        ),
        (
            "oak tag:a -is:read",
            [("without -is:read", "oak tag:a"), ("without tag:a", "oak -is:read"), ("only the words", "oak")],
        ),
        ("(oak OR elm) moss", [("without (oak OR elm)", "moss")]),
        (
            "oak elm year:2020",
            [
                ("without year:2020", "oak elm"),
                ("any of the words", "(oak OR elm) year:2020"),
                ("without elm", "oak year:2020"),
                ("without oak", "elm year:2020"),
            ],
        ),
    ],
)
def test_a_query_is_loosened_in_every_way(text: str, expected: list[tuple[str, str]]) -> None:
    assert list(relaxations(parse(text))) == [pair for pair in expected if pair[1]]


def test_a_query_of_many_words_is_loosened_in_a_few_ways() -> None:
    assert len(relaxations(parse(" ".join(f"w{n}" for n in range(500))))) == 12
