"""`postil search`."""

import shlex
from typing import NamedTuple

import click

from postil.store.exporters.json_paper import as_json, json_line
from postil.store.library import Library
from postil.store.models import SORTS, Paper, Sort
from postil.store.query import Query
from postil.store.search.engine import Searcher
from postil.store.search.results import Part, Results

from ..failing import complain
from ..format import plural
from .declaring import QueryCommand
from .invocation import Invocation, typed
from .output import has_style, say, say_json, say_row
from .querying import asked, saved_option, searching, told_if_none, within

EXAMPLES = (
    "postil search retinal vessel segmentation",
    "postil search 'diffusion year:2015..' -is:read --limit 5",
    "postil search --json '\"residual learning\"'",
    "postil search attention --explain --limit 3",
    "postil search 'graph year:..2018' --sort oldest --save graphs && postil search --saved graphs",
    "postil search --help-query",
)
FEW = 3
"""With fewer papers than this, other queries are suggested; and so many of them."""


class Found(NamedTuple):
    """A paper found: its rank, and what its score is made of if that is asked for."""

    rank: int
    paper_id: int
    parts: tuple[Part, ...] | None


def _help_query(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if not wanted or ctx.resilient_parsing:
        return
    # Deferred: only this option needs it.
    from postil.store.query.grammar import grammar_text  # noqa: PLC0415

    say(grammar_text())
    ctx.exit()


@click.command("search", cls=QueryCommand, examples=EXAMPLES)
@click.argument("query", nargs=-1)
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="How many at most.")
@click.option("--sort", type=click.Choice(SORTS), help="The order; best match first, unless given.")
@click.option("--explain", "explained", is_flag=True, help="Tell what each score is made of.")
@click.option("--save", metavar="NAME", help="Keep the search under a name.")
@saved_option
@click.option("--json", "as_lines", is_flag=True, help="One JSON object a paper.")
@click.option(
    "--help-query", is_flag=True, is_eager=True, expose_value=False, callback=_help_query,
    help="Show the whole query language.",
)  # fmt: skip
@click.pass_obj
def search(  # noqa: PLR0913, PLR0917 (one parameter an option)
    run: Invocation,
    query: tuple[str, ...],
    limit: int,
    sort: Sort | None,
    explained: bool,
    save: str | None,
    saved: str | None,
    as_lines: bool,
) -> int:
    """Find papers, best match first.

    Words are forgiven their spelling; a word after ' is taken exactly, "a phrase" as it stands. Narrow with
    year:2023.., published:2024-01..2024-06, title:, is:unread, has:link, source:, tag: and -anything;
    --help-query tells the rest.
    """
    wanted = asked(run, query)
    if wanted.is_empty and saved is None:
        raise click.UsageError("there is no word to search for in the query")
    styled = has_style(run.plain)
    with run.library() as library:
        wanted = within(run, library, wanted, saved)
        if save is not None:
            text = typed(" ".join(query)) if saved is None else wanted.text
            complain(f"saved as {library.searches.save(typed(save), text, run.pens_in(text)).name}")
        with searching(library) as searcher:
            results = searcher.search(wanted, limit, sort)
            for word, read_as in results.corrections:
                complain(f"{word} was read as {read_as} (write '{word} to search exactly)")
            for rank, paper_id in enumerate(results.ids[:limit], 1):
                parts = searcher.explain(wanted, paper_id) if explained else None
                _say(library, results, Found(rank, paper_id, parts), as_lines, styled)
            status = told_if_none(library, results.total)
            _advise(searcher, wanted, results.total)
    return status


def _say(library: Library, results: Results, found: Found, as_lines: bool, styled: bool) -> None:
    """Print one paper."""
    if as_lines:
        say_json(json_line(_plain(library.topics.onto(library.papers.by_id(found.paper_id)), results, found)))
        return
    for row in library.papers.rows([found.paper_id]):
        say_row(row, found.rank, results.marker.spans(row.title) if styled else ())
        for part in found.parts or ():
            say(f"     {part.value:>8.3f}  {': '.join(filter(None, (part.label, part.detail)))}")


def _plain(paper: Paper, results: Results, found: Found) -> dict[str, object]:
    """Return a paper as plain values, with its score: null where it is not among the best that have one."""
    scores = dict(results.hits)
    values = as_json(paper) | {"score": scores.get(found.paper_id, None if scores else 0.0)}
    if found.parts is not None:
        values["explain"] = [part._asdict() for part in found.parts]
    return values


def _advise(searcher: Searcher, query: Query, found: int) -> None:
    """Name queries that find more, where one finds little."""
    if found < FEW:
        better = [advice for advice in searcher.advice(query) if advice.total > found]
        for advice in better[:FEW]:
            command = f"postil search {shlex.quote(advice.query)}"
            complain(f"{advice.text}: {plural(advice.total, 'paper')}; {command}")
