"""The second step: large libraries, saved searches, and what a dump quotes of others.

A `shape` is what the claims of very many records have in common: which fields, read by which rules, on
which line below the title. An appearance refers to its shape, and only a claim that says something else
than the paper shows, or has a text as printed, still has a row of its own. A `tally` says how many papers
stand in a year or a dump, so that nobody has to count them.
"""

from sqlite_utils import Database

from .steps import journal, library, run

ORDERS = """
DROP INDEX paper_by_title;
DROP INDEX paper_comments;
CREATE INDEX paper_newest ON paper (published DESC, id);
CREATE INDEX paper_comments ON paper (comments DESC, id);
CREATE INDEX paper_upvotes ON paper (upvotes DESC, id);
CREATE INDEX paper_authors ON paper (authors_count DESC, id);
CREATE INDEX reading_rating ON reading (rating) WHERE rating IS NOT NULL;
CREATE INDEX reading_starred ON reading (starred) WHERE starred;
"""

LEDGER = """
CREATE TABLE shape (
    id INTEGER PRIMARY KEY,
    claims TEXT NOT NULL UNIQUE
);
CREATE TABLE shape_claim (
    shape_id INTEGER NOT NULL REFERENCES shape (id) ON DELETE CASCADE,
    field TEXT NOT NULL,
    below INTEGER NOT NULL,
    rule TEXT NOT NULL,
    inferred INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (shape_id, field)
) WITHOUT ROWID;
ALTER TABLE appearance ADD COLUMN shape_id INTEGER REFERENCES shape (id);
ALTER TABLE appearance ADD COLUMN quotes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE dump ADD COLUMN read_so_far INTEGER;
"""

TALLY = """
CREATE TABLE tally (
    kind TEXT NOT NULL CHECK (kind IN ('year', 'dump')),
    name TEXT NOT NULL,
    papers INTEGER NOT NULL,
    PRIMARY KEY (kind, name)
) WITHOUT ROWID;
INSERT INTO tally
SELECT 'year', coalesce(substr(published, 1, 4), ''), count(*) FROM paper GROUP BY 2;
INSERT INTO tally
SELECT 'dump', d.name, count(DISTINCT a.paper_id) FROM appearance a JOIN dump d ON d.id = a.dump_id
GROUP BY 2;
"""

SEARCHES = """
CREATE TABLE saved_search (
    name TEXT PRIMARY KEY,
    query TEXT NOT NULL,
    position INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE searched (
    query TEXT PRIMARY KEY,
    at TEXT NOT NULL
) WITHOUT ROWID;
"""


@library(name="0002_scale")
def second(db: Database) -> None:
    """Make room for large libraries and for searches."""
    db.execute("PRAGMA user_version = 2")
    run(db, ORDERS)
    run(db, LEDGER)
    run(db, TALLY)
    run(db, SEARCHES)
    run(db, journal("saved_search", ("name",), ("name", "query", "position")))
