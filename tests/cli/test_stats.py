"""`postil stats`."""

import pytest

from postil.tui.cli.stats import bar

from .runner import Postil


def test_the_figures_are_one_object(shelf: Postil) -> None:
    shelf("mark", "cubes", "--status", "read", "--rating", "4", "--star")
    assert shelf("stats", "--json").object == {
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
    }


def test_the_tables_have_names_numbers_and_bars(shelf: Postil) -> None:
    done = shelf("stats")
    assert (done.status, done.err) == (0, "")
    assert "  2023  1  ████████████\n" in done.out
    assert "  2025  2  ████████████████████████\n" in done.out
    assert "\n\nDump\n  shelf.txt  5  █" in done.out
    assert "Tag" not in done.out


def test_plain_tables_have_no_bars(shelf: Postil) -> None:
    assert "█" not in shelf("--plain", "stats").out


@pytest.mark.parametrize(("number", "most", "shown"), [(0, 5, ""), (5, 5, "█" * 24), (1, 10_000, "▏")])
def test_a_bar_shows_even_the_smallest_share(number: int, most: int, shown: str) -> None:
    assert bar(number, most) == shown
