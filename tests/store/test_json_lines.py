import io
import json
import re
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.store.importers import importer_for
from postil.store.importers.base import Unacceptable
from postil.store.importers.json_fields import read_fields
from postil.store.importers.json_lines import JsonLines, is_plain
from postil.store.records import Record, Rejected

GOOD = '{"title": "Before", "abstract": "Text."}'
AFTER = '{"title": "After", "abstract": "Text."}'


def read(data: str | bytes) -> tuple[list[Record], list[Rejected]]:
    raw = data.encode("utf-8", "surrogateescape") if isinstance(data, str) else data
    items = list(JsonLines().read(io.BytesIO(raw), "made.jsonl", None))
    return (
        [item for item in items if isinstance(item, Record)],
        [item for item in items if isinstance(item, Rejected)],
    )


def with_field(text: str) -> str:
    return f'{{"title": "Middle", "abstract": "Text.", {text}}}'


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"title": "Middle", "abst', "not whole JSON"),
        ("[" * 100_000, "nested too deep"),
        ('{"a":' * 100_000, "nested too deep"),
        (with_field(f'"comments": {"1" * 5000}'), "63 bits"),
        (with_field(f'"comments": {2**63}'), "63 bits"),
        (with_field(f'"comments": {-(2**63) - 1}'), "63 bits"),
        (with_field('"comments": NaN'), "NaN"),
        (with_field('"comments": -Infinity'), "-Infinity"),
        (with_field('"comments": 1.0'), "`comments`"),
        (with_field('"comments": true'), "`comments`"),
        (with_field('"comments": -1'), "`comments`"),
        (with_field('"authors_count": "5"'), "`authors_count`"),
        (with_field('"id": null'), "`id`"),
        (with_field('"key": null'), "`key`"),
        (with_field('"id": ["x"]'), "`id`"),
        (with_field('"arxiv_id": ["2401.01234"]'), "`arxiv_id`"),
        (with_field('"arxiv_id": "kettle"'), "`arxiv_id`"),
        (with_field('"doi": 5'), "`doi`"),
        (with_field('"doi": "kettle"'), "`doi`"),
        (with_field('"year": 0'), "`year`"),
        (with_field('"year": 99999'), "`year`"),
        (with_field('"year": "soon"'), "`year`"),
        (with_field('"published": "0000-01-01"'), "`published`"),
        (with_field('"published": "99999-01-01"'), "`published`"),
        (with_field('"published": "2024-02-30"'), "`published`"),
        (with_field('"published": 2024'), "`published`"),
        (with_field('"authors": "Ann"'), "`authors`"),
        (with_field('"authors": [5]'), "`authors`"),
        (with_field('"organization": {}'), "`organization`"),
        (f'{{"title": "{"x" * 65_537}", "abstract": "Text."}}', "title is longer than 64 KiB"),
        (f'{{"title": "Middle", "abstract": "{"x" * 1_048_577}"}}', "abstract is longer than 1024 KiB"),
        (f'{{"title": "Middle", "abstract": "{"x" * 4_200_000}"}}', "line is longer than 4096 KiB"),
        ('{"abstract": "Text."}', "`title` is missing"),
        ('{"title": "Middle"}', "`abstract` is missing"),
        ('{"title": null, "abstract": "Text."}', "`title` is missing"),
        ('{"title": 5, "abstract": "Text."}', "`title` is not text"),
        ('{"title": "\\u200b ", "abstract": "Text."}', "`title` is empty"),
        ('{"title": "\udcff", "abstract": "Text."}', "not valid UTF-8"),
        ('[{"title": "Middle", "abstract": "Text."}]', "not an array"),
        ('"Middle"', "something else"),
        ("null", "something else"),
        ("kettle", "not whole JSON"),
    ],
)
def test_a_bad_line_costs_no_other(line: str, reason: str) -> None:
    records, rejected = read(f"{GOOD}\n{line}\n{AFTER}\n")
    assert [record.fields["title"].value for record in records] == ["Before", "After"]
    assert [(record.position, record.line) for record in records] == [(1, 1), (3, 3)]
    assert len(rejected) == 1
    assert (rejected[0].source, rejected[0].line) == ("made.jsonl", 2)
    assert reason in rejected[0].reason
    assert rejected[0].text
    assert len(rejected[0].text) < 3000


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ('{"title": "\\ud800 lone", "abstract": "Text."}', "� lone"),
        ('{"title": "a\\u0000b\\u001b[2J", "abstract": "Text."}', "a␀b␛[2J"),
        ('{"title": "first", "abstract": "Text.", "title": "last"}', "last"),
        ('{"title": "one\u2028line", "abstract": "Text."}', "one line"),
        ('{"title": "<b>Bold</b> $x^2$ 44\\\\%", "abstract": "Text."}', "Bold x² 44%"),
        ('{"title": "e\\u0301", "abstract": "Text."}', "é"),
        ('{"title": "shown", "raw_title": "MedS$^3$", "abstract": "Text."}', "MedS³"),
    ],
)
def test_strange_text_is_accepted(line: str, title: str) -> None:
    records, rejected = read(f"{line}\n{AFTER}")
    assert rejected == []
    assert records[0].fields["title"].value == title
    assert len(records) == 2
    for field in records[0].fields.values():
        (field.raw or "").encode("utf-8")


