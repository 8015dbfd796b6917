import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from postil.store.models import Counts
from postil.store.query import parse
from postil.store.query.completing import complete

from .test_query import ANYTHING, SOUND

COUNTS = Counts(
    papers=50,
    statuses={"unread": 40, "read": 10},
    starred=3,
    kept=7,
    untagged=9,
    tags={"oak": 3, "nlp": 9, "nlp/parsing": 2, "to read": 5, "o(1)": 1, 'the "a" tag': 1, "\\": 1, " ": 1},
    lists={"journal club": 4, "Jokes": 1},
    dumps={"001_first.txt": 30, "002 second.txt": 20},
    years={"2019": 1, "2023": 20, "2024": 29, "odd": 1},
)
INDEX = {
    "": {"retinal": 120, "retina": 80, "return": 3},
    "author": {"Ada Quill": 4, "Bo": 2},
    "org": {"River_Lab": 7},
}


class Shelf:
    """Values as a library has them."""

    def counts(self) -> Counts:
        return COUNTS

    def smart(self) -> tuple[str, ...]:
        return ("retinal, unread", "journal club")

    def values(self, field: str, prefix: str, limit: int) -> list[tuple[str, int]]:
        found = [pair for pair in INDEX[field].items() if pair[0].casefold().startswith(prefix.casefold())]
        return found[:limit]


def offered(text: str, asked: bool = False) -> list[str]:
    """Return the texts after each choice at the `|`, cursor and all."""
    cursor = text.index("|")
    text = text.replace("|", "", 1)
    completion = complete(text, cursor, Shelf(), asked=asked)
    applied = (completion.applied(text, choice) for choice in completion.choices)
    return [f"{made[:at]}|{made[at:]}" for made, at in applied]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("|", []),
        ("moss |", []),
        ("ti|", ["title:|"]),
        ("moss -ti|", ["moss -title:|"]),
        ("(ti|", ["(title:|"]),
        ("(moss) ra|", ["(moss) rating:|"]),
        ("ta| is:read", ["tag:| is:read"]),
        ("TA|", ["tag:|"]),
        ("t|it", ["title:|", "tag:|", "topic:|"]),
        ("|tag", []),
        ("zz|", []),
        ("OR|", []),
        ("'ti|", []),
        ('"ti|', []),
        ("-|", []),
        ("ti|tle:moss", ["title:|moss"]),
        ("|title:moss", []),
        ("st|:x", ["status:|"]),
        ("tag:o|", ["tag:oak|", 'tag:"o(1)"|']),
        ("tag:O|x", ["tag:oak|", 'tag:"o(1)"|']),
        ("tag:par|", ["tag:nlp/parsing|"]),
        ("tag:nlp/|", ["tag:nlp/parsing|"]),
        ("tag:nl|", ["tag:nlp|", "tag:nlp/parsing|"]),
        ("tag:re|", ['tag:"to read"|']),
        ('-tag:"to r|', ['-tag:"to read"|']),
        ('tag:"to r|ead" moss', ['tag:"to read"| moss']),
        ('tag:"to r| moss', ['tag:"to read"| moss']),
        ('tag:"the \\"|', ['tag:"the \\"a\\" tag"|']),
        ("list:j|", ['list:"journal club"|', "list:Jokes|"]),
        ("list:club|", ['list:"journal club"|']),
        ("source:001|", ["source:001_first.txt|"]),
        ("source:second|", ['source:"002 second.txt"|']),
        ("is:re|", ["is:reading|", "is:read|"]),
        ("is:s|", ["is:starred|"]),
        ("has:l|", ["has:link|", "has:list|"]),
        ("pen:d|", ["pen:data|", "pen:doubt|"]),
        ("year:|", ["year:2024|", "year:2023|", "year:2019|"]),
        ("year:202|", ["year:2024|", "year:2023|"]),
        ("year:2020..|", ["year:2020..2024|", "year:2020..2023|"]),
        ("year:2020..2|", ["year:2020..2024|", "year:2020..2023|"]),
        ("year:>=201|", ["year:>=2019|"]),
        ("year:..|", ["year:..2024|", "year:..2023|", "year:..2019|"]),
        ("published:2024-02..|", ["published:2024-02..2024|"]),
        ("rating:4..|", ["rating:4..5|", "rating:4..4|"]),
        ("rating:>|", [f"rating:>{n}|" for n in "43210"]),
        ("author:ada|", ['author:"Ada Quill"|']),
        ("org:r|", ["org:River_Lab|"]),
        ("title:retin|", ["title:retinal|", "title:retina|"]),
        ("title:|", []),
        ('title:"retin|', []),
        ("moss tag:oak|(elm)", ["moss tag:oak|(elm)"]),
    ],
)
def test_what_may_stand_at_the_cursor(text: str, expected: list[str]) -> None:
    assert offered(text) == expected


