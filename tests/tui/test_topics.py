"""Topics at the desk: in the paper, the sidebar, the why sheet, and the picker that changes them."""

from pathlib import Path

import pytest

from postil.store.errors import LibraryError
from postil.store.library import Library
from postil.store.topics.ruleset import Ruleset
from postil.tui.topics_view import Judging
from postil.tui.widgets.entry_list import EntryList
from tests.store.shelf import record, shelve

from .conftest import ONE, Desk


async def test_a_papers_topics_stand_under_its_facts(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("/", "text:lanterns", "enter")
        await seat.until(lambda: "survey" in seat.paper.auto_tags)
        await seat.until(lambda: seat.screen.count("survey") > 1)


async def test_what_is_read_stays_where_it_stands_when_topics_come(desk: Desk) -> None:
    async with desk.open(ONE) as seat:
        await seat.press("j", "enter", *[")"] * 25)
        line = next(number for number, line in enumerate(seat.lines) if "Step 26 " in line)
        with Library.open(desk.places.library) as library:
            for topic in ("robotics", "survey", "speech", "reasoning", "vision"):
                library.topics.accept([seat.paper.key], topic)
        for _ in range(3):
            seat.app.screen.refresh_papers()  # type: ignore[attr-defined]
            await seat.settle()
            assert "Step 26 " in seat.lines[line]
        await seat.press("u", "ctrl+r")
        assert "Step 26 " in seat.lines[line]


async def test_the_sidebar_counts_topics_and_f_searches_them(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.until("TOPICS")
        await seat.press("h")
        sidebar = seat.app.screen.query_one("#sidebar", EntryList)
        for _ in range(60):
            if sidebar.entry is not None and sidebar.entry.value == "topic:survey":
                break
            await seat.press("j")
        await seat.press("f")
        await seat.until("TOPICS in 1")
        assert "/topic:survey" in seat.screen
        assert seat.titles == ["Lanterns: a Survey"]


async def test_why_names_the_pattern_that_was_found(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("/", "text:lanterns", "enter")
        await seat.until(lambda: seat.at == "Lanterns: a Survey")
        await seat.press("w")
        await seat.until("‹survey›")
        assert "title: Lanterns: a Survey" in seat.screen
        await seat.press("/", "text:survey")
        await seat.until(lambda: "page year" not in seat.screen)
        assert "‹survey›" in seat.screen


async def test_a_topic_is_taken_away_and_given_and_undone(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("/", "text:lanterns", "enter")
        await seat.until(lambda: seat.at == "Lanterns: a Survey")
        await seat.press("g", "w")
        assert "+ survey" in seat.screen
        await seat.press("enter")
        assert "survey  you refused it" in seat.screen
        await seat.press("/", "text:robot", "enter", "enter")
        assert "+ robotics  you accepted it" in seat.screen
        await seat.press("q")
        await seat.until(lambda: seat.paper.auto_tags == ("robotics",))
        await seat.press("u", "u")
        await seat.until(lambda: seat.paper.auto_tags == ("survey",))


async def test_several_papers_are_given_a_topic_at_once(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("space", "space", "space", "g", "w")
        assert "Topics · 3 papers" in seat.screen
        await seat.press("/", "text:robotics", "enter", "enter", "q", "escape")
        await seat.press("/", "text:topic:robotics", "enter")
        await seat.until("3 of 13 papers")
        await seat.press("u", "/", "ctrl+u", "text:topic:robotics is:unread", "enter")
        await seat.until("0 of 13 papers")


async def test_a_topic_is_taken_away_in_the_reader_too(desk: Desk) -> None:
    async with desk.open(ONE) as seat:
        await seat.press("/", "text:lanterns", "enter", "enter", "g", "w", "enter")
        assert "survey  you refused it" in seat.screen
        await seat.press("q")
        assert seat.paper.auto_tags == ()


async def test_a_bad_file_of_rules_is_told(desk: Desk) -> None:
    desk.places.config_dir.mkdir()
    desk.places.topics.write_text("[owls\n")
    library = Library.open(desk.places.library, rules=Ruleset(desk.places.topics))
    async with desk.open(library=library) as seat:
        await seat.until(lambda: any("cannot be understood" in text for text in seat.app.desk.messages))
        assert "topics.toml" in seat.app.desk.messages[0]


def test_what_cannot_be_written_is_not_shown_as_said(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.db") as library:
        shelve(library, record(1, title="An Owl"), record(2, title="A Newt"))
        judging = Judging(library, library.papers.keys([1, 2]))
        library.readonly = True
        with pytest.raises(LibraryError):
            judging.toggle("vision")
        assert not next(entry for entry in judging.entries("vision")).added
        library.readonly = False
        judging.toggle("vision")
        assert "vision" in library.topics.of(library.papers.get(library.papers.keys([2])[0]))


async def test_topics_stand_in_triage_too(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("/", "text:lanterns", "enter")
        await seat.until(lambda: seat.at == "Lanterns: a Survey")
        await seat.press("T")
        await seat.until(lambda: "survey" in (line.strip() for line in seat.lines))
