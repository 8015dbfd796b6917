"""Reading lists in library and reader: filled, put in order, ticked, due, passed on; all undone again."""

from datetime import date, timedelta
from threading import Event

import pytest

from postil.store.library import Library

from .conftest import NEWEST, ONE, STACKED, WIDE, Desk, Seat

CLUB = (2, 0, 5)
"""The papers of the club, as places in the order of the library."""
QUESTION = "What do they keep?"


@pytest.fixture
def club(desk: Desk) -> Desk:
    """A desk with two reading lists, one of which has three papers and a question."""
    with desk.library() as library:
        keys = library.papers.keys(list(library.papers.all("newest")))
        library.lists.new("Club", question=QUESTION)
        library.lists.new("Attic")
        library.lists.add("Club", [keys[place] for place in CLUB])
    return desk


def titles(*places: int) -> list[str]:
    return [NEWEST[place] for place in places]


def on(seat: Seat, name: str) -> list[str]:
    """The titles on a list, in its order."""
    library: Library = seat.app.desk.session.library
    return [library.papers.get(item.key).title for item in library.lists.items(name)]


def done(seat: Seat, name: str = "Club") -> list[bool]:
    return [item.done for item in seat.app.desk.session.library.lists.items(name)]


async def show_club(seat: Seat) -> None:
    await seat.press("g", "L", "enter")
    await seat.until(lambda: seat.titles == titles(*CLUB))
    await seat.press("g", "g")


@pytest.mark.parametrize("size", [WIDE, STACKED, ONE])
async def test_a_list_is_shown_in_its_own_order_with_its_question(club: Desk, size: tuple[int, int]) -> None:
    async with club.open(size) as seat:
        await show_club(seat)
        assert "› Club" in seat.lines[0]
        assert "1 ☐ ● Bridges Remember" in seat.screen and "3 ☐ ● The Slow Clock" in seat.screen
        assert "▱▱▱▱▱ 0/3" in seat.screen and QUESTION in seat.screen
        assert "position" in seat.status and "J K reorder" in seat.screen
        await seat.press("g", "l")
        await seat.until(lambda: len(seat.titles) == len(NEWEST))
        await seat.until(lambda: "☐" not in seat.screen and QUESTION not in seat.screen)


async def test_papers_move_within_a_list_and_the_cursor_with_them(club: Desk) -> None:
    async with club.open() as seat:
        await show_club(seat)
        await seat.press("J")
        assert seat.titles == titles(0, 2, 5) and seat.at == NEWEST[2]
        await seat.press("J", "J")
        assert seat.titles == titles(0, 5, 2) and "that is the end of the list" in seat.status
        await seat.press("9", "K")
        assert seat.titles == titles(2, 0, 5) == on(seat, "Club") and seat.at == NEWEST[2]
        await seat.press("u")
        assert seat.titles == titles(0, 5, 2) == on(seat, "Club")
        await seat.press("u", "u", "ctrl+r")
        assert seat.titles == titles(0, 2, 5) == on(seat, "Club")


async def test_keys_that_come_at_once_move_the_same_paper(club: Desk) -> None:
    async with club.open() as seat:
        await show_club(seat)
        await seat.rush("J", "J", "K", "J")
        assert seat.titles == titles(0, 5, 2) == on(seat, "Club")


async def test_selected_papers_move_as_a_block(club: Desk) -> None:
    async with club.open() as seat:
        await show_club(seat)
        await seat.press("space", "j", "space", "k", "J")
        assert seat.titles == titles(0, 2, 5), "what lies apart comes together first"
        assert "2 selected" in seat.status
        await seat.press("K")
        assert seat.titles == titles(2, 5, 0)
        await seat.press("u", "u")
        assert seat.titles == titles(*CLUB)


async def test_what_is_selected_before_the_answer_is_there_stays_so(club: Desk, gate: Event) -> None:
    """A list is at hand at once; what was found of it comes later."""
    async with club.open() as seat:
        gate.clear()
        await show_club(seat)
        await seat.press("space", "V", "j")
        assert not seat.library_screen.found
        gate.set()
        await seat.until(lambda: seat.library_screen.found)
        assert "3 selected" in seat.status
        await seat.press("escape", "g", "g", "space")
        assert "1 selected" in seat.status


