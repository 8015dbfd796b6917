"""Whole papers, many at a time: a few questions for all of them instead of a few for each."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .models import Paper, Source, Texts
from .placing import highlights_of
from .schema import COUNTS, LIST_FIELDS

FLAGS = ("starred", "published_inferred")

MARKS = """
    coalesce(r.status, 'unread') AS status, r.rating, coalesce(r.starred, 0) AS starred,
    EXISTS (SELECT 1 FROM note n WHERE n.paper_key = p.key) AS notes,
    (SELECT count(*) FROM highlight h WHERE h.paper_key = p.key) AS highlights
"""

WANTED = "(SELECT value FROM json_each(?))"

WHOLE = f"""
SELECT p.id AS paper_id, p.key, p.title, t.abstract, p.published, p.published_text, p.published_inferred,
    t.authors, p.authors_count, p.organization, p.comments, p.upvotes, p.arxiv_id, p.doi, t.links, {MARKS},
    coalesce((SELECT n.text FROM note n WHERE n.paper_key = p.key), '') AS note_text
FROM paper p JOIN paper_text t ON t.paper_id = p.id LEFT JOIN reading r ON r.paper_key = p.key
WHERE p.id IN {WANTED}
"""

# The first appearance that prints a value comes last, and so stands in a mapping.
RAW = f"""
SELECT a.paper_id, c.field, c.raw FROM appearance a JOIN claim c ON c.appearance_id = a.id
WHERE a.paper_id IN {WANTED} AND c.field IN ('title', 'abstract') AND c.value IS NULL
AND c.raw IS NOT NULL ORDER BY a.id DESC
"""

SOURCES = f"""
SELECT a.paper_id, d.name, a.position, a.line FROM appearance a JOIN dump d ON d.id = a.dump_id
WHERE a.paper_id IN {WANTED} AND NOT a.quotes GROUP BY 1, 2, 3, 4 ORDER BY min(a.id)
"""

TAGS = f"SELECT paper_key, name FROM tag WHERE paper_key IN {WANTED} ORDER BY name"

LISTS = f"""
SELECT i.paper_key, l.name, i.position, i.done FROM list_item i JOIN list l USING (list_id)
WHERE i.paper_key IN {WANTED} ORDER BY l.name
"""


def whole(db: sqlite3.Connection, ids: Sequence[int]) -> list[Paper]:
    """Return whole papers by row id, in the order of the ids; ids that are gone are left out.

    Args:
        db: An open library.
        ids: Some hundreds at most, since all of them are held in memory.
    """
    wanted = json.dumps(list(ids))
    rows = {row.pop("paper_id"): row for row in named(db.execute(WHOLE, (wanted,)))}
    keys = json.dumps([row["key"] for row in rows.values()])
    raw = {(paper, field): text for paper, field, text in db.execute(RAW, (wanted,))}
    sources, tags, lists = _grouped(db, SOURCES, wanted), _grouped(db, TAGS, keys), _grouped(db, LISTS, keys)
    marked = {row["key"]: Texts(row["title"], row["abstract"]) for row in rows.values() if row["highlights"]}
    highlights = highlights_of(db, marked) if marked else {}
    papers = {
        number: Paper(
            **typed(row),
            raw_title=raw.get((number, "title"), row["title"]),
            raw_abstract=raw.get((number, "abstract"), row["abstract"]),
            sources=tuple(Source(*source) for source in sources[number]),
            tags=tuple(name for (name,) in tags[row["key"]]),
            lists=tuple(name for name, _, _ in lists[row["key"]]),
            list_positions=tuple(position for _, position, _ in lists[row["key"]]),
            lists_done=tuple(bool(done) for _, _, done in lists[row["key"]]),
            highlighted=highlights.get(row["key"], ()),
        )
        for number, row in rows.items()
    }
    return [papers[number] for number in ids if number in papers]


def named(cursor: sqlite3.Cursor) -> Iterator[dict[str, Any]]:
    """Yield rows by the names of their columns, which are those of our models.

    Args:
        cursor: What a query returned.
    """
    names = [column[0] for column in cursor.description]
    return (dict(zip(names, row, strict=True)) for row in cursor)


def typed(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row with the values that SQLite holds as text or numbers in their own types.

    Args:
        row: Values by the name of their field.
    """
    typed = dict(row)
    for name, value in row.items():
        if name in LIST_FIELDS:
            typed[name] = listed(value)
        elif name in FLAGS:
            typed[name] = bool(value)
        elif name in COUNTS and not isinstance(value, int):
            typed[name] = None
    return typed


def _grouped(db: sqlite3.Connection, sql: str, wanted: str) -> Mapping[object, list[tuple[Any, ...]]]:
    """Return the rows of a query by what stands first in them."""
    found: defaultdict[object, list[tuple[Any, ...]]] = defaultdict(list)
    for owner, *values in db.execute(sql, (wanted,)):
        found[owner].append(tuple(values))
    return found


def listed(text: str | None) -> tuple[str, ...]:
    """Return the texts of a list that the library holds as JSON; what is no list of texts has none."""
    try:
        values = json.loads(text or "[]")
    except ValueError:
        return ()
    return tuple(value for value in values if isinstance(value, str)) if isinstance(values, list) else ()
