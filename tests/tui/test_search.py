"""Searching at the desk: what it narrows, completes, corrects, recalls, saves, and how it helps along."""

import asyncio
from collections.abc import Callable, Sequence
from threading import Event
from typing import Any, overload

import pytest
from textual.widgets import Input

from postil.store.library import Library
from postil.store.models import Counts
from postil.store.papers import Papers
from postil.store.query import parse
from postil.store.search import Advice, Matched, Part, Related, Results, Searcher
from postil.tui import finding
from postil.tui.screens.library import LibraryScreen
from postil.tui.screens.reader import ReaderScreen
from postil.tui.sidebar_view import with_or_without
from tests.store.shelf import record, shelve

from .conftest import NEWEST, ONE, SPRING_NAME, STACKED, Desk, Seat

KETTLES, HARBOUR, BRIDGES = NEWEST[:3]
CLOCK = "The Slow Clock Problem"


def entry(seat: Seat, label: str) -> str:
    """Return the line of the sidebar that a label stands in."""
    return next(line for line in seat.lines[1:] if f" {label} " in line[:25])[:25]


def number(seat: Seat, label: str) -> str:
    return entry(seat, label).split()[-1]


def field(seat: Seat) -> Input:
    found = seat.app.screen.query_one("#search", Input)
    return found


def offered(seat: Seat) -> list[str]:
    return [option.label for option in seat.library_screen.bar.options]


async def search(seat: Seat, text: str, hits: int) -> None:
    """Search and go to the list."""
    await seat.press("/", f"text:{text}", "enter")
    await seat.until(lambda: seat.app.desk.session.listing.text == text and len(seat.titles) == hits)


# Facets


async def test_the_sidebar_follows_the_search(desk: Desk) -> None:
    with desk.library() as library:
        keys = library.papers.keys(library.papers.ids())
        library.reading.set_star([keys[0], keys[2]], True)
    async with desk.open() as seat:
        assert number(seat, "2025") == "3"
        before = [line[:18] for line in seat.lines[1:-2]]
        await seat.press("/", "text:harmonic")
        await seat.until("YEARS in 2")
        assert [number(seat, year) for year in ("2025", "2024", "2023")] == ["1", "1", "0"]
        assert number(seat, "Starred") == "1"
        assert number(seat, "All papers") == "13"
        assert "DUMPS in 2" in seat.screen
        stays = [line[:9].strip() for line in seat.lines[2:-2]]
        assert stays[:6] == [line[:9].strip() for line in before[:6]] or "VIEWS" in stays[0]
        await seat.press("enter", "escape")
        await seat.until(lambda: number(seat, "2025") == "3")
        assert " in 2" not in seat.screen


