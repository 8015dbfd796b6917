"""The fourth step: what the files of the vault were when last agreed on, and what is due to be written.

An owner is what has a file: `paper:` and a key, or `list:` and an id. A `vault_version` is a file's content
that the library has taken in, or has written: of these the one is looked for that a file descends from; what
is unsaid stands in it, but the library did not take it in, so that it was never taken away from there. The
outbox names the version that a file is to become, until it surely is it. Triggers note in `vault_due` what
was changed in the library, undo and redo included; these tables are no words of the reader's, and so are
not journalled.
"""

from collections.abc import Iterator, Mapping, Sequence

from sqlite_utils import Database

from .steps import library, run

VAULT = """
CREATE TABLE vault_file (
    owner TEXT PRIMARY KEY,
    path BLOB NOT NULL,
    digest BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE vault_version (
    id INTEGER PRIMARY KEY,
    owner TEXT NOT NULL,
    digest BLOB NOT NULL,
    body BLOB NOT NULL,
    returned INTEGER NOT NULL DEFAULT 0,
    unsaid TEXT NOT NULL,
    UNIQUE (owner, digest)
);
CREATE TABLE vault_outbox (
    owner TEXT PRIMARY KEY,
    path BLOB NOT NULL,
    digest BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE vault_due (owner TEXT PRIMARY KEY) WITHOUT ROWID;
INSERT OR IGNORE INTO vault_due
SELECT 'paper:' || paper_key FROM (
    SELECT paper_key FROM reading UNION SELECT paper_key FROM tag UNION SELECT paper_key FROM note
    UNION SELECT paper_key FROM highlight UNION SELECT paper_key FROM list_item
);
INSERT OR IGNORE INTO vault_due SELECT 'list:' || list_id FROM list;
"""
OWNERS = {
    "reading": ("'paper:' || {row}.paper_key",),
    "tag": ("'paper:' || {row}.paper_key",),
    "note": ("'paper:' || {row}.paper_key",),
    "highlight": ("'paper:' || {row}.paper_key",),
    "list": ("'list:' || {row}.list_id",),
    "list_item": ("'paper:' || {row}.paper_key", "'list:' || {row}.list_id"),
}
"""The tables that files tell, each with the owners of a row."""
ROWS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}


@library(name="0004_vault")
def fourth(db: Database) -> None:
    """Make room for the vault."""
    db.execute("PRAGMA user_version = 4")
    run(db, VAULT)
    run(db, "".join(due(OWNERS)))


def due(tables: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield the triggers that note what is due.

    Args:
        tables: Tables that files tell, each with the owners of a row.
    """
    for table, owners in tables.items():
        for event, rows in ROWS.items():
            named = " UNION ".join(
                f"SELECT {owner.format(row=row)} AS owner" for owner in owners for row in rows
            )
            # Not OR IGNORE: in a trigger the statement that fires it says what becomes of a conflict.
            yield (
                f"CREATE TRIGGER due_{table}_{event.lower()} AFTER {event} ON {table} BEGIN "
                f"INSERT INTO vault_due SELECT owner FROM ({named}) "
                f"WHERE owner NOT IN (SELECT owner FROM vault_due); END;\n"
            )