async def test_a_move_in_a_search_passes_what_is_in_view(club: Desk) -> None:
    async with club.open() as seat:
        await show_club(seat)
        await seat.press("/", "text:comments year:2024..", "ctrl+u", "text:-title:kettles", "enter", "g", "g")
        await seat.until(lambda: seat.titles == titles(2, 5))
        await seat.press("J")
        assert seat.titles == titles(5, 2)
        assert on(seat, "Club") == titles(0, 5, 2)


async def test_moving_says_why_it_cannot(club: Desk) -> None:
    async with club.open() as seat:
        await seat.press("J")
        assert "show a reading list first: press g L" in seat.status
        await show_club(seat)
        await seat.press("S", "t")
        await seat.until(lambda: seat.titles == sorted(titles(*CLUB)))
        assert "1 ☐ ● Bridges" in seat.screen and "2 ☐ ● Kettles" in seat.screen, "the places stay told"
        await seat.press("K")
        assert "S p shows its own" in seat.status
        await seat.press("S", "p")
        await seat.until(lambda: seat.titles == titles(*CLUB))
        await seat.press("G", "K")
        assert on(seat, "Club") == titles(2, 5, 0)
        await seat.press("g", "l")
        assert "newest" in seat.status, "the order of a list is that list's alone"


async def test_papers_are_ticked(club: Desk) -> None:
    async with club.open() as seat:
        await show_club(seat)
        await seat.press("D")
        assert done(seat) == [True, False, False]
        assert "1 ☑ ● Bridges" in seat.screen and "▰▱▱▱▱ 1/3" in seat.screen
        assert "done on Club" in seat.status
        await seat.press("V", "G", "D")
        assert done(seat) == [True, True, True] and "▰▰▰▰▰ 3/3" in seat.screen
        await seat.press("g", "g", "V", "G", "D")
        assert done(seat) == [False, False, False]
        await seat.press("u", "u", "u")
        assert done(seat) == [False, False, False] and "▱▱▱▱▱ 0/3" in seat.screen


async def test_the_reader_knows_the_list_it_came_from(club: Desk) -> None:
    async with club.open() as seat:
        await seat.press("enter")
        assert "on Club" in seat.screen and QUESTION not in seat.screen
        await seat.press("D")
        assert "show a reading list first" in seat.status
        await seat.press("q")
        await show_club(seat)
        await seat.press("enter", "D")
        assert QUESTION in seat.screen and "on Club ☑" in seat.screen and done(seat) == [True, False, False]
        await seat.press("]", "L", "text:att", "enter", "escape")
        assert "on Attic · Club" in seat.screen
        await seat.press("q")
        assert seat.at == NEWEST[0] and "1 ☑" in seat.screen


async def test_papers_are_taken_off_and_come_back(club: Desk) -> None:
    async with club.open() as seat:
        await show_club(seat)
        await seat.press("j", "-")
        await seat.until(lambda: seat.titles == titles(2, 5))
        assert seat.at == NEWEST[5] and "taken off Club · u undoes" in seat.status
        await seat.press("-")
        await seat.until(lambda: seat.titles == titles(2))
        assert seat.at == NEWEST[2]
        await seat.press("-")
        await seat.until("Nothing is on Club")
        await seat.press("u", "u", "u")
        await seat.until(lambda: seat.titles == titles(*CLUB))


async def test_papers_go_to_another_list_in_one_step(club: Desk) -> None:
    async with club.open() as seat:
        await show_club(seat)
        await seat.press("D", "space", "space", ">")
        assert "Club" not in "".join(line for line in seat.lines if "Attic" in line)
        await seat.press("enter")
        await seat.until(lambda: seat.titles == titles(5))
        assert on(seat, "Attic") == titles(2, 0) and done(seat, "Attic") == [True, False]
        await seat.press(">", "text:Cellar", "enter")
        await seat.until("Nothing is on Club")
        assert on(seat, "Cellar") == titles(5)
        await seat.press("u")
        await seat.until(lambda: seat.titles == titles(5))
        assert [one.name for one in seat.app.desk.session.library.lists.all()] == ["Club", "Attic"]
        await seat.press("u")
        await seat.until(lambda: seat.titles == titles(*CLUB))


