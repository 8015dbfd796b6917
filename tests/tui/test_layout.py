"""Text is broken by cells: nothing is lost, nothing is too wide, whatever the script."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from postil.tui.layout import HANG, TextRow, crop, wrap

AWKWARD = (
    "plain words of a line",
    "  an indented line that goes on for a while",
    "紙の上の庭 and 한국어 mixed with Latin",
    "flags 🇩🇪🇫🇷 and a family 👨\u200d👩\u200d👧 here",
    "hearts ❤\ufe0f❤\ufe0f❤\ufe0f❤\ufe0f❤\ufe0f and ☎\ufe0f☎\ufe0f",
    "e\u0301\u0301\u0301 combining cafe\u0301 na\u0308ive",
    "a" * 90,
    "short " + "https://example.org/" + "x" * 60 + " tail",
    "wide\u3000blanks\u3000\u3000\u3000between\u3000words",
    "no\u00a0break and\u2003em blank",
    "key\twhat it does, at some length",
    "\u200b\u200bzero",
    "tail   ",
    "   ",
    "",
)
TEXTS = st.one_of(
    st.sampled_from(AWKWARD),
    st.text(st.sampled_from("ab .,-\n\t\u3000é紙庭👍❤\ufe0f\u200d\u0301🇩"), max_size=60),
    st.text(st.characters(blacklist_categories=["Cc", "Cs"]), max_size=60),
)


def shown(text: str, rows: list[TextRow]) -> list[str]:
    return [" " * row.indent + text[row.start : row.stop] for row in rows]


def fits(text: str, row: TextRow, width: int) -> bool:
    """Whether a row fits, or holds but one character (with its marks) that alone is too wide."""
    piece = text[row.start : row.stop].replace(HANG, " ")
    if row.indent + cell_len(piece) <= width:
        return True
    return row.indent < width and sum(cell_len(char) > 0 for char in piece) == 1


@given(TEXTS, st.integers(-2, 40))
@example("hearts " + "❤\ufe0f" * 12, 9)
@example("wide\u3000\u3000\u3000\u3000\u3000\u3000blanks", 12)
@example("one\ttwo three four five six", 3)
def test_rows_cover_the_text_in_order_and_fit(text: str, width: int) -> None:
    rows = wrap(text, width)
    width = max(width, 1)
    covered = 0
    for row in rows:
        assert row.start <= row.stop <= len(text)
        assert covered <= row.start
        assert not text[covered : row.start].strip(), "only blanks stand between rows"
        covered = row.stop
        assert 0 <= row.indent <= width // 2
        assert fits(text, row, width), (text[row.start : row.stop], row.indent)
        assert "\n" not in text[row.start : row.stop]
    assert not text[covered:].strip()
    assert len(rows) >= text.count("\n") + 1


@given(TEXTS, st.integers(-2, 40))
@example("❤\ufe0f" * 5, 7)
@example("☎\ufe0f☎\ufe0f☎\ufe0f", 5)
def test_crop_fits_and_says_where_it_cut(text: str, width: int) -> None:
    cut = crop(text, width)
    assert cell_len(cut) <= max(width, 0) or cut == text
    if cut != text:
        assert text.startswith(cut.removesuffix("…").rstrip())
        assert cut.endswith("…") or width <= 0
    else:
        assert cell_len(text) <= max(width, 0)


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 3, ["one", "two", "thr", "ee"]),
        ("one\n\ntwo", 10, ["one", "", "two"]),
        ("紙の上の庭", 4, ["紙の", "上の", "庭"]),
        ("紙の上", 5, ["紙の", "上"]),
        ("a https://example.org b", 10, ["a", "https://ex", "ample.org", "b"]),
        ("  item one two", 9, ["  item", "  one two"]),
        ("ab\tcd ef gh", 8, ["ab cd ef", "   gh"]),
        ("ab\tcd", 80, ["ab cd"]),
        ("", 5, [""]),
        ("    ", 2, [""]),
    ],
)
def test_rows(text: str, width: int, expected: list[str]) -> None:
    assert [line.replace(HANG, " ") for line in shown(text, wrap(text, width))] == expected


@pytest.mark.parametrize("width", range(1, 30))
def test_every_width_terminates(width: int) -> None:
    for text in AWKWARD:
        rows = wrap(text, width)
        joined = "".join(text[row.start : row.stop] for row in rows)
        assert "".join(joined.split()) == "".join(text.split())


def test_a_blank_at_a_break_belongs_to_no_row() -> None:
    assert wrap("one two", 4) == [TextRow(0, 3, 0), TextRow(4, 7, 0)]
    assert wrap("one     two", 4) == [TextRow(0, 3, 0), TextRow(8, 11, 0)]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("short", 5, "short"),
        ("longer", 5, "long…"),
        ("two words", 5, "two…"),
        ("紙の上の庭", 6, "紙の…"),
        ("紙の上の庭", 10, "紙の上の庭"),
        ("紙の", 2, "…"),
        ("word", 1, "…"),
        ("word", 0, ""),
        ("word", -3, ""),
        ("", 0, ""),
    ],
)
def test_crop(text: str, width: int, expected: str) -> None:
    assert crop(text, width) == expected
