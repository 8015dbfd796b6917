"""`postil import`."""

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from postil.store.exporters.json_paper import json_line
from postil.store.importers import FORMATS
from postil.store.importing import ImportRun, Progress
from postil.store.library import Library

from ..failing import complain
from ..format import plural
from .declaring import ExampleCommand
from .fresh import kept_if_filled
from .invocation import Invocation
from .output import say, say_json
from .reporting import as_plain, summary, tell_what_needs_a_look

EXAMPLES = (
    "postil import page.txt",
    "postil import dumps/ --dry-run",
    "postil import --year 2025 --json - < page.txt",
)

Tell = Callable[[Progress], None]


@click.command("import", cls=ExampleCommand, examples=EXAMPLES)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path())
@click.option("--format", "form", type=click.Choice(("auto", *FORMATS)), default="auto", show_default=True)
@click.option("--year", type=click.IntRange(1, 9999), help="The year of pages that do not tell theirs.")
@click.option("--dry-run", is_flag=True, help="Report only; write nothing.")
@click.option("--json", "as_object", is_flag=True, help="One JSON object.")
@click.pass_obj
def import_papers(  # noqa: PLR0913, PLR0917 (one parameter an option)
    run: Invocation, paths: tuple[str, ...], form: str, year: int | None, dry_run: bool, as_object: bool
) -> int:
    """Read papers from dumps: files, folders, or - for standard input.

    A dump that was read before changes nothing. What is not understood is named, and its neighbours are
    read all the same; the exit status is then 1.
    """
    with _destination(run, paths, dry_run) as library, _progress() as tell:
        work = ImportRun(library, format=form, year=year, dry_run=dry_run, on_progress=tell)
        try:
            report = work.run(paths, sys.stdin.buffer)
        except KeyboardInterrupt:
            if work.stopped:
                complain(work.stopped)
            raise
    tell_what_needs_a_look(report, year)
    if as_object:
        say_json(json_line(as_plain(report)))
    else:
        say(summary(report))
    return 1 if report.rejected or not report.records else 0


def _destination(run: Invocation, paths: tuple[str, ...], dry_run: bool) -> AbstractContextManager[Library]:
    """Return the library to import into; a passing one where none is there and none shall be made."""
    if run.has_library:
        return run.new_library()
    readable = any(path == "-" or Path(path).exists() for path in paths)
    return kept_if_filled(run) if readable and not dry_run else _passing()


@contextmanager
def _passing() -> Iterator[Library]:
    with TemporaryDirectory(prefix="postil-") as folder, Library.open(Path(folder) / "library.db") as library:
        yield library


@contextmanager
def _progress() -> Iterator[Tell]:
    """Draw a bar on standard error while it is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    with click.progressbar(length=1, label="reading", file=sys.stderr, item_show_func=_shown) as bar:
        shown = 0

        def tell(progress: Progress) -> None:
            nonlocal shown
            bar.length = progress.total or 1
            bar.update(progress.done - shown)
            bar.current_item = progress.records
            bar.render_progress()
            shown = progress.done

        yield tell


def _shown(records: int | None) -> str:
    return plural(records or 0, "record")
