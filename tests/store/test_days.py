from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.store.days import days_until, is_day, read_day
from postil.store.errors import PostilError

THURSDAY = date(2026, 12, 3)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2027-01-31", "2027-01-31"),
        (" Today ", "2026-12-03"),
        ("yesterday", "2026-12-02"),
        ("TOMORROW", "2026-12-04"),
        ("friday", "2026-12-04"),
        ("fri", "2026-12-04"),
        ("next friday", "2026-12-04"),
        ("on wednesday", "2026-12-09"),
        ("thu", "2026-12-10"),
        ("+3d", "2026-12-06"),
        ("+ 3 days", "2026-12-06"),
        ("in 2 weeks", "2026-12-17"),
        ("in  1  day", "2026-12-04"),
        ("+1m", "2027-01-03"),
        ("in 3 months", "2027-03-03"),
        ("+1y", "2027-12-03"),
        ("+0d", "2026-12-03"),
    ],
)
def test_a_day_is_what_a_reader_says(said: str, day: str) -> None:
    assert read_day(said, THURSDAY) == day


@pytest.mark.parametrize(
    "said",
    [
        "",
        "soon",
        "f",
        "fr",
        "fry",
        "3d",
        "2026-13-01",
        "2026-02-30",
        "26-12-03",
        "+9999y",
        "in two weeks",
        "٢٠٢٦-١٢-٠٣",
    ],
)
def test_what_is_no_day_is_said_in_one_sentence(said: str) -> None:
    with pytest.raises(PostilError, match="is no day; say 2026-12-03, tomorrow, friday"):
        read_day(said, THURSDAY)


def test_a_month_ends_where_it_is_shorter() -> None:
    assert read_day("+1m", date(2027, 1, 31)) == "2027-02-28"
    assert read_day("+1m", date(2026, 12, 31)) == "2027-01-31"
    assert read_day("+1y", date(2028, 2, 29)) == "2029-02-28"


@given(st.dates(date(1000, 1, 1), date(9990, 1, 1)), st.integers(1, 7))
def test_a_weekday_is_the_next_one(today: date, number: int) -> None:
    wanted = today + timedelta(number)
    assert read_day(f"{wanted:%A}", today) == wanted.isoformat()


@given(st.dates(date(1000, 1, 1)), st.dates(date(1000, 1, 1)))
def test_days_are_counted(day: date, today: date) -> None:
    assert today + timedelta(days_until(day.isoformat(), today)) == day


@given(st.text(alphabet="0123456789-", max_size=11))
def test_what_is_a_day_can_be_counted_to(text: str) -> None:
    if is_day(text):
        assert days_until(text, date.fromisoformat(text)) == 0


@given(st.text(max_size=20))
def test_any_text_is_a_day_or_none(text: str) -> None:
    with suppress(PostilError):
        assert is_day(read_day(text, THURSDAY))
