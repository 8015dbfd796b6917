"""A paper as text in every format."""

import json
import re

import pytest

from postil.store.exporters.bibtex import as_bibtex
from postil.store.exporters.json_paper import as_json, json_line
from postil.store.exporters.markdown import as_markdown, escaped
from postil.store.exporters.plain import as_text
from postil.store.exporters.registry import FORMATS
from postil.store.models import Paper, Source

BARE = Paper("a-key-abc123", "A Title", "One abstract.", "A Title", "One abstract.")
FULL = BARE._replace(
    published="2025-02-19",
    published_text="Feb 19",
    published_inferred=True,
    authors=("Ada Lovelace", "Barnes and Noble"),
    authors_count=2,
    organization="ACME",
    comments=1,
    upvotes=4,
    arxiv_id="2502.01234",
    doi="10.1/x",
    links=("https://github.com/a/b",),
    sources=(Source("a.txt", 1, 13), Source("b.txt", 28, 119)),
    tags=("to-cite",),
    auto_tags=("survey",),
    lists=("Club",),
    status="reading",
    rating=4,
    starred=True,
    highlights=2,
    notes=1,
)
CONTRACT = [
    "key", "title", "abstract", "published", "published_text", "published_inferred", "authors",
    "authors_count", "organization", "comments", "upvotes", "arxiv_id", "doi", "links", "sources", "tags",
    "auto_tags", "lists", "status", "rating", "starred", "highlights", "notes",
]  # fmt: skip


def test_json_has_the_contracts_names_in_its_order() -> None:
    assert list(as_json(FULL)) == CONTRACT
    assert list(as_json(FULL, score=1.5)) == [*CONTRACT, "score"]
    assert list(as_json(FULL, raw=True)) == [*CONTRACT, "raw_title", "raw_abstract"]


def test_json_values_are_plain_and_unknown_is_null() -> None:
    full, bare = as_json(FULL), as_json(BARE)
    assert full["sources"] == [
        {"name": "a.txt", "position": 1, "line": 13},
        {"name": "b.txt", "position": 28, "line": 119},
    ]
    assert full["authors"] == ["Ada Lovelace", "Barnes and Noble"]
    assert full["starred"] is True
    assert [bare[name] for name in ("published", "authors_count", "rating", "doi")] == [None] * 4
    assert bare["authors"] == bare["links"] == bare["sources"] == []


def test_a_line_of_json_shows_letters_but_no_character_that_a_terminal_obeys() -> None:
    text = "MedS³ é 漢 \x00\x1b\x7f\x9b\u202e\u2028\u200b\U000e0041\ud800"
    line = json_line({"x": text})
    assert "MedS³ é 漢 " in line
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202e\u2028\u200b\ud800\U000e0041]", line)
    assert json.loads(line) == {"x": text}


def test_a_bibtex_entry_holds_what_is_known() -> None:
    assert as_bibtex(FULL).splitlines() == [
        "@misc{a-key-abc123,",
        "  title = {{A Title}},",
        "  author = {Ada Lovelace and {Barnes and Noble}},",
        "  year = {2025},",
        "  month = feb,",
        "  organization = {ACME},",
        "  eprint = {2502.01234},",
        "  archiveprefix = {arXiv},",
        "  doi = {10.1/x},",
        "  url = {https://arxiv.org/abs/2502.01234}",
        "}",
    ]
    assert as_bibtex(BARE) == "@misc{a-key-abc123,\n  title = {{A Title}}\n}"


def test_the_page_of_a_paper_is_arxiv_then_its_doi_then_its_first_link() -> None:
    paper = FULL._replace(arxiv_id=None)
    assert "url = {https://doi.org/10.1/x}" in as_bibtex(paper)
    assert "url = {https://github.com/a/b}" in as_bibtex(paper._replace(doi=None))


