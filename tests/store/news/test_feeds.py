"""What is listed no longer: only where a dump surely took the place of another."""

import pytest

from postil.store.library import Library
from postil.store.news.brought import brought
from postil.store.news.feeds import feed_of
from postil.store.news.runs import runs

from .feed import JULY, JUNE, OTHER, taken

PAINT = "Paint That Dries at Dusk"


def missing(library: Library) -> list[str]:
    """Return the titles that the last run lists no longer."""
    return [
        row.title for row in library.papers.rows(brought(library.db, runs(library.db)[0].stretch).missing)
    ]


def test_a_paper_that_the_next_dump_of_a_feed_leaves_out_is_told(library: Library) -> None:
    taken(library, yards_jun=JUNE)
    assert missing(library) == []
    taken(library, yards_jul=JULY)
    assert missing(library) == [PAINT]


def test_a_dump_of_other_papers_says_nothing_of_those_it_leaves_out(library: Library) -> None:
    taken(library, yards_jun=JUNE)
    taken(library, yards_jul=OTHER)
    assert missing(library) == []


def test_another_feed_says_nothing_either(library: Library) -> None:
    taken(library, yards_jun=JUNE)
    taken(library, roofs_jul=JULY)
    assert missing(library) == []


def test_what_another_dump_of_the_run_still_lists_is_not_missing(library: Library) -> None:
    taken(library, yards_jun=JUNE)
    taken(library, yards_jul=JULY, paints=OTHER.replace("Bread Without Hurry", PAINT))
    assert missing(library) == []


def test_only_the_last_dump_before_a_run_was_replaced(library: Library) -> None:
    taken(library, yards_jun=JUNE)
    taken(library, yards_jul=JULY)
    taken(library, yards_aug=JULY.replace("Jul 4", "Aug 4"))
    assert missing(library) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("papers-2025-06-01.txt", "papers-2025-07-13.txt", True),
        ("daily papers Jun 20.txt", "daily papers november 4.txt", True),
        ("001_6ec3746e9a5c52f1.txt", "002_d6eb7310e898160b.txt", True),
        ("cs-maps.txt", "cs-jars.txt", False),
        ("decade-1.txt", "marble-1.txt", False),
        ("feedface.txt", "facade.txt", False),
    ],
)
def test_the_feed_is_the_name_without_what_varies(one: str, other: str, same: bool) -> None:
    assert (feed_of(one, "papers-page") == feed_of(other, "papers-page")) is same
    assert feed_of(one, "papers-page") != feed_of(one, "jsonl")
