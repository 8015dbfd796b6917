"""A library that an import makes: kept only if it holds a paper in the end."""

import os
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from postil.store.library import Library

from .invocation import Invocation

USED = "SELECT 1 FROM paper UNION ALL SELECT 1 FROM step LIMIT 1"


@contextmanager
def kept_if_filled(run: Invocation) -> Iterator[Library]:
    """Make the library; take it away again if nothing was put into it.

    Args:
        run: Whose library is not there yet.

    Raises:
        LibraryError: It cannot be used, or stops being usable meanwhile.
    """
    path = run.finder.library
    made = [file for file in _files(path) if not os.path.lexists(file)]
    try:
        with run.new_library() as library:
            yield library
    finally:
        if path in made:
            _discard_unused(path, made)


def _files(path: Path) -> tuple[Path, ...]:
    """Return a library's file and those that stand beside it, whether they are there or not."""
    beside = (Path(f"{path}{ending}") for ending in ("-wal", "-shm", ".lock"))
    return path, *beside, path.with_name(f"{path.stem}.index.db")


def _discard_unused(path: Path, made: Collection[Path]) -> None:
    """Remove files of a library that holds nothing, unless another program has it open or has filled it."""
    # What fails here fails because the library is in use, or not whole; then it is left as it is.
    with suppress(sqlite3.Error, OSError), closing(_opened(path)) as db:
        if db.execute(USED).fetchone():
            return
        # Only who is alone with a file may end its write-ahead log, so nobody else reads or writes it now;
        # and without one, whoever opens it at this moment is refused instead of writing to a removed file.
        db.execute("PRAGMA journal_mode = DELETE")
        db.execute("BEGIN EXCLUSIVE")
        if db.execute(USED).fetchone():
            db.execute("COMMIT")
            db.execute("PRAGMA journal_mode = WAL")
            return
        for file in made:
            file.unlink(missing_ok=True)


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=0, isolation_level=None)
