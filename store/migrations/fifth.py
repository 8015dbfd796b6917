"""The fifth step: what keeps order among many papers.

A list has a question that its papers should answer, a day by which it is to be read, and a place among
the lists; each paper on it may have a day of its own. A `topic_verdict` is the reader's word on a topic that
a rule gave to a paper, or did not give. `triage` holds what was decided there and is no status: what is kept,
and what is asked again on a later day. `recall` holds the cards of the highlights that are reviewed, and
`recall_review` every review. A `preference` is a choice of the reader's that belongs to the library.

A list file in which a question or a day stands already said nothing by it: what it was when last agreed on is
forgotten, so that the next sync takes both in, and takes nothing for withdrawn. Of what a paper's file had of
topics or triage already, it is noted that the library did not take it in; of the rest both are agreed.

Tags are called as they are called from now on: without outer blanks, empty parts and leading signs. What
tells a row apart may be updated too: a tag can be renamed where it stands, and history knows both rows.

A dump belongs to a run, one import of any number of files, so that what is new can be told import by import;
and it is kept how far the reader has looked at the news, which is all of it where the library is older.
"""

import zlib

from sqlite_utils import Database

from ..tag_names import tag_name
from .first import JOURNALLED as FIRST
from .fourth import due
from .steps import journal, journal_updates, library, run

LISTS = """
ALTER TABLE list ADD COLUMN question TEXT NOT NULL DEFAULT '';
ALTER TABLE list ADD COLUMN due TEXT;
ALTER TABLE list ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
ALTER TABLE list_item ADD COLUMN due TEXT;
"""

ORDER = """
CREATE TABLE topic_verdict (
    paper_key TEXT NOT NULL REFERENCES paper (key),
    topic TEXT NOT NULL,
    given INTEGER NOT NULL CHECK (given IN (0, 1)),
    PRIMARY KEY (paper_key, topic)
) WITHOUT ROWID;
CREATE INDEX topic_verdict_topic ON topic_verdict (topic);
CREATE TABLE triage (
    paper_key TEXT PRIMARY KEY REFERENCES paper (key),
    verdict TEXT NOT NULL CHECK (verdict IN ('kept', 'later')),
    day TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE recall (
    highlight_id TEXT PRIMARY KEY REFERENCES highlight (highlight_id) ON DELETE CASCADE,
    card TEXT NOT NULL,
    due TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX recall_due ON recall (due);
CREATE TABLE recall_review (
    review_id TEXT PRIMARY KEY,
    highlight_id TEXT NOT NULL,
    at TEXT NOT NULL,
    grade INTEGER NOT NULL CHECK (grade BETWEEN 1 AND 4)
) WITHOUT ROWID;
CREATE TABLE preference (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
ALTER TABLE dump ADD COLUMN run INTEGER;
UPDATE dump SET run = id WHERE format <> 'quoted';
INSERT INTO meta SELECT 'seen_appearance', coalesce(max(id), 0) FROM appearance;
INSERT INTO meta SELECT 'seen_paper', coalesce(max(id), 0) FROM paper;
CREATE INDEX step_state ON step (state);
"""

TAKEN_OVER = """
UPDATE change SET before = json_set(before, '$.question', '', '$.due', NULL, '$.position', 0)
WHERE table_name = 'list' AND before IS NOT NULL;
UPDATE change SET after = json_set(after, '$.question', '', '$.due', NULL, '$.position', 0)
WHERE table_name = 'list' AND after IS NOT NULL;
UPDATE change SET before = json_set(before, '$.due', NULL)
WHERE table_name = 'list_item' AND before IS NOT NULL;
UPDATE change SET after = json_set(after, '$.due', NULL)
WHERE table_name = 'list_item' AND after IS NOT NULL;
"""
"""What the journal said of lists, as if the new columns had always been there."""

FILES = "SELECT owner, body FROM vault_version WHERE owner NOT IN (SELECT owner FROM vault_outbox)"
NEW_SIGNS = {
    "list": (b"\nquestion:", b"\ndue:", *(sign.encode() for sign in "📅📆🗓")),
    "paper": (b"\ntopics:", b"\ntriage:"),
}
"""What has a meaning in a file from now on."""
UNSAID = "UPDATE vault_version SET unsaid = trim(unsaid || ' topics triage') WHERE owner LIKE 'paper:%'"
OWNERS = {"topic_verdict": ("'paper:' || {row}.paper_key",), "triage": ("'paper:' || {row}.paper_key",)}
"""The tables of this step that files tell, each with the owners of a row."""

