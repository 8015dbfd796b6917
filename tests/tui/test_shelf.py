"""The lists screen: reading and smart lists made, named, ordered, described, deleted, written and read."""

from pathlib import Path

import pytest

from postil.store.library import Library

from .conftest import NEWEST, ONE, STACKED, WIDE, Desk, Seat


@pytest.fixture
def shelf(desk: Desk) -> Desk:
    """A desk with three reading lists and three smart lists."""
    with desk.library() as library:
        keys = library.papers.keys(list(library.papers.all("newest")))
        library.lists.new("Club", "For Thursdays.", "What do they keep?", "2020-01-02")
        library.lists.new("Attic")
        library.lists.new("Cellar")
        library.lists.add("Club", [keys[2], keys[0]])
        library.lists.set_done("Club", [keys[0]], True)
        for name, query in (
            ("gardens", "gardens"),
            ("spring", "source:spring"),
            ("both", "list:spring list:club"),
        ):
            library.searches.save(name, query)
    return desk


def lists(seat: Seat) -> list[str]:
    library: Library = seat.app.desk.session.library
    return [one.name for one in library.lists.all()]


def smart(seat: Seat) -> list[str]:
    return [one.name for one in seat.app.desk.session.library.searches.all()]


async def go(seat: Seat, downs: int = 0) -> None:
    await seat.press("g", "L", *("j",) * downs)


@pytest.mark.parametrize("size", [WIDE, STACKED, ONE])
async def test_all_lists_are_shown_with_what_is_on_them(shelf: Desk, size: tuple[int, int]) -> None:
    async with shelf.open(size) as seat:
        await go(seat)
        assert "READING LISTS" in seat.screen and "▰▰▱▱▱ 1/2" in seat.screen
        assert "overdue by" in seat.screen and "What do they keep?" in seat.screen
        assert "LISTS Club" in seat.status and all(len(line) <= size[0] for line in seat.lines)
        await seat.press("G")
        await seat.until("3 both")
        await seat.press("tab", "G", "escape")
        assert "LISTS both" in seat.status
        await seat.press("escape")
        assert " LIST " in seat.status


async def test_beside_a_list_stand_its_papers(shelf: Desk) -> None:
    async with shelf.open() as seat:
        await go(seat)
        assert f"1 ☐ {NEWEST[2]}" in seat.screen and f"2 ☑ {NEWEST[0]}" in seat.screen
        assert "For Thursdays." in seat.screen
        await seat.press("j")
        assert "No papers yet: L in the library puts one here." in seat.screen
        await seat.press("G")
        await seat.until("2 papers")
        assert NEWEST[2] in seat.screen and 'in the list "spring"' in seat.screen
        await seat.press("k")
        await seat.until("8 papers")


async def test_lists_are_as_they_are_when_one_comes_back_to_them(shelf: Desk) -> None:
    async with shelf.open() as seat:
        await go(seat)
        await seat.until(lambda: any("2 spring" in line and " 8 " in line for line in seat.lines))
        await seat.press("M")
        with shelf.library() as library:
            library.lists.set_done("Club", [item.key for item in library.lists.items("Club")], True)
        await seat.press("q")
        assert "▰▰▰▰▰ 2/2" in seat.screen and "LISTS Club" in seat.status


async def test_a_library_without_lists_names_the_next_keys(desk: Desk) -> None:
    async with desk.open() as seat:
        await go(seat)
        assert "none yet: n makes one" in seat.screen and "none yet: ctrl+a saves a search" in seat.screen
        await seat.press("enter")
        assert "there is no list yet" in seat.status
        await seat.press("n", "text:First  shelf", "enter")
        assert lists(seat) == ["First shelf"] and "LISTS made: First shelf" in seat.status
        await seat.press("n", "text:first shelf", "enter")
        assert 'another list is called "First shelf"' in seat.status
        await seat.press("u")
        assert lists(seat) == [] and "none yet: n makes one" in seat.screen