def test_a_whole_paper_is_read() -> None:
    paper = {
        "key": "kettles-aaaaaa",
        "title": "Kettles",
        "abstract": "At https://example.org/a now.",
        "published": "2025-02-19",
        "published_text": "Feb 19",
        "published_inferred": True,
        "authors": ["Ann", "Bo"],
        "authors_count": 2,
        "organization": "Tidewater",
        "comments": 0,
        "upvotes": 2**63 - 1,
        "arxiv_id": "arXiv:2401.01234v2",
        "doi": "https://doi.org/10.1000/X",
        "links": ["https://example.org/b"],
        "year": 2025,
        "sources": [],
        "tags": ["mine"],
        "status": "read",
        "score": 1.5,
    }
    records, rejected = read(json.dumps(paper))
    assert rejected == []
    fields = records[0].fields
    assert {name: field.value for name, field in fields.items()} == {
        "title": "Kettles",
        "abstract": "At https://example.org/a now.",
        "published": "2025-02-19",
        "published_text": "Feb 19",
        "authors": ("Ann", "Bo"),
        "authors_count": 2,
        "organization": "Tidewater",
        "comments": 0,
        "upvotes": 2**63 - 1,
        "arxiv_id": "2401.01234",
        "doi": "10.1000/x",
        "links": ("https://example.org/b",),
    }
    assert [name for name, field in fields.items() if field.inferred] == ["published"]


def test_null_and_empty_are_unknown() -> None:
    names = ("published", "authors_count", "organization", "comments", "arxiv_id", "doi", "year")
    line = {
        "title": "T",
        "abstract": "A",
        "authors": [],
        "links": [],
        "published_text": "",
        **dict.fromkeys(names),
    }
    records, rejected = read(json.dumps(line))
    assert rejected == []
    assert set(records[0].fields) == {"title", "abstract"}


def test_links_of_the_abstract_are_found_where_none_are_given() -> None:
    records, _ = read('{"title": "T", "abstract": "At https://example.org/a."}')
    assert records[0].fields["links"].value == ("https://example.org/a",)


def test_a_hundred_thousand_authors() -> None:
    authors = [f"Author Number {number}" for number in range(100_000)]
    records, rejected = read(json.dumps({"title": "T", "abstract": "A", "authors": authors}))
    assert rejected == []
    assert records[0].fields["authors"].value == tuple(authors)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n \n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_marks_make_no_difference(end: str, mark: str) -> None:
    records, rejected = read(mark + end.join([GOOD, AFTER, GOOD]))
    assert rejected == []
    assert [record.position for record in records] == [1, 2, 3]
    assert records[0].digest == records[2].digest != records[1].digest


def test_a_printed_array_is_one_complaint() -> None:
    records, rejected = read(json.dumps([{"title": "T", "abstract": "A"}] * 9, indent=2))
    assert records == []
    assert len(rejected) == 1
    assert "jq" in rejected[0].reason


def test_wide_encodings_are_refused_with_advice() -> None:
    records, rejected = read(GOOD.encode("utf-16"))
    assert records == []
    assert "iconv" in rejected[0].reason
    assert importer_for("auto", GOOD.encode("utf-16"), "x").name == "jsonl"


def test_json_is_known_by_look_or_name() -> None:
    assert importer_for("auto", b"\xef\xbb\xbf \n{", "x").name == "jsonl"
    assert importer_for("auto", b"", "x.jsonl").name == "jsonl"


def test_what_a_line_unfolds_to_stays_bounded() -> None:
    line = b"[" + b"{}," * 1_300_000 + b"{}]"
    tracemalloc.start()
    try:
        assert len(list(JsonLines().read(io.BytesIO(line), "x", None))) == 1
        assert tracemalloc.get_traced_memory()[1] < 160 * 1024 * 1024
    finally:
        tracemalloc.stop()


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text()),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
    max_leaves=5,
)
NAMES = st.sampled_from(
    ["title", "abstract", "authors", "comments", "published", "arxiv_id", "doi", "links", "year"]
)


@given(st.lists(st.dictionaries(NAMES, st.one_of(JSON, st.text())), max_size=5))
def test_every_line_is_read_or_reported(lines: list[dict[str, object]]) -> None:
    records, rejected = read("\n".join(map(json.dumps, lines)))
    assert sorted([r.line for r in records] + [r.line for r in rejected]) == list(range(1, len(lines) + 1))


@given(st.binary())
def test_no_bytes_break_it(data: bytes) -> None:
    read(data)


@given(*[st.text(st.characters(max_codepoint=0xFF), min_size=1)] * 2)
def test_plain_texts_are_read_as_any_others_are(title: str, abstract: str) -> None:
    paper = {"title": title, "abstract": abstract}
    if is_plain(json.dumps(paper, ensure_ascii=False)):
        try:
            slowly = read_fields(paper, 1)
        except Unacceptable as error:
            with pytest.raises(Unacceptable, match=re.escape(str(error))):
                read_fields(paper, 1, plain=True)
        else:
            assert read_fields(paper, 1, plain=True) == slowly


@pytest.mark.parametrize("char", ["\\", "<", "$", "\x7f", "\x85", "\xa0", "\xad", "ł", "\u0301"])
def test_what_may_need_cleaning_is_not_plain(char: str) -> None:
    assert is_plain('{"title": "Café, 3 % of tides"}')
    assert not is_plain(f'{{"title": "Caf{char}"}}')
