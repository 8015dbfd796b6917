"""Reading papers: whole ones, rows of a list, and the ledger behind each field."""

import json
import sqlite3
from array import array
from collections.abc import Iterator, Sequence
from typing import Any

from .errors import Ambiguous, NotFound
from .identity import normal_arxiv, normal_doi, normal_title
from .models import Claim, Paper, Row, Sort, Source
from .schema import COUNTS, LIST_FIELDS, TITLED

SEPARATOR = "\x1f"
FLAGS = ("starred", "published_inferred")

ORDERS: dict[Sort, str] = {
    "newest": "p.published DESC NULLS LAST, p.id",
    "oldest": "p.published ASC NULLS LAST, p.id",
    "title": "p.title COLLATE NOCASE, p.id",
    "comments": "p.comments DESC NULLS LAST, p.id",
    "added": "p.id DESC",
    "position": "(SELECT min(a.id) FROM appearance a WHERE a.paper_id = p.id)",
}

MARKS = """
    coalesce(r.status, 'unread') AS status, r.rating, coalesce(r.starred, 0) AS starred,
    EXISTS (SELECT 1 FROM note n WHERE n.paper_key = p.key) AS notes,
    (SELECT count(*) FROM highlight h WHERE h.paper_key = p.key) AS highlights
"""

ROWS = f"""
SELECT p.id AS paper_id, p.key, p.title, p.published, p.authors_count, p.organization, p.comments, {MARKS},
    (SELECT group_concat(t.name, '{SEPARATOR}') FROM tag t WHERE t.paper_key = p.key) AS tags
FROM paper p LEFT JOIN reading r ON r.paper_key = p.key WHERE p.id IN (SELECT value FROM json_each(?))
"""

WHOLE = f"""
SELECT p.id AS paper_id, p.key, p.title, t.abstract, p.published, p.published_text, p.published_inferred,
    t.authors, p.authors_count, p.organization, p.comments, p.upvotes, p.arxiv_id, p.doi, t.links, {MARKS}
FROM paper p JOIN paper_text t ON t.paper_id = p.id LEFT JOIN reading r ON r.paper_key = p.key
WHERE p.%s = ?
"""

RAW = """
SELECT c.field, c.raw FROM appearance a JOIN claim c ON c.appearance_id = a.id
WHERE a.paper_id = ? AND c.field IN ('title', 'abstract') AND c.value IS NULL AND c.raw IS NOT NULL
ORDER BY a.id DESC
"""

SOURCES = """
SELECT d.name, a.position, a.line FROM appearance a JOIN dump d ON d.id = a.dump_id
WHERE a.paper_id = ? ORDER BY a.id
"""

LISTS = "SELECT name FROM list JOIN list_item USING (list_id) WHERE paper_key = ? ORDER BY name"

CLAIMS = """
SELECT c.field, c.value, c.line, c.rule, c.inferred, d.name, a.position
FROM appearance a JOIN dump d ON d.id = a.dump_id JOIN claim c ON c.appearance_id = a.id
WHERE a.paper_id = (SELECT id FROM paper WHERE key = ?) ORDER BY a.id, c.line, c.field
"""


