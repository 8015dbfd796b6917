"""`postil stats`."""

from collections.abc import Iterator, Mapping

import click

from postil.store.exporters.json_paper import json_line
from postil.store.models import STATUSES
from postil.store.overview import Overview, overview

from .declaring import ExampleCommand
from .invocation import Invocation
from .output import say, say_json

BAR = 24
EIGHTHS = " ▏▎▍▌▋▊▉"
WIDEST_LABEL = 40
BESIDES = "Besides"


@click.command("stats", cls=ExampleCommand, examples=("postil stats", "postil stats --json"))
@click.option("--json", "as_object", is_flag=True, help="One JSON object.")
@click.pass_obj
def stats(run: Invocation, as_object: bool) -> int:
    """Count what the library holds: papers, statuses, years, dumps, links."""
    with run.library() as library:
        figures = overview(library.db)
    if as_object:
        say_json(json_line(_plain(figures)))
    else:
        say("\n\n".join(_table(*table, plain=run.plain) for table in _tables(figures)))
    return 0


def bar(number: int, most: int) -> str:
    """Return a bar of block characters as long as a number's share of the largest, which is not 0."""
    eighths = max(round(number / most * BAR * 8), 1) if number else 0
    return ("█" * (eighths // 8) + EIGHTHS[eighths % 8]).rstrip()


def _table(name: str, values: Mapping[str, int], plain: bool) -> str:
    """Return a table of names, numbers and bars under a heading; numbers that are not papers have no bars."""
    label = min(max(map(len, values)), WIDEST_LABEL)
    digits = max(len(f"{number:,}") for number in values.values())
    most = 0 if plain or name == BESIDES else max(values.values())
    rows = (
        f"  {key:<{label}}  {number:>{digits},}  {bar(number, most) if most else ''}".rstrip()
        for key, number in values.items()
    )
    return "\n".join((name, *rows))


def _tables(figures: Overview) -> Iterator[tuple[str, Mapping[str, int]]]:
    """Yield the tables worth showing."""
    counts = figures.counts
    yield (
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
    )
    yield "Status", {status: counts.statuses.get(status, 0) for status in STATUSES}
    tables: tuple[tuple[str, Mapping[str, int]], ...] = (
        ("Rating", {str(rating): number for rating, number in figures.ratings.items()}),
        ("Year", counts.years),
        ("Tag", counts.tags),
        ("List", counts.lists),
        ("Dump", counts.dumps),
    )
    yield from ((name, values) for name, values in tables if values)
    yield (
        "Besides",
        {
            "records in dumps": figures.records,
            "parts not understood": figures.rejected,
            "distinct links": figures.links,
            "highlights": figures.highlights,
        },
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
    }
