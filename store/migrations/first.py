"""The first step: facts, the reader's tables, and the journal between them."""

from collections.abc import Mapping

from sqlite_utils import Database

from ..schema import APPLICATION_ID
from .steps import journal, library, run

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

JOURNALLED: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "reading": (("paper_key",), ("paper_key", "status", "rating", "starred")),
    "tag": (("paper_key", "name"), ("paper_key", "name")),
    "list": (("list_id",), ("list_id", "name", "description")),
    "list_item": (("list_id", "paper_key"), ("list_id", "paper_key", "position", "done")),
    "note": (("paper_key",), ("paper_key", "text")),
    "highlight": (
        ("highlight_id",),
        (
            "highlight_id",
            "paper_key",
            "field",
            "start",
            "stop",
            "quote",
            "prefix",
            "suffix",
            "text_digest",
            "pen",
            "comment",
            "state",
            "created",
        ),
    ),
}
"""The tables of this step that are journalled: name to (key columns, all columns)."""


@library(name="0001_first")
def first(db: Database) -> None:
    """Create facts, the reader's tables, and the journal between them."""
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")
    run(db, FACTS)
    run(db, READER)
    run(db, HISTORY)
    for table, (keys, columns) in JOURNALLED.items():
        run(db, journal(table, keys, columns))
