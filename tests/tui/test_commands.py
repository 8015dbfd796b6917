"""The declarations hold together: every command can be carried out, named, found and pressed."""

from itertools import combinations
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.tui.command_screen import CommandScreen
from postil.tui.commands import COMMANDS, PLACES, Call, Command, Way, Where, commands_of, shown
from postil.tui.desk_view import hints
from postil.tui.document import Document
from postil.tui.keys import Keymap
from postil.tui.paper_screen import PaperScreen
from postil.tui.screens.chooser import ChooserScreen
from postil.tui.screens.highlights import HighlightsScreen
from postil.tui.screens.history import HistoryScreen
from postil.tui.screens.importing import ImportScreen
from postil.tui.screens.library import LibraryScreen
from postil.tui.screens.lists import ListsScreen
from postil.tui.screens.naming import NameScreen
from postil.tui.screens.news import NewsScreen
from postil.tui.screens.picker import PickerScreen
from postil.tui.screens.reader import ReaderScreen
from postil.tui.screens.recall import RecallScreen
from postil.tui.screens.sheet import SheetScreen
from postil.tui.screens.stats import StatsScreen
from postil.tui.screens.syncing import SyncScreen
from postil.tui.screens.tags import TagsScreen
from postil.tui.screens.topics import TopicsScreen
from postil.tui.screens.triage import TriageScreen
from postil.tui.screens.writing import WritingScreen
from postil.tui.sheets import help_document
from postil.tui.ways.table import WAYS
from tests.readme_keys import README, written

SCREENS: tuple[type[CommandScreen], ...] = (
    LibraryScreen, ReaderScreen, SheetScreen, PickerScreen, ImportScreen, NameScreen,
    WritingScreen, HighlightsScreen, NewsScreen, StatsScreen, SyncScreen, ChooserScreen, TagsScreen,
    TriageScreen, RecallScreen, HistoryScreen, ListsScreen, TopicsScreen,
)  # fmt: skip
DIGITS_AT_HAND = {"reader", "select", "highlights", "recall"}
"""Where a digit is a pen, or a grade."""

FORBIDDEN = {"ctrl+s", "ctrl+q", "ctrl+z", "ctrl+c"}


@pytest.mark.parametrize("screen", SCREENS)
def test_every_command_of_a_screen_has_a_handler(screen: type[CommandScreen]) -> None:
    assert screen.PLACES
    commands = commands_of(*screen.PLACES, *screen.FIELDS, *screen.MODES)
    if issubclass(screen, PaperScreen):
        commands = tuple(command for command in commands if command.way is None)
    assert [c.id for c in commands if not callable(getattr(screen, c.handler, None))] == []


def test_there_is_a_way_to_every_place() -> None:
    assert set(WAYS) == set(get_args(Way))
    assert {command.way for command in COMMANDS} - {None} == set(WAYS) - {"reader", "out"}


def test_every_place_is_some_screens() -> None:
    assert {place for screen in SCREENS for place in (*screen.PLACES, *screen.FIELDS, *screen.MODES)} == set(
        PLACES
    )


@pytest.mark.parametrize("screen", SCREENS)
def test_no_handler_is_left_without_a_command(screen: type[CommandScreen]) -> None:
    handlers = {name for name in dir(screen) if name.startswith("do_")}
    declared = {command.handler for command in COMMANDS}
    assert handlers <= declared


@pytest.mark.parametrize("place", PLACES)
def test_no_keys_clash(place: Where) -> None:
    """No two commands share a sequence, and none hides behind the beginning of another."""
    sequences = list(Keymap(commands_of(place)).bindings)
    for one, other in combinations(sequences, 2):
        shorter = min(len(one), len(other))
        assert one[:shorter] != other[:shorter], (one, other)


def test_a_clash_is_refused_by_name() -> None:
    one = Command("a.one", "one", "One.", ("j",), ("library",))
    two = Command("a.two", "two", "Two.", ("j",), ("library",))
    with pytest.raises(ValueError, match=r"j is bound to a\.one and a\.two"):
        Keymap([one, two])


def test_ids_and_handlers_are_unique() -> None:
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)
    assert len({command.handler for command in COMMANDS}) == len(COMMANDS)


@pytest.mark.parametrize("place", PLACES)
def test_no_key_that_a_terminal_or_its_user_needs(place: Where) -> None:
    for sequence in Keymap(commands_of(place)).bindings:
        assert not FORBIDDEN & set(sequence)
        assert place in DIGITS_AT_HAND or not sequence[0].isdecimal(), "a digit begins a count"
        assert all(key and key == key.strip() for key in sequence)


def test_declarations_are_whole() -> None:
    for command in COMMANDS:
        assert command.typed and command.where and command.label, command.id
        assert command.help.endswith(".") and command.help[0].isupper(), command.id
        assert len({key for key, _meaning in command.choices}) == len(command.choices), command.id


@pytest.mark.parametrize("place", PLACES)
def test_help_shows_every_command_of_every_place_the_present_one_first(place: Where) -> None:
    text = help_document("", place).text
    assert text.startswith(PLACES[place])
    for command in COMMANDS:
        for key in command.keys:
            named = " ".join(map(shown, key.split(" ")))
            assert any(named in line and command.help in line for line in text.splitlines()), command.id


def test_help_shows_what_matches_all_words() -> None:
    found = help_document("STAR paper").text
    assert "Star the paper, or take the star away." in found
    assert "Drop the paper" not in found
    assert help_document("paper.rate").text.count("Rate the paper from 0 to 5.") == 2, "once a place"
    assert help_document("no such words anywhere") == Document()


@given(st.text(max_size=30))
def test_help_takes_any_words(words: str) -> None:
    help_document(words)


@pytest.mark.parametrize("place", PLACES)
def test_hints_name_keys_that_work(place: Where) -> None:
    shorter = {"move", "mark read", "next", "sentence", "quit", "by words", "skip", "question", "reorder"}
    labels = {command.label for command in commands_of(place)} | shorter
    keys = {key for sequence in Keymap(commands_of(place)).bindings for key in sequence} | {
        "⏎",
        "esc",
        "j k",
        "1-5",
    }
    for key, label in hints(place):
        assert label in labels
        assert set(key.split(" ")) <= keys or key in keys


def test_a_call_is_done_once_unless_counted() -> None:
    assert (Call().times, Call(5).times) == (1, 5)


def test_the_readme_shows_the_keys_as_declared() -> None:
    text = README.read_text(encoding="utf-8")
    assert written(text) == text
