"""The file of a library: how it is opened, and one sentence for whatever is wrong with it."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import LibraryError
from .schema import APPLICATION_ID, SCHEMA_VERSION
from .text.folding import teach_folding

BUSY_SECONDS = 5.0
"""How long to wait for another process that is writing."""


def _address(path: Path, mode: str, readonly: bool) -> str:
    """Return the URI of a file.

    In a folder that cannot be written SQLite cannot make the files that it shares with other readers; it may
    go without them only where no journal holds newer pages.
    """
    journal = Path(f"{path}-wal")
    alone = not os.access(path.parent, os.W_OK) and not (journal.exists() and journal.stat().st_size)
    flags = f"mode={'ro' if readonly else mode}{'&immutable=1' if readonly and alone else ''}"
    return f"{path.absolute().as_uri()}?{flags}"


def connect(path: Path, readonly: bool, busy_seconds: float) -> sqlite3.Connection:
    """Return a connection to a library, with our pragmas set.

    Args:
        path: The file.
        readonly: Whether it cannot be written.
        busy_seconds: How long to wait for another process that is writing.
    """
    address = _address(path, "rw", readonly)
    db = sqlite3.connect(address, uri=True, timeout=busy_seconds, isolation_level=None)
    db.text_factory = _text
    teach_folding(db)
    db.execute("PRAGMA foreign_keys = ON")
    # Without it, what INSERT OR REPLACE deletes would pass the journal by.
    db.execute("PRAGMA recursive_triggers = ON")
    if not readonly:
        db.execute("PRAGMA synchronous = FULL")
    db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    return db


def _text(raw: bytes) -> str:
    """Return a text as far as it is one: a file from elsewhere may hold anything."""
    return raw.decode("utf-8", "replace")


def needs_migration(path: Path, readonly: bool) -> bool:
    """Return whether a file is an empty or older library; refuse what is neither.

    Raises:
        LibraryError: The file is no library of ours, or a newer one.
    """
    if path.stat().st_size == 0:
        return True
    db = sqlite3.connect(_address(path, "ro", readonly), uri=True, timeout=BUSY_SECONDS)
    try:
        application = db.execute("PRAGMA application_id").fetchone()[0]
        version = db.execute("PRAGMA user_version").fetchone()[0]
        tables = {name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    finally:
        db.close()
    if application != APPLICATION_ID and not tables <= {"_sqlite_migrations", "sqlite_sequence"}:
        raise LibraryError(f"{path} is an SQLite file but not a Postil library; name another with --library")
    if version > SCHEMA_VERSION:
        raise LibraryError(
            f"{path} was made by a newer Postil (schema {version}, this one knows {SCHEMA_VERSION}); "
            "update Postil to open it"
        )
    return bool(version < SCHEMA_VERSION)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system say of a file into one sentence with the next step."""
    try:
        with damage_explained(path):
            yield
    except OSError as error:
        raise LibraryError(f"{path} cannot be opened: {error.strerror or error}") from error


@contextmanager
def damage_explained(path: Path) -> Iterator[None]:
    """Turn what SQLite says into one sentence with the next step."""
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
        raise  # our own mistake, not the file's
    except sqlite3.DatabaseError as error:
        raise LibraryError(explain(path, error)) from error


def explain(path: Path, error: sqlite3.DatabaseError) -> str:
    """Return one sentence for what SQLite says of a library.

    Args:
        path: The library file.
        error: What SQLite raised.
    """
    said = str(error)
    if "locked" in said or "busy" in said:
        return f"{path} is locked by another program; close that program or wait, then try again"
    if "not a database" in said:
        return f"{path} is not a Postil library; name another file with --library"
    if "readonly" in said or "read-only" in said:
        return f"{path} can only be read; make it writable to change anything"
    if "full" in said:
        return f"{path} cannot grow because the disk is full; free some room, nothing was half written"
    if "malformed" in said or "corrupt" in said:
        return f"{path} is damaged ({said}); run `postil doctor` to see what can be saved"
    return f"{path} cannot be used: {said}"
