"""The daily review: what is asked, how it is spaced, and that nothing of it outlives its highlight."""

import random
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from postil.store.journal_check import disagreements
from postil.store.library import Library
from postil.store.models import Highlight
from postil.store.recall import MOST, MOST_NEW
from postil.store.spacing import LONGEST, reviewed

from .shelf import record, shelve
from .test_history import reader_rows

WORDS = ("mill", "lock", "ferry", "chapel", "quarry", "beacon", "orchard", "weir", "bridge", "harbour")
ABSTRACT = " ".join(f"The {one} stands by the {other}." for one in WORDS for other in WORDS[:4])
MONDAY = date(2025, 6, 30)


@pytest.fixture
def key(library: Library) -> str:
    return shelve(library, record(1, "A walk along the river", abstract=ABSTRACT))[0].key


def mark(library: Library, key: str, number: int, created: str = "2025-06-01T10:00:00+00:00") -> Highlight:
    """Mark a sentence, by its number."""
    starts = [at for at in range(len(ABSTRACT)) if ABSTRACT.startswith("The ", at)]
    start = starts[number]
    made = library.highlights.add(key, "abstract", start, ABSTRACT.index(".", start) + 1, 1)
    return library.highlights.put(made._replace(created=created))


def marks(library: Library, key: str, number: int) -> list[Highlight]:
    return [mark(library, key, at, f"2025-06-01T10:00:{at:02}+00:00") for at in range(number)]


def asked(library: Library, today: date) -> list[str]:
    return [one.highlight.highlight_id for one in library.recall.due(today)]


