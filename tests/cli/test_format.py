"""Values as words."""

from datetime import UTC, date, datetime, timedelta

import pytest

from postil.store.models import Paper, Row
from postil.tui.format import age, authors, day, due, facts_line, month, plural, progress

NOW = datetime(2025, 6, 11, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("published", "as_day", "as_month"),
    [
        ("2025-06-11", "11 Jun 2025", "Jun 2025"),
        ("2025-06-01", "1 Jun 2025", "Jun 2025"),
        ("2025-06", "Jun 2025", "Jun 2025"),
        ("2025", "2025", "2025"),
        (None, "", ""),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(published: str | None, as_day: str, as_month: str) -> None:
    assert (day(published), month(published)) == (as_day, as_month)


def test_a_number_agrees_with_its_noun() -> None:
    assert [plural(n, "paper") for n in (0, 1, 1204)] == ["0 papers", "1 paper", "1,204 papers"]
    assert plural(2, "entry", "entries") == "2 entries"


@pytest.mark.parametrize(
    ("count", "names", "shown"),
    [
        (None, (), ""),
        (1, (), "1 author"),
        (7, (), "7 authors"),
        (None, ("Ada Lovelace",), "Ada Lovelace"),
        (3, ("Ada", "Bo", "Cy"), "Ada, Bo, Cy"),
        (3, ("Ada", "Bo"), "Ada and 2 others"),
        (4, ("Ada", "Bo", "Cy", "Di"), "Ada and 3 others"),
        (2, ("Ada",), "Ada and 1 other"),
    ],
)
def test_authors_are_named_while_they_are_few(count: int | None, names: tuple[str, ...], shown: str) -> None:
    assert authors(count, names) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0, "just now"),
        (-30, "just now"),
        (59, "just now"),
        (60, "1 minute ago"),
        (185, "3 minutes ago"),
        (7200, "2 hours ago"),
        (3 * 86_400, "3 days ago"),
        (15 * 86_400, "2 weeks ago"),
        (70 * 86_400, "2 months ago"),
        (800 * 86_400, "2 years ago"),
        (-400 * 86_400, "16 Jul 2026"),
    ],
)
def test_an_age_is_told_in_its_largest_unit(seconds: int, shown: str) -> None:
    assert age((NOW - timedelta(seconds=seconds)).isoformat(), NOW) == shown


def test_an_age_without_a_zone_is_taken_as_utc() -> None:
    assert age("2025-06-11T11:00:00", NOW) == "1 hour ago"


def test_the_line_of_facts_leaves_out_what_is_unknown() -> None:
    row = Row(1, "k", "T", "2025-06-11", 7, None, 2, "unread", None, False, 0, 0, ())
    bare = Row(1, "k", "T", None, None, None, None, "unread", None, False, 0, 0, ())
    assert facts_line(row) == "Jun 2025 · 7 authors · 2 comments"
    assert facts_line(bare) == "undated"


def test_the_line_of_facts_of_a_whole_paper_shows_the_day_and_names() -> None:
    paper = Paper(
        "k", "T", "A", "T", "A", published="2025-06-11", authors=("Ada", "Bo"), organization="ACME", upvotes=1
    )
    assert facts_line(paper) == "11 Jun 2025 · Ada, Bo · ACME · 1 upvote"


@pytest.mark.parametrize(
    ("done", "papers", "told"),
    [
        (0, 0, "▱▱▱▱▱ 0/0"),
        (0, 3, "▱▱▱▱▱ 0/3"),
        (3, 5, "▰▰▰▱▱ 3/5"),
        (999, 1000, "▰▰▰▰▱ 999/1000"),
        (7, 7, "▰▰▰▰▰ 7/7"),
    ],
)
def test_progress_is_whole_only_at_the_end(done: int, papers: int, told: str) -> None:
    assert progress(done, papers) == told


@pytest.mark.parametrize(
    ("day_due", "told"),
    [
        ("2026-11-30", "overdue by 3 days"),
        ("2026-12-02", "overdue by 1 day"),
        ("2026-12-03", "due today"),
        ("2026-12-04", "due tomorrow"),
        ("2026-12-10", "due in 7 days"),
        ("2026-12-11", "due 11 Dec 2026"),
        ("soon", "due soon"),
    ],
)
def test_a_day_is_told_from_today(day_due: str, told: str) -> None:
    assert due(day_due, date(2026, 12, 3)) == told
