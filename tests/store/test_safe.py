import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.store.text.safe import clean, clean_line

ATTACKS = [
    "\x1b]52;c;QQ==\x1b\\",
    "\x1b]8;;http://e\x1b\\X",
    "\x1b]0;t\x07",
    "\x9b2J",
    "\x9d52;c;x\x9c",
    "\x1bPq~\x1b\\",
    "\x1b[6n",
    "\x7f",
    "\u202e",
    "\U000e0041",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_terminal_obeys_what_is_left(attack: str) -> None:
    for text in (clean(attack), clean(f"naïve {attack} text"), clean_line(attack)):
        assert text.isprintable() or text == ""
        assert not set(text) & set("\x1b\x9b\x9d\x07\x7f")
    assert clean(f"a{attack}b")[0] + clean(f"a{attack}b")[-1] == "ab"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x00\x1b[31m\x7f", "␀␛[31m␡"),
        ("tab\there\nand there", "tab\there\nand there"),
        ("end\r\nof line\rlone", "end\nof line␍lone"),
        ("a\u2028b\u2029c", "a\nb\nc"),
        ("\x80\x85\x9f", "���"),
        ("\u202eabc\u2066\u200f\u061c", "�abc���"),
        ("\ud800x\udfff", "�x�"),
        ("A\u200bB\u200c\u200d\ufeffC\u2060\u00adD\U000e0041\ufe0f", "ABCD"),
        ("e\u0301", "é"),
        ("Z" + "\u0335" * 9 + "!", "Z" + "\u0335" * 4 + "!"),
        ("日本語 עברית हिन्दी", "日本語 עברית हिन्दी"),
        ("U+FFFD stays �", "U+FFFD stays �"),
        ("", ""),
    ],
)
def test_clean_shows(text: str, shown: str) -> None:
    assert clean(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("  a \n\t b  ", "a b"),
        ("a\u2028b\u2029c\x85d\u00a0e\u3000f", "a b c d e f"),
        ("a\r\nb", "a b"),
        ("a\x1cb", "a␜b"),
    ],
)
def test_clean_line_folds_white_space(text: str, shown: str) -> None:
    assert clean_line(text) == shown


ANYTHING = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=["Cc", "Cf", "Cs", "Mn", "Mc", "Me"]),
        st.sampled_from("\u0958\u0301\u0323\u09c7\u09be\u1100\u1161\u11a8\u200d"),
    )
)


@given(ANYTHING)
def test_clean_text_is_harmless_and_stays_as_it_is(text: str) -> None:
    shown = clean(text)
    assert clean(shown) == shown
    assert unicodedata.is_normalized("NFC", shown)
    shown.encode("utf-8")
    run = 0
    for char in shown:
        category = unicodedata.category(char)
        assert category != "Cc" or char in "\n\t"
        assert category != "Cs"
        assert unicodedata.bidirectional(char) not in {
            "LRE",
            "RLE",
            "LRO",
            "RLO",
            "PDF",
            "LRI",
            "RLI",
            "FSI",
            "PDI",
        }
        run = run + 1 if category.startswith("M") else 0
        assert run <= 4


@given(ANYTHING)
def test_a_clean_line_is_one_line(text: str) -> None:
    shown = clean_line(text)
    assert shown == " ".join(shown.split())
    assert clean_line(shown) == shown
    assert len(shown.splitlines()) <= 1


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_plain_text_is_left_alone(text: str) -> None:
    assert clean(text) is text
