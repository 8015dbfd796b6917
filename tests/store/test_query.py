import sqlite3
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postil.store.errors import QueryError
from postil.store.query import Filter, Not, Or, Query, Word, parse, where
from postil.store.query.relaxing import relaxations
from postil.store.search import Searcher

from .searching import shelve

PIECES = (
    '"', "'", "(", ")", "-", "OR", "AND", "NEAR(", "*", "%", "_", "\\", "\0", "title:", "is:read", "is:x",
    "year:2023..", "tag:a b", 'list:"', "C++", "don't", "é", "\ud800", "published:2024-01..",
    "rating:3", "has:note", "pen:doubt", ";--", "foo:bar", "-(", "--a", "-", "'", "year:>2020", "title:on",
    'tag:"a \\"b"', 'title:"a b"', ")", "-OR", "'OR", '"two words"', "is:starred", "-'--a", "yaer:2020",
)  # fmt: skip
SOUND = tuple(piece for piece in PIECES if piece not in {"title:", "is:x", 'list:"', "yaer:2020"})
ANYTHING = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=30).map(" ".join)


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    db = shelve(tmp_path_factory.mktemp("query") / "library.db")
    db.executescript(
        """
        INSERT INTO reading VALUES ('k1', 'read', 4, 1), ('k2', 'dropped', NULL, 0), ('k3', 'unread', 2, 0);
        INSERT INTO tag VALUES ('k1', 'margins'), ('k2', 'animals'), ('k3', 'animals'), ('k3', '100%'),
            ('k5', 'Éclair'), ('k5', 'animals/small'), ('k6', 'animals/small/mice');
        INSERT INTO list (list_id, name, description) VALUES ('l', 'journal club', '');
        INSERT INTO list_item (list_id, paper_key, position) VALUES ('l', 'k2', 1), ('l', 'k5', 2);
        INSERT INTO note VALUES ('k4', 'mind the vane'), ('k5', '');
        INSERT INTO highlight (highlight_id, paper_key, field, quote, text_digest, pen, state, created)
            VALUES ('h', 'k6', 'abstract', 'Menus', '', 4, 'anchored', '2025-01-01');
        INSERT INTO dump (id, name, digest, format, imported_at)
            VALUES (1, '001_first.txt', 'a', 'text', '2025'), (2, '002_x.txt', 'b', 'text', '2025');
        INSERT INTO appearance (paper_id, dump_id, position, line, digest)
            VALUES (1, 1, 1, 1, ''), (2, 1, 2, 9, ''), (3, 2, 1, 1, '');
        UPDATE paper_text SET authors = '["Ada Quill", "Bo"]' WHERE paper_id = 7;
        UPDATE paper_text SET links = '["https://a.example"]' WHERE paper_id = 7;
        UPDATE paper_text SET links = '[]' WHERE paper_id = 6;
        UPDATE paper SET organization = 'River_Lab' WHERE id = 3;
        """
    )
    return db


def ids(db: sqlite3.Connection, text: str) -> list[int]:
    condition, values = where(parse(text))
    return [row[0] for row in db.execute(f"SELECT p.id FROM paper p WHERE {condition} ORDER BY p.id", values)]


