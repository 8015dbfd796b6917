"""Reading papers: whole ones, rows of a list, and the ledger behind each field."""

import json
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from .errors import Ambiguous, NotFound
from .everything import Everything
from .identity import normal_arxiv, normal_doi, normal_title, title_mark
from .models import Claim, Paper, Row, Sort, Source
from .orders import FACTS, chosen, ordered
from .schema import CLAIMS, LIST_FIELDS, TITLED
from .whole import MARKS, named, typed, whole

SEPARATOR = "\x1f"
TOGETHER = 200
"""How many whole papers are read at a time."""
MOST = 2**63 - 1
"""The largest number that SQLite takes."""

ROWS = f"""
SELECT p.id AS paper_id, p.key, p.title, p.published, p.authors_count, p.organization, p.comments, {MARKS},
    (SELECT group_concat(t.name, '{SEPARATOR}') FROM tag t WHERE t.paper_key = p.key) AS tags
FROM paper p LEFT JOIN reading r ON r.paper_key = p.key WHERE p.id IN (SELECT value FROM json_each(?))
"""

SAID = f"""
SELECT c.field, c.value, c.line, c.rule, c.inferred, d.name, a.position
FROM ({CLAIMS}) c JOIN appearance a ON a.id = c.appearance_id JOIN dump d ON d.id = a.dump_id
ORDER BY a.id, c.line, c.field
"""


class Papers:
    """The papers of a library, to read.

    Args:
        db: The library's connection.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def ids(
        self,
        where: str = "1",
        parameters: Sequence[object] = (),
        sort: Sort = "newest",
        limit: int | None = None,
    ) -> "array[int]":
        """Return the row ids of the papers that meet a condition, in order.

        Args:
            where: An SQL condition on `paper p`, as `postil.store.query` makes it.
            parameters: Its values.
            sort: The order; papers without the value come last.
            limit: How many at most; None for all.
        """
        most = None if limit is None else min(limit, MOST)
        if where == "1":
            return ordered(self._db, sort, most)
        return chosen(self._db, where, parameters, sort, most)

    def all(self, sort: Sort) -> Sequence[int]:
        """Return the row ids of all papers in order; those in an order of facts are read as one looks."""
        return Everything(self._db, sort) if sort in FACTS else ordered(self._db, sort)

    def rows(self, ids: Sequence[int]) -> list[Row]:
        """Return list rows for row ids, in the order of the ids; ids that are gone are left out."""
        rows = map(_row, named(self._db.execute(ROWS, (json.dumps(list(ids)),))))
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
        paper_id = self.id_of(key)
        if paper_id is None:
            raise NotFound(f"no paper has the key {key!r}")
        return self.by_id(paper_id)

    def by_id(self, paper_id: int) -> Paper:
        """Return one whole paper by its row id.

        Raises:
            NotFound: The paper is gone.
        """
        for paper in whole(self._db, [paper_id]):
            return paper
        raise NotFound(f"no paper has the id {paper_id!r}")

    def each(self, ids: Iterable[int]) -> Iterator[Paper]:
        """Yield whole papers by row id, any number in little memory; ids that are gone are left out."""
        remaining = iter(ids)
        while some := list(islice(remaining, TOGETHER)):
            yield from whole(self._db, some)

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
        paper, paper_id = self.get(key), self.id_of(key)
        return [
            Claim(
                field=field,
                value=_shown(paper, field) if value is None else _plain(field, value),
                source=Source(name, position, line),
                rule=rule,
                inferred=bool(inferred),
                chosen=value is None,
            )
            for field, value, line, rule, inferred, name, position in self._db.execute(
                SAID, {"paper": paper_id}
            )
        ]

    def _keys(self, where: str, *values: object) -> list[str]:
        return [key for (key,) in self._db.execute(f"SELECT key FROM paper WHERE {where} LIMIT 9", values)]

    def _exact(self, text: str) -> list[str]:
        return (
            self._keys("key = ?", text)
            or self._keys("key = (SELECT key FROM alias WHERE alias = ?)", text)
            or self._keys("arxiv_id = ?", normal_arxiv(text) or "")
            or self._keys("doi = ?", normal_doi(text) or "")
            or self._keys(f"id IN ({TITLED})", *(title_mark(normal_title(text)) or "\0",) * 2)
        )

    def _prefixed(self, text: str) -> list[str]:
        return self._keys("key >= ? AND key < ?", text, text + "\U0010ffff") if text else []


def _row(row: dict[str, Any]) -> Row:
    tags = row.pop("tags")
    return Row(**typed(row), tags=tuple(sorted(tags.split(SEPARATOR))) if tags else ())


def _plain(field: str, value: str) -> str:
    """Return a stored variant as text."""
    return ", ".join(json.loads(value)) if field in LIST_FIELDS else value


def _shown(paper: Paper, field: str) -> str:
    value = getattr(paper, field, None)
    return ", ".join(value) if isinstance(value, tuple) else str(value)
