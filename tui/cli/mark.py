"""`postil mark`."""

from collections.abc import Iterator

import click

from postil.store.library import Library
from postil.store.models import STATUSES, Status

from ..format import plural
from .declaring import ExampleCommand
from .invocation import Invocation, complete_key, typed
from .output import say

EXAMPLES = (
    "postil mark mask-r-cnn --status read --rating 4",
    "postil mark u-net graph-attention --star",
    "postil mark mask-r-cnn --rating none",
)
NO_RATING = "none"
RATINGS = (*"012345", NO_RATING)


@click.command("mark", cls=ExampleCommand, examples=EXAMPLES)
@click.argument("keys", metavar="KEY...", nargs=-1, required=True, shell_complete=complete_key)
@click.option("--status", type=click.Choice(STATUSES))
@click.option("--rating", type=click.Choice(RATINGS), help="0 to 5; none takes the rating away.")
@click.option("--star/--no-star", "starred", default=None, help="Set the star, or take it away.")
@click.pass_obj
def mark(
    run: Invocation, keys: tuple[str, ...], status: Status | None, rating: str | None, starred: bool | None
) -> int:
    """Give papers a status, a rating, a star.

    Nothing is written unless every KEY names a paper. Each kind of mark is one step of `postil undo`.
    """
    if status is None and rating is None and starred is None:
        raise click.UsageError("nothing to mark: give --status, --rating, --star or --no-star")
    with run.library() as library:
        found = list(dict.fromkeys(library.papers.resolve(typed(key)) for key in keys))
        for label, changed in _marks(library, found, status, rating, starred):
            say(f"{label}: {_told(changed, len(found))}")
    return 0


def _marks(
    library: Library, keys: list[str], status: Status | None, rating: str | None, starred: bool | None
) -> Iterator[tuple[str, int]]:
    """Write each kind of mark that is asked for; yield what it is and how many papers changed."""
    reading = library.reading
    if status is not None:
        yield status, reading.set_status(keys, status)
    if rating is not None:
        number = None if rating == NO_RATING else int(rating)
        yield "no rating" if number is None else f"rated {number}", reading.set_rating(keys, number)
    if starred is not None:
        yield "starred" if starred else "not starred", reading.set_star(keys, starred)


def _told(changed: int, papers: int) -> str:
    if not changed:
        return "nothing changed"
    return plural(changed, "paper") + ("" if changed == papers else f" of {papers} changed")
