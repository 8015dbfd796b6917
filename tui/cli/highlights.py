"""`postil highlights`."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import click

from postil.store.exporters.highlights import FORMATS, Marked
from postil.store.library import Library
from postil.store.models import SORTS, STATES, Highlight, Sort, State
from postil.store.query import Query, parse
from postil.store.query.fields import written
from postil.store.text.safe import clean_line

from ..failing import complain
from ..files import opened
from ..format import SEPARATOR, age, plural
from .declaring import QueryCommand
from .invocation import Invocation, typed
from .output import say
from .pens import complete_pen, pen_number
from .querying import asked, matching, saved_option, within

EXAMPLES = (
    "postil highlights",
    "postil highlights segmentation --pen result --json",
    "postil highlights is:starred --since 2025-01-01 --format md -o marked.md",
)


@click.command("highlights", cls=QueryCommand, examples=EXAMPLES)
@click.argument("query", nargs=-1)
@click.option("--pen", metavar="1-5|NAME", help="Only of this pen.", shell_complete=complete_pen)
@click.option("--state", type=click.Choice(STATES), help="Only of this state.")
@click.option("--list", "reading_list", metavar="NAME", help="Only in papers on this reading list.")
@click.option("--since", metavar="DATE", help="Only what was marked then or later, such as 2025-06-30.")
@click.option(
    "--sort", type=click.Choice(SORTS), default="newest", show_default=True, help="The order of papers."
)
@saved_option
@click.option(
    "--format", "form", type=click.Choice([*FORMATS]), help="By the file's ending, or jsonl, with -o."
)
@click.option("-o", "--output", metavar="PATH", type=click.Path(), help="The file to write.")
@click.option("--json", "as_lines", is_flag=True, help="One JSON object a highlight.")
@click.pass_obj
def highlights(  # noqa: PLR0913, PLR0917 (one parameter an option)
    run: Invocation,
    query: tuple[str, ...],
    pen: str | None,
    state: State | None,
    reading_list: str | None,
    since: str | None,
    sort: Sort,
    saved: str | None,
    form: str | None,
    output: str | None,
    as_lines: bool,
) -> int:
    """List your highlights across papers, in the order of the papers and of their texts.

    The query is that of `postil search`, and asks for papers.
    """
    if as_lines and form not in {None, "jsonl"}:
        raise click.UsageError(f"--json and --format {form} are two formats; give one of them")
    form = "jsonl" if as_lines else form or (_by_ending(output) if output else None)
    number = None if pen is None else pen_number(run, pen)
    day = None if since is None else _day(since)
    wanted = asked(run, query).narrowed(_on_list(reading_list))
    with run.library() as library:
        papers = matching(library, within(run, library, wanted, saved), sort)
        marked = [one for one in _marked(library, papers) if _is_wanted(one.highlight, number, state, day)]
        if marked and form:
            with opened(output) as file:
                file.writelines(FORMATS[form](marked, run.finder.pens))
            if output not in {None, "-"}:
                say(f"{plural(len(marked), 'highlight')} written to {output}")
        else:
            _tell(marked, run)
    if not marked:
        complain(
            "nothing is highlighted"
            + (" there" if query or pen or since or state or reading_list else " yet")
        )
    return 0 if marked else 1


def _marked(library: Library, papers: Iterable[int]) -> Iterator[Marked]:
    """Yield the highlights of papers, each with its paper."""
    paper = lru_cache(1)(library.papers.get)
    return (Marked(highlight, paper(highlight.key)) for highlight in library.highlights.each(papers))


def _is_wanted(highlight: Highlight, pen: int | None, state: State | None, day: str | None) -> bool:
    """Return whether a highlight is of a pen, in a state, and no older than a day, where these are given."""
    return (
        pen in {None, highlight.pen}
        and state in {None, highlight.state}
        and (day is None or highlight.created >= day)
    )


def _tell(marked: Iterable[Marked], run: Invocation) -> None:
    """Print highlights to read, each paper's title once."""
    title = ""
    for highlight, paper in marked:
        if paper.key != title:
            say(f"{clean_line(paper.title)}\n  {paper.key}")
            title = paper.key
        state = "" if highlight.state == "anchored" else highlight.state
        facts = run.finder.pens[highlight.pen - 1], state, age(highlight.created), highlight.highlight_id
        say(f"    {clean_line(highlight.quote)}")
        for line in highlight.comment.splitlines():
            say(f"      {line}")
        say(f"      {SEPARATOR.join(filter(None, facts))}")


def _on_list(name: str | None) -> Query:
    return parse(f"list:{written(typed(name))}" if name else "")


def _by_ending(path: str) -> str:
    ending = Path(path).suffix.lower().removeprefix(".")
    return ending if ending in FORMATS else "jsonl"


def _day(text: str) -> str:
    """Return a date as the beginning of a moment.

    Raises:
        UsageError: It is none.
    """
    try:
        return datetime.strptime(text, "%Y-%m-%d").date().isoformat()
    except ValueError as error:
        raise click.UsageError(f"{typed(text)!r} is no date such as 2025-06-30") from error
