"""Key strokes become commands: counts, sequences, choices, and what comes to nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.tui.commands import COMMANDS, PLACES, Call, Command, Where, commands_of
from postil.tui.keys import Found, Keymap, KeyReader, Pending

DOWN = Command("t.down", "down", "Down.", ("j", "down"), ("library",))
TOP = Command("t.top", "top", "Top.", ("g g", "home"), ("library",))
GO = Command("t.go", "go", "Go.", ("g l x",), ("library",))
RATE = Command("t.rate", "rate", "Rate.", ("R",), ("library",), choices=(("0", "none"), ("5", "best")))
BACK = Command("t.back", "back", "Back.", ("escape",), ("library",))
KEYS = sorted({key for command in COMMANDS for keys in command.keys for key in keys.split(" ")})


@pytest.fixture
def keys() -> KeyReader:
    return KeyReader(Keymap((DOWN, TOP, GO, RATE, BACK)))


def feed(keys: KeyReader, *typed: str) -> Found | Pending | None:
    found: Found | Pending | None = None
    for key in typed:
        found = keys.feed(key)
    return found


def test_a_key_runs_its_command(keys: KeyReader) -> None:
    assert feed(keys, "j") == feed(keys, "down") == Found(DOWN, Call())
    assert not keys.pending


def test_a_number_is_a_count(keys: KeyReader) -> None:
    assert feed(keys, "1") == Pending("1", ())
    assert feed(keys, "0") == Pending("10", ())
    assert keys.pending
    assert feed(keys, "j") == Found(DOWN, Call(10))
    assert feed(keys, "j") == Found(DOWN, Call()), "a count holds once"


def test_a_digit_that_is_bound_begins_no_count() -> None:
    pen = Command("t.pen", "pen", "Pen.", (), ("reader",), choices=(("1", "one"), ("2", "two")))
    keys = KeyReader(Keymap((DOWN, pen)))
    assert feed(keys, "2") == Found(pen, Call(choice="2"))
    assert feed(keys, "3", "2", "j") == Found(DOWN, Call(32)), "behind another digit it is one more"


def test_a_count_has_an_end(keys: KeyReader) -> None:
    assert feed(keys, *"123456789", "j") == Found(DOWN, Call(456789))


@pytest.mark.parametrize("digit", ["0", "٣", "³", "五"])
def test_what_is_no_count(keys: KeyReader, digit: str) -> None:
    assert feed(keys, digit) is None
    assert not keys.pending


def test_a_sequence_says_what_may_follow(keys: KeyReader) -> None:
    assert feed(keys, "g") == Pending("g", (("g", (TOP,)), ("l", (GO,))))
    assert feed(keys, "l") == Pending("gl", (("x", (GO,)),))
    assert feed(keys, "x") == Found(GO, Call())


def test_a_count_before_a_sequence(keys: KeyReader) -> None:
    assert feed(keys, "7", "g") == Pending("7g", (("g", (TOP,)), ("l", (GO,))))
    assert feed(keys, "g") == Found(TOP, Call(7))


def test_a_choice_travels_with_the_call(keys: KeyReader) -> None:
    pending = feed(keys, "R")
    assert isinstance(pending, Pending)
    assert [key for key, _commands in pending.options] == ["0", "5"]
    assert feed(keys, "0") == Found(RATE, Call(choice="0"))
    assert feed(keys, "3", "R", "5") == Found(RATE, Call(3, "5"))
    assert feed(keys, "R", "4") is None
    assert feed(keys, "5", "j") == Found(DOWN, Call(5)), "a wrong choice leaves nothing behind"


def test_escape_takes_back_what_has_begun_and_nothing_else(keys: KeyReader) -> None:
    for begun in (("g",), ("4",), ("4", "g", "l"), ("R",)):
        feed(keys, *begun)
        assert feed(keys, "escape") is None
        assert not keys.pending
    assert feed(keys, "escape") == Found(BACK, Call())


def test_an_unknown_key_comes_to_nothing(keys: KeyReader) -> None:
    for typed in (("Q",), ("g", "Q"), ("5", "Q"), ("ctrl+j",)):
        assert feed(keys, *typed) is None
        assert not keys.pending
    assert feed(keys, "j") == Found(DOWN, Call())


STREAMS = st.lists(st.one_of(st.sampled_from(KEYS), st.text(max_size=2), st.sampled_from("0123456789")))


@given(st.sampled_from(list(PLACES)), STREAMS)
def test_any_stream_of_keys_is_taken(place: Where, stream: list[str]) -> None:
    """Nothing raises, what is pending always leads somewhere, and a reset forgets it all."""
    keymap = Keymap(commands_of(place))
    keys = KeyReader(keymap)
    for key in stream:
        found = keys.feed(key)
        if isinstance(found, Found):
            assert place in found.command.where
            assert found.call.choice in {"", *dict(found.command.choices)}
            assert not keys.pending
        elif isinstance(found, Pending):
            assert keys.pending
            assert found.typed
            assert all(commands for _key, commands in found.options)
        else:
            assert not keys.pending
    keys.reset()
    assert not keys.pending
    down = "down" if place == "search" else "j"
    wanted = next(command for command in commands_of(place) if down in command.keys)
    assert keys.feed(down) == Found(wanted, Call())


@given(st.sampled_from(list(PLACES)), STREAMS)
def test_whatever_may_follow_does_follow(place: Where, stream: list[str]) -> None:
    keymap = Keymap(commands_of(place))
    keys = KeyReader(keymap)
    for key in stream:
        found = keys.feed(key)
        if isinstance(found, Pending) and found.options:
            assert isinstance(keys.feed(found.options[0][0]), Found | Pending)