FILTERS: list[tuple[str, list[int]]] = [
    ("", [1, 2, 3, 4, 5, 6, 7]),
    ("free words ask for nothing here", [1, 2, 3, 4, 5, 6, 7]),
    ("is:unread", [3, 4, 5, 6, 7]),
    ("-is:unread", [1, 2]),
    ("is:starred", [1]),
    ("status:dropped OR is:starred", [1, 2]),
    ("tag:ANIMALS", [2, 3, 5, 6]),
    ("tag:=animals", [2, 3]),
    ('tag:"=Animals / Small"', [5]),
    ("tag:animals/small", [5, 6]),
    ("tag:anim", []),
    ("tag:animals -tag:100%", [2, 5, 6]),
    ("tag:100_", []),
    ("tag:éclair", [5]),
    ("tag:ÉCLAIR", [5]),
    ("tag:eclair", [5]),
    ('list:"Journal Club"', [2, 5]),
    ("list:journal", []),
    ("has:note", [4]),
    ("has:highlight", [6]),
    ("has:link", [7]),
    ("has:tag", [1, 2, 3, 5, 6]),
    ("is:untagged", [4, 7]),
    ("-is:untagged is:dropped", [2]),
    ("has:list", [2, 5]),
    ("has:rating", [1, 3]),
    ("-has:date", [3]),
    ("pen:result", [6]),
    ("pen:4", [6]),
    ("pen:point", []),
    ("year:2023", [2]),
    ("year:2023..", [1, 2]),
    ("year:..2020", [6, 7]),
    ("year:2021..2022", [4, 5]),
    ("published:2024-03..", [1]),
    ("published:2022-11..2023-05", [2, 4]),
    ("published:2022-11..2023-05-19", [4]),
    ("rating:3..", [1]),
    ("rating:..3", [3]),
    ("rating:2", [3]),
    ("source:001", [1, 2]),
    ("source:002_x.txt", [3]),
    ("author:quill", [7]),
    ("org:river_", [3]),
    ("org:river%", []),
    ("title:gard", [7]),
    ("title:arden", []),
    ("title:r1", [1]),
    ("title:tall-oakmap", [5]),
    ('abstract:"upon them"', [5]),
    ("-title:on", [1, 2, 3, 4, 5, 6]),
    ("-year:2023..", [3, 4, 5, 6, 7]),
    ("-published:..2023-05", [1, 3]),
    ("-rating:3..", [2, 3, 4, 5, 6, 7]),
    ("is:dropped OR -rating:..3", [1, 2, 4, 5, 6, 7]),
    ("-(year:2023.. OR rating:2)", [4, 5, 6, 7]),
    ("(tag:animals OR has:note) -is:dropped", [3, 4, 5, 6]),
    ("-(tag:animals OR has:note)", [1, 7]),
    ("(words OR tag:margins)", [1, 2, 3, 4, 5, 6, 7]),
]


@pytest.mark.parametrize(("text", "expected"), FILTERS)
def test_filters(db: sqlite3.Connection, text: str, expected: list[int]) -> None:
    assert ids(db, text) == expected


@pytest.mark.parametrize(("text", "expected"), FILTERS)
def test_the_index_answers_them_alike(db: sqlite3.Connection, text: str, expected: list[int]) -> None:
    if (parse(text).words and parse(text).words[0].field is None) or ("%" in text and "org:" in text):
        pytest.skip("words rank, and signs are no part of an index")
    assert sorted(Searcher(db, Path(":memory:/library.db")).search(parse(text)).ids) == expected


def test_words_inside_a_choice_are_asked_of_the_resolver(db: sqlite3.Connection) -> None:
    condition, values = where(
        parse("(moss OR tag:margins) -wall"), lambda word: {5, 7} if word.text == "moss" else {7}
    )
    assert [
        row[0] for row in db.execute(f"SELECT p.id FROM paper p WHERE {condition} ORDER BY 1", values)
    ] == [1, 5]


@pytest.mark.parametrize(
    ("text", "position", "part"),
    [
        ("moss title:", 5, "needs a value"),
        ('list:""', 0, "needs a value"),
        ("is:nonsense", 3, "takes unread"),
        ("is:unraed", 3, 'did you mean "unread"'),
        ("year:2024-2020", 5, "did you mean year:2020..2024"),
        ("year:2020-", 5, "a year such as"),
        ("year:>", 5, "a year such as"),
        ("year:>9999", 5, "a year such as"),
        ("year:<0000", 5, "a year such as"),
        ("year:>=20", 5, "a year such as"),
        ("rating:>5", 7, "from 0 to 5"),
        ("rating:<0", 7, "from 0 to 5"),
        ("published:2024-02-30", 10, "a date such as"),
        ("published:>9999-12-31", 10, "a date such as"),
        ("published:2024-07..2024-06", 10, "ends before"),
        ("a yaer:2020", 2, "did you mean year:?"),
        ("-tga:x", 1, "did you mean tag:?"),
        ("tags:x", 0, "did you mean tag:?"),
        ("Autor:quill", 0, "did you mean author:?"),
        ("pubished:>2020", 0, "did you mean published:?"),
        ("yeer:..2020", 0, "did you mean year:?"),
        ("si:unread", 0, "did you mean is:?"),
        ('tilte:"a b"', 0, "did you mean title:?"),
        ("date:2024", 0, "did you mean published:?"),
        ("tag:", 0, "such as tag:segmentation"),
        ("has:notes", 4, 'did you mean "note"'),
        ("a pen:reslt", 6, 'did you mean "result"'),
        ("pen:7", 4, "takes point"),
        ("year:20", 5, "a year such as"),
        ("year:..", 5, "a year such as"),
        ("year:2024..2020", 5, "ends before it begins"),
        ("published:2024-13", 10, "a date such as"),
        ("rating:9", 7, "from 0 to 5"),
        ("title:++", 6, "a letter or a number"),
        ("(" * 40 + "a", 32, "too deep"),
    ],
)
def test_what_cannot_be_understood_says_so_and_where(text: str, position: int, part: str) -> None:
    with pytest.raises(QueryError, match=part) as caught:
        parse(text)
    assert caught.value.position == position


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"', []),
        ("C++", ["C++"]),
        ("don't", ["don't"]),
        ("NEAR(", ["NEAR"]),
        ("GPT-4", ["GPT-4"]),
        ("U-Net:", ["U-Net:"]),
        ("https://x", ["https://x"]),
        ("foo:bar", ["foo:bar"]),
        ("a\0b", ["a", "b"]),
        ("-hidden shown", ["shown"]),
        ("oak AND OR OR elm", ["oak", "elm"]),
        (") oak (((elm", ["oak", "elm"]),
        ('"two words" \'one', ["two words", "one"]),
        ('"unfinished phrase', ["unfinished phrase"]),
        ("x" * 10_000, ["x" * 10_000]),
        (" ".join(f"w{n}" for n in range(500)), [f"w{n}" for n in range(500)]),
    ],
)
def test_the_rest_is_words(text: str, words: list[str]) -> None:
    assert [word.text for word in parse(text).words] == words


