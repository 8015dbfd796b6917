"""Statistics: drawn from values, and shown in the desk."""

from datetime import date

import pytest

from postil.store.habits import Day, Habits, Streaks
from postil.store.models import Counts
from postil.tui.stats_lines import Room, over_time, sections
from postil.tui.stats_view import stats_document

from .conftest import ONE, STACKED, Desk

TODAY = date(2025, 6, 18)
COUNTS = Counts(
    papers=200,
    statuses={"unread": 150, "reading": 8, "read": 40, "dropped": 2},
    tags={"moss": 3},
    years={"2023": 20, "2024": 180},
)
HABITS = Habits(
    days={"2025-06-16": Day(read=3, notes=1), "2025-06-17": Day(highlights=1)},
    funnel={"triaged": 50, "begun": 48, "read": 40, "annotated": 10},
    waits=(0.5, 3.0, 4.0, 40.0, 400.0),
    lists={"Club": (8, 2), "Thesis": (3, 3)},
    tags={"moss": {"2024-01": 1, "2024-12": 2}, "wet": {"2024-11": 8}},
)

POCKET = """\
Reading
    May Jun
Mon ·······▓
    ·······░
Wed ········
    ·······
Fri ·······
    ·······
Sun ·······
· none  ░ 1  ▒ 2  ▓ 4  █ 8 and more
3 read · 1 highlight · 1 note on 2 days
2 days in a row now, 4 at the longest

From all papers to those you wrote in
  all        200        ━━━━━━━━━━━━
  triaged     50   25%  ━━━
  begun       48   96%  ━━━
  read        40   83%  ━━╸
  annotated   10   25%  ╸

From import to reading
Half of what you read was read within 4 days.
  a day      1  ━━━━━━
  a week     2  ━━━━━━━━━━━━
  a month    0
  a quarter  1  ━━━━━━
  a year     0
  longer     1  ━━━━━━

Reading lists
  Club    2/8  ━━━─────────
  Thesis  3/3  ━━━━━━━━━━━━

Tags over time
  wet   8  ··········█·
  moss  3  ▄··········█
           Jan 2024

Status
  unread   150  ━━━━━━━━━━━━
  reading    8  ╸
  read      40  ━━━
  dropped    2  ╸

Years
  2023   20  ━╸
  2024  180  ━━━━━━━━━━━━

Tags
  moss  3  ━━━━━━━━━━━━
"""


def text(width: int, plain: bool = False) -> str:
    return stats_document(sections(COUNTS, HABITS, Streaks(2, 4), TODAY, Room(width, plain))).text


def test_statistics_are_drawn_for_a_little_room() -> None:
    drawn = text(12)
    assert drawn.splitlines()[:9] == POCKET.splitlines()[:9], "eight weeks"
    pocket = text(38).splitlines()
    assert "\n".join(pocket[9:]).strip() == "\n".join(POCKET.splitlines()[9:])


@pytest.mark.parametrize("width", [28, 38, 60, 76])
def test_no_line_is_wider_than_the_room(width: int) -> None:
    said = {"Half of what", "· none", "From all", " read ", "in a row"}
    for line in text(width).splitlines():
        assert len(line) <= width or any(words in line for words in said)


def test_plain_statistics_are_figures() -> None:
    plain = text(76, plain=True)
    assert not set("░▒▓█━─╸▁▂▃▄▅▆▇") & set(plain)
    assert "  2025-06-16  3 read · 1 note\n" in plain
    assert "  Club    2/8\n" in plain


def test_plain_statistics_name_tags_in_full() -> None:
    name = "owls/of-the-northern-woods"
    lines = over_time({name: {"2025-06": 1}}, Room(40, plain=True))
    assert [line.said.split() for line in lines] == [[name, "1"]]


def test_any_groups_are_drawn_over_time_without_a_gap() -> None:
    said, drawn, _ = next(iter(over_time({"a": {"2023-12": 1, "2024-02": 4}}, Room())))
    assert (said.split(), drawn) == (["a", "5"], "▂·█")
    assert [*over_time({}, Room())] == []


def test_an_empty_library_says_what_to_do() -> None:
    nothing = Habits({}, {"triaged": 0, "begun": 0, "read": 0, "annotated": 0}, (), {}, {})
    assert (
        "r marks a paper read" in stats_document(sections(Counts(), nothing, Streaks(), TODAY, Room())).text
    )


async def test_the_desk_draws_what_was_read_today(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("r", "g", "s")
        await seat.until("1 read on 1 day")
        assert "1 day in a row now" in seat.screen
        assert " STATS " in seat.status
        await seat.press("G")
        assert "Years" in seat.screen
        await seat.press("q")
        assert " LIST " in seat.status


@pytest.mark.parametrize("size", [STACKED, ONE, (40, 20)])
async def test_statistics_fit_every_window(desk: Desk, size: tuple[int, int]) -> None:
    async with desk.open() as seat:
        await seat.press("r", "g", "s")
        await seat.until("1 read on 1 day")
        await seat.resize(size)
        await seat.until("Mon ")
        assert all(len(line) <= size[0] for line in seat.lines)
        assert sum(line.startswith((" Mon ·", " Wed ·", " Fri ·")) for line in seat.lines) == 3


def test_statistics_in_a_real_terminal(desk: Desk) -> None:
    with desk.terminal() as terminal:
        terminal.wait_for("Kettles")
        terminal.press("r", "g", "s")
        terminal.wait_for("1 read on 1 day")
        terminal.press("q", "q")
        assert terminal.wait() == 0
        assert b"Traceback" not in terminal.raw
