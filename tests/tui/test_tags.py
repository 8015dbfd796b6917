"""Tags at the desk: the prompt, the same again, the tree in the sidebar, and the screen that keeps it."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.store.tag_tree import Tag
from postil.tui.entries import Entry
from postil.tui.matching import Names
from postil.tui.screens.chooser import ChooserScreen
from postil.tui.screens.library import LibraryScreen
from postil.tui.screens.reader import ReaderScreen
from postil.tui.screens.tags import TagsScreen
from postil.tui.tag_choice import TagChoice
from postil.tui.tag_view import TagView, tag_entries
from postil.tui.widgets.entry_list import EntryList
from postil.tui.widgets.paper_list import PaperList

from .conftest import NEWEST, ONE, STACKED, WIDE, Desk, Seat

KETTLES, HARBOUR, BRIDGES, MAPS = NEWEST[:4]


@pytest.fixture
def tagged(desk: Desk) -> Desk:
    """A desk where some papers have tags."""
    with desk.library() as library:
        keys = library.papers.keys(library.papers.ids())
        library.tags.add(keys[:1], ["method/rl", "to cite"])
        library.tags.add(keys[1:3], ["method/dl"])
        library.tags.add(keys[2:3], ["method", "fundus"])
    return desk


def carried(desk: Desk) -> dict[str, set[str]]:
    """Return the tags of the papers that have any, as the file has them."""
    with desk.library() as library:
        papers = [library.papers.by_id(paper_id) for paper_id in library.papers.ids()]
    return {paper.title: set(paper.tags) for paper in papers if paper.tags}


def labels(desk: Desk) -> list[str]:
    with desk.library() as library:
        return [step.label for step in library.history.steps() if step.state == "done"]


def choosing(seat: Seat) -> bool:
    return isinstance(seat.app.screen, ChooserScreen)


def offered(seat: Seat) -> list[tuple[str, str]]:
    """Return what is offered, each with its mark."""
    return [
        (entry.mark, entry.shown or entry.label) for entry in seat.app.screen.query_one(EntryList)._entries
    ]


def under(seat: Seat) -> str | None:
    """Return the value of the entry under the cursor."""
    entry = seat.app.screen.query_one(EntryList).entry
    return None if entry is None else entry.value


def sidebar(seat: Seat) -> dict[str | None, Entry]:
    return {entry.value: entry for entry in seat.library_screen.sidebar._entries}


# The prompt


@pytest.mark.parametrize("size", [WIDE, STACKED, ONE, (40, 24)])
async def test_a_tag_is_found_by_a_few_letters_and_a_new_one_made(
    tagged: Desk, size: tuple[int, int]
) -> None:
    async with tagged.open(size) as seat:
        await seat.press("j", "t")
        assert choosing(seat)
        assert offered(seat)[0] == ("✓", "method/dl")
        assert "method/dl" in seat.screen and "A Walk" in seat.screen
        await seat.press("text:cit", "enter")
        assert choosing(seat), "it stays open for another one"
        await seat.press("text:wholly new", "enter", "escape")
        assert not choosing(seat)
    assert carried(tagged)[HARBOUR] == {"method/dl", "to cite", "wholly new"}
    assert labels(tagged)[:2] == [f"tag wholly new: {HARBOUR}", f"tag to cite: {HARBOUR}"]


async def test_all_that_was_done_in_one_sitting_is_undone_step_by_step(tagged: Desk) -> None:
    before = carried(tagged)
    async with tagged.open() as seat:
        await seat.press("t", "text:fund", "enter", "text:rl", "enter", "escape")
        assert "+fundus −method/rl · u undoes" in seat.status
        assert "#fundus" in seat.screen
        assert carried(tagged)[KETTLES] == {"fundus", "to cite"}
        await seat.press("u")
        assert carried(tagged)[KETTLES] == {"fundus", "method/rl", "to cite"}
        await seat.press("u")
        assert carried(tagged) == before
        await seat.press("2", "ctrl+r")
        assert carried(tagged)[KETTLES] == {"fundus", "to cite"}


async def test_marks_tell_what_all_and_what_some_of_the_selected_papers_carry(tagged: Desk) -> None:
    async with tagged.open() as seat:
        await seat.press("space", "space", "space", "t")
        assert "Tags · 3 papers" in seat.screen
        assert offered(seat)[:3] == [("~", "method/dl"), ("~", "method"), ("~", "fundus")]
        await seat.press("enter")
        assert offered(seat)[0] == ("✓", "method/dl"), "some: all get it, and the order stays"
        assert under(seat) == "method/dl"
        await seat.press("enter")
        assert offered(seat)[0] == ("", "method/dl"), "all: all lose it"
        await seat.press("escape")
        assert not seat.app.desk.session.chosen
        assert "−method/dl" in seat.status
    assert not any("method/dl" in tags for tags in carried(tagged).values())
    assert labels(tagged)[:2] == ["untag method/dl: 3 papers", "tag method/dl: 3 papers"]


async def test_keys_typed_without_waiting_go_where_they_belong(tagged: Desk) -> None:
    async with tagged.open() as seat:
        await seat.rush("t", *"fundus", "enter", *"x y".replace(" ", ""), "enter", "escape", "j", "s")
        assert carried(tagged)[KETTLES] == {"method/rl", "to cite", "fundus", "xy"}
        assert seat.at == HARBOUR and seat.paper.starred


async def test_a_new_name_near_to_others_is_reached_with_one_key(tagged: Desk) -> None:
    async with tagged.open() as seat:
        await seat.press("t", "text:meth")
        assert offered(seat)[-1] == ("+", "new tag “meth”")
        await seat.press("up", "enter")
        assert under(seat) == "meth"
        await seat.press("text:METHOD")
        assert ("+", "new tag “METHOD”") not in offered(seat), "one in other letters is there already"
        await seat.press("down", "up", "pagedown", "pageup", "enter", "escape")
    assert carried(tagged)[KETTLES] == {"method/rl", "to cite", "meth", "method"}


async def test_what_cannot_be_a_tag_is_told_and_the_prompt_stays(tagged: Desk) -> None:
    async with tagged.open() as seat:
        await seat.press("t", "text:/ #", "enter")
        assert choosing(seat)
        await seat.press("escape", "t", f"text:{'long ' * 30}", "enter")
        assert carried(tagged)[KETTLES] == {"method/rl", "to cite", ("long " * 20).strip()}
        with tagged.library() as other, other.transaction():
            await seat.press("enter")
            assert choosing(seat) and "is locked" in seat.screen
        await seat.press("tab", "j", "/", "escape")
        assert not choosing(seat)


async def test_the_mouse_gives_a_tag_too(tagged: Desk) -> None:
    async with tagged.open() as seat:
        await seat.press("3", "j", "t")
        await seat.pilot.click(EntryList, offset=(5, 1))
        await seat.settle()
        await seat.press("escape")
    assert carried(tagged)[MAPS] == {"method/dl"}


async def test_the_same_tags_again(tagged: Desk) -> None:
    async with tagged.open() as seat:
        await seat.press(".")
        assert "nothing was tagged yet: press t" in seat.status
        await seat.press("t", "text:fund", "enter", "text:rl", "enter", "escape", "3", "j", ".")
        assert carried(tagged)[MAPS] == {"fundus"}
        await seat.press("k", ".")
        assert "nothing to change" in seat.status, "it has the one, and not the other"
        await seat.press("g", "g", "space", "space", ".")
        assert carried(tagged)[HARBOUR] == {"fundus", "method/dl"}
        assert "+fundus −method/rl" in seat.status
        await seat.press("u")
        assert carried(tagged)[HARBOUR] == {"method/dl"}


async def test_the_paper_that_is_read_is_tagged(tagged: Desk) -> None:
    async with tagged.open() as seat:
        await seat.press("enter", "t", "text:late", "enter", "escape")
        assert isinstance(seat.app.screen, ReaderScreen)
        assert "#late" in seat.screen
        await seat.press("]", ".")
        assert "#late" in seat.screen
        await seat.press("q")
        assert sidebar(seat)["tag:late"].papers == 2
    assert {title for title, tags in carried(tagged).items() if "late" in tags} == {KETTLES, HARBOUR}


async def test_a_paper_is_tagged_while_it_is_triaged(tagged: Desk) -> None:
    async with tagged.open() as seat:
        await seat.press("T", "t", "text:late", "enter", "escape")
        assert "#late" in seat.screen
        await seat.press("y", ".")
        assert "#late" in seat.screen
    assert {title for title, tags in carried(tagged).items() if "late" in tags} == {KETTLES, HARBOUR}


# The sidebar


async def test_the_sidebar_shows_the_tree_and_the_untagged(tagged: Desk) -> None:
    async with tagged.open() as seat:
        rows = [
            entry for entry in seat.library_screen.sidebar._entries if (entry.value or "").startswith("tag:")
        ]
        assert [(row.shown or row.label, row.papers) for row in rows] == [
            ("fundus", 1), ("method", 3), ("  dl", 2), ("  rl", 1), ("to cite", 1),
        ]  # fmt: skip
        assert sidebar(seat)["is:untagged"].papers == 10
        await seat.press("/", "text:kettle", "enter")
        await seat.until(lambda: sidebar(seat)["tag:method"].papers == 1)
        assert sidebar(seat)["tag:method/dl"].papers == 0
        await seat.press("escape", "escape", "h")
        while seat.library_screen.sidebar.entry != sidebar(seat)["tag:method"]:
            await seat.press("j")
        await seat.press("f")
        await seat.until(lambda: set(seat.titles) == {KETTLES, HARBOUR, BRIDGES})
        assert seat.app.desk.session.text == "tag:method"
        await seat.press("f", "j", "enter")
        await seat.until(lambda: set(seat.titles) == {HARBOUR, BRIDGES})
        assert "› method/dl" in seat.lines[0]


async def test_without_tags_there_is_no_untagged_view(desk: Desk) -> None:
    async with desk.open() as seat:
        assert "Untagged" not in seat.screen and "TAGS" not in seat.screen


# The screen of tags


async def manage(seat: Seat, *keys: str) -> None:
    await seat.press("g", "T", *keys)
    assert isinstance(seat.app.screen, TagsScreen)


def rows(seat: Seat) -> list[str]:
    return [label for _mark, label in offered(seat)]


TREE = ["Untagged", "fundus", "method", "  dl", "  rl", "to cite"]


@pytest.mark.parametrize("size", [WIDE, STACKED, ONE, (40, 24)])
async def test_the_tree_stands_beside_the_papers(tagged: Desk, size: tuple[int, int]) -> None:
    async with tagged.open(size) as seat:
        await manage(seat)
        assert rows(seat) == TREE
        assert under(seat) == "fundus"
        assert BRIDGES[:20] in seat.screen and KETTLES[:20] not in seat.screen
        await seat.press("j")
        assert all(title[:20] in seat.screen for title in (KETTLES, HARBOUR, BRIDGES))
        assert seat.status.startswith(" TAGS 3 papers  by name")
        assert "c c rename" in seat.screen
        await seat.press("g", "g")
        assert seat.status.startswith(" TAGS 10 papers")
        await seat.press("q")
        assert isinstance(seat.app.screen, LibraryScreen)


async def test_a_renamed_tag_takes_those_under_it_along(tagged: Desk) -> None:
    async with tagged.open() as seat:
        await manage(seat, "j", "c", "c", "ctrl+u", "text:technique", "enter")
        assert rows(seat) == ["Untagged", "fundus", "technique", "  dl", "  rl", "to cite"]
        assert under(seat) == "technique"
        assert "renamed: technique (3 papers) · u undoes" in seat.status
        await seat.press("c", "c", "ctrl+u", "text:fundus", "enter")
        assert "merge them" in seat.status
        await seat.press("u")
        assert rows(seat) == TREE
        await seat.press("ctrl+r", "q")
        assert sidebar(seat)["tag:technique/dl"].papers == 2
    assert carried(tagged)[BRIDGES] == {"technique", "technique/dl", "fundus"}


async def test_several_tags_are_merged_into_one(tagged: Desk) -> None:
    async with tagged.open() as seat:
        await manage(seat, "j", "j", "space", "space")
        assert "2 selected" in seat.status
        await seat.press("m")
        assert "Merge method/dl, method/rl into" in seat.screen
        assert [label for _mark, label in offered(seat)] == ["fundus", "method", "to cite"]
        await seat.press("escape", "m", "text:fun", "enter")
        assert "merged: fundus (3 papers)" in seat.status
        assert rows(seat) == ["Untagged", "fundus", "method", "to cite"]
        await seat.press("m", "text:brand/new", "enter")
        assert rows(seat) == ["Untagged", "brand", "  new", "method", "to cite"]
        assert labels(tagged)[0] == "merge the tag fundus into brand/new"
        await seat.press("2", "u")
        assert rows(seat) == TREE


async def test_tags_are_deleted_with_those_under_them_and_brought_back(tagged: Desk) -> None:
    async with tagged.open() as seat:
        await manage(seat, "j", "d", "d")
        assert "deleted: method (3 papers)" in seat.status
        assert rows(seat) == ["Untagged", "fundus", "to cite"]
        await seat.press("u", "g", "g", "d", "d")
        assert "delete: go to a tag first" in seat.status
        assert rows(seat) == TREE
        await seat.press("j", "space", "G", "space", "d", "d")
        assert rows(seat) == ["Untagged", "method", "  dl", "  rl"]


async def test_tags_are_filtered_and_ordered(tagged: Desk) -> None:
    async with tagged.open() as seat:
        await manage(seat, "S")
        assert rows(seat) == ["Untagged", "method", "  dl", "  rl", "fundus", "to cite"]
        assert "by papers" in seat.status
        await seat.press("S", "/", "text:dl")
        assert rows(seat) == ["method/dl"]
        await seat.press("enter", "escape")
        assert rows(seat) == TREE
        await seat.press("/", "escape", "escape")
        assert isinstance(seat.app.screen, LibraryScreen)


async def test_a_tags_papers_are_shown_in_the_library_or_read_from_here(tagged: Desk) -> None:
    async with tagged.open() as seat:
        await seat.press("/", "text:walk", "enter")
        await manage(seat, "j", "j")
        await seat.press("enter")
        await seat.until(lambda: isinstance(seat.app.screen, LibraryScreen))
        await seat.until(lambda: set(seat.titles) == {HARBOUR, BRIDGES})
        assert "› method/dl" in seat.lines[0]
        await manage(seat, "j", "j", "tab", "j")
        await seat.press("enter")
        assert isinstance(seat.app.screen, ReaderScreen)
        assert "method/dl › 2 of 2" in seat.lines[0] and BRIDGES in seat.screen
        await seat.press("q")
        assert isinstance(seat.app.screen, TagsScreen)
        assert seat.app.screen.query_one(PaperList).cursor == 1, "where one was"
        await seat.press("escape", "g", "g")
        await seat.press("l")
        await seat.until(lambda: len(seat.titles) == 10)
        assert "› Untagged" in seat.lines[0]


async def test_the_library_stays_on_a_tag_that_is_called_otherwise(tagged: Desk) -> None:
    async with tagged.open() as seat:
        await manage(seat, "j", "j")
        await seat.press("enter")
        await seat.until(lambda: set(seat.titles) == {HARBOUR, BRIDGES})
        await manage(seat, "j", "c", "c", "ctrl+u", "text:in quotes?", "enter")
        await seat.press("q")
        await seat.until(lambda: set(seat.titles) == {HARBOUR, BRIDGES})
        assert "› in quotes?/dl" in seat.lines[0]
        assert any("▸   dl" in line for line in seat.lines), "the sidebar knows it"
        await manage(seat, "j", "j", "m", "text:lessons", "enter")
        await seat.press("q")
        await seat.until(lambda: "› lessons" in seat.lines[0])
        await seat.press("u", "u")
        await seat.until(lambda: "› method/dl" in seat.lines[0])
        assert set(seat.titles) == {HARBOUR, BRIDGES}
        await seat.press("ctrl+r")
        await seat.until(lambda: "› in quotes?/dl" in seat.lines[0])


async def test_without_tags_the_screen_names_the_next_key(desk: Desk) -> None:
    async with desk.open() as seat:
        await manage(seat, "enter", "space", "c", "c", "m", "d", "d", "tab", "enter", "escape", "k")
        assert "no paper has a tag yet: press t on one" in seat.status


def test_a_real_terminal_tags_and_renames(tagged: Desk) -> None:
    with tagged.terminal(size=(40, 24)) as terminal:
        terminal.wait_for("LIST 1/13")
        terminal.press("t")
        terminal.wait_for("esc close")
        terminal.press("evening", "enter")
        terminal.wait_for("✓ evening")
        terminal.press("escape")
        terminal.settle(0.2)
        terminal.press("g", "T")
        terminal.wait_for("TAGS")
        terminal.press("c", "c")
        terminal.wait_for("Rename the tag evening to")
        terminal.press("/late", "enter")
        terminal.settle(0.2)
        terminal.press("q", "q")
        assert terminal.wait() == 0
    assert "late" in carried(tagged)[KETTLES]


# What is behind them


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", ["method/rl", "method/dl", "to cite", "Éclair", "world model"]),
        ("me", ["method/rl", "method/dl"]),
        ("rl", ["method/rl", "world model"]),
        ("mdl", ["method/dl"]),
        ("wm", ["world model"]),
        ("meth d", ["method/dl", "method/rl"]),
        ("ecl", ["Éclair"]),
        ("world  MODEL", ["world model"]),
        ("wrold", ["world model"]),
        ("metohd/rl", ["method/rl", "method/dl"]),
        ("zzz", []),
    ],
)
def test_names_fit_by_beginning_part_letters_and_likeness(typed: str, expected: Sequence[str]) -> None:
    names = Names(["method/rl", "method/dl", "to cite", "Éclair", "world model"])
    assert names.fitting(typed) == expected


@given(st.lists(st.text(max_size=12)), st.text(max_size=12))
def test_any_text_fits_some_names_each_once(names: list[str], typed: str) -> None:
    found = Names(names).fitting(typed)
    assert len(set(found)) == len(found)
    assert set(found) <= set(names)


def test_what_is_chosen_twice_was_not_chosen(tagged: Desk) -> None:
    with tagged.library() as library:
        choice = TagChoice(library.tags, library.papers.keys(library.papers.ids())[:1])
        for name in ("a", "b", "method/rl", "a", "c", "method/rl"):
            choice.toggle(name)
        assert (choice.changes.added, choice.changes.removed) == (("b", "c"), ())
        assert [entry.label for entry in choice.entries("")][:3] == ["c", "b", "a"]
        assert choice.entries("")[2].papers == 0, "what is gone again stays in its place"


def test_a_filter_finds_tags_by_their_whole_names() -> None:
    tags = (Tag("a", 3, 0), Tag("a/b", 3, 3), Tag("b", 9, 9))
    assert [entry.label for entry in tag_entries(tags, 2, TagView("b"))] == ["b", "a/b"]
    assert [entry.shown or entry.label for entry in tag_entries(tags, 2, TagView(by_papers=True))] == [
        "Untagged", "b", "a", "  b",
    ]  # fmt: skip
    assert tag_entries((), 2, TagView()) == []