def at(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def test_it_is_off_until_the_reader_wants_it(library: Library) -> None:
    assert not library.recall.is_on
    library.recall.turn(True)
    library.recall.turn(True)
    assert library.recall.is_on
    assert [step.label for step in library.history.steps()] == ["begin to recall highlights"]
    library.history.undo()
    assert not library.recall.is_on
    library.history.redo()
    library.recall.turn(False)
    assert not library.recall.is_on


def test_a_few_new_ones_a_day_the_last_marked_first(library: Library, key: str) -> None:
    made = marks(library, key, 8)
    today = mark(library, key, 20, "2025-06-30T08:00:00+00:00")
    ids = [one.highlight_id for one in made]
    assert asked(library, MONDAY) == [*reversed(ids[-MOST_NEW:])]
    assert library.recall.ahead(MONDAY) == (MOST_NEW, MOST_NEW)
    for highlight_id in asked(library, MONDAY)[:3]:
        library.recall.grade(highlight_id, 3, at(MONDAY))
    assert library.recall.ahead(MONDAY) == (2, 2)
    for highlight_id in asked(library, MONDAY):
        library.recall.grade(highlight_id, 3, at(MONDAY))
    assert asked(library, MONDAY) == [], "that was the day's minute"
    assert today.highlight_id in asked(library, MONDAY + timedelta(1))


def test_what_is_due_comes_before_what_is_new_and_all_of_it_stays_a_minute(
    library: Library, key: str
) -> None:
    made = marks(library, key, 30)
    day = MONDAY
    for start in range(0, 15, 5):
        for one in made[start : start + 5]:
            library.recall.grade(one.highlight_id, 1, at(day))
        day += timedelta(1)
    late = day + timedelta(30)
    ids = asked(library, late)
    assert len(ids) == MOST and set(ids) <= {one.highlight_id for one in made[:15]}
    assert ids[:5] == sorted(one.highlight_id for one in made[:5]), "the longest overdue first"
    for highlight_id in ids:
        library.recall.grade(highlight_id, 4, at(late))
    assert asked(library, late) == []
    rest = asked(library, late + timedelta(1))
    assert len(rest) == 3 + MOST_NEW and library.recall.ahead(late + timedelta(1)) == (8, 5)


def test_the_better_it_is_known_the_later_it_comes(library: Library, key: str) -> None:
    made = mark(library, key, 0)
    days = library.recall.days(library.recall.get(made.highlight_id), MONDAY)
    assert days == tuple(sorted(days)) and days[0] == 1 and days[-1] > days[1]
    due, before = MONDAY, 0
    for _ in range(5):
        gap = (date.fromisoformat(library.recall.grade(made.highlight_id, 3, at(due))) - due).days
        assert gap > before
        due, before = due + timedelta(gap), gap
    again = library.recall.grade(made.highlight_id, 1, at(due))
    assert (date.fromisoformat(again) - due).days < before
    assert asked(library, date.fromisoformat(again)) == [made.highlight_id]
    assert asked(library, date.fromisoformat(again) - timedelta(1)) == []


def test_nothing_is_left_to_chance_and_nothing_is_put_off_for_ever() -> None:
    spaced = [reviewed("", 4, MONDAY) for _ in range(3)]
    assert len(set(spaced)) == 1
    card, day = spaced[0]
    for _ in range(30):
        before = date.fromisoformat(day)
        card, day = reviewed(card, 4, before)
        assert 1 <= (date.fromisoformat(day) - before).days <= LONGEST


def test_a_day_is_the_readers_own(library: Library, key: str) -> None:
    """An hour after midnight in the east it is still yesterday in Greenwich."""
    made = marks(library, key, 6)
    east = timezone(timedelta(hours=9))
    now = datetime(2025, 6, 30, 1, tzinfo=east)
    for one in made[:5]:
        library.recall.grade(one.highlight_id, 2, now)
    assert asked(library, MONDAY) == []
    assert library.recall.ahead(MONDAY - timedelta(1)).new == 1


def test_what_is_taken_out_is_asked_no_more(library: Library, key: str) -> None:
    one, other = marks(library, key, 2)
    library.recall.leave_out(one.highlight_id)
    assert asked(library, MONDAY) == asked(library, MONDAY + timedelta(999)) == [other.highlight_id]
    assert library.highlights.has(one.highlight_id)
    library.recall.leave_out(one.highlight_id)  # as a second desk does that showed it still
    assert library.history.written is None
    library.history.undo()
    assert set(asked(library, MONDAY)) == {one.highlight_id, other.highlight_id}


def test_a_detached_highlight_is_not_asked(library: Library, key: str) -> None:
    one, other = marks(library, key, 2)
    library.recall.grade(one.highlight_id, 1, at(MONDAY))
    library.highlights.put(one._replace(quote="no such words", start=None, stop=None, text_digest=""))
    library.highlights.put(other._replace(quote="nor these", start=None, stop=None, text_digest=""))
    tomorrow = MONDAY + timedelta(1)
    assert asked(library, tomorrow) == []
    assert library.recall.ahead(tomorrow) == (0, 0)


def test_a_deleted_highlight_takes_its_card_along_and_undo_brings_both_back(
    library: Library, key: str
) -> None:
    made = mark(library, key, 0)
    library.recall.grade(made.highlight_id, 1, at(MONDAY))
    before = reader_rows(library)
    library.highlights.remove(made.highlight_id)
    assert reader_rows(library)["recall"] == []
    assert asked(library, MONDAY + timedelta(1)) == []
    library.history.undo()
    assert reader_rows(library) == before
    assert asked(library, MONDAY + timedelta(1)) == [made.highlight_id]
    library.history.redo()
    assert reader_rows(library)["recall"] == []
    assert list(disagreements(library.db)) == []


@pytest.mark.parametrize("seed", range(20))
def test_undoing_every_review_gives_back_every_row(library: Library, key: str, seed: int) -> None:
    dice = random.Random(seed)
    marks(library, key, 6)
    states, day = [reader_rows(library)], MONDAY
    for _ in range(25):
        ids = [row[0] for row in library.db.execute("SELECT highlight_id FROM highlight ORDER BY 1")]
        before = len(library.history.steps())
        match dice.randrange(6):
            case 0:
                mark(library, key, dice.randrange(6, 30))
            case 1 if ids:
                library.highlights.remove(dice.choice(ids))
            case 2 if ids:
                library.recall.leave_out(dice.choice(ids))
            case 3:
                library.recall.turn(dice.random() < 0.5)
            case _ if ids:
                library.recall.grade(dice.choice(ids), dice.randint(1, 4), at(day))
        day += timedelta(dice.randrange(3))
        grown = len(library.history.steps()) - before
        states += [reader_rows(library)] * (grown > 0) if grown < 2 else [{}, reader_rows(library)]
    for state in reversed(states[:-1]):
        assert library.history.undo() is not None
        assert state in ({}, reader_rows(library))
    for state in states[1:]:
        assert library.history.redo() is not None
        assert state in ({}, reader_rows(library))
    assert list(disagreements(library.db)) == []
