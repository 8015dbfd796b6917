"""How a reader reads, out of the journal."""

import time
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.store.habits import Day, Streaks, habits, streaks
from postil.store.library import Library

from .shelf import record, shelve


@pytest.fixture
def shelf(library: Library) -> Library:
    """Six papers, imported on the first of January."""
    shelve(library, *(record(n, f"Paper {n} on moss", published=f"2024-0{n}-01") for n in range(1, 7)))
    return library


def keys(library: Library) -> list[str]:
    return library.papers.keys(list(library.papers.all("position")))


def at(library: Library, moment: str) -> None:
    """Let the last step have been done at a moment."""
    library.db.execute("UPDATE step SET at = ? WHERE id = (SELECT max(id) FROM step)", (f"{moment}+00:00",))


def test_days_tell_what_was_done_once_for_each_paper(shelf: Library) -> None:
    one, two, *_ = keys(shelf)
    shelf.reading.set_status([one, two], "read")
    at(shelf, "2025-03-01T12:00:00")
    shelf.reading.set_status([one], "unread")
    at(shelf, "2025-03-01T12:01:00")
    shelf.reading.set_status([one], "read")
    at(shelf, "2025-03-01T12:02:00")
    shelf.highlights.add(one, "abstract", 0, 5, 1)
    at(shelf, "2025-03-02T12:00:00")
    shelf.notes.set(one, "Moss.")
    at(shelf, "2025-03-02T12:01:00")
    shelf.notes.set(one, "")
    at(shelf, "2025-03-03T12:00:00")
    assert habits(shelf.db).days == {"2025-03-01": Day(read=2), "2025-03-02": Day(highlights=1, notes=1)}


def test_what_was_undone_was_not_done(shelf: Library) -> None:
    one, two, *_ = keys(shelf)
    shelf.reading.set_status([one], "read")
    shelf.history.undo()
    assert habits(shelf.db).days == {}
    shelf.reading.set_status([two], "reading")
    shelf.highlights.add(two, "abstract", 0, 5, 2)
    shelf.highlights.remove(shelf.papers.get(two).highlighted[0].highlight_id)
    (day,) = habits(shelf.db).days.values()
    assert day == Day(highlights=1), "it was made all the same"


@pytest.fixture
def far_east(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("far_east")
def test_a_day_is_one_of_the_readers_clock(shelf: Library) -> None:
    shelf.reading.set_status(keys(shelf)[:1], "read")
    at(shelf, "2025-03-01T20:00:00")
    assert [*habits(shelf.db).days] == ["2025-03-02"]


def test_the_funnel_narrows(shelf: Library) -> None:
    one, two, three, four, *_ = keys(shelf)
    shelf.reading.set_status([one, two], "read")
    shelf.reading.set_status([three], "reading")
    shelf.reading.set_status([four], "dropped")
    shelf.notes.set(one, "Moss.")
    shelf.notes.set(four, "Not moss.")
    found = habits(shelf.db).funnel
    assert found == {"triaged": 4, "begun": 3, "read": 2, "annotated": 1}
    with shelf.change("triage") as db:
        db.execute("INSERT INTO triage VALUES (?, 'later', '2025-04-01')", (keys(shelf)[5],))
    assert habits(shelf.db).funnel["triaged"] == 5


def test_papers_wait_from_their_import_to_the_first_reading_that_stands(shelf: Library) -> None:
    one, two, three, *_ = keys(shelf)
    for moment, key, status in (
        ("2025-01-03T00:00:00", one, "read"),
        ("2025-01-20T00:00:00", one, "reading"),
        ("2025-02-20T00:00:00", one, "read"),
        ("2025-06-01T00:00:00", two, "read"),
        ("2025-01-01T06:00:00", three, "read"),
        ("2025-01-02T00:00:00", three, "unread"),
    ):
        shelf.reading.set_status([key], status)  # type: ignore[arg-type]
        at(shelf, moment)
    found = habits(shelf.db)
    assert sorted(map(round, found.waits)) == [2, 151]
    assert round(found.median_wait or 0) == 76
    assert {name: number for name, number in found.waited().items() if number} == {"a week": 1, "a year": 1}


def test_tags_stand_in_the_months_of_their_papers(shelf: Library) -> None:
    with shelf.change("tags") as db:
        rows = [(key, "moss") for key in keys(shelf)[:2]] + [(keys(shelf)[1], "wet")]
        db.executemany("INSERT INTO tag VALUES (?, ?)", rows)
    assert habits(shelf.db).tags == {"moss": {"2024-01": 1, "2024-02": 1}, "wet": {"2024-02": 1}}


def test_lists_tell_what_is_done_the_longest_first(shelf: Library) -> None:
    with shelf.change("lists") as db:
        db.executemany("INSERT INTO list (list_id, name) VALUES (?, ?)", [("a", "Club"), ("b", "Thesis")])
        rows = [("a", keys(shelf)[0], 0, 1), *(("b", key, n, n % 2) for n, key in enumerate(keys(shelf)))]
        db.executemany("INSERT INTO list_item (list_id, paper_key, position, done) VALUES (?, ?, ?, ?)", rows)
    assert [*habits(shelf.db).lists.items()] == [("Thesis", (6, 3)), ("Club", (1, 1))]


def test_a_library_without_history_has_no_habits(shelf: Library) -> None:
    found = habits(shelf.db)
    assert (found.days, found.waits, found.median_wait, found.tags) == ({}, (), None, {})


TODAY = date(2025, 6, 18)


@pytest.mark.parametrize(
    ("ago", "found"),
    [
        ((), Streaks(0, 0)),
        ((0,), Streaks(1, 1)),
        ((1, 2), Streaks(2, 2)),
        ((2, 3, 4), Streaks(0, 3)),
        ((0, 1, 9, 10, 11), Streaks(2, 3)),
    ],
)
def test_streaks_are_days_in_a_row(ago: tuple[int, ...], found: Streaks) -> None:
    """Today still counts as open: a row that ended yesterday is not broken yet."""
    assert streaks([(TODAY - timedelta(days)).isoformat() for days in ago], TODAY) == found


@given(st.sets(st.integers(0, 40)))
def test_the_longest_streak_is_the_longest_row(ago: set[int]) -> None:
    row = "".join("x" if days in ago else " " for days in range(41))
    days = [(TODAY - timedelta(number)).isoformat() for number in ago]
    assert streaks(days, TODAY).longest == max(map(len, row.split()), default=0)
