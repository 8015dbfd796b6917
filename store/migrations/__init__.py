"""Numbered steps that build the library's schema; a step is never edited once released.

Tables of facts (`paper`, `paper_text`, `alias`, `other_title`, `dump`, `appearance`, `claim`, `shape`,
`tally`) can be made again from the dumps. Tables of the reader (`reading`, `tag`, `list`, `list_item`,
`note`, `highlight`, `saved_search`) refer to papers by key, never by row id, and every write to them is
journalled by triggers, so that no code path can change a reader's row without history knowing: undo is that
journal, read backwards. They hold texts and whole numbers only, since a fraction would not come back from
the journal's JSON to the last digit.
"""

import os
from pathlib import Path

from filelock import FileLock
from sqlite_utils import Database

from ..schema import SCHEMA_VERSION
from . import first, second, third
from .steps import library

# isort: split
# The steps register themselves as they are imported, and so in their own order, not the alphabet's.
from . import fourth

# isort: split
from . import fifth

__all__ = ["fifth", "first", "fourth", "library", "migrate", "second", "third"]

PAGE = 16384
"""Bytes a page: whole abstracts fill pages of this size far better than those of the usual one."""


def migrate(path: Path) -> None:
    """Bring a library to today's schema, one process at a time, and keep a copy of an older one.

    Args:
        path: The library file; made if it is not there.
    """
    with FileLock(f"{path}.lock"):
        db = Database(path)
        try:
            db.execute(f"PRAGMA page_size = {PAGE}")  # says nothing to a file that has pages
            db.execute("PRAGMA journal_mode = WAL")
            if 0 < db.execute("PRAGMA user_version").fetchone()[0] < SCHEMA_VERSION:
                _keep(db, path.with_name(f"{path.stem}.before-{SCHEMA_VERSION}.db"))
            library.apply(db)
        finally:
            db.close()


def _keep(db: Database, copy: Path) -> None:
    """Write a copy of a library, whole or not at all."""
    part = copy.with_name(f"{copy.name}.part")
    part.unlink(missing_ok=True)
    try:
        db.execute("VACUUM INTO ?", (str(part),))
        os.replace(part, copy)
    finally:
        part.unlink(missing_ok=True)
