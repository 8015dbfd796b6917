"""`postil search`."""

import click

from postil.store.exporters.json_paper import as_json, json_line
from postil.store.library import Library
from postil.store.search.engine import Results, Searcher

from ..failing import complain
from .declaring import QueryCommand
from .invocation import Invocation
from .output import has_style, say_json, say_row
from .querying import asked

EXAMPLES = (
    "postil search retinal vessel segmentation",
    "postil search 'diffusion year:2015..' -is:read --limit 5",
    "postil search --json '\"residual learning\"'",
)


@click.command("search", cls=QueryCommand, examples=EXAMPLES)
@click.argument("query", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="How many at most.")
@click.option("--json", "as_lines", is_flag=True, help="One JSON object a paper.")
@click.pass_obj
def search(run: Invocation, query: tuple[str, ...], limit: int, as_lines: bool) -> int:
    """Find papers, best match first.

    Words are forgiven their spelling; a word after ' is taken exactly, "a phrase" as it stands. Narrow with
    year:2023.., published:2024-01..2024-06, title:, is:unread, has:link, source:, tag: and -anything.
    """
    wanted = asked(query)
    if wanted.is_empty:
        raise click.UsageError("there is no word to search for in the query")
    with run.library() as library:
        searcher = Searcher(library.db, library.path)
        results = searcher.search(wanted, limit)
        searcher.close()
        for typed_word, read_as in results.corrections:
            complain(f"{typed_word} was read as {read_as} (write '{typed_word} to search exactly)")
        _say(library, results, as_lines, has_style(run.plain))
    if not results.hits:
        complain("nothing was found")
    return 0 if results.hits else 1


def _say(library: Library, results: Results, as_lines: bool, styled: bool) -> None:
    if as_lines:
        for hit in results.hits:
            say_json(json_line(as_json(library.papers.by_id(hit.paper_id), score=hit.score)))
        return
    rows = library.papers.rows([hit.paper_id for hit in results.hits])
    for rank, row in enumerate(rows, 1):
        say_row(row, rank, results.marker.spans(row.title) if styled else ())
