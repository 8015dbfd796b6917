"""`postil mark`."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

import click

from postil.store.exporters.json_paper import as_json, json_line
from postil.store.library import Library
from postil.store.models import STATUSES, Status
from postil.store.reading import said_of
from postil.store.triage import DEEDS, Verdict

from ..format import plural
from .declaring import ExampleCommand
from .invocation import Invocation
from .output import say, say_json
from .papers import papers_argument, selected

EXAMPLES = (
    "postil mark mask-r-cnn --status read --rating 4",
    "postil mark u-net graph-attention --star --json",
    "postil mark mask-r-cnn --rating none",
    "postil mark u-net --keep && postil list is:kept",
    "postil mark --query 'graph year:..2018' --status dropped",
    "postil search graph --json | postil mark - --later",
)
NO_RATING = "none"
RATINGS = (*"012345", NO_RATING)


class Mark(NamedTuple):
    """One kind of mark that is asked for.

    Args:
        deed: What is done, as history shows it.
        outcome: What the papers are then.
        write: Marks papers of these keys, and returns how many changed.
    """

    deed: str
    outcome: str
    write: Callable[[Sequence[str]], int]


@click.command("mark", cls=ExampleCommand, examples=EXAMPLES)
@papers_argument
@click.option("--status", type=click.Choice(STATUSES))
@click.option("--rating", type=click.Choice(RATINGS), help="0 to 5; none takes the rating away.")
@click.option("--star/--no-star", "starred", default=None, help="Set the star, or take it away.")
@click.option("--keep", "verdict", flag_value="keep", help="Triage: keep for reading.")
@click.option("--later", "verdict", flag_value="later", help="Triage: ask again on another day.")
@click.option("--json", "as_lines", is_flag=True, help="One JSON object a paper, as it is then.")
@click.pass_obj
def mark(  # noqa: PLR0913, PLR0917 (one parameter an option)
    run: Invocation,
    keys: tuple[str, ...],
    query: str | None,
    status: Status | None,
    rating: str | None,
    starred: bool | None,
    verdict: Verdict | None,
    as_lines: bool,
) -> int:
    """Give papers a status, a rating, a star, or a verdict of triage.

    KEY names a paper as for `postil show`; - reads keys, or papers as JSON, from standard input, one a line.
    Nothing is written unless every key names a paper. What one command marks is one step of `postil undo`.
    """
    if status is None and rating is None and starred is None and verdict is None:
        raise click.UsageError(
            "nothing to mark: give --status, --rating, --star, --no-star, --keep or --later"
        )
    with run.library() as library:
        found = selected(run, library, keys, query)
        outcomes = _write(library, found, list(_marks(library, status, rating, starred, verdict)))
        if as_lines:
            for paper in library.papers.each(library.papers.ids_of(found)):
                say_json(json_line(as_json(library.topics.onto(paper))))
        elif any(outcomes.values()):
            for outcome, changed in outcomes.items():
                say(f"{outcome}: {_told(changed, len(found))}")
        else:
            say("nothing to change")
    return 0


def _marks(
    library: Library,
    status: Status | None,
    rating: str | None,
    starred: bool | None,
    verdict: Verdict | None,
) -> Iterator[Mark]:
    """Yield each kind of mark that is asked for."""
    reading, today = library.reading, date.today().isoformat()
    if status is not None:
        yield Mark(f"mark {status}", status, lambda keys: reading.set_status(keys, status))
    if rating == NO_RATING:
        yield Mark("take the rating away", "no rating", lambda keys: reading.set_rating(keys, None))
    elif rating is not None:
        yield Mark(f"rate {rating}", f"rated {rating}", lambda keys: reading.set_rating(keys, int(rating)))
    if starred is not None:
        deed, outcome = ("star", "starred") if starred else ("unstar", "not starred")
        yield Mark(deed, outcome, lambda keys: reading.set_star(keys, starred))
    if verdict is not None:
        outcome = {"keep": "kept", "later": "put off"}[verdict]
        yield Mark(DEEDS[verdict], outcome, lambda keys: library.triage.judge(keys, verdict, today))


def _write(library: Library, keys: Sequence[str], marks: Sequence[Mark]) -> dict[str, int]:
    """Write all marks as one step of history; return how many papers each changed, by its outcome."""
    with library.change(f"{', '.join(mark.deed for mark in marks)}: {said_of(library.db, keys)}"):
        return {mark.outcome: mark.write(keys) for mark in marks}


def _told(changed: int, papers: int) -> str:
    if not changed:
        return "nothing changed"
    return plural(changed, "paper") + ("" if changed == papers else f" of {papers} changed")
