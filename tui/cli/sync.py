"""`postil sync`."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from postil.store.exporters.json_paper import json_line
from postil.store.vault.report import Notice, Report

from ..failing import IN_PART, complain, warn
from ..format import plural
from .declaring import ExampleCommand
from .invocation import Invocation
from .output import say, say_json

if TYPE_CHECKING:
    from postil.store.vault.sync import Sync

EXAMPLES = ("postil sync", "postil sync --dry-run", "postil --vault notes sync --restore --json")
LISTS = ("taken", "written", "created", "absorbed")
NOTICES = ("merged", "held", "notes")

Tell = Callable[[int, int], None]


@click.command("sync", cls=ExampleCommand, examples=EXAMPLES)
@click.option("--dry-run", is_flag=True, help="Tell what would be done; write nothing.")
@click.option("--watch", is_flag=True, help="Go on syncing whenever something changes, until ctrl+c.")
@click.option("--restore", is_flag=True, help="Write files again that are gone from the vault.")
@click.option("--json", "as_object", is_flag=True, help="One JSON object; with --watch, one a sync.")
@click.pass_obj
def sync(run: Invocation, dry_run: bool, watch: bool, restore: bool, as_object: bool) -> int:
    """Bring the vault of markdown notes and the library together, both ways.

    What either side changed goes to the other; where both did, the words of both are kept. A file that looks
    wrong is left alone and named, and the exit status is then 1.
    """
    if watch and (dry_run or restore):
        raise click.UsageError("--watch goes with neither --dry-run nor --restore")
    # Deferred: help names every command, and only this one needs YAML and locks.
    from postil.store.vault.sync import Sync  # noqa: PLC0415

    vault = run.finder.vault
    with run.library() as library:
        if watch:
            return _watch(Sync(library, vault), vault, as_object)
        with _progress() as tell:
            report = Sync(library, vault, on_progress=tell).run(dry_run=dry_run, restore=restore)
        return _tell(report, vault, as_object)


def _watch(sync: "Sync", vault: Path, as_object: bool) -> int:
    """Sync until somebody interrupts; a file that is left alone is named once."""
    from postil.store.vault.watching import watched  # noqa: PLC0415

    named: set[Notice] = set()
    try:
        for number, report in enumerate(watched(sync)):
            news = [notice for notice in report.held if notice not in named]
            named = set(report.held)
            report.held = news
            if not number or news or not report.is_idle:
                _tell(report, vault, as_object)
                sys.stdout.flush()
    except KeyboardInterrupt:
        return 0
    return 0


def _tell(report: Report, vault: Path, as_object: bool) -> int:
    """Tell what a sync did, and return the exit status."""
    for notice in report.held:
        complain(f"left alone: {notice.path}: {notice.message}")
    for notice in report.notes:
        warn(f"{notice.path}: {notice.message}")
    if as_object:
        say_json(json_line(as_plain(report, vault)))
    else:
        say(summary(report))
    return IN_PART if report.held else 0


def summary(report: Report) -> str:
    """Return what a sync did, in a sentence or two."""
    outcome = ", ".join(_outcomes(report))
    if not outcome:
        return f"Nothing to do: {plural(report.files, 'file')} in the vault, as in the library."
    end = " This was a dry run; nothing was written." if report.dry_run else ""
    merged = "".join(f"\n  both changed: {notice.path}: {notice.message}" for notice in report.merged)
    return f"{outcome}.{end}{merged}"


def as_plain(report: Report, vault: Path) -> dict[str, object]:
    """Return a report as plain values."""
    return {
        "vault": str(vault),
        "files": report.files,
        **{name: list(getattr(report, name)) for name in LISTS},
        **{name: [_notice(notice) for notice in getattr(report, name)] for name in NOTICES},
        "bytes_written": report.bytes_written,
        "dry_run": report.dry_run,
    }


def _notice(notice: Notice) -> dict[str, str]:
    return {"path": notice.path, "message": notice.message}


def _outcomes(report: Report) -> Iterator[str]:
    counted = (
        (report.taken, "file", "files", "taken over into the library"),
        (report.created, "file", "files", "made"),
        (report.written, "file", "files", "changed"),
        (report.absorbed, "conflict copy", "conflict copies", "taken in and moved to .postil/absorbed"),
    )
    for paths, one, many, done in counted:
        if paths:
            yield f"{plural(len(paths), one, many)} {done}"


@contextmanager
def _progress() -> Iterator[Tell]:
    """Draw a bar on standard error while it is a terminal."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    with click.progressbar(length=1, label="syncing", file=sys.stderr) as bar:

        def tell(done: int, total: int) -> None:
            bar.length = total or 1
            bar.update(done - bar.pos)

        yield tell