def test_a_bibtex_title_is_escaped_and_its_braces_balance() -> None:
    entry = as_bibtex(BARE._replace(title="50% of $x_1$ & #2 ~ {a^b} \\end"))
    assert r"50\% of \$x\_1\$ \& \#2 \textasciitilde{} \textbraceleft{}a\textasciicircum{}b" in entry
    assert entry.count("{") == entry.count("}")
    assert as_bibtex(BARE._replace(title="}}")).count("{") == as_bibtex(BARE._replace(title="}}")).count("}")


def test_an_address_with_braces_cannot_end_a_bibtex_field() -> None:
    entry = as_bibtex(BARE._replace(links=("https://e.org/a}b{c\\d",)))
    assert "url = {https://e.org/a%7Db%7Bc%5Cd}" in entry


@pytest.mark.parametrize(("published", "lines"), [("2025", 1), ("2025-02", 2), (None, 0)])
def test_bibtex_dates_are_as_precise_as_they_are_known(published: str | None, lines: int) -> None:
    entry = as_bibtex(BARE._replace(published=published))
    assert ("year = {2025}" in entry) + ("month = feb" in entry) == lines


def test_markdown_has_title_facts_abstract_links_and_sources() -> None:
    assert as_markdown(FULL).split("\n\n") == [
        "# A Title",
        "2025-02-19 (year inferred) · Ada Lovelace, Barnes and Noble · ACME",
        "One abstract.",
        "- <https://arxiv.org/abs/2502.01234>\n- <https://github.com/a/b>",
        "Found in a.txt #1 (line 13), b.txt #28 (line 119)",
    ]
    assert as_markdown(BARE) == "# A Title\n\nOne abstract."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("A [/b] paper on [SEP]", r"A \[/b\] paper on \[SEP\]"),
        ("snake_case _stays_ calm", r"snake_case \_stays\_ calm"),
        ("<script>x</script>", r"\<script\>x\</script\>"),
        ("# no heading", r"\# no heading"),
        ("- no item", r"\- no item"),
        ("12. no item", r"12\. no item"),
        ("2. 5 and $5", r"2\. 5 and \$5"),
        ("a &amp; b & c", r"a \&amp; b & c"),
        ("--- rule", r"\--- rule"),
        ("3.5 times faster - really", "3.5 times faster - really"),
    ],
)
def test_markdown_takes_nothing_for_markup(text: str, shown: str) -> None:
    assert escaped(text) == shown


def test_a_link_cannot_break_out_of_its_markdown() -> None:
    shown = as_markdown(BARE._replace(links=("https://e.org/a>[x](javascript:y)",)))
    assert "<https://e.org/a%3E[x](javascript:y)>" in shown


def test_text_is_wrapped_and_lists_what_is_known() -> None:
    shown = as_text(FULL._replace(abstract="word " * 60), width=40)
    assert max(len(line) for line in shown.splitlines() if "https:" not in line) <= 40
    for part in ("reading, rated 4 of 5", "to-cite", "Topics:   survey", "Club", "https://arxiv"):
        assert part in shown


def test_text_of_a_bare_paper_has_no_empty_lines_of_facts() -> None:
    assert as_text(BARE) == "A Title\n\nOne abstract.\n\nKey:      a-key-abc123\nStatus:   unread"


def test_one_author_and_one_highlight_are_singular() -> None:
    shown = as_text(BARE._replace(authors_count=1, highlights=1))
    assert "1 author\n" in shown
    assert "1 highlight\n" in f"{shown}\n"


def test_a_long_link_is_never_broken() -> None:
    link = "https://example.org/" + "x" * 200
    assert link in as_text(BARE._replace(links=(link,)), width=40)


def test_every_format_makes_text_without_a_newline_at_its_end() -> None:
    assert {*FORMATS} == {"text", "md", "json", "bibtex"}
    for form in FORMATS.values():
        for paper in (BARE, FULL):
            assert form(paper) == form(paper).rstrip("\n") != ""


def test_the_json_format_adds_the_text_as_printed() -> None:
    found = json.loads(FORMATS["json"](BARE._replace(raw_title="A $T$itle")))
    assert found["raw_title"] == "A $T$itle"
