"""`postil export`."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import click

from postil.store.exporters.json_lines import as_line
from postil.store.exporters.registry import FORMATS, Format
from postil.store.models import SORTS, Sort
from postil.store.text.safe import clean

from ..files import opened
from ..format import plural
from .declaring import QueryCommand
from .invocation import Invocation
from .output import say
from .querying import asked, matching, saved_option, told_if_none, within

EXAMPLES = (
    "postil export > papers.jsonl",
    "postil export is:starred -o starred.bib",
    "postil export year:..2016 --format md --sort title",
)


class Written(NamedTuple):
    """How papers are written in a row: each one's format, what parts them, a file's ending, topics or not."""

    write: Format
    gap: str
    ending: str
    topics: bool = False


WRITTEN: Mapping[str, Written] = MappingProxyType(
    {
        "jsonl": Written(as_line, "\n", ".jsonl", topics=True),
        "md": Written(FORMATS["md"], "\n\n", ".md"),
        "bibtex": Written(FORMATS["bibtex"], "\n\n", ".bib"),
    }
)


@click.command("export", cls=QueryCommand, examples=EXAMPLES)
@click.argument("query", nargs=-1)
@click.option(
    "--format", "form", type=click.Choice([*WRITTEN]), help="By the file's ending, or jsonl, unless given."
)
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    type=click.Path(),
    help="The file to write; standard output, unless given.",
)
@click.option("--sort", type=click.Choice(SORTS), default="newest", show_default=True, help="The order.")
@saved_option
@click.option("--json", "as_lines", is_flag=True, help="As --format jsonl.")
@click.pass_obj
def export(  # noqa: PLR0913, PLR0917 (one parameter an option)
    run: Invocation,
    query: tuple[str, ...],
    form: str | None,
    output: str | None,
    sort: Sort,
    saved: str | None,
    as_lines: bool,
) -> int:
    """Write the papers that answer a query, or all of them, for other programs.

    jsonl holds everything that is known of a paper, and `postil import` reads it back. A file is replaced
    only when all of it is written.
    """
    if as_lines and form not in {None, "jsonl"}:
        raise click.UsageError(f"--json and --format {form} are two formats; give one of them")
    written = WRITTEN["jsonl" if as_lines else form or _by_ending(output)]
    wanted = asked(run, query)
    with run.library() as library:
        found = matching(library, within(run, library, wanted, saved), sort)
        if found:
            with opened(output) as file:
                for place, paper in enumerate(library.papers.each(found)):
                    file.write(written.gap if place else "")
                    # What is on its way to a terminal must be safe; JSON is, by its own escapes.
                    text = written.write(library.topics.onto(paper) if written.topics else paper)
                    file.write(text if written.gap == "\n" else clean(text))
                file.write("\n")
            if output not in {None, "-"}:
                say(f"{plural(len(found), 'paper')} written to {output}")
        return told_if_none(library, len(found))


def _by_ending(path: str | None) -> str:
    ending = Path(path or "").suffix.lower()
    return next((name for name, written in WRITTEN.items() if written.ending == ending), "jsonl")
