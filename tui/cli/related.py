"""`postil related`."""

import click

from postil.store.exporters.json_paper import as_json, json_line
from postil.store.library import Library
from postil.store.search.results import Related

from ..failing import complain
from ..format import SEPARATOR
from .declaring import ExampleCommand
from .invocation import Invocation, complete_key, typed
from .output import say, say_json, say_row
from .querying import searching

EXAMPLES = ("postil related mask-r-cnn", "postil related u-net --limit 3 --json")


@click.command("related", cls=ExampleCommand, examples=EXAMPLES)
@click.argument("key", shell_complete=complete_key)
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True, help="How many at most.")
@click.option("--json", "as_lines", is_flag=True, help="One JSON object a paper.")
@click.pass_obj
def related(run: Invocation, key: str, limit: int, as_lines: bool) -> int:
    """Find papers that are like one, and tell what they share.

    KEY is a paper's key or its beginning, an arXiv id, a DOI, or an exact title.
    """
    with run.library() as library:
        wanted = library.papers.resolve(typed(key))
        with searching(library) as searcher:
            found = searcher.related(wanted, min(limit, 2**31))
        for rank, other in enumerate(found, 1):
            if as_lines:
                say_json(json_line(_plain(library, other)))
            else:
                _say(library, other, rank)
    if not found:
        complain("no other paper is like it")
    return 0 if found else 1


def _say(library: Library, other: Related, rank: int) -> None:
    for row in library.papers.rows([other.paper_id]):
        say_row(row, rank)
        shared = (", ".join(other.terms), *other.links, *(f"both in {dump}" for dump in other.dumps))
        say(f"     {other.score:.2f}  {SEPARATOR.join(filter(None, shared))}".rstrip())


def _plain(library: Library, other: Related) -> dict[str, object]:
    """Return a paper as plain values, with what it shares."""
    shared = {"terms": list(other.terms), "links": list(other.links), "dumps": list(other.dumps)}
    return as_json(library.topics.onto(library.papers.by_id(other.paper_id)), score=other.score) | {
        "shared": shared
    }
