"""Text is painted with named styles, and never read as markup."""

from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from postil.tui.document import Span
from postil.tui.paint import paint

STYLES = {
    "hit": Style(bgcolor="yellow"),
    "bold": Style(bold=True),
    "sentence": Style(bgcolor="blue", italic=True),
}
BASE = Style(color="white")


def painted(text: str, *spans: Span, offset: int = 0) -> list[tuple[str, Style | None]]:
    return [(part.text, part.style) for part in paint(text, spans, STYLES.__getitem__, BASE, offset)]


def test_a_text_without_spans_is_one_segment() -> None:
    assert painted("plain") == [("plain", BASE)]
    assert "".join(text for text, _style in painted("")) == ""


def test_spans_are_cut_where_they_begin_and_end() -> None:
    assert painted("abcdef", Span(2, 4, "hit")) == [
        ("ab", BASE),
        ("cd", BASE + STYLES["hit"]),
        ("ef", BASE),
    ]


def test_of_overlapping_spans_the_later_one_wins_where_they_disagree() -> None:
    spans = (Span(0, 4, "sentence"), Span(2, 6, "hit"))
    both = painted("abcdef", *spans)[1]
    assert both == ("cd", BASE + STYLES["sentence"] + STYLES["hit"])
    assert both[1] is not None
    assert both[1].bgcolor == STYLES["hit"].bgcolor
    assert both[1].italic


def test_spans_count_from_the_offset_and_those_outside_are_passed_over() -> None:
    spans = (Span(0, 10, "bold"), Span(10, 12, "hit"), Span(14, 30, "bold"), Span(99, 120, "hit"))
    assert painted("abcd", *spans, offset=10) == [("ab", BASE + STYLES["hit"]), ("cd", BASE)]


def test_markup_is_text() -> None:
    text = "[/] [@click=app.quit()]x [link=file:///x] [bold"
    assert painted(text) == [(text, BASE)]


SPANS = st.lists(st.builds(Span, st.integers(-5, 40), st.integers(-5, 40), st.sampled_from(list(STYLES))))


@given(st.text(max_size=20), SPANS, st.integers(0, 30))
def test_painting_keeps_the_text(text: str, spans: list[Span], offset: int) -> None:
    text = "".join(char for char in text if char.isprintable())
    assert "".join(part for part, _style in painted(text, *spans, offset=offset)) == text
