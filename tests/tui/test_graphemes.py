"""What counts as one character and one word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.tui import graphemes
from postil.tui.selection import Selection

WHOLE = ["a", "é", "e\u0301", "ก็", "🇩🇪", "👍🏽", "漢"]


@pytest.mark.parametrize("one", WHOLE)
def test_a_character_is_gone_over_with_all_that_is_on_it(one: str) -> None:
    text = f"x{one}y"
    assert graphemes.after(text, 1) == 1 + len(one)
    assert graphemes.before(text, 1 + len(one)) == 1


def test_flags_go_in_pairs() -> None:
    text = "🇩🇪🇫🇷"
    assert [graphemes.after(text, 0), graphemes.after(text, 2)] == [2, 4]
    assert [graphemes.before(text, 4), graphemes.before(text, 2)] == [2, 0]


@given(st.text(max_size=20))
def test_every_text_is_gone_through_to_its_ends(text: str) -> None:
    at, steps = 0, 0
    while at < len(text):
        at, steps = graphemes.after(text, at), steps + 1
    assert at == len(text)
    while at > 0:
        assert graphemes.before(text, at) < at
        at = graphemes.before(text, at)


def test_words_end_and_begin() -> None:
    text = "We don't tune: kettles."
    assert [graphemes.word_end(text, at) for at in (0, 2, 5, 13, 22)] == [2, 8, 8, 22, len(text)]
    assert [graphemes.word_start(text, at) for at in (23, 15, 9, 3, 0)] == [15, 9, 3, 0, 0]


SENTENCES = [(2, 10), (11, 20)]
TEXT = "# One two. Three four # end"


def test_a_selection_grows_and_shrinks_at_one_end() -> None:
    began = Selection(TEXT, (2, 21), 2, 2).by_words(1)
    assert began.quote == "One"
    assert began.by_words(1).quote == "One two"
    assert began.by_sentences(1, SENTENCES).quote == "One two."
    assert began.by_sentences(2, SENTENCES).quote == "One two. Three fou"
    assert began.by_characters(2).quote == "One t"
    assert began.by_characters(-1).quote == "On"
    assert began.by_words(9).quote == TEXT[2:21], "it ends with its part"
    assert began.by_characters(-9).span == (2, 2)


def test_the_ends_of_a_selection_can_be_swapped() -> None:
    selection = Selection(TEXT, (2, 21), 6, 10)
    assert selection.cursor == (9, 10)
    swapped = selection.swapped()
    assert (swapped.quote, swapped.cursor) == ("two.", (6, 7))
    assert swapped.by_words(-1).quote == "One two."
    assert swapped.by_sentences(-1, SENTENCES).quote == "One two."
