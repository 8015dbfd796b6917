"""At the desk: everything that a reader does with keys, on a library filled by hand."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from textual.color import Color
from textual.widgets import Input

from postil.store.library import Library
from postil.store.models import Paper
from postil.tui.place import Memory, Place
from postil.tui.screens import reader
from postil.tui.screens.library import LibraryScreen
from postil.tui.screens.reader import ReaderScreen
from postil.tui.screens.sheet import SheetScreen
from postil.tui.widgets.entry_list import EntryList

from .conftest import AUTUMN_NAME, NEWEST, ONE, SPRING_NAME, STACKED, TINY, WIDE, Desk, Seat

KETTLES, HARBOUR, BRIDGES = NEWEST[:3]
PAGE = """new

Daily Papers

Dec 9

Compasses That Lie

A compass lies near iron. We map where, and how much, and what to do about it.

  • 4 authors
·
Nov 3, 2024

Stones Skipped Twice

Stones were skipped on a lake and counted. The second skip is always the shorter one.

  • 2 authors
·
Oct 1, 2023
"""


def statuses(desk: Desk) -> dict[str, str]:
    """Return the titles that are not unread, each with its status, as the file has them."""
    with desk.library() as library:
        papers = [library.papers.by_id(paper_id) for paper_id in library.papers.ids()]
    return {paper.title: paper.status for paper in papers if paper.status != "unread"}


def papers(desk: Desk, wanted: Callable[[Paper], object]) -> set[str]:
    with desk.library() as library:
        found = [library.papers.by_id(paper_id) for paper_id in library.papers.ids()]
    return {paper.title for paper in found if wanted(paper)}


def set_off(seat: Seat, variable: str) -> list[str]:
    """Return the pieces of the screen that stand on one of the theme's backgrounds."""
    color = Color.parse(seat.app.theme_variables[variable]).rich_color
    strips = seat.app.screen._compositor.render_strips()
    pieces = [part for strip in strips for part in strip if part.style and part.style.bgcolor]
    return [part.text for part in pieces if part.style and part.style.bgcolor == color]


def reading(seat: Seat) -> bool:
    return isinstance(seat.app.screen, ReaderScreen)


# Moving


async def test_moving_in_the_list(desk: Desk) -> None:
    async with desk.open() as seat:
        assert seat.titles == list(NEWEST)
        for keys, index in (
            ("j", 1), ("3j", 4), ("k", 3), ("2k", 1), ("99j", 12), ("gg", 0), ("G", 12), ("5G", 4),
            ("3gg", 2), ("99k", 0),
        ):  # fmt: skip
            await seat.press(*keys)
            assert seat.at == NEWEST[index], keys
        for key, index in (("down", 1), ("end", 12), ("home", 0), ("up", 0)):
            await seat.press(key)
            assert seat.at == NEWEST[index], key
        await seat.press("ctrl+f")
        page = NEWEST.index(seat.at)
        assert page > 8
        await seat.press("ctrl+b", "ctrl+d")
        assert 0 < NEWEST.index(seat.at) < page
        await seat.press("ctrl+u")
        assert seat.at == KETTLES


async def test_the_paper_and_the_lines_follow_the_cursor(desk: Desk) -> None:
    async with desk.open() as seat:
        assert "13 papers · 13 unread" in seat.lines[0]
        await seat.press("2", "j")
        assert "We read it." in seat.screen
        assert seat.status.startswith(" LIST 3/13  newest")
        await seat.press("7", "g")
        assert "7g" in seat.status
        await seat.press("escape")
        assert "7g" not in seat.status
        await seat.press("g")
        await seat.until("start empty")
        assert "themes" in seat.screen
        await seat.press("Q")
        await seat.until(lambda: "start empty" not in seat.screen)
        assert seat.at == BRIDGES


async def test_unread_papers_are_found_in_both_directions(desk: Desk) -> None:
    with desk.library() as library:
        keys = library.papers.keys(library.papers.ids())
        library.reading.set_status([keys[i] for i in (1, 2, 4, 12)], "read")
    async with desk.open() as seat:
        for key, index in (("}", 3), ("}", 5), ("{", 3), ("{", 0)):
            await seat.press(key)
            assert seat.at == NEWEST[index]
        await seat.press("{")
        assert "no unread paper that way" in seat.status
        await seat.press("2", "}")
        assert seat.at == NEWEST[5]
        await seat.press("G", "}")
        assert seat.at == NEWEST[12]