@pytest.mark.parametrize(
    "text",
    [
        "http://a.example", "10.1000/x:y", "12:30", "std::vector", "U-Net:", "'foo:bar", '"foo:bar"',
        "title:a:b", "a:", "e:++", "2:b", "x_1:y", "R2:x",
    ],
)  # fmt: skip
def test_a_colon_alone_is_nothing_to_speak_of(text: str) -> None:
    assert parse(text).notices == ()


@pytest.mark.parametrize("text", ["foo:bar", "c:drive", "arg:max", "bag:of", "last:one", "near:it", "open:x"])
def test_a_word_that_looks_like_a_field_is_searched_and_spoken_of(text: str) -> None:
    query = parse(f"oak {text} {text}")
    assert [word.text for word in query.words] == ["oak", text]
    assert query.notices == (f"there is no field {text.partition(':')[0]}:, so {text} is searched as words",)
    assert query == parse(f"oak '{text}".replace("'", "")), "notices are no part of what is asked for"


def test_few_words_are_spoken_of_and_none_at_length() -> None:
    query = parse(" ".join(f"{'x' * n}:{'y' * 500}" for n in range(1, 500)))
    assert len(query.notices) == 3
    assert max(map(len, parse("x" * 9000 + ":" + "y" * 900).notices)) < 200
    assert parse("foo:a").narrowed(parse("foo:b")).notices == (*parse("foo:a foo:b").notices,)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("year:>2020", "year:2021.."),
        ("year:>=2020", "year:2020.."),
        ("year:<2020", "year:..2019"),
        ("year:<=2020", "year:..2020"),
        ("year:2020-2022", "year:2020..2022"),
        ("rating:>3", "rating:4.."),
        ("rating:2-3", "rating:2..3"),
        ("published:>2023", "published:2024.."),
        ("published:>2023-12", "published:2024-01.."),
        ("published:<2024-01", "published:..2023-12"),
        ("published:>2023-12-31", "published:2024-01-01.."),
        ("published:<2024-03-01", "published:..2024-02-29"),
        ("published:<=2024-03", "published:..2024-03"),
        ("is:read", "status:read"),
        ("TITLE:oak", "title:oak"),
    ],
)
def test_two_ways_to_say_the_same(text: str, same: str) -> None:
    assert parse(text) == parse(same)


def test_a_range_may_end_with_the_year_it_begins_in(db: sqlite3.Connection) -> None:
    assert ids(db, "published:2022-11..2022") == [4]


def test_words_carry_their_flags() -> None:
    exact, phrase, titled = parse('\'oak "tall tree" title:moss').words
    assert (exact.exact, exact.phrase, exact.field) == (True, False, None)
    assert (phrase.exact, phrase.phrase, phrase.position) == (False, True, 6)
    assert (titled.text, titled.field) == ("moss", "title")


def test_juxtaposition_binds_closer_than_or() -> None:
    assert parse("oak elm OR moss").root == Or((parse("oak elm").root, Word("moss")))


