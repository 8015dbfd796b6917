"""Triage: one paper at a time, a key for each verdict, and the way back."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from postil.store.library import Library
from postil.tui.pile import AHEAD, Pile, pile_of
from postil.tui.session import Session
from postil.tui.sifting import lasting
from tests.store.shelf import record, shelve

from .conftest import NEWEST, ONE, STACKED, WIDE, Desk, Seat

KETTLES, HARBOUR, BRIDGES = NEWEST[:3]


def shown(seat: Seat) -> str:
    """The title of the paper that is asked about."""
    paper = seat.app.screen.session.paper()
    return paper.title if paper else ""


def found(desk: Desk, query: str) -> list[str]:
    """The titles that a query of marks finds, newest first."""
    from postil.store.query import parse, where

    with desk.library() as library:
        rows = library.papers.rows(library.papers.ids(*where(parse(query))))
    return [row.title for row in rows]


@pytest.mark.parametrize(
    ("key", "query", "said", "counts"),
    [
        ("y", "is:kept", "kept", "kept 1 · later 0 · dropped 0"),
        ("right", "is:kept", "kept", "kept 1 · later 0 · dropped 0"),
        ("s", "is:kept is:starred", "kept, starred", "kept 1 · later 0 · dropped 0"),
        ("l", "is:later", "later", "kept 0 · later 1 · dropped 0"),
        ("x", "is:dropped", "dropped", "kept 0 · later 0 · dropped 1"),
        ("left", "is:dropped", "dropped", "kept 0 · later 0 · dropped 1"),
    ],
)
async def test_a_key_decides_and_leads_to_the_next(
    desk: Desk, key: str, query: str, said: str, counts: str
) -> None:
    async with desk.open() as seat:
        await seat.press("T")
        assert " TRIAGE kept 0 · later 0 · dropped 0" in seat.status
        assert "1 of 13" in seat.lines[0] and shown(seat) == KETTLES
        await seat.press(key)
        assert counts in seat.status
        assert "2 of 13" in seat.lines[0] and shown(seat) == HARBOUR
        assert found(desk, query) == [KETTLES]
        await seat.press("u")
        assert shown(seat) == KETTLES and "undone: " in seat.status
        assert found(desk, query) == []
        await seat.press("ctrl+r")
        assert shown(seat) == HARBOUR
        assert found(desk, query) == [KETTLES]
        await seat.press("[")
        assert counts in seat.status
        assert f" {said} · 1 of 13" in seat.lines[0], "what was decided is told"


async def test_keys_faster_than_frames_are_taken_in_order(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.rush("T", "y", "x", "l", "s", "x", "u", "y")
        await seat.until(lambda: shown(seat) == NEWEST[5])
        await seat.press("]", "[")
        assert "kept 3 · later 1 · dropped 1" in seat.status
    assert found(desk, "is:kept") == [NEWEST[0], NEWEST[3], NEWEST[4]]
    assert found(desk, "is:dropped") == [NEWEST[1]]


async def test_only_what_waits_in_the_list_is_asked_about(desk: Desk) -> None:
    with desk.library() as library:
        library.reading.set_status([library.papers.resolve(KETTLES)], "read")
        day = date.today()
        library.triage.judge([library.papers.resolve(HARBOUR)], "later", day.isoformat())
        before = (day - timedelta(1)).isoformat()
        library.triage.judge([library.papers.resolve(NEWEST[4])], "later", before)
        library.triage.judge([library.papers.resolve(NEWEST[3])], "keep", before)
    async with desk.open() as seat:
        await seat.press("T")
        assert "1 of 10" in seat.lines[0] and shown(seat) == BRIDGES
        await seat.press("]")
        assert shown(seat) == NEWEST[4], "what was put off yesterday is asked again"
        await seat.press("q", "/", "text:gardens", "enter", "T")
        await seat.until("Triage")
        titles = {NEWEST[9], NEWEST[10]}
        assert "Triage › All papers › gardens" in seat.lines[0]
        assert "1 of 2" in seat.lines[0] and shown(seat) in titles
        assert any(span.style == "hit" for span in seat.app.screen.text.document.spans), "hits are marked"


async def test_what_is_selected_is_asked_about_whatever_was_said_of_it(desk: Desk) -> None:
    with desk.library() as library:
        library.reading.set_status([library.papers.resolve(HARBOUR)], "dropped")
    async with desk.open() as seat:
        await seat.press("j", " ", "j", " ", "T")
        assert "Triage › 2 selected" in seat.lines[0] and "1 of 2" in seat.lines[0]
        assert shown(seat) == HARBOUR
        await seat.press("y")
        assert shown(seat) == NEWEST[3]
    assert found(desk, "is:kept") == [HARBOUR]


async def test_a_list_in_which_nothing_waits_says_so(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("V", "G", "V", "x", "T")
        assert "nothing here waits for triage" in seat.status
        assert " LIST " in seat.status


async def test_the_end_tells_what_was_decided_and_shows_what_was_kept(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("T", "s", "y", "l", "x", *["]"] * 9)
        screen = seat.screen
        assert "That is the whole pile" in screen
        assert "13 papers in " in screen
        assert "2 kept     to read, 1 of them starred" in screen
        assert "9 skipped" in screen
        await seat.press("y")
        assert "keep: there is no paper here" in seat.status
        await seat.press("u")
        assert shown(seat) == NEWEST[3]
        await seat.press("G", "x", *["]"] * 9, "enter")
        await seat.until(" LIST 1/2")
        assert seat.titles == [KETTLES, HARBOUR]
        assert "› Kept" in seat.lines[0] and "Later" in seat.screen, "the sidebar has places for both"


async def test_reading_leads_back_to_the_paper_that_was_read_last(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("T", "]", "enter")
        assert " READ " in seat.status and "Triage › 2 of 13" in seat.lines[0]
        await seat.press("]", "q")
        assert " TRIAGE " in seat.status and shown(seat) == BRIDGES
        await seat.press("y", "q")
        assert " LIST " in seat.status and seat.at == KETTLES, "the library stays where it was"
    assert found(desk, "is:kept") == [BRIDGES]


async def test_a_note_can_be_written_on_the_way(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("T", "]", "e", "text:mind the fog", "escape")
        assert "mind the fog" in " ".join(seat.app.screen.text.document.text.split())
        await seat.press("y", "u")
        assert shown(seat) == HARBOUR
        await seat.press("u")
        assert "undone: note" in seat.status and shown(seat) == HARBOUR


async def test_sentences_begin_lines_and_highlights_stay_where_they_are(desk: Desk) -> None:
    with desk.library() as library:
        key = library.papers.resolve(KETTLES)
        library.highlights.add(key, "abstract", *library.highlights.find(key, "We tune forty kettles")[1:], 2)
    async with desk.open() as seat:
        await seat.press("T")
        assert [line.strip() for line in seat.lines if "kettle" in line and "://" not in line] == [
            "A kettle is tuned by ear.",
            "2 We tune forty kettles by a harmonic ladder, e.g. in thirds.",
        ]
        document = seat.app.screen.text.document
        assert [document.text[a:b] for a, b, style in document.spans if style == "pen-2"] == [
            "We tune forty kettles"
        ]


async def test_space_turns_pages_and_nothing_else(desk: Desk) -> None:
    async with desk.open(ONE) as seat:
        await seat.press("T", "]", " ")
        assert seat.app.screen.text.top > 0
        await seat.press(*[" "] * 20)
        assert shown(seat) == HARBOUR
        await seat.press("]")
        assert seat.app.screen.text.top == 0
        await seat.press("[", "[", "[")
        assert "this is the first paper of the pile" in seat.status


@pytest.mark.parametrize("size", [WIDE, STACKED, ONE])
async def test_it_fits_any_window(desk: Desk, size: tuple[int, int]) -> None:
    async with desk.open(size) as seat:
        await seat.press("T", "y", "x", "l")
        assert "kept 1 · later 1 · dropped 1" in seat.status
        assert "4 of 13" in seat.lines[0]
        assert all(key in seat.lines[-2] for key in ("y keep", "x drop", "l later", "s star"))
        assert all(len(line) <= size[0] for line in seat.lines)
        await seat.resize((37, 20))
        assert "4/13" in seat.lines[0]
        await seat.resize((20, 5))
        assert "Enlarge the window" in seat.screen
        await seat.resize(size)
        await seat.press("y")
        assert "kept 2" in seat.status


async def test_another_library_ends_it(desk: Desk, tmp_path: Path) -> None:
    page = tmp_path / "more.jsonl"
    page.write_text('{"title": "Sundials Indoors", "abstract": "They are always right at night."}\n')
    async with desk.open() as seat:
        await seat.press("T", "enter", "g", "i", f"text:{page}", "enter")
        await seat.until("new papers")
        await seat.press("escape", "escape", "escape")
        await seat.until(" LIST ")
        assert len(seat.titles) == 14


def test_a_real_terminal_goes_through_a_pile(desk: Desk) -> None:
    with desk.terminal() as terminal:
        terminal.wait_for("LIST 1/13")
        terminal.press("T")
        terminal.wait_for("TRIAGE kept 0")
        terminal.press("y", "x", "right", "left", "l", "u", "s")
        terminal.wait_for("kept 3 · later 0 · dropped 2")
        terminal.wait_for("6 of 13")
        terminal.press("escape")
        terminal.wait_for("LIST 1/13")
        terminal.press("q")
        assert terminal.wait() == 0
    assert found(desk, "is:kept") == [NEWEST[0], NEWEST[2], NEWEST[4]]
    assert found(desk, "is:dropped") == [NEWEST[1], NEWEST[3]]


def test_a_pile_is_found_as_far_as_one_comes() -> None:
    asked: list[int] = []

    def waiting(some: "list[int]") -> list[int]:
        asked.extend(some)
        return [one for one in some if one % 3]

    pile = Pile(range(1_000_000), waiting, 700_000, False)
    assert pile.said() == "≤700,000" and not asked
    assert pile.has(0) and [*pile[:3]] == [1, 2, 4] and len(pile) >= AHEAD
    assert pile.has(600) and pile.said() == "≤700,000" and len(asked) < 2_000
    assert len(pile) > 600 and pile[600] == 901, "there is a next one for whoever steps on"
    small = Pile(range(100), waiting, 100, False)
    assert (len(small), small.said(), small[-1], small.has(66), small.has(-1)) == (66, "66", 98, False, False)
    assert (small.total, [*small][-1]) == (66, 98)
    with pytest.raises(IndexError):
        small[66]


def test_the_number_of_a_whole_library_is_known_before_it_is_gone_through(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library.db")
    placed = shelve(library, *(record(n, f"Number {n}") for n in range(1, 12_001)))
    library.reading.set_status([one.key for one in placed[:500]], "dropped")
    session = Session(library)
    session.listing = session.listing._replace(ids=library.papers.all("position"))
    pile = pile_of(session, "2025-06-30")
    assert (pile.said(), pile[0]) == ("11,500", 501)
    session.sort = "position"
    session.chosen.stretch(3, 5)
    assert pile_of(session, "2025-06-30")[:] == [4, 5, 6]
    library.close()


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, "1 second"), (61, "61 seconds"), (100, "2 minutes"), (3600, "60 minutes")]
)
def test_how_long_it_took(seconds: float, said: str) -> None:
    assert lasting(seconds) == said
