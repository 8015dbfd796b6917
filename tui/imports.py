"""Importing as the desk does it: on a connection of its own, and told as a document."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from postil.store import sample
from postil.store.importing import Cancelled, ImportRun, Progress
from postil.store.library import Library
from postil.store.records import Report
from postil.store.topics.ruleset import Ruleset

from .document import Document, Writer
from .format import day, plural

MOST_NAMED = 200

PAST = "SELECT name, format, records, date_text, year, imported_at FROM dump ORDER BY id DESC"


def import_into(
    target: Path,
    rules: Ruleset,
    path: str,
    tell: Callable[[Progress], None],
    stopped: Callable[[], bool],
) -> Report | str:
    """Import a file or folder; blocks, so run it on a thread.

    Args:
        target: The library file.
        rules: What gives topics to papers, for this thread alone.
        path: What to read.
        tell: Called with the progress.
        stopped: Returns whether the reader wants it to stop.

    Returns:
        The report; if the reader stopped it, one sentence about what is in and what is not.

    Raises:
        LibraryError: The library cannot be written.
    """

    def on_progress(progress: Progress) -> None:
        if stopped():
            raise Cancelled
        tell(progress)

    with Library.open(target, rules=rules) as library:
        run = ImportRun(library, on_progress=on_progress)
        try:
            return run.run([path])
        except Cancelled:
            return run.stopped


def fill_sample(library: Library) -> None:
    """Import the papers that ship inside.

    Args:
        library: The sample library.
    """
    ImportRun(library).run(sorted(Path(sample.__path__[0]).glob("*.txt")))


def progress_bar(progress: Progress, width: int) -> str:
    """Return progress as a bar with its figures."""
    done = round(width * min(progress.done / max(progress.total, 1), 1))
    return f"{'█' * done}{'░' * (width - done)}  {plural(progress.records, 'record')}  {progress.name}"


def report_document(report: Report) -> Document:
    """Return what an import did: the figures, then everything that was rejected or may be double."""
    writer = Writer()
    fresh = report.added or report.merged or report.changed
    heading = "Imported" if fresh else "Nothing new" if report.records else "Nothing could be read"
    writer.add(heading, "heading")
    writer.add(f"\n{plural(report.records, 'record')} read from {plural(report.files, 'dump')}\n")
    for number, what in (
        (report.added, "new papers"),
        (report.merged, "merged into papers already there"),
        (report.changed, "papers learnt something new by it"),
        (report.unchanged, "known from an import before"),
        (len(report.rejected), "not understood"),
    ):
        if number:
            writer.add(f"{number:>8,} ", "key")
            writer.add(f" {what}\n")
    for item in report.rejected[:MOST_NAMED]:
        writer.add(f"\n{item.source}{f':{item.line}' if item.line else ''} ", "accent")
        writer.add(item.reason)
    for key, other in report.duplicates[:MOST_NAMED]:
        writer.add("\nperhaps the same ", "accent")
        writer.add(f"{key} · {other}")
    writer.add("\n\nesc closes this and shows the library", "muted")
    return writer.document()


def dumps_document(db: sqlite3.Connection) -> Document:
    """Return what a library has read before, the newest first."""
    writer = Writer()
    writer.add("Imported so far", "heading")
    for name, kind, records, date_text, year, at in db.execute(PAST):
        page = " ".join(str(part) for part in ("page of", date_text, year) if part) if date_text else ""
        writer.add(f"\n{name} ", "key")
        writer.add(
            " · ".join(filter(None, (plural(records, "record"), kind, page, f"imported {day(at[:10])}"))),
            "muted",
        )
    return writer.document()