def test_a_query_is_a_value() -> None:
    assert parse("oak  -tag:a") == parse(" oak -tag:a ")
    assert len({parse("oak"), parse("oak"), parse("elm")}) == 2
    assert parse("oak").narrowed(parse("-tag:a")) == parse("oak -tag:a")
    assert parse("oak").narrowed(parse("oak")) == parse("oak")
    assert Query().is_empty
    assert parse(' () " ').is_empty
    assert parse("-tag:a").root == Not(Filter("tag", "a", "a"))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("", "everything"),
        ("retinal vessel tag:oct -is:read", "retinal vessel, tagged oct, not read"),
        ('"tall tree" \'oak title:moss', '"tall tree" exactly oak, title with moss'),
        ("(oak OR elm) year:2023..", "(oak or elm), published 2023 or later"),
        ("rating:..3 rating:4.. year:2020..2021", "rated 3 or less, rated 4 or more, published 2020 to 2021"),
        ("published:..2024-06 has:note", "published 2024-06 or earlier, with a note"),
    ],
)
def test_plain_words(text: str, plain: str) -> None:
    assert parse(text).describe() == plain


def test_alternatives_are_one_group_and_choices_with_filters_are_optional() -> None:
    groups = parse("moss (oak OR elm) (fern OR tag:a) title:on").groups
    assert [(len(group.words), group.optional) for group in groups] == [
        (1, False),
        (2, False),
        (1, True),
        (1, True),
    ]


def test_the_reader_names_the_pens() -> None:
    assert parse("pen:Idea", pens=("idea", "b", "c", "d", "e")).root == Filter("pen", "1", "1")


def test_a_thousand_conditions_are_not_too_deep(db: sqlite3.Connection) -> None:
    assert ids(db, " ".join(f"-tag:t{n}" for n in range(1500))) == [1, 2, 3, 4, 5, 6, 7]
    assert ids(db, " OR ".join(f"tag:t{n}" for n in range(1500))) == []


@settings(max_examples=1500)
@given(ANYTHING)
def test_any_text_is_a_query_or_a_query_error(db: sqlite3.Connection, text: str) -> None:
    try:
        query = parse(text)
    except QueryError as error:
        assert 0 <= error.position <= len(text)
        return
    condition, values = where(query, lambda word: {1, 2})
    db.execute(f"SELECT count(*) FROM paper p WHERE {condition}", values)
    assert query.describe()
    assert hash(query) == hash(parse(text))
    assert parse(query.text) == query
    assert parse(query.text).text == query.text
    for _, looser in relaxations(query):
        assert parse(looser) != query


@settings(max_examples=1500)
@given(st.lists(st.sampled_from((*SOUND, "(", ")", "OR")), max_size=40).map(" ".join))
def test_a_query_is_printed_as_a_text_that_means_the_same(text: str) -> None:
    query = parse(text)
    assert parse(query.text) == query
    assert parse(query.text).text == query.text


@settings(max_examples=60)
@given(st.text(max_size=10_000))
def test_long_text_is_a_query_or_a_query_error(text: str) -> None:
    with suppress(QueryError):
        assert parse(text).text is not None


@pytest.mark.parametrize(
    "piece",
    [
        "(", ")", "-", "- ", '"', '" ', "'", "' ", "OR ", "AND ", "OR-", "-(", "(a", "() ", '\\', ":", "tag:",
        'tag:"', 'tag:a ', 'tag:"\\"', "foo:a ", "yeax:a ", "a OR ", "(a OR b) ", "-a ", "'a ", "\0",
        "\ud800", "year:2020.. ", "title:a", "a:b:", "é", "漢",
    ],
)  # fmt: skip
def test_a_hundred_thousand_characters_are_read_or_refused_at_once(piece: str) -> None:
    began = time.process_time()
    with suppress(QueryError):
        parse(piece * (100_000 // len(piece))).describe()
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("text", "unclosed"),
    [
        ("oak (elm", ("this parenthesis", 4)),
        ("oak (elm (ash) fir", ("this parenthesis", 4)),
        ("((oak", ("this parenthesis", 1)),
        ('oak "tall elm', ("this quote", 4)),
        ('tag:"to read', ("this quote", 4)),
        ('"', ("this quote", 0)),
        ('oak (elm) "ash" tag:"to read"', None),
        ("oak) don't", None),
        ("", None),
    ],
)
def test_what_is_never_closed_is_known(text: str, unclosed: tuple[str, int] | None) -> None:
    found = parse(text).unclosed
    assert (found is None) == (unclosed is None)
    if found and unclosed:
        assert (found[0].startswith(unclosed[0]), found[1]) == (True, unclosed[1])
    assert parse("oak").narrowed(parse(text)).unclosed == found