async def test_sorting_keeps_the_cursor_on_its_paper(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("3", "j")
        here = seat.at
        for key, first, last in (
            ("o", "紙の上の庭", "A Paper Nobody Dated"),
            ("t", "A Paper Nobody Dated", "紙の上の庭"),
            ("c", BRIDGES, None),
            ("a", "A Paper Nobody Dated", KETTLES),
            ("p", KETTLES, "A Paper Nobody Dated"),
            ("n", KETTLES, "A Paper Nobody Dated"),
        ):
            await seat.press("S", key)
            assert seat.at == here
            assert seat.titles[0] == first, key
            assert last is None or seat.titles[-1] == last, key
        await seat.press("S")
        await seat.until("comments")
        await seat.press("Q")
        assert seat.titles[0] == KETTLES


# Searching


async def test_search_as_you_type_narrows_marks_and_stays(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("/", "text:harmon")
        assert " SEARCH " in seat.status
        await seat.until(lambda: len(seat.titles) == 2)
        assert set(seat.titles) == {KETTLES, "The Slow Clock Problem"}
        assert "2 hits" in seat.status
        await seat.until(lambda: any("armonic" in piece for piece in set_off(seat, "hit-background")))
        await seat.press("text:ic ledgxr")
        await seat.press("ctrl+u")
        await seat.until(lambda: len(seat.titles) == 13)
        await seat.press("text:gardens")
        await seat.until(lambda: 0 < len(seat.titles) < 13)
        assert "Gardens" in set_off(seat, "hit-background")
        await seat.press("enter")
        await seat.until(" LIST ")
        first = seat.at
        await seat.press("n")
        second = seat.at
        assert first != second
        await seat.press("N")
        assert seat.at == first
        await seat.press("n", "escape")
        await seat.until(lambda: len(seat.titles) == 13)
        assert seat.at == second, "the cursor stays on its paper when the search ends"
        await seat.press("n")
        assert "press / first" in seat.status


async def test_the_cursor_stands_on_the_best_match_until_it_is_moved(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("G", "/", "text:ledgers")
        await seat.until(lambda: len(seat.titles) == 2)
        assert seat.at == seat.titles[0] == "Ledgers of Small Shops"
        await seat.press("down", "j")
        kept = seat.at
        assert kept == "A Paper Nobody Dated"
        await seat.press("escape")
        await seat.until(lambda: len(seat.titles) == 13)
        assert seat.at == kept


async def test_an_error_stands_under_the_line_and_the_last_result_stays(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("/", "text:is:unread year:2025")
        await seat.until(lambda: len(seat.titles) == 3)
        await seat.press("text:x")
        await seat.until("▲ year: takes a year such as 2024")
        assert len(seat.titles) == 3
        await seat.press("backspace")
        await seat.until(lambda: "▲" not in seat.screen)
        await seat.press("backspace", "text:0")
        await seat.until(lambda: seat.titles == [])
        assert "Nothing answers here." in seat.screen
        while seat.library_screen.typing:  # choices that are still on their way go first
            await seat.press("escape")
        await seat.press("escape")
        await seat.until(lambda: len(seat.titles) == 13)


async def test_a_correction_says_what_it_did(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("/", "text:orchrads")
        await seat.until("orchrads → orchards")
        assert seat.titles[0] == "Orchards Counted From Above"
        await seat.press("enter", "escape")
        assert "orchrads" not in seat.screen


QUERIES = ('"', "C++", "don't", "NEAR(", "title:", "GPT-4", "U-Net:", "((((", "-", "OR", "a\0b", "a " * 500)


async def test_any_query_has_a_result_or_a_message(desk: Desk) -> None:
    async with desk.open(ONE) as seat:
        for query in (*QUERIES, "x" * 10_000):
            await seat.press("/")
            field = seat.app.focused
            assert isinstance(field, Input)
            field.value = query
            await seat.settle()
            await seat.press("enter", "escape")
            await seat.until(lambda: len(seat.titles) == 13)


async def test_leaving_an_empty_search_line_hides_it(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("/")
        await seat.until("search titles and abstracts")
        await seat.press("escape")
        await seat.until(lambda: "search titles and abstracts" not in seat.screen)
        await seat.press("j")
        assert seat.at == HARBOUR


async def test_an_answer_that_comes_late_changes_nothing(desk: Desk, gate: Event) -> None:
    """The search ends with `g l` while its answer is still on the way."""
    async with desk.open() as seat:
        gate.clear()
        await seat.press("/", "l", "escape", "g", "l")
        assert len(seat.titles) == 13
        gate.set()
        await seat.pilot.pause(0.3)
        await seat.settle()
        assert len(seat.titles) == 13


# Marks and undo


async def test_marks_on_one_paper_toggle(desk: Desk) -> None:
    async with desk.open() as seat:
        for keys, said, shown in (
            ("r", "marked read", {"status": "read"}),
            ("x", "marked dropped", {"status": "dropped"}),
            ("x", "marked unread", {"status": "unread"}),
            ("s", "starred", {"starred": True}),
            ("R4", "rated 4", {"rating": 4}),
            ("R0", "rated 0", {"rating": 0}),
            ("Rx", "rating taken away", {"rating": None}),
            ("s", "star taken away", {"starred": False}),
        ):
            await seat.press(*keys)
            assert said in seat.status, keys
            assert {name: getattr(seat.paper, name) for name in shown} == shown
        assert "13 papers · 13 unread" in seat.lines[0]
        await seat.press("r")
        assert "13 papers · 12 unread" in seat.lines[0]
    assert statuses(desk) == {KETTLES: "read"}


async def test_marks_on_several_papers_are_one_step(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("space", "j", "space")
        assert seat.at == NEWEST[3], "selecting steps on"
        assert "2 selected" in seat.status
        assert sum("▌" in line for line in seat.lines) >= 2
        await seat.press("r")
        assert "2 papers marked read" in seat.status
        assert statuses(desk) == {KETTLES: "read", BRIDGES: "read"}
        await seat.press("u")
        assert "undone: mark read: 2 papers" in seat.status
        assert statuses(desk) == {}
        await seat.press("ctrl+r")
        assert "redone" in seat.status
        assert statuses(desk) == {KETTLES: "read", BRIDGES: "read"}
        await seat.press("space", "k", "space", "escape")
        assert "selected" not in seat.status


async def test_a_mixed_selection_gets_the_mark_first(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("s", "space", "space", "s")
        assert papers(desk, lambda paper: paper.starred) == {KETTLES, HARBOUR}
        await seat.press("g", "g", "space", "space", "s")
        assert papers(desk, lambda paper: paper.starred) == set()


async def test_a_range_follows_the_cursor_and_ends_with_its_command(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("j", "V", "3", "j", "k")
        assert " SELECT " in seat.status
        assert "3 selected" in seat.status, "what the range has left is let go"
        await seat.press("x")
        assert statuses(desk) == dict.fromkeys(NEWEST[1:4], "dropped")
        assert " LIST " in seat.lines[-1] or "dropped" in seat.lines[-1]
        await seat.press("j", "j", "s")
        assert papers(desk, lambda paper: paper.starred) == {NEWEST[5]}, "the range is over"
        await seat.press("g", "g", "V", "j", "V", "3", "j", "R", "3")
        assert papers(desk, lambda paper: paper.rating == 3) == set(NEWEST[:2])


async def test_everything_can_be_taken_back(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("x", "j", "s", "R", "5", "j", "r", "x")
        assert len(statuses(desk)) == 2
        await seat.press("9", "u")
        assert "undone: 5 steps" in seat.status
        await seat.press("u")
        assert "nothing was changed yet, or all is undone" in seat.status
        assert not papers(desk, lambda p: p.status != "unread" or p.starred or p.rating is not None)
        await seat.press("5", "ctrl+r")
        assert "redone: 5 steps" in seat.status
        assert statuses(desk) == {KETTLES: "dropped", BRIDGES: "dropped"}
        assert papers(desk, lambda paper: paper.rating == 5) == {HARBOUR}
        await seat.press("ctrl+r")
        assert "nothing was undone" in seat.status


async def test_a_mark_survives_the_desk_and_can_be_undone_the_next_day(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("x", "q")
    async with desk.open() as seat:
        await seat.press("u")
        assert "undone: mark dropped: Kettles That Whistle in Tune" in seat.status
    assert statuses(desk) == {}


async def test_what_is_marked_in_a_view_is_still_there_until_one_leaves_it(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("/", "text:is:unread", "enter")
        await seat.until("13 hits")
        await seat.press("r")
        assert seat.at == KETTLES
        await seat.press("j", "r")
        assert statuses(desk) == {KETTLES: "read", HARBOUR: "read"}


# Panes and places


async def test_what_is_in_force_takes_no_cursor_from_the_reader(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("h", "G", "k")
        sidebar = seat.app.screen.query_one("#sidebar", EntryList)
        chosen = sidebar.entry
        assert chosen is not None
        sidebar.show(sidebar._entries, "is:read")
        assert sidebar.entry == chosen
        await seat.press("tab")
        sidebar.show(sidebar._entries, "is:unread")
        assert sidebar.entry is not None
        assert sidebar.entry.value == "is:unread"


async def test_a_view_and_a_dump_are_chosen_in_the_sidebar(desk: Desk) -> None:
    with desk.library() as library:
        library.reading.set_status(library.papers.keys(library.papers.ids())[:2], "read")
    async with desk.open() as seat:
        await seat.press("h", "j", "enter")
        assert "Postil › Unread" in seat.lines[0]
        await seat.until(lambda: len(seat.titles) == 11)
        await seat.press("h", "G", "l")
        assert f"› {SPRING_NAME}" in seat.lines[0]
        await seat.until(lambda: len(seat.titles) == 8)
        await seat.press("h", "k", "enter")
        assert f"› {AUTUMN_NAME}" in seat.lines[0]
        await seat.until(lambda: set(seat.titles) == set(NEWEST[8:]))
        await seat.press("/", "text:gardens")
        await seat.until(lambda: 0 < len(seat.titles) < 5)
        assert set(seat.titles) <= set(NEWEST[8:])
        await seat.press("enter", "g", "l")
        assert len(seat.titles) == 13
        assert "/gardens" not in seat.status
        await seat.press("h", "4", "j", "enter")
        await seat.until("No papers under Dropped.")


async def test_a_dump_with_a_quote_in_its_name_shows_its_own_papers(desk: Desk) -> None:
    from tests.store.shelf import record, shelve

    with desk.library() as library:
        shelve(library, record(1, title="In a Quoted Dump"), dump='my "best" papers.txt')
        shelve(library, record(1, title="In a Longer Name"), dump=f"{SPRING_NAME}.old")
    async with desk.open() as seat:
        for name, expected in (
            ('my "best" papers.txt', {"In a Quoted Dump"}),
            (SPRING_NAME, set(NEWEST[:8])),
        ):
            await seat.press("h", "g", "g")
            for _ in range(20):
                await seat.press("j", "enter")
                if f"› {name} " in seat.lines[0]:
                    break
                await seat.press("h")
            await seat.until(lambda expected=expected: set(seat.titles) == expected)


async def test_tab_goes_round_the_panes(desk: Desk) -> None:
    async with desk.open() as seat:
        seen = []
        for _ in range(3):
            await seat.press("tab")
            seen.append(type(seat.app.screen.focused).__name__)
        assert seen == ["PaperView", "EntryList", "PaperList"]
        await seat.press("shift+tab", "escape")
        assert type(seat.app.screen.focused).__name__ == "PaperList"
        await seat.press("tab", "enter")
        assert reading(seat)


async def test_the_sidebar_comes_forward_where_there_is_little_room(desk: Desk) -> None:
    for size in (STACKED, ONE):
        async with desk.open(size) as seat:
            assert "VIEWS" not in seat.screen
            await seat.press("h")
            assert "VIEWS" in seat.screen
            assert KETTLES[:20] not in "\n".join(seat.lines[2:])
            await seat.press("q")
            assert "VIEWS" not in seat.screen
            await seat.press("j")
            assert seat.at == HARBOUR
            await seat.press("h", "j", "enter")
            assert "› Unread" in seat.lines[0]
            await seat.until(HARBOUR[:20])
            await seat.press("g", "l")


# The reader


async def test_the_reader_moves_by_papers_and_sentences(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("enter")
        assert reading(seat)
        assert "› All papers › 1 of 13" in seat.lines[0]
        assert " READ " in seat.status
        assert "".join(set_off(seat, "sentence-background")).strip() == "A kettle is tuned by ear."
        await seat.press(")")
        assert "e.g. in thirds." in " ".join(set_off(seat, "sentence-background"))
        await seat.press("(", "(")
        assert "".join(set_off(seat, "sentence-background")).strip() == "A kettle is tuned by ear."
        await seat.press("]")
        assert "2 of 13" in seat.lines[0]
        assert HARBOUR in seat.screen
        await seat.press("]", "]", "[")
        assert seat.at == BRIDGES
        await seat.press("[", "[", "[")
        assert "this is the first paper of the list" in seat.status
        await seat.press("s", "R", "2")
        assert "★ starred" in seat.screen
        assert "●●○○○" in seat.screen
        await seat.press("u")
        assert "●●○○○" not in seat.screen
        await seat.press("q")
        assert not reading(seat)
        assert seat.at == KETTLES
        await seat.press("q")
    assert seat.app.return_code == 0


async def test_the_reader_leaves_the_list_at_the_paper_read_last(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("l", "]", "]", "escape")
        assert seat.at == BRIDGES
        assert seat.status.startswith(" LIST 3/13")
        assert "We read it." in seat.screen


async def test_space_turns_pages_and_then_papers(desk: Desk) -> None:
    async with desk.open((60, 14)) as seat:
        await seat.press("j", "enter", "space")
        assert HARBOUR not in seat.screen
        assert seat.at == HARBOUR
        await seat.press(*["space"] * 9)
        assert seat.at != HARBOUR
        await seat.press("q", "2", "g", "g", "enter", "G")
        assert f"{SPRING_NAME} #2" in seat.screen
        await seat.press("g", "g")
        assert HARBOUR in seat.screen
        await seat.press(*[")"] * 30)
        assert "past the beacon" in seat.screen.replace("\n", " ") or "Step 31" in seat.screen
        assert any("Step 31 " in piece for piece in set_off(seat, "sentence-background"))


async def test_hits_are_marked_and_reached_in_the_reader(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("enter", "n")
        assert "press / first" in seat.status
        await seat.press("/")
        assert not reading(seat)
        await seat.press("text:harmonic")
        await seat.until(lambda: len(seat.titles) == 2)
        await seat.press("enter", "g", "g", "enter")
        assert reading(seat)
        assert "armonic" in "".join(set_off(seat, "hit-background"))
        await seat.press("n")
        assert "armonic" in "".join(set_off(seat, "accent"))
        await seat.press("N")
        assert "armonic" in "".join(set_off(seat, "accent"))


async def test_zen_hides_everything_but_the_text(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("z")
        assert reading(seat)
        assert "Postil" not in seat.screen
        assert " READ " not in seat.screen
        await seat.press("z")
        assert " READ " in seat.screen
        await seat.press("z", "escape")
        assert reading(seat)
        assert " READ " in seat.screen
        await seat.press("escape")
        assert not reading(seat)


async def test_a_paper_counts_as_being_read_after_a_while(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "READING_AFTER", 0.3)
    async with desk.open() as seat:
        await seat.press("enter", "]", "q")
        await seat.pilot.pause(0.5)
        assert statuses(desk) == {}, "left sooner"
        await seat.press("enter")
        await seat.until(lambda: seat.paper.status == "reading")
        await seat.settle()
        assert "reading" in seat.screen
        await seat.press("]", "r")
        await seat.pilot.pause(0.5)
        await seat.settle()
        assert statuses(desk) == {HARBOUR: "reading", BRIDGES: "read"}, "only an unread paper"
        await seat.press("q")
        assert "◐" in seat.screen
    assert not papers(desk, lambda paper: paper.status == "reading" and paper.title != HARBOUR)


# Dialogs


async def test_where_it_comes_from(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("w")
        assert isinstance(seat.app.screen, SheetScreen)
        assert "Where it comes from" in seat.screen
        assert f"{SPRING_NAME}:10 · record 1" in seat.screen
        await seat.press("/", "text:comments")
        assert "published" not in seat.screen
        await seat.press("enter")
        await seat.press("j", "q")
        assert isinstance(seat.app.screen, LibraryScreen)
        await seat.press("enter", "w", "escape")
        assert reading(seat)


async def test_help_shows_keys_and_narrows(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("?")
        assert seat.screen.index("In the library") < 600
        assert "Go down a paper" in seat.screen
        await seat.press("/", "text:star")
        assert "Star the paper" in seat.screen
        assert "Go down a paper" not in seat.screen
        await seat.press("escape", "q", "enter", "?")
        assert "In the reader" in seat.screen
        assert "In the library" not in seat.screen
        await seat.press("G")
        assert "In a dialog" in seat.screen
        await seat.press("g", "g", "?", "q")
        assert reading(seat)


async def test_themes_are_tried_on_and_kept_only_when_chosen(desk: Desk) -> None:
    async with desk.open() as seat:
        before = seat.app.theme
        await seat.press("g", "t", "g", "g")
        tried = {seat.app.theme}
        for _ in range(6):
            await seat.press("j")
            tried.add(seat.app.theme)
        assert {"paper", "sepia", "slate", "vellum"} <= tried
        await seat.press("q")
        assert seat.app.theme == before
        await seat.press("g", "t", "g", "g", "enter")
        chosen = seat.app.theme
        assert chosen != before
        await seat.press("q")
    async with desk.open() as seat:
        assert seat.app.theme == chosen


async def test_a_broken_theme_is_told_and_the_default_put_on(desk: Desk) -> None:
    themes = desk.places.config_dir / "themes"
    themes.mkdir(parents=True)
    (themes / "broken.toml").write_text("dark = 7")
    Memory(desk.places.state_dir / "desk.json", "broken").save()
    async with desk.open() as seat:
        assert seat.app.theme == "vellum"
        assert "theme broken is replaced by vellum" in seat.status
        await seat.press("g", "m")
        assert "theme broken is replaced by vellum" in seat.screen


@pytest.mark.parametrize("way", ["", "g L", "M", "g T", "g h", "g u", "g s", "g n", "g v", "T", "enter"])
async def test_a_notice_goes_with_the_next_key_though_nothing_moves(desk: Desk, way: str) -> None:
    async with desk.open() as seat:
        await seat.press(*way.split(), "Z")
        assert "Z is no key here" in seat.status
        await seat.press("k")
        assert "Z is no key here" not in seat.status


async def test_a_sequence_that_is_none_is_named_whole(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("g", "Z")
        assert "gZ is no key here" in seat.status


async def test_messages_keep_every_notice(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("s", "x", "g", "m")
        assert "2 notices" in seat.screen
        text = seat.screen
        assert text.index("marked dropped") < text.index("starred")
        await seat.press("q", "n", "g", "m")
        assert "3 notices" in seat.screen


async def test_the_palette_finds_and_runs_a_command(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press(":", "text:rate: ")
        await seat.until("★★★★★")
        await seat.press("text:★★★★★")
        await seat.until(lambda: "no stars" not in seat.screen)
        await seat.pilot.pause(0.3)
        await seat.press("enter")
        await seat.until(lambda: seat.paper.rating == 5)
        await seat.press("ctrl+p", "text:next paper")
        await seat.press("escape")
        await seat.until(lambda: isinstance(seat.app.screen, LibraryScreen))
        assert seat.at == KETTLES


async def test_a_second_enter_does_nothing_more_in_the_palette(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press(":", "text:star")
        await seat.until("Star the paper")
        await seat.pilot.pause(0.3)
        await seat.rush("enter", "enter", "enter", "enter")
        await seat.until(lambda: seat.paper.starred)
        await seat.press("g", "l")
        await seat.until(lambda: isinstance(seat.app.screen, LibraryScreen))
        assert seat.paper.starred


async def test_a_second_enter_goes_where_the_first_one_leads(desk: Desk) -> None:
    async with desk.open() as seat:
        before = seat.app.theme
        await seat.press("g", "t")
        await seat.rush("up", "enter", "enter")
        await seat.until(lambda: isinstance(seat.app.screen, ReaderScreen))
        assert seat.app.theme != before
        await seat.press("q", "/", "text:kettle", "enter", "ctrl+a")
        await seat.rush("enter", "j", "enter")
        await seat.until(lambda: isinstance(seat.app.screen, ReaderScreen))
        await seat.press("q")
        await seat.until("1 kettle")


async def test_the_palette_shows_keys_that_look_like_markup(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("enter", ":", "text:paper before")
        await seat.until("Read the paper before.")
        await seat.pilot.pause(0.2)
        assert "[ — Read the paper before." in seat.screen


# Importing


async def test_the_first_import_opens_a_library_of_ones_own(sample_desk: Desk, tmp_path: Path) -> None:
    dump = tmp_path / "page.txt"
    dump.write_text(PAGE)
    async with sample_desk.open() as seat:
        assert "Sample library ·" in seat.screen
        assert "62 papers" in seat.lines[0]
        await seat.press("g", "i", f"text:{dump}", "enter")
        await seat.until("2  new papers")
        assert "2 records read from 1 dump" in seat.screen
        await seat.press("q")
        assert "2 papers · 2 unread" in seat.lines[0]
        assert "Sample library ·" not in seat.screen
        assert seat.titles == ["Compasses That Lie", "Stones Skipped Twice"]
        await seat.press("g", "e")
        assert "your own library already" in seat.status
        await seat.press("x", "/", "text:stones")
        await seat.until(lambda: seat.titles == ["Stones Skipped Twice"])
    with Library.open(sample_desk.places.sample) as library:
        assert library.counts().papers == 62
        assert not library.history.steps()
    async with sample_desk.open() as seat:
        assert "Sample library ·" not in seat.screen


async def test_importing_again_says_that_nothing_is_new(desk: Desk, tmp_path: Path) -> None:
    dump = tmp_path / "page.txt"
    dump.write_text(PAGE)
    async with desk.open() as seat:
        await seat.press("2", "j", "g", "i")
        assert SPRING_NAME in seat.screen
        await seat.press(f"text:{dump}", "enter")
        await seat.until("2  new papers")
        await seat.press("/", "enter")
        await seat.until("Nothing new")
        assert "2  known from an import before" in seat.screen
        await seat.press("q")
        assert seat.at == BRIDGES
        assert len(seat.titles) == 15


async def test_an_import_from_the_reader_leaves_it_usable(desk: Desk, tmp_path: Path) -> None:
    dump = tmp_path / "page.txt"
    dump.write_text(PAGE)
    async with desk.open() as seat:
        await seat.press("j", "enter", "g", "i", f"text:{dump}", "enter")
        await seat.until("2  new papers")
        await seat.press("q", "s")
        assert seat.at == HARBOUR
        await seat.press("]", "x", "q", "j", "k")
        assert isinstance(seat.app.screen, LibraryScreen)
    assert papers(desk, lambda paper: paper.starred) == {HARBOUR}


@pytest.mark.parametrize("way", ["g u l", "T enter"])
async def test_an_import_leads_from_papers_of_another_screen_to_the_library(
    desk: Desk, tmp_path: Path, way: str
) -> None:
    dump = tmp_path / "page.txt"
    dump.write_text(PAGE)
    async with desk.open() as seat:
        await seat.press("s", "j", *way.split())
        assert isinstance(seat.app.screen, ReaderScreen)
        await seat.press("g", "i", f"text:{dump}", "enter")
        await seat.until("2  new papers")
        await seat.press("q")
        assert isinstance(seat.app.screen, LibraryScreen)
        assert seat.at == HARBOUR
        assert len(seat.titles) == 15


async def test_what_cannot_be_imported_is_told_and_escape_leaves(bare: Desk) -> None:
    empty = bare.home / "empty"
    empty.mkdir()
    async with bare.open() as seat:
        for path in ("/nowhere/at/all.txt", "/dev/null", "x" * 300, "~nobody-here/\x7f", str(empty)):
            await seat.press("g", "i")
            seat.app.screen.query_one(Input).value = path
            await seat.press("enter")
            await seat.until("Nothing could be read")
            await seat.press("escape")
            assert isinstance(seat.app.screen, LibraryScreen), path


async def test_starting_empty(sample_desk: Desk) -> None:
    async with sample_desk.open() as seat:
        await seat.press("j", "g", "e")
        assert "This library is empty." in seat.screen
        assert "Sample library ·" not in seat.screen
        for key in ("r", "x", "s", "w", "space", "V", "}", "n", "enter", "z", "o", "j", "G", "u"):
            await seat.press(key)
            assert isinstance(seat.app.screen, LibraryScreen), key
        await seat.press("escape", "r")
        assert "there is no paper here" in seat.status
        await seat.press("q")
    assert sample_desk.places.library.exists()
    async with sample_desk.open() as seat:
        assert "This library is empty." in seat.screen


async def test_a_library_that_cannot_be_made_is_told(sample_desk: Desk) -> None:
    (sample_desk.home / "file").write_text("no folder")

    class Elsewhere(Desk):
        @property
        def places(self):  # type: ignore[no-untyped-def]
            return super().places._replace(library=self.home / "file" / "library.db")

    async with Elsewhere(sample_desk.home).open() as seat:
        await seat.press("g", "e")
        assert "cannot be" in seat.status
        assert len(seat.titles) == 62


# Sizes


async def test_every_size_keeps_the_place(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("/", "text:is:unread", "enter")
        await seat.until("13 hits")
        await seat.press("9", "j")
        here = seat.at
        for size in (STACKED, ONE, TINY, ONE, STACKED, WIDE):
            await seat.resize(size)
            assert seat.at == here
            assert len(seat.lines) == size[1]
            if size == TINY:
                assert "Enlarge the window" in seat.screen
                assert "LIST" not in seat.screen
            else:
                assert any(here in line for line in seat.lines[2:-2]), size
                assert "Enlarge" not in seat.screen
                assert ("VIEWS" in seat.screen) is (size == WIDE)
        await seat.press("j")
        assert seat.at == NEWEST[10]


async def test_every_size_keeps_the_place_in_the_reader(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("j", "enter", *[")"] * 25)
        for size in (STACKED, ONE, TINY, ONE, (30, 8), TINY, STACKED, WIDE):
            await seat.resize(size)
            assert all(len(line) <= size[0] for line in seat.lines)
            if size == TINY:
                assert "Enlarge the window" in seat.screen
            else:
                await seat.until(
                    lambda: any("Step 26 " in piece for piece in set_off(seat, "sentence-background"))
                )
        await seat.press("q")
        assert seat.at == HARBOUR
        assert "VIEWS" in seat.screen


async def test_dialogs_at_every_size(desk: Desk) -> None:
    async with desk.open() as seat:
        for keys in ("?", "w", "gt", "gi", ":"):
            await seat.press(*keys)
            shown = seat.app.screen
            for size in (ONE, TINY):
                await seat.resize(size)
                assert seat.app.screen is shown
                if size == TINY and keys != ":":
                    assert "Enlarge the window" in seat.screen
            await seat.press("escape")
            assert isinstance(seat.app.screen, LibraryScreen)
        await seat.resize(WIDE)
        await seat.press("j")
        assert seat.at == HARBOUR
        assert "VIEWS" in seat.screen


async def test_keys_at_a_size_without_room_do_no_harm(desk: Desk) -> None:
    async with desk.open(TINY) as seat:
        await seat.press("j", "?", "escape", "enter", "]", "q", "/", "escape", "h", "escape")
        assert "Enlarge the window" in seat.screen
        await seat.resize(WIDE)
        assert seat.at == BRIDGES
        assert "VIEWS" in seat.screen


async def test_selecting_in_a_window_that_is_too_small_waits_for_a_larger_one(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("enter")
        await seat.resize(TINY)
        await seat.press("]", "v", "k", "j", "w", "G")
        await seat.resize(WIDE)
        assert "SELECT" in seat.status


# Coming back


async def test_coming_back_to_the_same_paper_search_order_and_place(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("h", "j", "enter", "S", "o", "/", "text:year:2023..2024", "enter")
        await seat.until("6 hits")
        await seat.press("2", "j")
        before = (seat.at, seat.titles)
        await seat.press("q")
    async with desk.open() as seat:
        await seat.until(lambda: (seat.at, seat.titles) == before)
        assert "› Unread" in seat.lines[0]
        assert "/year:2023..2024" in seat.status
        assert "oldest" in seat.status
        await seat.press("escape", "escape")
        assert len(seat.titles) == 13


async def test_coming_back_to_a_search_for_words(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("/", "text:harmonic")
        await seat.until(lambda: len(seat.titles) == 2)
        await seat.press("enter", "j")
        before = seat.at
        await seat.press("q")
    async with desk.open() as seat:
        await seat.until(lambda: len(seat.titles) == 2)
        assert seat.at == before


async def test_coming_back_into_the_reader_at_the_same_line(desk: Desk) -> None:
    async with desk.open(ONE) as seat:
        await seat.press("j", "enter", "1", "9", "j")
        text = seat.lines[1:-3]
        await seat.press("ctrl+q")
    async with desk.open(ONE) as seat:
        await seat.until(lambda: reading(seat))
        await seat.settle()
        assert seat.lines[1:-3] == text
        await seat.press("q")
        assert seat.at == HARBOUR
        await seat.press("enter")
        assert HARBOUR in seat.screen


async def test_coming_back_into_the_reader_of_a_search_shows_its_hits(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("/", "text:harmonic")
        await seat.until(lambda: len(seat.titles) == 2)
        await seat.press("enter", "enter", "ctrl+q")
    async with desk.open() as seat:
        await seat.until(lambda: reading(seat) and len(seat.titles) == 2)
        await seat.until("of 2", 1)
        await seat.press("n")
        assert "armonic" in "".join(set_off(seat, "accent"))


async def test_a_paper_that_is_gone_is_no_place_to_come_back_to(desk: Desk) -> None:
    gone = Place("tag:none", "#none", "is:unread", "sideways", "no-such-key", True, 900)
    for place in (
        gone,
        gone._replace(scope="rating:99"),
        gone._replace(scope="", text='rating:"'),
        Place(line=-5),
    ):
        Memory(desk.places.state_dir / "desk.json", "", {str(desk.places.library): place}).save()
        async with desk.open() as seat:
            await seat.press("escape", "escape", "g", "l")
            assert len(seat.titles) == 13


# What stands in the way


async def test_a_library_that_can_only_be_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "READING_AFTER", 0.1)
    with desk.library() as library:
        for number in (1, 2):
            library.reading.set_star(library.papers.keys([number]), True)
        library.history.undo()
    with monkeypatch.context() as patched:
        patched.setattr("postil.store.library.os.access", lambda *_: False)
        library = desk.library()
    assert library.readonly
    async with desk.open(library=library) as seat:
        assert "read only" in seat.status
        for keys in ("r", "x", "s", "R3", "u", "ctrl+r"):
            await seat.press(*([keys] if "+" in keys else keys))
            assert "can only be read" in seat.lines[-1] or "can only be read" in seat.screen, keys
        await seat.press("enter")
        await seat.pilot.pause(0.2)
        assert "read only" in seat.status
        await seat.press("q", "/", "text:harmonic")
        await seat.until(lambda: len(seat.titles) == 2)
    assert statuses(desk) == {}


async def test_another_desk_s_changes_are_seen(desk: Desk) -> None:
    async with desk.open() as seat:
        with desk.library() as other:
            other.reading.set_star([seat.paper.key], True)
        await seat.press("j", "s", "k")
        assert seat.paper.starred
        assert sum("★" in line for line in seat.lines[1:-2]) >= 2
        await seat.press("u", "u")
    assert not papers(desk, lambda paper: paper.starred)


async def test_a_locked_library_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "READING_AFTER", 0.1)
    with Library.open(desk.places.library, busy_seconds=0.05) as library, desk.library() as other:
        async with desk.open(library=library) as seat:
            other.db.execute("BEGIN IMMEDIATE")
            await seat.press("s")
            assert "is locked by another program" in seat.screen
            await seat.press("enter")
            await seat.pilot.pause(0.3)
            await seat.settle()
            assert reading(seat)
            other.db.execute("ROLLBACK")
            await seat.press("s")
            assert "★ starred" in seat.screen


async def test_the_mouse_works_too(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.pilot.click("#list", offset=(5, 5))
        await seat.settle()
        assert seat.at == BRIDGES
        await seat.pilot.click("#sidebar", offset=(5, 2))
        await seat.settle()
        assert "› Unread" in seat.lines[0]
        await seat.pilot.click("#list", offset=(5, 2), times=2)
        await seat.settle()
        assert reading(seat)
        row = next(y for y, line in enumerate(seat.lines) if "Step 3 " in line)
        await seat.pilot.click(offset=(seat.lines[row].index("Step 3 ") + 2, row))
        await seat.settle()
        assert any("Step 3 " in piece for piece in set_off(seat, "sentence-background"))