async def test_papers_are_due(club: Desk) -> None:
    async with club.open() as seat:
        await show_club(seat)
        await seat.press("@", "text:tomorrow", "enter")
        assert "due tomorrow" in seat.screen
        tomorrow = (date.today() + timedelta(1)).isoformat()
        assert seat.app.desk.session.library.lists.items("Club")[0].due == tomorrow
        await seat.press("@", "ctrl+u", "text:someday", "enter")
        assert "is no day" in seat.status and "due tomorrow" in seat.screen
        await seat.press("@", "ctrl+u", "text:yesterday", "enter")
        assert "overdue by 1 day" in seat.screen
        await seat.press("D")
        assert "overdue" not in seat.screen, "what is done is not late"
        await seat.press("D", "@", "escape")
        assert "overdue by 1 day" in seat.screen
        await seat.press("@", "ctrl+u", "enter")
        assert "overdue" not in seat.screen
        await seat.press("u")
        assert "overdue by 1 day" in seat.screen


# Putting papers on lists


async def test_papers_are_put_on_lists_by_typing(club: Desk) -> None:
    async with club.open() as seat:
        await seat.press("L")
        assert "✓ Club" in seat.screen
        await seat.press("text:att", "enter")
        assert "✓ Attic" in seat.screen and " LISTS " in seat.status
        await seat.press("text:New shelf")
        assert "+ new list “New shelf”" in seat.screen
        await seat.press("enter", "text:club", "enter", "escape")
        assert [on(seat, name) for name in ("Club", "Attic", "New shelf")] == [
            titles(2, 5), titles(0), titles(0),
        ]  # fmt: skip
        await seat.press("u", "u")
        assert on(seat, "Club") == titles(*CLUB)
        assert [one.name for one in seat.app.desk.session.library.lists.all()] == ["Club", "Attic"]


async def test_keys_typed_without_waiting_make_a_list_and_go_on(club: Desk) -> None:
    async with club.open() as seat:
        await seat.rush("L", *"Loft", "enter", *"att", "enter", "escape", "j", "+")
        await seat.until(lambda: "put on Attic" in seat.status and seat.at == NEWEST[1])
        assert (on(seat, "Loft"), on(seat, "Attic")) == (titles(0), titles(0, 1))
        await seat.rush("u", "u", "u")
        assert [one.name for one in seat.app.desk.session.library.lists.all()] == ["Club", "Attic"]


async def test_a_list_is_marked_that_some_of_the_selected_papers_are_on(club: Desk) -> None:
    async with club.open() as seat:
        await seat.press("space", "space", "L")
        assert "~ Club" in seat.screen and "Lists · 2 papers" in seat.screen
        await seat.press("enter")
        assert "✓ Club" in seat.screen
        await seat.press("enter")
        assert "✓" not in seat.screen and "~ " not in seat.screen
        await seat.press("escape")
        assert "selected" not in seat.status
        assert on(seat, "Club") == titles(2, 5)


async def test_a_list_is_found_among_five_hundred_in_a_narrow_window(desk: Desk) -> None:
    with desk.library() as library, library.change("many lists"):
        for number in range(500):
            library.lists.new(f"Shelf {number}")
    async with desk.open((40, 20)) as seat:
        await seat.press("L", "text:shelf 43", "down", "enter")
        await seat.until("✓ Shelf 430")
        assert all(len(line) <= 40 for line in seat.lines)
        await seat.press("escape")
        assert on(seat, "Shelf 430") == titles(0)


async def test_a_list_that_another_desk_renames_stays_in_view(club: Desk) -> None:
    async with club.open() as seat:
        await show_club(seat)
        for name in ("Evening club", "Night club"):
            with club.library() as library:
                library.lists.rename(library.lists.all()[0].name, name)
            await seat.press("j", "s")
            await seat.until(lambda name=name: f"› {name}" in seat.lines[0])
            assert seat.titles == titles(*CLUB) and "1 ☐" in seat.screen


async def test_a_list_that_another_desk_deletes_is_said_to_be_gone(club: Desk) -> None:
    async with club.open() as seat:
        await show_club(seat)
        with club.library() as library:
            library.lists.delete("Club")
        await seat.press("s")
        await seat.until("There is no list Club any more")
        await seat.press("L")
        assert "there is no paper here" in seat.status
        with club.library() as library:
            library.history.undo()
            library.history.undo()
        await seat.press("g", "L", "q")
        await seat.until(lambda: seat.titles == titles(*CLUB))


