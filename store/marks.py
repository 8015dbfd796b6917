"""What a reader said of papers, taken over from a dump that repeats it: an export of another library."""

import json
import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from .library import Library
from .list_rows import new_list
from .models import Highlight, ReadingList
from .records import Marks, Record

TABLE = "CREATE TEMP TABLE IF NOT EXISTS taken (position INTEGER PRIMARY KEY, marks TEXT NOT NULL)"
CLEAR = "DROP TABLE IF EXISTS temp.taken", "DROP TABLE IF EXISTS temp.fresh"
FRESH = """
CREATE TEMP TABLE fresh AS
SELECT p.key AS paper_key, min(t.position) AS position, t.marks
FROM taken t JOIN appearance a ON a.dump_id = ? AND a.position = t.position JOIN paper p ON p.id = a.paper_id
WHERE NOT EXISTS (SELECT 1 FROM reading WHERE paper_key = p.key)
AND NOT EXISTS (SELECT 1 FROM tag WHERE paper_key = p.key)
AND NOT EXISTS (SELECT 1 FROM list_item WHERE paper_key = p.key)
GROUP BY p.id ORDER BY 2
"""
READING = """
INSERT INTO reading (paper_key, status, rating, starred)
SELECT paper_key, json_extract(marks, '$.status') AS status, json_extract(marks, '$.rating') AS rating,
    json_extract(marks, '$.starred') AS starred
FROM fresh WHERE status <> 'unread' OR rating IS NOT NULL OR starred
"""
TAGS = "INSERT OR IGNORE INTO tag SELECT paper_key, value FROM fresh, json_each(marks, '$.tags')"
NEW_LISTS = """
SELECT json_extract(value, '$[0]') FROM fresh, json_each(marks, '$.lists')
WHERE json_extract(value, '$[0]') NOT IN (SELECT name FROM list) GROUP BY 1 ORDER BY min(position)
"""
ITEMS = """
WITH ends AS (
    SELECT l.list_id, l.name, coalesce(max(i.position), 0) AS last FROM list l LEFT JOIN list_item i
    USING (list_id) GROUP BY 1
)
INSERT OR IGNORE INTO list_item (list_id, paper_key, position)
SELECT e.list_id, f.paper_key, e.last + coalesce(json_extract(j.value, '$[1]'), f.position)
FROM fresh f, json_each(f.marks, '$.lists') j JOIN ends e ON e.name = json_extract(j.value, '$[0]')
"""


ANNOTATED = """
SELECT p.key, t.marks FROM taken t JOIN appearance a ON a.dump_id = ? AND a.position = t.position
JOIN paper p ON p.id = a.paper_id
WHERE json_extract(t.marks, '$.note') <> '' OR json_array_length(t.marks, '$.highlights') ORDER BY t.position
"""


class MarksTaken:
    """Gathers the marks of one dump and takes them over at its end, all as one step of history.

    Only papers that have no marks get them, and only those without a note a note: what the reader of this
    library said stands. Highlights join those that are there.

    Args:
        library: The library, in a transaction whenever it is written to.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._any = False

    def note(self, records: Iterable[Record]) -> None:
        """Remember the marks of some records; they wait in a table of this connection alone."""
        rows = [(record.position, _written(record.marks)) for record in records if record.marks]
        if not rows:
            return
        if not self._any:
            for sql in (*CLEAR, TABLE):
                self._library.db.execute(sql)
            self._any = True
        self._library.db.executemany("INSERT OR REPLACE INTO taken VALUES (?, ?)", rows)

    def take(self, dump_id: int, label: str) -> None:
        """Write what was noted.

        Args:
            dump_id: The dump, all of whose records are in.
            label: What history calls it.
        """
        if not self._any:
            return
        with self._library.change(label) as db:
            db.execute(FRESH, (dump_id,))
            for (name,) in db.execute(NEW_LISTS).fetchall():
                new_list(db, ReadingList(secrets.token_hex(8), name))
            for sql in (READING, TAGS, ITEMS):
                db.execute(sql)
            for key, marks in db.execute(ANNOTATED, (dump_id,)).fetchall():
                self._annotate(key, json.loads(marks))
            for sql in CLEAR:
                db.execute(sql)
        self._any = False

    def _annotate(self, key: str, marks: Mapping[str, Any]) -> None:
        """Write the note and the highlights of one paper."""
        notes, highlights = self._library.notes, self._library.highlights
        if marks["note"] and not notes.get(key):
            notes.set(key, marks["note"])
        for values in marks["highlights"]:
            highlight = Highlight(*values)._replace(key=key)
            if not highlights.has(highlight.highlight_id):
                highlights.put(highlight)


def _written(marks: Marks) -> str:
    return json.dumps({**marks._asdict(), "starred": int(marks.starred), "status": marks.status or "unread"})