async def test_lists_are_named_and_described(shelf: Desk) -> None:
    async with shelf.open() as seat:
        await go(seat, 1)
        await seat.press("c", "c", "ctrl+u", "text:Loft", "enter")
        assert lists(seat) == ["Club", "Loft", "Cellar"]
        await seat.press(
            "e",
            "q",
            "text:What is it for?",
            "enter",
            "e",
            "d",
            "text:All *else*.",
            "enter",
            "text:And more.",
            "escape",
        )
        await seat.press("@", "text:2031-05-06", "enter")
        loft = seat.app.desk.session.library.lists.get("Loft")
        assert loft[2:5] == ("All *else*.\nAnd more.", "What is it for?", "2031-05-06")
        await seat.until("due 6 May 2031")
        assert "due 6 May 2031" in seat.screen and "What is it for?" in seat.screen
        await seat.press("e", "q", "ctrl+u", "enter", "@", "ctrl+u", "enter")
        assert seat.app.desk.session.library.lists.get("Loft")[3:5] == ("", None)
        await seat.press(*"uuuuuu")
        assert lists(seat) == ["Club", "Attic", "Cellar"]
        assert "What is it for?" not in seat.screen


async def test_the_library_follows_a_list_that_is_renamed(shelf: Desk) -> None:
    async with shelf.open() as seat:
        await go(seat)
        await seat.press("enter", "g", "L", "c", "c", "ctrl+u", "text:Evening club", "enter", "q")
        await seat.until(lambda: seat.titles == [NEWEST[2], NEWEST[0]])
        assert "› Evening club" in seat.lines[0] and "1 ☐" in seat.screen
        await seat.press("J")
        assert seat.titles == [NEWEST[0], NEWEST[2]]
        await seat.press("u", "u")
        assert "› Club" in seat.lines[0] and seat.titles == [NEWEST[2], NEWEST[0]]
        await seat.press("ctrl+r")
        assert "› Evening club" in seat.lines[0] and "1 ☐" in seat.screen


async def test_lists_move_among_each_other_and_the_cursor_with_them(shelf: Desk) -> None:
    async with shelf.open() as seat:
        await go(seat)
        await seat.press("J")
        assert lists(seat) == ["Attic", "Club", "Cellar"] and "LISTS Club" in seat.status
        await seat.press("5", "J", "J")
        assert lists(seat) == ["Attic", "Cellar", "Club"] and "Club is the last of them" in seat.status
        await seat.press("K", "escape", "h")
        rows = [
            line
            for line in seat.lines
            if any(f"  {name} " in line[:25] for name in ("Attic", "Club", "Cellar"))
        ]
        assert [row.split()[0] for row in rows] == ["Attic", "Club", "Cellar"]


async def test_a_name_with_control_characters_leaves_the_figures_their_room(desk: Desk) -> None:
    with desk.library() as library:
        library.lists.new("a\x1b[31mb\x07c", question="why\x1b[0m?")
    async with desk.open() as seat:
        assert any(line[:24].startswith("   a␛[31mb␇c ") and line[:24].endswith(" 0 ") for line in seat.lines)
        await go(seat)
        assert any("a␛[31mb␇c" in line and " 0/0 " in line for line in seat.lines)
        await seat.press("q", "L")
        assert any("a␛[31mb␇c" in line and " 0/0 " in line for line in seat.lines)


async def test_a_deleted_list_comes_back_as_it_was(shelf: Desk) -> None:
    async with shelf.open() as seat:
        await go(seat)
        await seat.press("d", "d")
        assert lists(seat) == ["Attic", "Cellar"] and "deleted: Club · u undoes" in seat.status
        assert "LISTS" in seat.status and "Attic" in seat.screen
        await seat.press("u")
        assert lists(seat) == ["Club", "Attic", "Cellar"] and "▰▰▱▱▱ 1/2" in seat.screen


async def test_enter_shows_a_list_in_the_library(shelf: Desk) -> None:
    async with shelf.open() as seat:
        await seat.press("/", "text:gardens", "enter")
        await go(seat)
        await seat.press("enter")
        await seat.until(lambda: seat.titles == [NEWEST[2], NEWEST[0]])
        assert "› Club" in seat.lines[0] and "gardens" not in seat.status
        await seat.press("g", "L")
        assert "LISTS Club" in seat.status, "the list that is looked at is under the cursor"


# Smart lists


async def test_smart_lists_have_numbers_and_live_counts(shelf: Desk) -> None:
    async with shelf.open() as seat:
        await go(seat)
        await seat.until(lambda: any("2 spring" in line and " 8 " in line[:60] for line in seat.lines))
        await seat.press("2")
        await seat.until(lambda: len(seat.titles) == 8, 5)
        await go(seat)
        await seat.press("g", "/", "3")
        await seat.until(lambda: set(seat.titles) == {NEWEST[0], NEWEST[2]})
        await go(seat)
        await seat.press("g", "/", "9")
        assert "there is no smart list 9" in seat.status