async def test_the_sidebar_keeps_what_it_shows_while_a_line_is_not_understood(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("/", "text:harmonic")
        await seat.until("YEARS in 2")
        await seat.press("text: year:20")
        await seat.until(lambda: offered(seat)[:1] == ["2025"])
        await seat.press("escape")
        await seat.until("▲")
        await seat.until(lambda: f"YEARS in {len(seat.titles)}" in seat.screen)


def _down_to_years(seat: Seat) -> str:
    """Return the keys that lead from the first place to the first year, past all topics."""
    return "j" * (6 + len(seat.app.desk.session.base.topics))


async def test_the_cursor_in_the_sidebar_stays_on_its_place(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.until("TOPICS")
        await seat.press("h", *_down_to_years(seat))
        assert seat.library_screen.sidebar.entry is not None
        here = seat.library_screen.sidebar.entry.value
        assert here == "year:2025"
        await seat.press("f")
        await seat.until("YEARS in 3")
        assert seat.library_screen.sidebar.entry.value == here
        assert field(seat).value == "year:2025"
        assert "+ 2025" in seat.screen
        await seat.press("j", "space")
        await seat.until("/(year:2025 OR year:2024)")
        await seat.until(lambda: len(seat.titles) == 7)
        assert "+ 2025" in seat.screen
        assert "+ 2024" in seat.screen
        await seat.press("k", "f", "j")
        await seat.until(lambda: field(seat).value == "year:2024" and len(seat.titles) == 4)
        await seat.press("f")
        await seat.until(lambda: len(seat.titles) == 13)
        assert not seat.app.desk.session.chosen, "Space in the sidebar selects no paper"


@pytest.mark.parametrize(
    ("text", "value", "line"),
    [
        ("", "is:read", "is:read"),
        ("glaze  ", "year:2024", "glaze year:2024"),
        ("glaze year:2024", "year:2024", "glaze"),
        ("glaze OR harmonic", "year:2024", "(glaze OR harmonic) year:2024"),
        ("(glaze OR harmonic) -x", "is:read", "(glaze OR harmonic) -x is:read"),
        ("glaze (harmonic", "is:read", "glaze (harmonic is:read"),
        ("glaze OR (harmonic", "is:read", "(glaze OR harmonic) is:read"),
        ("glaze year:20", "is:read", "glaze year:20 is:read"),
        ("glaze year:2025 tag:x", "year:2024", "glaze (year:2025 OR year:2024) tag:x"),
        ("(year:2025 OR year:2024) glaze", "year:2023", "(year:2025 OR year:2024 OR year:2023) glaze"),
        ("(year:2025 OR year:2024) glaze", "year:2025", "year:2024 glaze"),
        ("is:unread is:starred", "is:reading", "(is:unread OR is:reading) is:starred"),
        ("is:unread", "is:starred", "is:unread is:starred"),
        ("glaze OR year:2025", "year:2024", "(glaze OR year:2025) year:2024"),
        ("(glaze year:2025 OR x)", "year:2024", "(glaze year:2025 OR x) year:2024"),
        ("year:2023..", "year:2024", "year:2023.. year:2024"),
    ],
)
def test_a_place_is_added_to_the_whole_of_a_line(text: str, value: str, line: str) -> None:
    assert with_or_without(text, value) == line


async def test_a_year_is_a_place_too(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("f")
        assert "go to the places first: press h" in seat.status
        await seat.until("TOPICS")
        await seat.press("h", *_down_to_years(seat), "enter")
        await seat.until("› 2025")
        await seat.until(lambda: set(seat.titles) == set(NEWEST[:3]))


async def test_figures_that_are_not_sure_say_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    plainly = Searcher.search

    def roughly(self: Searcher, *arguments: Any, **named: Any) -> Results:
        return plainly(self, *arguments, **named)._replace(at_least=True)

    monkeypatch.setattr(Searcher, "search", roughly)
    async with desk.open() as seat:
        await seat.press("/", "text:harmonic")
        await seat.until("YEARS in ≥2")
        assert number(seat, "2025") == "≈1"
        assert "≥2 hits" in seat.status
        assert "≥2 of 13 papers" in seat.lines[0]


# Completion


async def test_a_value_is_completed(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("/", "text:kettles year:20")
        await seat.until(lambda: offered(seat)[:1] == ["2025"])
        await seat.until("2025  1 │")  # set off from what lies behind
        await asyncio.sleep(2 * finding.COMPLAINT)
        assert "▲" not in seat.screen, "what is offered says as much"
        await seat.press("tab")
        await seat.until(lambda: field(seat).value == "kettles year:2025")
        assert offered(seat) == []
        await seat.until(lambda: seat.titles == [KETTLES])


async def test_a_choice_is_moved_to_and_enter_takes_it(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("/", "text:year:202")
        await seat.until(lambda: len(offered(seat)) > 2)
        await seat.press("down", "ctrl+n", "ctrl+p", "down", "enter")
        assert field(seat).value == "year:2024"
        assert seat.app.focused is field(seat)
        await seat.until(lambda: len(seat.titles) == 4)
        await seat.press("enter")
        assert seat.app.focused is not field(seat)


async def test_enter_is_not_taken_and_escape_hides_the_choices_first(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("/", "text:year:202")
        await seat.until(lambda: offered(seat))
        await seat.press("escape")
        assert offered(seat) == []
        assert seat.app.focused is field(seat)
        await seat.press("backspace", "text:2")
        await seat.until(lambda: offered(seat))
        await seat.press("enter")
        assert field(seat).value == "year:202"
        assert seat.app.focused is not field(seat)
        assert offered(seat) == []


async def test_a_field_is_completed_and_offers_its_values(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("/", "text:sour", "tab")
        await seat.until(lambda: field(seat).value == "source:")
        await seat.until(lambda: SPRING_NAME in offered(seat))
        await seat.press("escape", "left", "right")
        assert field(seat).value == "source:"


async def test_tab_in_an_empty_line_offers_the_fields(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("/", "tab")
        await seat.until(lambda: "tag:" in offered(seat))
        assert seat.app.focused is field(seat), "no letter that follows must be taken for a command"


@pytest.mark.parametrize("size", [ONE, STACKED])
async def test_choices_have_room_in_any_window(desk: Desk, size: tuple[int, int]) -> None:
    async with desk.open(size) as seat:
        await seat.press("/", "text:kettles harbour bridges year:20")
        await seat.until(lambda: offered(seat))
        await seat.until("2025  3")
        assert all(len(line) <= size[0] for line in seat.lines)


# Earlier searches


async def test_earlier_searches_come_back(desk: Desk) -> None:
    async with desk.open() as seat:
        await search(seat, "gardens", 2)
        await search(seat, "year:2025", 3)
    async with desk.open() as seat:
        await seat.press("escape", "escape", "/", "up")
        await seat.until(lambda: len(offered(seat)) == 2)
        assert offered(seat) == ["year:2025", "gardens"]
        await seat.press("down", "enter")
        await seat.until(lambda: field(seat).value == "gardens" and len(seat.titles) == 2)
        await seat.press("ctrl+r")
        await seat.until(lambda: offered(seat))
        await seat.press("escape", "text:x")
        assert field(seat).value == "gardensx"


async def test_without_earlier_searches_that_is_said(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("/", "up")
        await seat.until("no earlier searches")


# Corrections, errors, advice


async def test_a_correction_can_be_refused(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("/", "text:orchrads")
        await seat.until("orchrads → orchards  (ctrl+e searches 'orchrads exactly)")
        await seat.press("ctrl+e")
        assert field(seat).value == "'orchrads"
        await seat.until(lambda: "→" not in seat.screen and not seat.titles)
        await seat.press("home", "ctrl+e", "text:x")
        assert field(seat).value == "'orchradsx", "without a correction it is the end of the line"
        await seat.press("ctrl+u", "text:orchrads", "enter")
        await seat.until("orchrads → orchards")
        await seat.press("ctrl+e")
        await seat.until(lambda: "/'orchrads" in seat.screen and "→" not in seat.screen)


async def test_the_mark_stands_under_what_is_wrong(desk: Desk) -> None:
    for size in ((130, 40), (80, 24), (45, 20)):
        async with desk.open(size) as seat:
            await seat.press("/", "text:is:unread is:nonsense")
            await seat.until("▲")
            line, below = next(
                (a, b) for a, b in zip(seat.lines, seat.lines[1:], strict=False) if "is:nonsense" in a
            )
            assert line.index("nonsense") == below.index("▲"), size
            assert "takes" in seat.screen


ADVICE = (
    Advice("without year:1999", "kettles", 1),
    Advice("harmonics instead of armoniks", "harmonic", 2),
)


@pytest.fixture
def advised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Searcher, "advice", lambda *_: ADVICE)


@pytest.mark.usefixtures("advised")
async def test_where_nothing_is_found_numbers_run_what_finds_more(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("/", "text:kettles year:1999")
        await seat.until("1  without year:1999 · 1 paper")
        assert "Did you mean" in seat.screen
        await seat.press("enter", "2")
        await seat.until(lambda: len(seat.titles) == 2)
        assert field(seat).value == "harmonic"
        await seat.press("escape", "2", "j")
        assert seat.at == seat.titles[seat.app.desk.session.cursor]


@pytest.mark.usefixtures("advised")
async def test_where_nothing_is_found_enter_runs_the_chosen_advice(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("/", "text:kettles year:1999")
        await seat.until("Did you mean")
        await seat.press("enter", "j", "k", "j", "enter")
        await seat.until(lambda: len(seat.titles) == 2)
        assert isinstance(seat.app.screen, LibraryScreen)


@pytest.mark.usefixtures("advised")
async def test_below_a_few_hits_there_is_advice_too(desk: Desk) -> None:
    async with desk.open() as seat:
        await search(seat, "harmonic", 2)
        await seat.until("1  without year:1999 · 1 paper")
        await seat.press("1")
        await seat.until(lambda: seat.titles == [KETTLES])


# Saved searches


async def save(seat: Seat, text: str, name: str) -> None:
    await seat.press("/", f"text:{text}", "ctrl+a")
    await seat.until("Save this search as")
    await seat.press("ctrl+u", f"text:{name}", "enter")
    await seat.until(lambda: f"saved: {name}" in seat.status)


async def test_searches_are_saved_run_renamed_and_deleted(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("ctrl+a")
        assert "nothing is being searched" in seat.status
        await save(seat, "harmonic", "Tuned things")
        await seat.until("1 Tuned things")
        await seat.until(lambda: number(seat, "Tuned things") == "2")
        await seat.press("enter", "escape", "escape")
        await seat.until(lambda: len(seat.titles) == 13)
        await seat.press("1")
        await seat.until(lambda: len(seat.titles) == 2)
        assert field(seat).value == "harmonic"
        await seat.press("escape")
        await seat.until(lambda: len(seat.titles) == 13)
        await seat.press("h", *"jjjjjj", "enter")
        await seat.until(lambda: len(seat.titles) == 2)
        await seat.press("h", "c", "c")
        await seat.until("Rename this search to")
        await seat.press("ctrl+u", "text:Tones", "enter")
        await seat.until("1 Tones")
        await seat.press("d", "d")
        await seat.until(lambda: "SEARCHES" not in seat.screen)
        await seat.press("u")
        await seat.until("1 Tones")
    async with desk.open() as seat:
        await seat.until("1 Tones")


async def test_a_number_is_a_count_where_something_follows_it(desk: Desk) -> None:
    async with desk.open() as seat:
        await save(seat, "harmonic", "one")
        await seat.press("enter", "escape", "escape")
        await seat.until(lambda: len(seat.titles) == 13)
        await seat.press("g", "g", "1", "j")
        await seat.pilot.pause(0.8)
        assert seat.at == HARBOUR
        assert len(seat.titles) == 13
        await seat.press("g", "/", "1")
        await seat.until(lambda: len(seat.titles) == 2)
        await seat.press("escape", "g", "/", "7")
        await seat.until("there is no saved search 7")


async def test_the_palette_saves_and_runs_by_name(desk: Desk) -> None:
    async with desk.open() as seat:
        await save(seat, "harmonic", "Tuned things")
        await seat.press("enter", "escape", ":", "text:Tuned")
        await seat.until("saved search: Tuned things")
        await seat.pilot.pause(0.3)
        await seat.press("enter")
        await seat.until(lambda: len(seat.titles) == 2)


@pytest.mark.parametrize("text", ["OR harmonic", "glaze OR harmonic", "glaze) OR harmonic"])
async def test_a_search_is_saved_with_the_place_that_it_was_made_in(desk: Desk, text: str) -> None:
    async with desk.open() as seat:
        await seat.press("h", "j", "enter")
        scope = seat.library_screen.session.scope
        assert scope
        await save(seat, text, "here")
    with desk.library() as library:
        assert parse(library.searches.get("here").query) == parse(scope).narrowed(parse(text))


@pytest.mark.tampers
async def test_a_saved_search_that_no_longer_makes_sense_does_no_harm(desk: Desk) -> None:
    with desk.library() as library, library.transaction() as db:
        db.execute("INSERT INTO saved_search (name, query, position) VALUES ('odd', 'rating:99', 1)")
    async with desk.open() as seat:
        await seat.press("1")
        await seat.until("▲")
        assert len(seat.titles) == 13


# Related, and why


@pytest.fixture
def likened(monkeypatch: pytest.MonkeyPatch, desk: Desk) -> Callable[[str], str]:
    with desk.library() as library:
        ids = {library.papers.by_id(paper).title: paper for paper in library.papers.ids()}
    found = (
        Related(ids[CLOCK], 0.7, ("harmonic", "drift"), (), ()),
        Related(ids[BRIDGES], 0.4, ("water",), ("https://example.org/ladder",), (SPRING_NAME,)),
    )
    monkeypatch.setattr(Searcher, "related", lambda *_: found)
    return lambda title: title


@pytest.mark.usefixtures("likened")
async def test_related_papers_say_why_and_lead_back_exactly(desk: Desk) -> None:
    async with desk.open((130, 20)) as seat:
        await seat.press("/", "text:year:2021..", "enter", "7", "j")
        await seat.until("YEARS in 11")
        before = seat.lines
        for leave in ("escape", "q"):
            await seat.press("g", "r")
            await seat.until("› Related to")
            assert seat.titles == [CLOCK, BRIDGES]
            assert "harmonic, drift" in seat.screen
            assert (
                f"water · both link example.org/ladder · near each other in {SPRING_NAME}"[:40] in seat.screen
            )
            assert "most alike" in seat.status
            await seat.press("j", "s", "enter")
            assert isinstance(seat.app.screen, ReaderScreen)
            assert seat.at == BRIDGES
            await seat.press("u", "q", leave)
            await seat.until(lambda: seat.lines[2:-2] == before[2:-2])
        assert seat.app.is_running


@pytest.mark.usefixtures("likened")
async def test_related_papers_from_the_reader(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("j", "enter", "g", "r")
        await seat.until(f"› Related to “{HARBOUR}”")
        await seat.press("/", "text:gardens")
        await seat.until(lambda: len(seat.titles) == 2)
        assert "Related" not in seat.screen


@pytest.mark.usefixtures("likened")
async def test_the_search_line_stands_aside_for_related_papers(desk: Desk) -> None:
    async with desk.open() as seat:
        await search(seat, "harmonic", 2)
        assert "/harmonic" in seat.lines[1].replace("/ ", "/")
        await seat.press("g", "r")
        await seat.until("most alike")
        assert "harmonic" not in seat.lines[1]
        await seat.press("escape")
        await seat.until("/harmonic  2 hits")
        assert "harmonic" in seat.lines[1]
        await seat.press("g", "r")
        await seat.until("most alike")
        await seat.press("/")
        assert "harmonic" in seat.lines[1], "who types sees the line"


async def test_what_is_never_closed_is_told_at_its_place(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("/", "text:harmonic (drift", "enter")
        await seat.until("is never closed")
        assert seat.lines[2].index("▲") == seat.lines[1].index("(")
        await seat.press("/", "text:)")
        await seat.until(lambda: "is never closed" not in seat.screen)


async def test_papers_that_come_from_elsewhere_are_counted(desk: Desk) -> None:
    async with desk.open() as seat:
        await search(seat, "harmonic", 2)
        with desk.library() as library:
            shelve(library, record(1, title="News of the Wharf", published="2031-01-01"), dump="news.txt")
        assert "13 papers" in seat.lines[0]
        await seat.press("escape")
        await seat.until("14 papers")
        await seat.until("2031")
        assert "news.txt" in seat.screen


async def test_completion_counts_what_the_rest_of_the_line_leaves(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("/", "text:harmonic year:20")
        await seat.until(lambda: offered(seat)[:1] == ["2025"])
        await seat.until("2025  1 │")


async def test_a_word_that_nobody_has_leads_to_words_that_begin_alike(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("/", "text:harmoqqqzz", "enter")
        await seat.until("harmonic, which begins alike")
        await seat.press("1")
        await seat.until("/harmonic  2 hits")


@pytest.mark.usefixtures("likened")
async def test_leaving_among_related_papers_comes_back_to_the_list(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("2", "j", "g", "r")
        await seat.until("› Related to")
        await seat.press("ctrl+q")
    async with desk.open() as seat:
        assert seat.at == BRIDGES
        assert len(seat.titles) == 13


async def test_nothing_related_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Searcher, "related", lambda *_: ())
    async with desk.open() as seat:
        await seat.press("g", "r")
        await seat.until("no paper is like this one")


async def test_why_a_hit_was_found(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = (Part("title", 2.5, "kettles stands in it"), Part("recent", 0.25, "from 2025"))
    monkeypatch.setattr(Searcher, "explain", lambda *_: parts)
    async with desk.open() as seat:
        await seat.press("w")
        await seat.settle()
        assert "Why it was found" not in seat.screen
        await seat.press("q")
        await search(seat, "kettles", 1)
        await seat.press("w")
        await seat.until("Why it was found")
        assert seat.screen.index("Why it was found") < seat.screen.index(" abstract "), "it is what was asked"
        assert "kettles stands in it" in seat.screen
        assert "2.50" in seat.screen


# Orders and help


async def test_hits_are_sorted_and_the_best_match_is_the_default(desk: Desk) -> None:
    async with desk.open() as seat:
        await search(seat, "harmonic", 2)
        assert "best match" in seat.status
        best = seat.titles
        await seat.press("S", "o")
        await seat.until(lambda: seat.titles == [CLOCK, KETTLES])
        assert "oldest" in seat.status
        await seat.press("S", "b")
        await seat.until(lambda: seat.titles == best and "best match" in seat.status)
        await seat.press("S", "o")
        await seat.until("oldest")
        await seat.press("q")
    async with desk.open() as seat:
        await seat.until(lambda: seat.titles == [CLOCK, KETTLES])
        await seat.press("escape")
        await seat.until(lambda: len(seat.titles) == 13)
        assert "newest" in seat.status
        await seat.press("S", "b")
        assert "no words are being searched" in seat.status


async def test_help_has_the_search_language(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("?", "/", "text:what can be searched year")
        await seat.until("What can be searched")
        assert "year:" in seat.screen
        await seat.press("text: nowhere")
        await seat.until("No line has these words.")
        await seat.press("ctrl+u", "text:in a dialog")
        await seat.until("Choose what is under the cursor.")


# Any number of papers


class Million(Sequence[int]):
    """A million papers that can be looked at a page at a time, and in no other way."""

    def __init__(self, ids: Sequence[int]) -> None:
        self._ids = ids

    def __len__(self) -> int:
        return 1_000_000

    @overload
    def __getitem__(self, index: int) -> int: ...

    @overload
    def __getitem__(self, index: slice) -> list[int]: ...

    def __getitem__(self, index: int | slice) -> int | list[int]:
        if isinstance(index, int):
            return self._ids[index % len(self._ids)]
        places = range(*index.indices(len(self)))
        assert len(places) <= 10_000, "so many papers are not read at once"
        return [self[place] for place in places]

    def index(self, value: object, *_: Any) -> int:
        return self._ids.index(value)  # type: ignore[arg-type]

    def __contains__(self, value: object) -> bool:
        return value in self._ids

    def __iter__(self):  # type: ignore[no-untyped-def]
        raise AssertionError("nobody goes through a million papers")

    def __eq__(self, _other: object) -> bool:
        raise AssertionError("nobody compares a million papers")

    __hash__ = None  # type: ignore[assignment]


@pytest.fixture
def million(monkeypatch: pytest.MonkeyPatch, desk: Desk) -> Desk:
    """A desk that takes its library for a large one."""
    with desk.library() as library:
        ids = library.papers.ids()
    found = Results(Million(ids), (), 1_000_000, matched=Matched())  # type: ignore[arg-type]
    monkeypatch.setattr(Searcher, "search", lambda *_, **__: found)
    counts = Counts(1_000_000, {"unread": 999_999})
    monkeypatch.setattr(Searcher, "counts", lambda *_: counts)
    monkeypatch.setattr(Library, "counts", lambda *_: counts)
    monkeypatch.setattr(Papers, "all", lambda *_: found.ids)
    return desk


async def test_a_million_papers_open_scroll_and_end(million: Desk) -> None:
    async with million.open() as seat:
        await seat.until("1,000,000 papers · 999,999 unread")
        assert seat.at == KETTLES
        await seat.press("G")
        assert "1,000,000/1,000,000" in seat.status
        await seat.press("k", "ctrl+u", "5", "0", "0", "0", "0", "0", "G")
        assert "500,000/1,000,000" in seat.status
        await seat.press("S", "t")
        await seat.until("title")
        await seat.press("g", "g", "h", "j", "enter")
        await seat.until("› Unread")


async def test_a_range_over_a_million_papers_freezes_nothing(million: Desk) -> None:
    async with million.open() as seat:
        await seat.until("1,000,000 papers")
        await seat.press("V", "G")
        assert "1,000,000 selected" in seat.status
        await seat.press("r")
        assert "more than 100,000 papers are selected" in seat.status
        await seat.press("V")
        await seat.until("is not kept")
        assert "selected" not in seat.status
        await seat.press("g", "g", "V", "9", "j", "V", "/", "text:x", "enter")
        await seat.until("10 selected")


async def test_the_next_unread_paper_may_be_far_away(million: Desk) -> None:
    with million.library() as library:
        keys = library.papers.keys(library.papers.ids())
        library.reading.set_status(keys, "read")
    async with million.open() as seat:
        await seat.until("1,000,000 papers")
        await seat.press("}")
        await seat.press("j")
        assert seat.at == HARBOUR, "the desk goes on meanwhile"


async def test_a_long_search_is_shown_quietly_and_the_rows_stay(desk: Desk, gate: Event) -> None:
    async with desk.open() as seat:
        gate.clear()
        await seat.press("/", "text:harmonic")
        await seat.until("⋯")
        assert len(seat.titles) == 13, "the last good rows stay until the next answer"
        assert KETTLES in seat.screen
        gate.set()
        await seat.until(lambda: len(seat.titles) == 2)
        await seat.until(lambda: "⋯" not in seat.status)


async def test_keys_after_a_search_wait_for_what_it_finds(
    desk: Desk, gate: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Typed ahead of the answer, `x` means the paper that was searched for, not the one that stands there."""
    monkeypatch.setattr(finding, "HOLD", 60)
    async with desk.open() as seat:
        gate.clear()
        seat.send("/", *"harmonic", "enter", "x")
        await asyncio.sleep(0.3)
        assert len(seat.titles) == 13
        gate.set()
        await seat.until("marked dropped")
        found = seat.titles[0]
        assert len(seat.titles) == 2
    with desk.library() as library:
        assert [step.label for step in library.history.steps()] == [f"mark dropped: {found}"]


async def test_keys_wait_for_no_answer_for_long(desk: Desk, gate: Event) -> None:
    async with desk.open() as seat:
        gate.clear()
        await seat.press("/", "text:harmonic", "enter", "x")
        assert len(seat.titles) == 13, "the answer is still on its way"
        assert "marked dropped" in seat.status and seat.paper.status == "dropped"
        gate.set()
        await seat.until(lambda: len(seat.titles) == 2)
