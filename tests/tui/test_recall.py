"""Recall: invited, asked, graded, taken back; and nothing of it without its highlight."""

from datetime import datetime, timedelta

import pytest

from postil.store.cloze import GAP, hidden, passage_of
from postil.store.models import Highlight, Paper
from postil.tui.soon import mention_due

from .conftest import NEWEST, ONE, STACKED, WIDE, Desk, Seat

FIRST, SECOND = "A kettle is tuned by ear.", "We tune forty kettles by a harmonic ladder, e.g. in thirds."
SHOWN = "We tune forty"


def highlight(desk: Desk, *quotes: str, comment: str = "") -> list[str]:
    """Mark passages of the first paper; the one marked last is asked first."""
    with desk.library() as library:
        key = library.papers.resolve(NEWEST[0])
        made = []
        for number, quote in enumerate(quotes):
            one = library.highlights.add(key, *library.highlights.find(key, quote), number + 1, comment)
            created = f"2025-06-01T10:00:{number:02}+00:00"
            made.append(library.highlights.put(one._replace(created=created)).highlight_id)
        return made


def begin(desk: Desk) -> None:
    with desk.library() as library:
        library.recall.turn(True)


def text(seat: Seat) -> str:
    """What stands on the screen, wherever its lines end."""
    return " ".join(seat.screen.split())


def cards(desk: Desk) -> dict[str, str]:
    """The cards: when each highlight is due."""
    with desk.library() as library:
        return dict(library.db.execute("SELECT highlight_id, due FROM recall"))


def day(number: int) -> str:
    return (datetime.now().astimezone().date() + timedelta(number)).isoformat()


async def test_it_explains_itself_before_it_begins(desk: Desk) -> None:
    highlight(desk, FIRST)
    async with desk.open() as seat:
        await seat.press("g", "v")
        assert " RECALL " in seat.status and "about a minute" in seat.screen
        await seat.press(" ", "3", "d", "d")
        assert "there is nothing to recall here" in seat.status
        await seat.press("q", "g", "v", "enter")
        assert "What did you mark here?" in seat.screen and "1 of 1" in seat.lines[0]
        await seat.press("Q")
        assert "recall is off" in seat.status and "about a minute" in seat.screen
        await seat.press("u")
        assert "What did you mark here?" in seat.screen


@pytest.mark.parametrize("key", [" ", "enter", "right", "l"])
async def test_what_was_marked_is_hidden_until_one_looks(desk: Desk, key: str) -> None:
    highlight(desk, SECOND, comment="forty, and no more")
    begin(desk)
    async with desk.open() as seat:
        await seat.press("g", "v")
        shown = text(seat)
        assert NEWEST[0] in shown and FIRST in shown and "forty, and no more" in shown
        assert f"{SHOWN} {GAP * 7}" not in shown and "harmonic" not in shown and GAP * 8 in shown
        await seat.press("3")
        assert "look first" in seat.status and cards(desk) == {}
        await seat.press(key)
        assert SECOND in text(seat)
        assert "1 again  tomorrow" in seat.screen and "4 easy   in 8 days" in seat.screen


@pytest.mark.parametrize(("grade", "days"), [("1", 1), ("2", 1), ("3", 2), ("4", 8)])
async def test_a_grade_says_when_it_is_asked_again(desk: Desk, grade: str, days: int) -> None:
    first, second = highlight(desk, FIRST, SECOND)
    begin(desk)
    async with desk.open() as seat:
        await seat.press("g", "v", " ", grade)
        assert cards(desk) == {second: day(days)}
        assert ("known 0 · again 1" if grade == "1" else "known 1 · again 0") in seat.status
        assert "2 of 2" in seat.lines[0]
        await seat.press("u")
        assert cards(desk) == {} and "1 of 2" in seat.lines[0]
        assert SECOND in text(seat), "it is to be graded anew"
        await seat.press("ctrl+r")
        assert cards(desk) == {second: day(days)} and "2 of 2" in seat.lines[0]
        await seat.press("enter", "4")
        assert "That is today's minute" in seat.screen
        assert "2 highlights recalled" in seat.screen and "within a week" in seat.screen
        await seat.press("q", "g", "v")
        assert "Nothing to recall today" in seat.screen
        await seat.press("u")
        assert "1 of 1" in seat.lines[0] and set(cards(desk)) == {second}
    assert first not in cards(desk)