async def test_smart_lists_are_edited_named_ordered_and_deleted(shelf: Desk) -> None:
    async with shelf.open() as seat:
        await go(seat, 3)
        assert "LISTS gardens" in seat.status
        await seat.press("J")
        assert smart(seat) == ["spring", "gardens", "both"] and "LISTS gardens" in seat.status
        await seat.until("2 gardens")
        await seat.press(
            "c", "c", "ctrl+u", "text:plots", "enter", "e", "q", "ctrl+u", "text:is:starred", "enter"
        )
        assert seat.app.desk.session.library.searches.get("plots").query == "is:starred"
        await seat.until("starred")
        await seat.press("e", "q", "ctrl+u", "text:is:blue", "enter")
        assert "is: takes" in seat.status
        await seat.press("e", "q", "ctrl+u", "text:list:plots moss", "enter")
        assert 'the smart list "plots" contains itself' in seat.status
        await seat.press("e", "d")
        assert "a smart list has no description" in seat.status
        await seat.press("@")
        assert "due: a smart list has none" in seat.status
        await seat.press("d", "d")
        assert smart(seat) == ["spring", "both"]
        await seat.press(*"uuuu")
        assert smart(seat) == ["gardens", "spring", "both"]


async def test_a_smart_list_is_asked_for_in_the_search_line(shelf: Desk) -> None:
    async with shelf.open() as seat:
        await seat.press("/", "text:list:spr")
        await seat.until(lambda: seat.library_screen.bar.options)
        assert [option.label for option in seat.library_screen.bar.options] == ["spring"]
        await seat.press("tab", "text: -list:both year:2025", "enter")
        await seat.until(lambda: seat.titles == [NEWEST[1]])
        await seat.press("ctrl+a", "ctrl+u", "text:rest", "enter")
        assert seat.app.desk.session.library.searches.get("rest").query == "list:spring -list:both year:2025"


async def test_a_smart_list_that_no_longer_makes_sense_says_so(shelf: Desk) -> None:
    with shelf.library() as library:
        library.searches.save("ring", "list:gardens")
        library.searches.rename("gardens", "fields")
        library.searches.save("gardens", "list:fields")
        library.searches.delete("fields")
        library.searches.rename("ring", "fields")
    async with shelf.open() as seat:
        await go(seat)
        await seat.press("G")
        assert "contains itself" in seat.screen
        await seat.press("enter")
        await seat.until("contains itself")


# Files


async def test_a_list_goes_to_a_file_and_comes_back(shelf: Desk, tmp_path: Path) -> None:
    path = tmp_path / "club.md"
    async with shelf.open() as seat:
        await go(seat)
        await seat.press("X", "ctrl+u", f"text:{path}", "enter")
        assert "2 papers written to" in seat.status
        text = path.read_text(encoding="utf-8")
        assert f"[x] {NEWEST[0]}" in text.replace("[" + NEWEST[0], NEWEST[0]) and "What do they keep?" in text
        await seat.press("d", "d", "I", f"text:{path}", "enter")
        assert "Club: 2 papers added" in seat.status
        assert lists(seat) == ["Attic", "Cellar", "Club"] and "▰▰▱▱▱ 1/2" in seat.screen
        await seat.press("I", f"text:{tmp_path / 'none.md'}", "enter")
        assert "cannot be read" in seat.status
        await seat.press("X", "ctrl+u", "text:-", "enter")
        assert "the ending must be .md" in seat.status


async def test_what_a_file_names_and_the_library_has_not_is_told(shelf: Desk, tmp_path: Path) -> None:
    path = tmp_path / "autumn.md"
    path.write_text(f"- {NEWEST[3]}\n- A Paper of Another Shelf\n", encoding="utf-8")
    async with shelf.open() as seat:
        await go(seat)
        await seat.press("I", f"text:{path}", "enter")
        assert "autumn: 1 paper added, 1 line not found: g m" in seat.status
        assert any("A Paper of Another Shelf" in text for text in seat.app.desk.messages)


async def test_what_a_smart_list_finds_goes_to_a_file(shelf: Desk, tmp_path: Path) -> None:
    path = tmp_path / "both.md"
    async with shelf.open() as seat:
        await go(seat, 5)
        await seat.press("X", "ctrl+u", f"text:{path}", "enter")
        await seat.until(path.exists)
        text = path.read_text(encoding="utf-8")
        assert NEWEST[2] in text and NEWEST[0] in text and NEWEST[1] not in text
        assert "# both" in text and "list:spring list:club" in text
