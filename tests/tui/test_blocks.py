"""Figures drawn with block characters: golden pictures for a fixed day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.tui.blocks import LABEL, WEEKS, bar, calendar, curve, legend, meter, shade

TODAY = date(2025, 6, 18)
"""A Wednesday."""


def deeds() -> dict[str, int]:
    """Every day a little more, from Sunday to Sunday of some weeks; and a day long ago."""
    some = {date(2025, 5, 5) + timedelta(days): days % 10 for days in range(45)}
    return {day.isoformat(): number for day, number in {**some, date(2024, 6, 17): 3}.items()}


YEAR = """\
      Jul Aug Sep  Oct Nov Dec  Jan Feb Mar  Apr May Jun
Mon ▒··············································▓▓░█▓▒
    ··············································░█▓▒█▓▒
Wed ··············································▒█▓▒·▓▓
    ··············································▒·▓▓░█
Fri ··············································▓░█▓▒█
    ··············································▓▒█▓▒·
Sun ··············································▓▒·▓▓░"""


def test_a_year_is_a_calendar_of_fifty_three_weeks() -> None:
    drawn = calendar(deeds(), TODAY, 76)
    assert "\n".join(drawn) == YEAR
    assert max(map(len, drawn)) == LABEL + WEEKS


POCKET = """\
     Apr May Jun
Mon ·······▓▓░█▓▒
    ······░█▓▒█▓▒
Wed ······▒█▓▒·▓▓
    ······▒·▓▓░█
Fri ······▓░█▓▒█
    ······▓▒█▓▒·
Sun ······▓▒·▓▓░"""


def test_less_room_is_fewer_weeks() -> None:
    assert "\n".join(calendar(deeds(), TODAY, 17)) == POCKET


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 90))
def test_a_calendar_ends_today_and_its_names_keep_apart(today: date, width: int) -> None:
    lines = calendar({today.isoformat(): 8}, today, width)
    assert lines[1 + today.weekday()].endswith("█")
    assert sum(line.count("█") for line in lines) == 1
    assert all(len(line) <= max(width, LABEL + 1) for line in lines)
    names = lines[0].split()
    assert all(one != other for one, other in pairwise(names))
    assert all(len(name) == 3 for name in names)


@pytest.mark.parametrize(
    ("number", "drawn"), [(0, "·"), (1, "░"), (2, "▒"), (3, "▒"), (4, "▓"), (7, "▓"), (8, "█"), (99, "█")]
)
def test_a_day_is_darker_the_more_was_done(number: int, drawn: str) -> None:
    assert shade(number) == drawn
    assert drawn in legend()


@pytest.mark.parametrize(("number", "most", "shown"), [(0, 5, ""), (5, 5, "━" * 24), (1, 10_000, "╸")])
def test_a_bar_shows_even_the_smallest_share(number: int, most: int, shown: str) -> None:
    assert bar(number, most) == shown


@pytest.mark.parametrize(
    ("numbers", "drawn"),
    [((), ""), ((0, 0), "··"), ((1, 2, 4, 8, 0, 16), "▁▁▂▄·█"), ((1, 1_000_000), "▁█")],
)
def test_a_curve_is_full_where_it_is_highest_and_a_dot_where_there_is_nothing(
    numbers: tuple[int, ...], drawn: str
) -> None:
    assert curve(numbers) == drawn


def test_a_meter_is_full_only_when_all_is_done() -> None:
    assert [meter(done, 7, 5) for done in (0, 1, 6, 7)] == ["─────", "─────", "━━━━─", "━━━━━"]
    assert meter(0, 0, 3) == "───"