class Papers:
    """The papers of a library, to read.

    Args:
        db: The library's connection.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def ids(self, where: str = "1", parameters: Sequence[object] = (), sort: Sort = "newest") -> "array[int]":
        """Return the row ids of the papers that meet a condition, in order.

        Args:
            where: An SQL condition on `paper p`, as `postil.store.query` makes it.
            parameters: Its values.
            sort: The order; papers without the value come last.
        """
        sql = f"SELECT p.id FROM paper p WHERE {where} ORDER BY {ORDERS[sort]}"
        return array("q", (paper_id for (paper_id,) in self._db.execute(sql, parameters)))

    def rows(self, ids: Sequence[int]) -> list[Row]:
        """Return list rows for row ids, in the order of the ids; ids that are gone are left out."""
        rows = map(_row, _named(self._db.execute(ROWS, (json.dumps(list(ids)),))))
        found = {row.paper_id: row for row in rows}
        return [found[paper_id] for paper_id in ids if paper_id in found]

    def keys(self, ids: Sequence[int]) -> list[str]:
        """Return the keys of papers by row id, in the order of the ids."""
        wanted = json.dumps(list(ids))
        found = dict(
            self._db.execute(
                "SELECT id, key FROM paper WHERE id IN (SELECT value FROM json_each(?))", (wanted,)
            )
        )
        return [found[paper_id] for paper_id in ids if paper_id in found]

    def get(self, key: str) -> Paper:
        """Return one whole paper by its exact key.

        Raises:
            NotFound: No paper has this key.
        """
        return self._whole("key", key)

    def by_id(self, paper_id: int) -> Paper:
        """Return one whole paper by its row id.

        Raises:
            NotFound: The paper is gone.
        """
        return self._whole("id", paper_id)

    def id_of(self, key: str) -> int | None:
        """Return the row id of a key, or None."""
        found = self._db.execute("SELECT id FROM paper WHERE key = ?", (key,)).fetchone()
        return found[0] if found else None

    def resolve(self, text: str) -> str:
        """Return the key that a reader means by a key's unique prefix, an arXiv id, a DOI or a title.

        Args:
            text: What the reader typed.

        Raises:
            NotFound: Nothing answers to it.
            Ambiguous: Several papers do.
        """
        text = text.strip()
        keys = self._exact(text) or self._prefixed(text)
        if not keys:
            raise NotFound(f"no paper is called {text!r}; try `postil search`")
        if len(keys) > 1:
            raise Ambiguous(f"{text!r} could be {', '.join(keys[:4])}{' …' if len(keys) > 4 else ''}")
        return keys[0]

    def claims(self, key: str) -> list[Claim]:
        """Return the ledger of a paper: what every appearance says of every field, and by which rule."""
        paper = self.get(key)
        return [
            Claim(
                field=field,
                value=_shown(paper, field) if value is None else _plain(field, value),
                source=Source(name, position, line),
                rule=rule,
                inferred=bool(inferred),
                chosen=value is None,
            )
            for field, value, line, rule, inferred, name, position in self._db.execute(CLAIMS, (key,))
        ]

    def _whole(self, column: str, value: object) -> Paper:
        row = next(_named(self._db.execute(WHOLE % column, (value,))), None)
        if row is None:
            raise NotFound(f"no paper has the {column} {value!r}")
        paper_id, key = row.pop("paper_id"), row["key"]
        raw = dict(self._db.execute(RAW, (paper_id,)))
        return Paper(
            **_typed(row),
            raw_title=raw.get("title", row["title"]),
            raw_abstract=raw.get("abstract", row["abstract"]),
            sources=tuple(Source(*source) for source in self._db.execute(SOURCES, (paper_id,))),
            tags=self._names("SELECT name FROM tag WHERE paper_key = ? ORDER BY name", key),
            lists=self._names(LISTS, key),
        )

    def _names(self, sql: str, key: str) -> tuple[str, ...]:
        return tuple(name for (name,) in self._db.execute(sql, (key,)))

    def _keys(self, where: str, *values: object) -> list[str]:
        return [key for (key,) in self._db.execute(f"SELECT key FROM paper WHERE {where} LIMIT 9", values)]

    def _exact(self, text: str) -> list[str]:
        return (
            self._keys("key = ?", text)
            or self._keys("key = (SELECT key FROM alias WHERE alias = ?)", text)
            or self._keys("arxiv_id = ?", normal_arxiv(text) or "")
            or self._keys("doi = ?", normal_doi(text) or "")
            or self._keys(f"id IN ({TITLED})", *(normal_title(text) or "\0",) * 2)
        )

    def _prefixed(self, text: str) -> list[str]:
        return self._keys("key >= ? AND key < ?", text, text + "\U0010ffff") if text else []


def _named(cursor: sqlite3.Cursor) -> Iterator[dict[str, Any]]:
    """Yield rows by the names of their columns, which are those of our models."""
    names = [column[0] for column in cursor.description]
    return (dict(zip(names, row, strict=True)) for row in cursor)


def _typed(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with the values that SQLite holds as text or numbers in their own types."""
    typed = dict(row)
    for name, value in row.items():
        if name in LIST_FIELDS:
            typed[name] = _listed(value)
        elif name in FLAGS:
            typed[name] = bool(value)
        elif name in COUNTS and not isinstance(value, int):
            typed[name] = None
    return typed


def _listed(text: str | None) -> tuple[str, ...]:
    """Return the texts of a list; what is no list of texts has none."""
    try:
        values = json.loads(text or "[]")
    except ValueError:
        return ()
    return tuple(value for value in values if isinstance(value, str)) if isinstance(values, list) else ()


def _row(row: dict[str, Any]) -> Row:
    tags = row.pop("tags")
    return Row(**_typed(row), tags=tuple(sorted(tags.split(SEPARATOR))) if tags else ())


def _plain(field: str, value: str) -> str:
    """Return a stored variant as text."""
    return ", ".join(json.loads(value)) if field in LIST_FIELDS else value


def _shown(paper: Paper, field: str) -> str:
    value = getattr(paper, field, None)
    return ", ".join(value) if isinstance(value, tuple) else str(value)