def test_who_asks_is_offered_fields_without_a_letter_and_words() -> None:
    assert len(offered("|", asked=True)) == len(offered("moss -|", asked=True)) == 16
    assert offered("(|)", asked=True)[0] == "(title:|)"
    assert offered("moss -|", asked=True)[0] == "moss -title:|"
    assert offered("|title:moss", asked=True)[1] == "abstract:|moss"
    assert offered("retin|", asked=True) == ["retinal|", "retina|"]
    assert offered("ret| moss", asked=True)[0] == "retinal| moss"


def test_choices_know_how_many_papers_have_them() -> None:
    found = {choice.label: choice.count for choice in complete("tag:", 4, Shelf()).choices}
    assert list(found)[:3] == ["nlp", "to read", "oak"], "the commonest first"
    assert found["to read"] == 5
    assert [(choice.label, choice.count) for choice in complete("is:", 3, Shelf()).choices] == [
        ("unread", 40), ("reading", 0), ("read", 10), ("dropped", 0), ("starred", 3),
        ("untagged", 9), ("kept", 7), ("later", 0), ("untriaged", None), ("new", 0),
    ]  # fmt: skip
    assert {choice.count for choice in complete("has:", 4, Shelf()).choices} == {None}


def test_the_reader_names_the_pens() -> None:
    pens = ("big idea", "b", "c", "d", "e")
    (choice,) = complete("pen:big", 7, Shelf(), pens=pens).choices
    assert choice.text == '"big idea"'
    assert parse(f"pen:{choice.text}", pens=pens).text == "pen:1"


BEGUN = (
    "tag:", "-tag:o", 'tag:"', 'list:"j', "year:", "year:2020..", "rating:>", "author:a", "is:", "title:r",
    "published:<", "source:", "ret", "(re", "pen:", "has:", "ta", "-ye",
)  # fmt: skip
TAKEN = {"rating:": "3", "is:": "read", "status:": "read", "has:": "tag", "pen:": "1"}


@settings(max_examples=1000)
@given(
    st.lists(st.sampled_from(SOUND), max_size=4),
    st.sampled_from(BEGUN),
    st.lists(st.sampled_from(("is:read", "oak", "(", "-moss", "OR", "year:2020")), max_size=3),
    st.booleans(),
)
def test_every_choice_gives_a_text_that_is_understood(
    before: list[str], begun: str, after: list[str], asked: bool
) -> None:
    head = " ".join((*before, begun))
    text = " ".join((head, *after))
    assume(head.count('"') % 2 == begun.count('"'))
    completion = complete(text, len(head), Shelf(), asked=asked)
    for choice in completion.choices:
        applied, cursor = completion.applied(text, choice)
        value = TAKEN.get(choice.text, "2020") if choice.text.endswith(":") else ""
        parse(applied[:cursor] + value + applied[cursor:])


@settings(max_examples=500)
@given(ANYTHING, st.integers(0, 60), st.booleans())
def test_any_text_and_cursor_have_an_answer(text: str, cursor: int, asked: bool) -> None:
    cursor = min(cursor, len(text))
    completion = complete(text, cursor, Shelf(), asked=asked)
    assert 0 <= completion.start <= completion.stop <= len(text)
    assert completion.start <= cursor
