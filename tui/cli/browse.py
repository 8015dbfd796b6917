"""`postil list` and `postil random`."""

import click

from postil.store.exporters.json_paper import as_json, json_line
from postil.store.exporters.plain import as_text
from postil.store.models import SORTS, Paper, Sort

from .declaring import QueryCommand
from .invocation import Invocation
from .output import batches, say, say_json, say_row
from .querying import asked, matching, saved_option, told_if_none, within

LIST_EXAMPLES = (
    "postil list",
    "postil list is:unread year:..2017 --sort title",
    "postil list segmentation --limit 10 --json",
)
RANDOM_EXAMPLES = ("postil random", "postil random is:unread segmentation")


@click.command("list", cls=QueryCommand, examples=LIST_EXAMPLES)
@click.argument("query", nargs=-1)
@click.option("--sort", type=click.Choice(SORTS), default="newest", show_default=True, help="The order.")
@click.option("--limit", type=click.IntRange(min=1), help="How many at most; all, unless given.")
@saved_option
@click.option("--json", "as_lines", is_flag=True, help="One JSON object a paper.")
@click.pass_obj
def list_papers(  # noqa: PLR0913, PLR0917 (one parameter an option)
    run: Invocation,
    query: tuple[str, ...],
    sort: Sort,
    limit: int | None,
    saved: str | None,
    as_lines: bool,
) -> int:
    """List the papers that answer a query, or all of them.

    The query is that of `postil search`; the order is yours, and papers without the value come last.
    """
    wanted = asked(run, query)
    with run.library() as library:
        found = matching(library, within(run, library, wanted, saved), sort, limit)
        for ids in batches(found):
            if as_lines:
                for paper_id in ids:
                    _say_json(library.topics.onto(library.papers.by_id(paper_id)))
            else:
                for row in library.papers.rows(ids):
                    say_row(row)
        return told_if_none(library, len(found))


@click.command("random", cls=QueryCommand, examples=RANDOM_EXAMPLES)
@click.argument("query", nargs=-1)
@saved_option
@click.option("--json", "as_lines", is_flag=True, help="One JSON object.")
@click.pass_obj
def random_paper(run: Invocation, query: tuple[str, ...], saved: str | None, as_lines: bool) -> int:
    """Show a paper picked at random, from all or from those that answer a query."""
    # Deferred: no other command needs it.
    from random import choice  # noqa: PLC0415

    wanted = asked(run, query)
    with run.library() as library:
        found = matching(library, within(run, library, wanted, saved), "added")
        if found:
            paper = library.topics.onto(library.papers.by_id(choice(found)))
            _say_json(paper) if as_lines else say(as_text(paper))
        return told_if_none(library, len(found))


def _say_json(paper: Paper) -> None:
    say_json(json_line(as_json(paper)))