async def test_a_highlight_can_be_left_out(desk: Desk) -> None:
    _, second = highlight(desk, FIRST, SECOND)
    begin(desk)
    async with desk.open() as seat:
        await seat.press("g", "v", "d", "d")
        assert "asked no more" in seat.status and "2 of 2" in seat.lines[0]
        assert cards(desk) == {second: "never"}
        await seat.press("u")
        assert cards(desk) == {} and "1 of 2" in seat.lines[0]
        await seat.press("d", "d", "q", "g", "v")
        assert "1 of 1" in seat.lines[0]
    with desk.library() as library:
        assert library.highlights.has(second)


async def test_the_passage_is_read_in_its_paper_and_what_is_deleted_there_falls_out(desk: Desk) -> None:
    _, second = highlight(desk, FIRST, SECOND)
    begin(desk)
    async with desk.open() as seat:
        await seat.press("g", "v", "enter", "enter")
        assert " READ " in seat.status and "Recall › 1 of 1" in seat.lines[0]
        await seat.until(lambda: seat.app.screen.text.current.highlight.highlight_id == second)
        await seat.press("q")
        assert " RECALL " in seat.status and SECOND in text(seat)
        await seat.press("enter", "d", "d", "q")
        assert "1 of 1" in seat.lines[0] and "2" not in seat.lines[0]
        await seat.press("u")
        assert "1 of 2" in seat.lines[0], "undone, it is asked again"
        await seat.press("g", "l")
        assert " LIST " in seat.status


async def test_what_is_due_is_mentioned_once_and_only_to_who_wants_it(desk: Desk) -> None:
    highlight(desk, FIRST, SECOND)
    async with desk.open() as seat:
        mention_due(seat.app.desk)
        await seat.settle()
        assert "recall" not in seat.status
    begin(desk)
    async with desk.open() as seat:
        await seat.until("2 highlights to recall today · g v")
        await seat.press("g", "v", " ", "3", " ", "3", "q")
        mention_due(seat.app.desk)
        await seat.settle()
        assert "to recall today" not in seat.status


async def test_without_highlights_it_says_how_to_make_one(desk: Desk) -> None:
    begin(desk)
    async with desk.open() as seat:
        await seat.press("g", "v")
        assert "Nothing is highlighted yet" in seat.screen
        await seat.press("enter", "escape")
        assert " LIST " in seat.status


@pytest.mark.parametrize("size", [WIDE, STACKED, ONE, (40, 12)])
async def test_it_fits_any_window(desk: Desk, size: tuple[int, int]) -> None:
    highlight(desk, FIRST, SECOND)
    begin(desk)
    async with desk.open(size) as seat:
        await seat.press("g", "v")
        assert "space look" in seat.lines[-2]
        await seat.press(" ")
        assert "e.g. in thirds." in text(seat), "what was marked comes into view"
        assert all(name in seat.lines[-2] for name in ("1 again", "2 hard", "3 good", "4 easy"))
        assert all(len(line) <= size[0] for line in seat.lines)
        await seat.resize((20, 5))
        await seat.resize(size)
        await seat.press("3")
        assert "known 1" in seat.status


def test_a_real_terminal_reviews_a_minute(desk: Desk) -> None:
    highlight(desk, FIRST, SECOND)
    with desk.terminal() as terminal:
        terminal.wait_for("LIST 1/13")
        terminal.press("g", "v", "enter", "space", "4", "space", "1")
        terminal.wait_for("That is today's minute")
        terminal.press("u")
        terminal.wait_for("2 of 2")
        terminal.press("2", "q", "q")
        assert terminal.wait() == 0
    assert sorted(cards(desk).values()) == [day(1), day(8)]


@pytest.mark.parametrize(
    ("field", "quote", "shown"),
    [
        ("abstract", "Two.", "One. ▁▁▁▁ Three (3) is the last of all three. …"),
        ("abstract", "One. Two.", "▁▁▁▁ ▁▁▁▁ Three (3) is the last of all three. …"),
        ("abstract", "is the last of", "… Two. Three (3) is ▁▁▁ ▁▁▁▁ ▁▁ all three. Four follows."),
        ("abstract", "Four follows.", "… Three (3) is the last of all three. ▁▁▁▁ ▁▁▁▁▁▁▁▁"),
        ("title", "small numbers", "On ▁▁▁▁▁ ▁▁▁▁▁▁▁"),
    ],
)
def test_a_passage_shows_its_neighbours_and_no_more_of_itself_than_a_beginning(
    field: str, quote: str, shown: str
) -> None:
    abstract = "One. Two. Three (3) is the last of all three. Four follows."
    paper = Paper("k", "On small numbers", abstract, "", "")
    start = getattr(paper, field).index(quote)
    marked = Highlight("h", "k", field, start, start + len(quote), quote, "", "", "", 1)  # type: ignore[arg-type]
    passage = passage_of(marked, paper)
    assert hidden(passage) == shown
    assert quote in passage.text