async def test_the_last_list_takes_more_with_one_key(club: Desk) -> None:
    async with club.open() as seat:
        await seat.press("+")
        assert "Lists ·" in seat.screen, "the first time it is chosen"
        await seat.press("text:attic", "enter", "escape", "j", "+")
        assert "put on Attic" in seat.status
        await seat.press("+")
        assert "on Attic already" in seat.status
        await seat.press("j", "space", "space", "+")
        assert "2 papers put on Attic" in seat.status
        await seat.press("q")
    async with club.open() as seat:
        await seat.press("G", "+")
        assert on(seat, "Attic") == [*titles(0, 1, 2, 3), NEWEST[-1]]


async def test_papers_are_put_on_lists_in_triage(club: Desk) -> None:
    async with club.open() as seat:
        await seat.press("T", "L", "text:attic", "enter", "escape")
        assert "on Attic · Club" in seat.screen and " TRIAGE " in seat.status
        await seat.press("]", "+")
        assert "put on Attic" in seat.status and on(seat, "Attic") == titles(0, 1)
        await seat.press("q")


async def test_the_only_list_needs_no_choice(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("L", "text:Only", "enter", "escape", "j", "+", "u", "u", "+")
        assert "or a new name" in seat.screen
        await seat.press("escape")


async def test_the_sidebar_tells_how_far_a_list_is(club: Desk) -> None:
    async with club.open() as seat:
        await show_club(seat)
        await seat.press("D", "g", "l")
        await seat.until(lambda: any("Club" in line and "1/3" in line for line in seat.lines))


async def test_lists_are_renamed_and_deleted_in_the_sidebar(club: Desk) -> None:
    async with club.open() as seat:
        await show_club(seat)
        await seat.press("h", "c", "c", "ctrl+u", "text:Thursdays", "enter")
        assert "› Thursdays" in seat.lines[0] and seat.titles == titles(*CLUB)
        await seat.press("j", "d", "d")
        assert [one.name for one in seat.app.desk.session.library.lists.all()] == ["Thursdays"]
        assert "deleted: Attic · u undoes" in seat.status
        await seat.press("u", "k", "k", "k", "c", "c")
        assert "go to a list or a saved search first" in seat.status


async def test_a_list_that_others_change_is_shown_as_it_is(club: Desk) -> None:
    async with club.open() as seat:
        await show_club(seat)
        with club.library() as elsewhere:
            elsewhere.lists.place("Club", [elsewhere.papers.keys([1])[0]], 1)
            elsewhere.lists.remove("Club", [elsewhere.lists.items("Club")[-1].key])
        seat.app.screen.refresh_papers()
        await seat.until(lambda: seat.titles == on(seat, "Club") and len(seat.titles) == 2)
        with club.library() as elsewhere:
            elsewhere.lists.delete("Club")
        seat.app.screen.refresh_papers()
        await seat.until("There is no list Club any more")
        await seat.until(lambda: "☐" not in seat.screen and "/2" not in seat.screen)


async def test_a_desk_that_was_left_at_a_list_opens_there(club: Desk) -> None:
    async with club.open() as seat:
        await show_club(seat)
        await seat.press("j", "q")
    async with club.open() as seat:
        await seat.until(lambda: seat.titles == titles(*CLUB))
        assert seat.at == NEWEST[0] and QUESTION in seat.screen


def test_lists_in_a_real_terminal(club: Desk) -> None:
    with club.terminal(size=(100, 30)) as terminal:
        terminal.wait_for("13 papers")
        terminal.press("g", "L")
        terminal.wait_for("READING LISTS")
        terminal.press("enter", "g", "g", "J", "@")
        terminal.wait_for("2026-12-03, tomorrow")
        terminal.press("tomorrow", "enter")
        terminal.wait_for("due tomorrow")
        terminal.press("k", "D")
        terminal.wait_for("▱ 1/3")
        terminal.press("q")
        assert terminal.wait() == 0
    with club.library() as library:
        items = library.lists.items("Club")
        assert [library.papers.get(item.key).title for item in items] == titles(0, 2, 5)
        assert [item.done for item in items] == [True, False, False] and items[1].due
