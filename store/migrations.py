"""Numbered steps that build the library's schema; a step is never edited once released.

Tables of facts (`paper`, `paper_text`, `alias`, `other_title`, `dump`, `appearance`, `claim`) can be made
again from the dumps. Tables of the reader (`reading`, `tag`, `list`, `list_item`, `note`, `highlight`)
refer to papers by key, never by row id, and every write to them is journalled by triggers, so that no code
path can change a reader's row without history knowing: undo is that journal, read backwards. They hold
texts and whole numbers only, since a fraction would not come back from the journal's JSON to the last
digit.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path

from filelock import FileLock
from sqlite_utils import Database, Migrations

from .schema import APPLICATION_ID, READER_TABLES

library = Migrations("library")

FACTS = """
CREATE TABLE paper (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    title_norm TEXT NOT NULL,
    published TEXT,
    published_text TEXT,
    published_inferred INTEGER NOT NULL DEFAULT 0,
    authors_count INTEGER,
    organization TEXT,
    comments INTEGER,
    upvotes INTEGER,
    arxiv_id TEXT,
    doi TEXT
);
CREATE INDEX paper_title_norm ON paper (title_norm);
CREATE UNIQUE INDEX paper_arxiv_id ON paper (arxiv_id) WHERE arxiv_id IS NOT NULL;
CREATE UNIQUE INDEX paper_doi ON paper (doi) WHERE doi IS NOT NULL;
CREATE INDEX paper_published ON paper (published, id);
CREATE INDEX paper_by_title ON paper (title COLLATE NOCASE, id);
CREATE INDEX paper_comments ON paper (comments, id);
CREATE TABLE paper_text (
    paper_id INTEGER PRIMARY KEY REFERENCES paper (id) ON DELETE CASCADE,
    abstract TEXT NOT NULL,
    authors TEXT,
    links TEXT
);
CREATE TABLE alias (
    alias TEXT PRIMARY KEY,
    key TEXT NOT NULL REFERENCES paper (key)
) WITHOUT ROWID;
CREATE TABLE other_title (
    title_norm TEXT NOT NULL,
    paper_id INTEGER NOT NULL REFERENCES paper (id) ON DELETE CASCADE,
    PRIMARY KEY (title_norm, paper_id)
) WITHOUT ROWID;
CREATE TABLE dump (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    digest TEXT NOT NULL UNIQUE,
    format TEXT NOT NULL,
    date_text TEXT,
    year INTEGER,
    records INTEGER NOT NULL DEFAULT 0,
    imported_at TEXT NOT NULL
);
CREATE TABLE appearance (
    id INTEGER PRIMARY KEY,
    paper_id INTEGER NOT NULL REFERENCES paper (id) ON DELETE CASCADE,
    dump_id INTEGER NOT NULL REFERENCES dump (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    line INTEGER NOT NULL,
    digest TEXT NOT NULL,
    UNIQUE (dump_id, position)
);
CREATE INDEX appearance_paper ON appearance (paper_id);
CREATE TABLE claim (
    appearance_id INTEGER NOT NULL REFERENCES appearance (id) ON DELETE CASCADE,
    field TEXT NOT NULL,
    line INTEGER NOT NULL,
    rule TEXT NOT NULL,
    inferred INTEGER NOT NULL DEFAULT 0,
    value TEXT,
    raw TEXT,
    PRIMARY KEY (appearance_id, field)
) WITHOUT ROWID;
CREATE TABLE rejected (
    dump_id INTEGER NOT NULL REFERENCES dump (id) ON DELETE CASCADE,
    line INTEGER NOT NULL,
    reason TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO meta VALUES ('facts_version', 0);
"""

READER = """
CREATE TABLE reading (
    paper_key TEXT PRIMARY KEY REFERENCES paper (key),
    status TEXT NOT NULL DEFAULT 'unread' CHECK (status IN ('unread', 'reading', 'read', 'dropped')),
    rating INTEGER CHECK (rating BETWEEN 0 AND 5),
    starred INTEGER NOT NULL DEFAULT 0 CHECK (starred IN (0, 1))
) WITHOUT ROWID;
CREATE INDEX reading_status ON reading (status);
CREATE TABLE tag (
    paper_key TEXT NOT NULL REFERENCES paper (key),
    name TEXT NOT NULL,
    PRIMARY KEY (paper_key, name)
) WITHOUT ROWID;
CREATE INDEX tag_name ON tag (name);
CREATE TABLE list (
    list_id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    description TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
CREATE TABLE list_item (
    list_id TEXT NOT NULL REFERENCES list (list_id) ON DELETE CASCADE,
    paper_key TEXT NOT NULL REFERENCES paper (key),
    position INTEGER NOT NULL,
    done INTEGER NOT NULL DEFAULT 0 CHECK (done IN (0, 1)),
    PRIMARY KEY (list_id, paper_key)
) WITHOUT ROWID;
CREATE INDEX list_item_paper ON list_item (paper_key);
CREATE TABLE note (
    paper_key TEXT PRIMARY KEY REFERENCES paper (key),
    text TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE highlight (
    highlight_id TEXT PRIMARY KEY,
    paper_key TEXT NOT NULL REFERENCES paper (key),
    field TEXT NOT NULL,
    start INTEGER,
    stop INTEGER,
    quote TEXT NOT NULL,
    prefix TEXT NOT NULL DEFAULT '',
    suffix TEXT NOT NULL DEFAULT '',
    text_digest TEXT NOT NULL,
    pen INTEGER NOT NULL CHECK (pen BETWEEN 1 AND 5),
    comment TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL CHECK (state IN ('anchored', 'moved', 'detached')),
    created TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX highlight_paper ON highlight (paper_key);
"""

HISTORY = """
CREATE TABLE step (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    label TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('done', 'undone', 'abandoned')),
    quiet INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE change (
    id INTEGER PRIMARY KEY,
    step_id INTEGER NOT NULL REFERENCES step (id),
    table_name TEXT NOT NULL,
    row_key TEXT NOT NULL,
    before TEXT,
    after TEXT
);
CREATE INDEX change_step ON change (step_id);
CREATE INDEX change_row ON change (table_name, row_key);
CREATE TABLE open_step (id INTEGER PRIMARY KEY REFERENCES step (id));
"""


def _object(alias: str, columns: Sequence[str]) -> str:
    pairs = ", ".join(f"'{column}', {alias}.{column}" for column in columns)
    return f"json_object({pairs})"


def _journal(table: str, keys: Sequence[str], columns: Sequence[str]) -> str:
    """Return the three triggers that journal every write to one of the reader's tables."""
    events: Mapping[str, tuple[str, str, str]] = {
        "INSERT": ("NEW", "NULL", _object("NEW", columns)),
        "UPDATE": ("NEW", _object("OLD", columns), _object("NEW", columns)),
        "DELETE": ("OLD", _object("OLD", columns), "NULL"),
    }
    return "".join(
        f"CREATE TRIGGER journal_{table}_{event.lower()} AFTER {event} ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM open_step) BEGIN "
        f"INSERT INTO change (step_id, table_name, row_key, before, after) "
        f"SELECT id, '{table}', {_object(row, keys)}, {before}, {after} FROM open_step; END;\n"
        for event, (row, before, after) in events.items()
    )


def _run(db: Database, script: str) -> None:
    """Run a script statement by statement: `executescript` would commit the migration's transaction."""
    statement = ""
    for line in script.splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            db.execute(statement)
            statement = ""


@library(name="0001_first")
def first(db: Database) -> None:
    """Create facts, the reader's tables, and the journal between them."""
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")
    _run(db, FACTS)
    _run(db, READER)
    _run(db, HISTORY)
    for table, (keys, columns) in READER_TABLES.items():
        _run(db, _journal(table, keys, columns))


def migrate(path: Path) -> None:
    """Bring a library to today's schema, one process at a time.

    Args:
        path: The library file; made if it is not there.
    """
    with FileLock(f"{path}.lock"):
        db = Database(path)
        try:
            db.execute("PRAGMA journal_mode = WAL")
            library.apply(db)
        finally:
            db.close()
