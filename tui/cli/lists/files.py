"""`postil lists export` and `import`: a list as a markdown file."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from postil.store.errors import PostilError
from postil.store.exporters.json_paper import json_line
from postil.store.text.safe import clean

from ...failing import complain
from ...files import opened
from ...format import plural
from ..declaring import ExampleCommand
from ..invocation import Invocation, typed
from ..output import say, say_json
from .showing import papers_of
from .telling import as_values, name_argument

if TYPE_CHECKING:
    from postil.store.list_import import Taken

STDIN = "-"


@click.command(
    "export",
    cls=ExampleCommand,
    examples=("postil lists export club > club.md", "postil lists export club -o club.md"),
)
@name_argument
@click.option("-o", "--output", metavar="PATH", help="The file to write; standard output, unless given.")
@click.option("--json", "as_object", is_flag=True, help="One JSON object that holds the text.")
@click.pass_obj
def export_list(run: Invocation, name: str, output: str | None, as_object: bool) -> int:
    """Write a list as markdown: boxes to tick, links, and days that other programs read.

    `postil lists import` reads it back, here and elsewhere.
    """
    # Deferred: what reads and writes markdown takes longer to import than other commands take to run.
    from postil.store.list_markdown import as_markdown  # noqa: PLC0415

    with run.library() as library:
        of = library.lists.get(typed(name))
        text = as_markdown(of, papers_of(library, of))
    if as_object and output in {None, STDIN}:
        say_json(json_line({**as_values(of), "markdown": text}))
        return 0
    with opened(output) as file:
        file.write(clean(text) + "\n")
    if output not in {None, STDIN}:
        told = {**as_values(of), "path": output}
        say_json(json_line(told)) if as_object else say(
            f"{of.name}: {plural(of.papers, 'paper')} written to {output}"
        )
    return 0


@click.command(
    "import",
    cls=ExampleCommand,
    examples=(
        "postil lists import reading.md",
        "postil lists import reading.md --name later --dry-run --json",
    ),
)
@click.argument("file", metavar="FILE")
@click.option("--name", metavar="NAME", help="What to call the list; as the file says, unless given.")
@click.option("--dry-run", is_flag=True, help="Tell what would be done, and write nothing.")
@click.option("--json", "as_object", is_flag=True, help="One JSON object.")
@click.pass_obj
def import_list(run: Invocation, file: str, name: str | None, dry_run: bool, as_object: bool) -> int:
    """Make a reading list from a list in markdown, or add to the one of that name.

    FILE is any markdown with bullets, boxes or numbered lines, or - for standard input. A line names a paper
    by its key, an arXiv id, a DOI, a link, or its title. Lines that name none are told; the rest is taken in.
    """
    # Deferred: as for export.
    from postil.store.list_import import take_list  # noqa: PLC0415
    from postil.store.list_markdown import read_markdown  # noqa: PLC0415

    draft = read_markdown(_read(file))
    wanted = typed(name or "") or draft.name or (Path(file).stem if file != STDIN else "")
    if not wanted:
        raise click.UsageError("standard input does not say what the list is called; give --name")
    with run.library() as library:
        taken = take_list(library, draft, wanted, dry_run)
    for line, found in taken.found:
        if found.near:
            complain(f'{file}:{line.number}: "{line.text}" was taken for "{found.near}"')
    for line, reason in taken.missing:
        complain(f'{file}:{line.number}: {reason}: "{line.text}"')
    if as_object:
        say_json(json_line(_values(taken, dry_run)))
    else:
        done = "would be added" if dry_run else "added"
        say(f"{taken.of.name}: {plural(taken.added, 'paper')} {done}{_lacking(taken)}")
    return 1 if taken.missing else 0


def _read(file: str) -> str:
    """Return the text of a file.

    Raises:
        PostilError: It cannot be read.
    """
    try:
        data = sys.stdin.buffer.read() if file == STDIN else Path(file).read_bytes()
    except OSError as error:
        raise PostilError(f"{file} cannot be read: {error.strerror or error}") from error
    return data.decode("utf-8-sig", "replace")


def _lacking(taken: "Taken") -> str:
    return f", {plural(len(taken.missing), 'line')} not found" if taken.missing else ""


def _values(taken: "Taken", dry_run: bool) -> dict[str, object]:
    return {
        **as_values(taken.of),
        "added": taken.added,
        "found": [
            {"line": line.number, "text": line.text, "key": found.key, "by": found.how}
            for line, found in taken.found
        ],
        "missing": [
            {"line": line.number, "text": line.text, "reason": reason} for line, reason in taken.missing
        ],
        "dry_run": dry_run,
    }
