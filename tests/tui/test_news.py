"""What's new in the desk: sections, papers, sentences removed and added, and where one is led from there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from postil.store.library import Library
from postil.store.news.brought import Brought
from postil.store.news.changes import Change, Changed
from postil.store.news.runs import Run, Stretch
from postil.store.news.terms import NewTerm
from postil.tui import counting_news
from postil.tui.news_view import Block, change_document, entries, run_heading
from postil.tui.news_words import note
from tests.store.news.feed import JULY, JUNE, WIND, WIND_REVISED, taken

from .conftest import ONE, STACKED, WIDE, Desk, Seat
from .test_document import PAPER, styled

WIND_TITLE = "Wind in Narrow Yards"


@pytest.fixture
def fed(bare: Desk) -> Iterator[Desk]:
    """A desk whose library read two captures of a feed."""
    with bare.library() as library:
        taken(library, yards_jun=JUNE)
        taken(library, yards_jul=JULY)
    yield bare


def is_new(desk: Desk) -> int:
    with desk.library() as library:
        return library.counts().new


# Values to entries and documents

STRETCH = Stretch(4, 9, 4, 6, (2,))


def test_sections_without_news_are_left_out() -> None:
    came = Brought(new=[5, 6], revised=[1])
    rows = entries(
        [Block("2", "3 Jul · yards", STRETCH, came), Block("1", "1 Jul · roofs", STRETCH, Brought())]
    )
    assert [(row.label, row.value, row.papers) for row in rows] == [
        ("3 Jul · yards", None, None),
        ("New papers", "2:new", 2),
        ("Revised texts", "2:revised", 1),
        ("New terms", "2:terms", None),
    ]
    told = Block("2", "", STRETCH, came, terms=(NewTerm("barograph", 2),))
    assert entries([told])[-1].papers == 1
    assert entries([told._replace(terms=())])[-1].label == "Revised texts"


def test_what_is_not_counted_yet_is_named() -> None:
    assert [row.label for row in entries([Block("2", "3 Jul", STRETCH)], earlier=7)] == [
        "3 Jul",
        "",
        "and 7 earlier imports",
    ]


def test_an_import_is_called_by_its_day_and_its_dumps() -> None:
    run = Run(2, "2025-07-03T10:00:00+00:00", ("yards-jul.txt", "b.txt"), 5, STRETCH)
    assert run_heading(run, "2025-11-30") == "3 Jul · yards-jul +1"
    assert run_heading(run, "2026-01-30") == "3 Jul 2025 · yards-jul +1"


CHANGED = Changed(
    PAPER,
    (
        Change("abstract", WIND, WIND_REVISED, False),
        Change("comments", 2, 7, True),
        Change("links", None, ("https://example.org/a",), True),
    ),
)


def test_removed_sentences_are_struck_and_told_apart_without_colour_too() -> None:
    document = change_document(CHANGED)
    assert styled(document, "removed") == ["Nobody measures it in a yard.", "We do both for a year."]
    assert styled(document, "added") == [
        "We do both for two years.",
        "The yard is calmer, it turns out.",
    ]
    assert "\n \tWind is measured on a roof.\n−\tNobody measures it in a yard.\n−\t" in document.text
    assert "\n+\tThe yard is calmer, it turns out.\nPostil shows the fuller text" in document.text
    assert document.text.endswith("comments \t2 → 7\nlinks \tnothing → https://example.org/a")
    assert note(CHANGED) == "abstract revised · comments 2 → 7 · links nothing → https://example.org/a"


# The desk


async def at_news(seat: Seat) -> None:
    await seat.press("g", "n")
    await seat.until("No longer listed")


async def test_the_sections_lead_to_papers_and_their_changes(fed: Desk) -> None:
    async with fed.open(WIDE) as seat:
        await at_news(seat)
        assert "SINCE YOU LAST LOOKED" in seat.screen
        assert "2 new papers since you last looked" in seat.lines[0]
        assert "Pocket Barographs on Ferries" in seat.screen
        await seat.press("j")
        assert "abstract revised" in seat.screen
        assert "− Nobody measures it in a yard." in seat.screen
        assert "+ We do both for two years." in seat.screen
        await seat.press("j")
        assert "comments nothing → 7" in seat.screen
        await seat.press("j")
        assert "Paint That Dries at Dusk" in seat.screen


async def test_enter_on_a_section_shows_it_in_the_library_and_escape_leads_back(fed: Desk) -> None:
    async with fed.open(WIDE) as seat:
        await at_news(seat)
        await seat.press("j", "enter")
        assert " LIST " in seat.status
        assert "Revised texts" in seat.lines[0]
        assert seat.titles == [WIND_TITLE]
        await seat.press("escape")
        assert len(seat.titles) == 6


async def test_enter_on_a_paper_reads_it_and_q_comes_back(fed: Desk) -> None:
    async with fed.open(WIDE) as seat:
        await at_news(seat)
        await seat.press("l", "j", "enter")
        assert " READ " in seat.status
        assert "What's new › 2 of 2" in seat.lines[0]
        await seat.press("q")
        assert " NEWS 2/2" in seat.status


async def test_new_terms_are_found_when_they_are_looked_at_and_searched(fed: Desk) -> None:
    async with fed.open(WIDE) as seat:
        await at_news(seat)
        await seat.press("j", "j", "j", "j")
        await seat.until("barograph")
        await seat.press("l", "enter")
        await seat.until("2 hits")
        assert set(seat.titles) == {"Pocket Barographs on Ferries", "Reading a Barograph Aloud"}


async def test_leaving_counts_as_having_looked(fed: Desk) -> None:
    assert is_new(fed) == 2
    async with fed.open(WIDE) as seat:
        await seat.press("h")
        await seat.until(lambda: any(line.split()[:2] == ["New", "2"] for line in seat.lines))
        await seat.press("escape")
        await at_news(seat)
        assert is_new(fed) == 2, "looking goes on"
        await seat.press("q")
        assert " LIST " in seat.status
        assert is_new(fed) == 0
        await seat.press("g", "n")
        await seat.until("yards-jul")
        assert "SINCE YOU LAST LOOKED" not in seat.screen
        assert "0 new papers" in seat.lines[0]


async def test_all_can_be_counted_as_seen_without_leaving(fed: Desk) -> None:
    async with fed.open(WIDE) as seat:
        await at_news(seat)
        await seat.press("m")
        assert is_new(fed) == 0
        assert "all of this counts as seen now" in seat.status


async def test_is_new_narrows_the_library_and_is_completed(fed: Desk) -> None:
    async with fed.open(WIDE) as seat:
        await seat.press("/", "text:is:n")
        await seat.until("new")
        await seat.press("tab", "enter")
        await seat.until(lambda: len(seat.titles) == 2)


async def test_a_narrow_window_shows_one_thing_after_the_other(fed: Desk) -> None:
    async with fed.open(ONE) as seat:
        await at_news(seat)
        assert "Pocket Barographs" not in seat.screen
        await seat.press("j", "l")
        assert WIND_TITLE in seat.screen
        assert "abstract revised" in seat.screen
        await seat.press("enter")
        await seat.until("− Nobody measures it in a yard.")
        await seat.press("enter")
        assert " READ " in seat.status
        await seat.press("q", "escape")
        assert "abstract revised" in seat.screen
        await seat.press("escape")
        assert "SINCE YOU LAST LOOKED" in seat.screen


@pytest.mark.parametrize("size", [STACKED, ONE, (40, 24)])
async def test_panes_can_be_gone_through_at_every_size(fed: Desk, size: tuple[int, int]) -> None:
    async with fed.open(size) as seat:
        await at_news(seat)
        await seat.press("tab", "tab", "tab", "shift+tab", "h", "escape", "q")
        assert " LIST " in seat.status


async def test_an_empty_library_has_no_news(bare: Desk) -> None:
    async with bare.open(library=Library.open(bare.places.library)) as seat:
        await seat.press("g", "n")
        await seat.until("Nothing came since you last looked")
        await seat.press("j", "l", "enter", "tab", "m", "q")
        assert " LIST " in seat.status


def test_news_in_a_real_terminal(fed: Desk, tmp_path: Path) -> None:
    with fed.terminal() as terminal:
        terminal.wait_for("Barograph")
        terminal.press("g", "n")
        terminal.wait_for("No longer listed")
        terminal.press("j")
        terminal.wait_for("− Nobody measures it in a yard.")
        terminal.press("q", "q")
        assert terminal.wait() == 0
        assert b"Traceback" not in terminal.raw
    assert is_new(fed) == 0


def test_news_can_be_read_without_colour(fed: Desk) -> None:
    with fed.terminal(NO_COLOR="1") as terminal:
        terminal.wait_for("Barograph")
        terminal.press("g", "n")
        terminal.wait_for("No longer listed")
        terminal.press("j")
        terminal.wait_for("+ We do both for two years.")
        terminal.press("q", "q")
        assert terminal.wait() == 0


async def test_keys_ahead_of_the_count_wait_for_it(fed: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting_news, "HOLD", 60)
    async with fed.open() as seat:
        await seat.rush("g", "n", "enter")
        await seat.until("New papers")
        assert "nothing is new" not in seat.status
        assert seat.library_screen.is_current, "Enter showed the first section in the library"