TAG_NAMES = """
INSERT OR IGNORE INTO tag SELECT paper_key, tag_name(name) FROM tag WHERE tag_name(name) NOT IN (name, '');
DELETE FROM tag WHERE tag_name(name) NOT IN (name, '');
UPDATE change SET row_key = json_set(row_key, '$.name', tag_name(row_key ->> '$.name')),
    before = json_set(before, '$.name', tag_name(row_key ->> '$.name')),
    after = json_set(after, '$.name', tag_name(row_key ->> '$.name'))
WHERE table_name = 'tag' AND tag_name(row_key ->> '$.name') NOT IN (row_key ->> '$.name', '');
"""
"""Tags by the names that they have from now on, in what the journal says of them, too."""

ALIKE = """
CREATE TEMP TABLE alike AS
SELECT row_key ->> '$.paper_key' AS paper_key, tag_name(row_key ->> '$.name') AS name FROM change
WHERE table_name = 'tag' GROUP BY 1, 2 HAVING count(DISTINCT row_key) > 1 AND name <> '';
"""
ONE_OF_ALIKE = """
DELETE FROM change WHERE table_name = 'tag'
AND (row_key ->> '$.paper_key', row_key ->> '$.name') IN (SELECT paper_key, name FROM alike)
AND id NOT IN (
    SELECT min(c.id) FROM change c JOIN step s ON s.id = c.step_id AND s.state = 'done'
    JOIN tag t ON t.paper_key = c.row_key ->> '$.paper_key' AND t.name = c.row_key ->> '$.name'
    WHERE c.table_name = 'tag' GROUP BY c.row_key
);
UPDATE change SET before = NULL, after = row_key WHERE table_name = 'tag'
AND (row_key ->> '$.paper_key', row_key ->> '$.name') IN (SELECT paper_key, name FROM alike);
DROP TABLE alike;
"""
"""Tags of a paper that have one name from now on: history knows when the first came, if it is there."""

JOURNALLED = {
    "list": (("list_id",), ("list_id", "name", "description", "question", "due", "position")),
    "list_item": (("list_id", "paper_key"), ("list_id", "paper_key", "position", "done", "due")),
    "topic_verdict": (("paper_key", "topic"), ("paper_key", "topic", "given")),
    "triage": (("paper_key",), ("paper_key", "verdict", "day")),
    "recall": (("highlight_id",), ("highlight_id", "card", "due")),
    "recall_review": (("review_id",), ("review_id", "highlight_id", "at", "grade")),
    "preference": (("name",), ("name", "value")),
}
"""The tables of this step that are journalled: name to (key columns, all columns)."""

ALL = {**FIRST, "saved_search": (("name",), ("name", "query", "position")), **JOURNALLED}
"""Every table that is journalled."""


@library(name="0005_order")
def fifth(db: Database) -> None:
    """Make room for what keeps order."""
    db.execute("PRAGMA user_version = 5")
    run(db, LISTS)
    run(db, ORDER)
    run(db, TAKEN_OVER)
    _read_anew(db)
    db.register_function(tag_name, deterministic=True)
    for script in (ALIKE, TAG_NAMES, ONE_OF_ALIKE):
        run(db, script)
    for event in ("insert", "update", "delete"):
        db.execute(f"DROP TRIGGER journal_list_{event}")
        db.execute(f"DROP TRIGGER journal_list_item_{event}")
    run(db, "".join(due(OWNERS)))
    for table, (keys, columns) in JOURNALLED.items():
        run(db, journal(table, keys, columns))
    for table, (keys, columns) in ALL.items():
        db.execute(f"DROP TRIGGER journal_{table}_update")
        run(db, journal_updates(table, keys, columns))


def _read_anew(db: Database) -> None:
    """Let the next sync read those files anew which say what the library could not take in so far."""
    told = {
        owner
        for owner, body in db.execute(FILES)
        if any(sign in zlib.decompress(body) for sign in NEW_SIGNS[owner.partition(":")[0]])
    }
    db.execute(UNSAID)
    for owner in told:
        db.execute("DELETE FROM vault_version WHERE owner = ? AND owner LIKE 'list:%'", (owner,))
        db.execute("INSERT OR IGNORE INTO vault_due VALUES (?)", (owner,))
