"""`postil stats`."""

from datetime import date
from typing import Any

from .runner import Postil

TODAY = date.today().isoformat()


def _still(figures: Any) -> Any:
    """Return figures without the seconds that passed since the import."""
    assert 0 <= figures["median_wait"] < 1
    return {**figures, "median_wait": 0.0}


def test_the_figures_are_one_object(shelf: Postil) -> None:
    shelf("mark", "cubes", "--status", "read", "--rating", "4", "--star")
    assert _still(shelf("stats", "--json").object) == {
        "papers": 5,
        "statuses": {"unread": 4, "reading": 0, "read": 1, "dropped": 0},
        "starred": 1,
        "ratings": {"4": 1},
        "dated": 4,
        "with_authors": 4,
        "with_comments": 1,
        "with_links": 1,
        "links": 1,
        "records": 5,
        "rejected": 0,
        "notes": 0,
        "highlights": 0,
        "years": {"2023": 1, "2024": 1, "2025": 2},
        "tags": {},
        "lists": {},
        "dumps": {"shelf.txt": 5},
        "new": 0,
        "days": {TODAY: {"read": 1, "highlights": 0, "notes": 0}},
        "streaks": {"current": 1, "longest": 1},
        "funnel": {"triaged": 1, "begun": 1, "read": 1, "annotated": 0},
        "median_wait": 0.0,
        "waits": {"a day": 1, "a week": 0, "a month": 0, "a quarter": 0, "a year": 0, "longer": 0},
        "lists_done": {},
        "tags_by_month": {},
    }


def test_the_tables_have_names_numbers_and_bars(shelf: Postil) -> None:
    done = shelf("stats")
    assert (done.status, done.err) == (0, "")
    assert "  2023  1  ━━━━━━━━━━━━\n" in done.out
    assert "  2025  2  ━━━━━━━━━━━━━━━━━━━━━━━━\n" in done.out
    assert "\n\nDumps\n  shelf.txt  5  ━" in done.out
    assert "Tags" not in done.out


def test_plain_tables_have_no_bars(shelf: Postil) -> None:
    assert "━" not in shelf("--plain", "stats").out
