"""`postil stats`."""

from collections.abc import Mapping
from datetime import date
from itertools import chain
from shutil import get_terminal_size

import click

from postil.store.exporters.json_paper import json_line
from postil.store.habits import Habits, Streaks, habits, streaks
from postil.store.models import STATUSES
from postil.store.overview import Overview, overview

from ..stats_lines import COLUMN, Room, sections, table_lines
from .declaring import ExampleCommand
from .invocation import Invocation
from .output import say, say_json


@click.command("stats", cls=ExampleCommand, examples=("postil stats", "postil stats --json"))
@click.option("--json", "as_object", is_flag=True, help="One JSON object.")
@click.pass_obj
def stats(run: Invocation, as_object: bool) -> int:
    """Show how you read, as a calendar, and count what the library holds."""
    with run.library() as library:
        figures, found = overview(library.db), habits(library.db)
    today = date.today()
    in_a_row = streaks(found.days, today)
    if as_object:
        say_json(json_line({**_plain(figures), **_plain_habits(found, in_a_row)}))
        return 0
    room = Room(min(get_terminal_size().columns, COLUMN), run.plain)
    more = ((heading, table_lines(table, room, bars)) for heading, table, bars in _more(figures) if table)
    for number, (heading, lines) in enumerate(
        chain(sections(figures.counts, found, in_a_row, today, room), more)
    ):
        say(f"\n{heading}" if number else heading)
        for line in lines:
            say(f"{line.said}{line.drawn}".rstrip())
    return 0


def _more(figures: Overview) -> tuple[tuple[str, Mapping[str, int], bool], ...]:
    """Return the tables that only the command line shows, each with whether its numbers can be compared."""
    counts = figures.counts
    return (
        ("Ratings", {str(rating): number for rating, number in figures.ratings.items()}, True),
        ("Dumps", counts.dumps, True),
        (
            "Papers",
            {
                "all": counts.papers,
                "with a date": figures.dated,
                "with their number of authors": figures.with_authors,
                "with comments": figures.with_comments,
                "with links": figures.with_links,
                "starred": counts.starred,
                "with a note": figures.notes,
            },
            True,
        ),
        (
            "Besides",
            {
                "records in dumps": figures.records,
                "parts not understood": figures.rejected,
                "distinct links": figures.links,
                "highlights": figures.highlights,
            },
            False,
        ),
    )


def _plain(figures: Overview) -> dict[str, object]:
    counts = figures.counts
    return {
        "papers": counts.papers,
        "statuses": {status: counts.statuses.get(status, 0) for status in STATUSES},
        "starred": counts.starred,
        "ratings": {str(rating): number for rating, number in figures.ratings.items()},
        "dated": figures.dated,
        "with_authors": figures.with_authors,
        "with_comments": figures.with_comments,
        "with_links": figures.with_links,
        "links": figures.links,
        "records": figures.records,
        "rejected": figures.rejected,
        "notes": figures.notes,
        "highlights": figures.highlights,
        "years": dict(counts.years),
        "tags": dict(counts.tags),
        "lists": dict(counts.lists),
        "dumps": dict(counts.dumps),
        "new": counts.new,
    }


def _plain_habits(found: Habits, in_a_row: Streaks) -> dict[str, object]:
    return {
        "days": {day: done._asdict() for day, done in found.days.items()},
        "streaks": in_a_row._asdict(),
        "funnel": dict(found.funnel),
        "median_wait": found.median_wait,
        "waits": found.waited(),
        "lists_done": {name: {"papers": n, "done": done} for name, (n, done) in found.lists.items()},
        "tags_by_month": {name: dict(months) for name, months in found.tags.items()},
    }
