"""A paper as a document: what stands where, and in which style."""

import pytest

from postil.store.models import Claim, Paper, Source
from postil.tui.document import Document, Span, Writer, paper_document
from postil.tui.sheets import messages_document, why_document

PAPER = Paper(
    key="kettles-abc123",
    title="Kettles That Whistle",
    abstract="We tune kettles, e.g. by ear. They whistle! Do they?",
    raw_title="Kettles That Whistle",
    raw_abstract="",
    published="2025-03-02",
    authors_count=3,
    sources=(Source("spring.txt", 4, 31), Source("autumn.txt", 1, 5)),
)


def words(word: str) -> "object":
    """Return marks that find every place of a word."""
    return lambda text: [
        (at, at + len(word)) for at in range(len(text)) if text.casefold().startswith(word.casefold(), at)
    ]


def styled(document: Document, style: str) -> list[str]:
    return [document.text[span.start : span.stop] for span in document.spans if span.style == style]


def test_a_paper_reads_from_title_to_sources() -> None:
    lines = paper_document(PAPER).text.splitlines()
    assert lines == [
        "Kettles That Whistle",
        "2 Mar 2025 · 3 authors",
        "",
        PAPER.abstract,
        "",
        "spring.txt #4 · autumn.txt #1",
    ]


def test_sentences_are_those_of_the_abstract() -> None:
    document = paper_document(PAPER, reading=True)
    assert [document.text[start:stop] for start, stop in document.sentences] == [
        "We tune kettles, e.g. by ear.",
        "They whistle!",
        "Do they?",
    ]


def test_hits_stand_in_title_and_abstract_and_are_painted_last() -> None:
    document = paper_document(PAPER, words("whistle"))  # type: ignore[arg-type]
    assert [document.text[start:stop] for start, stop in document.hits] == ["Whistle", "whistle"]
    assert [span.style for span in document.spans[-2:]] == ["hit", "hit"]
    assert document.hits == tuple((span.start, span.stop) for span in document.spans[-2:])
    assert paper_document(PAPER).hits == ()


def test_what_the_reader_said_stands_under_the_facts() -> None:
    marked = PAPER._replace(status="read", starred=True, rating=4, tags=("tea", "music"))
    document = paper_document(marked)
    assert document.text.splitlines()[2] == "read · ★ starred · ●●●●○ · #tea · #music"
    assert styled(document, "accent") == ["read · ★ starred · ●●●●○ · #tea · #music"]
    assert paper_document(PAPER._replace(rating=0)).text.splitlines()[2] == "○○○○○"


def test_links_are_numbered_up_to_nine() -> None:
    document = paper_document(PAPER._replace(links=tuple(f"https://example.org/{n}" for n in range(11))))
    assert [key.strip() for key in styled(document, "key")] == [*"123456789", "", ""]
    assert styled(document, "link")[10] == "https://example.org/10"


def test_an_international_link_shows_its_real_host() -> None:
    document = paper_document(PAPER._replace(links=("https://\u0430rxiv.org/abs/1",)))
    assert styled(document, "link") == ["https://xn--rxiv-43d.org/abs/1"]


def test_a_paper_of_which_nothing_is_known() -> None:
    empty = Paper(key="k", title="T", abstract="", raw_title="T", raw_abstract="")
    document = paper_document(empty, reading=True)
    assert document.text.splitlines()[:2] == ["T", "undated"]
    assert document.sentences == ()


def test_a_tab_in_an_abstract_does_not_hang_its_rows() -> None:
    """The tab is the sign for hanging rows; text from outside must not give it."""
    assert "\t" not in paper_document(PAPER._replace(abstract="One.\tTwo.", title="A\tB")).text


def test_a_writer_counts_in_characters() -> None:
    writer = Writer()
    assert writer.add("庭👍", "title") == (0, 2)
    assert writer.add("x") == (2, 3)
    assert writer.document([(0, 2)], [(2, 3)]) == Document(
        "庭👍x", (Span(0, 2, "title"), Span(2, 3, "hit")), ((0, 2),), ((2, 3),)
    )


KETTLES = Paper("kettles", "Kettles", "", "Kettles", "")
CLAIMS = (
    Claim("title", "Kettles", Source("spring.txt", 4, 31), "title line", False, True),
    Claim("published", "2025-03-02", Source("spring.txt", 4, 36), "page year", True, True),
    Claim("published", "2024-03-02", Source("autumn.txt", 1, 9), "date line", False, False),
    Claim("title", "Kettles", Source("autumn.txt", 1, 5), "title line", False, True),
)


def test_the_ledger_names_dump_line_rule_and_what_was_inferred() -> None:
    document = why_document(KETTLES, CLAIMS)
    text = document.text
    assert text.index("\ntitle\n") < text.index("\npublished\n")
    assert text.count("  Kettles\n") == 1, "one value said twice is shown once"
    assert "spring.txt:31 · record 4 · title line\n    autumn.txt:5 · record 1 · title line" in text
    assert "spring.txt:36 · record 4 · inferred: page year" in text
    assert "2024-03-02  (variant, kept)" in text
    assert "2025-03-02  (variant" not in text


def test_the_ledger_can_be_narrowed() -> None:
    text = why_document(KETTLES, CLAIMS, "AUTUMN date").text
    assert "2024-03-02" in text
    assert "2025-03-02" not in text
    assert "\ntitle\n" not in text


@pytest.mark.parametrize(("length", "whole"), [(160, True), (161, False)])
def test_a_long_value_shows_both_its_ends(length: int, whole: bool) -> None:
    value = "a" * (length // 2) + "z" * (length - length // 2)
    text = why_document(KETTLES, [Claim("abstract", value, Source("s", 1, 1), "r", False, True)]).text
    assert (value in text) is whole
    assert "aaaa" in text and "zzzz" in text


def test_messages_show_the_newest_first() -> None:
    assert messages_document(()).text == "0 notices"
    assert messages_document(("old", "new")).text == "2 notices\nnew\nold"
    assert messages_document(("old star", "new"), "STAR").text == "1 notice\nold star"
