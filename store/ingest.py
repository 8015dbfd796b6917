"""Putting records into the library: finding the paper each belongs to, and keeping the ledger."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, count
from typing import Literal, NamedTuple

from .identity import normal_title, title_mark
from .ledger import Ledger
from .lookalikes import near
from .merge import Bid, best, restored, stored
from .minting import is_key, mint
from .quotes import Quotes
from .records import Field, Record, Value
from .rows import insert
from .schema import TEXT_FIELDS, TITLED
from .tally import Tally

Outcome = Literal["added", "merged", "changed"]

STRONG = ("arxiv_id", "doi")
INFERRED = {"published": "published_inferred"}
PRINTED = {"published": "published_text"}

SHOWN = """
SELECT p.title, p.published, p.authors_count, p.organization, p.comments, p.upvotes, p.arxiv_id, p.doi,
    t.abstract, t.authors, t.links, p.published_text, p.published_inferred
FROM paper p JOIN paper_text t ON t.paper_id = p.id WHERE p.id = ?
"""
PAPER = """paper (id, key, title, title_norm, published, published_text, published_inferred, authors_count,
    organization, comments, upvotes, arxiv_id, doi)"""
TEXT = "paper_text (paper_id, abstract, authors, links)"
TAKEN = "SELECT 1 FROM paper WHERE key = ? UNION ALL SELECT 1 FROM alias WHERE alias = ?"
LISTED_HERE = """
SELECT 1 FROM appearance a JOIN dump d ON d.id = a.dump_id WHERE a.paper_id = ? AND d.name = ? LIMIT 1
"""


_UNKNOWN = (None, 0, "", False, None)  # in place of a field that a record lacks


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a record went.

    Args:
        paper_id: The paper's row id.
        key: The paper's key.
        outcome: What became of the record.
        doubles: Keys of other papers that claim one of its ids.
    """

    paper_id: int
    key: str
    outcome: Outcome
    doubles: tuple[str, ...]


class _Shown(NamedTuple):
    """What a paper shows now; the date as printed, and whether it was inferred."""

    values: Mapping[str, Value]
    printed: str | None
    inferred: bool


class Ingest:
    """Writes records of one dump, inside a transaction that the caller holds.

    Args:
        db: The library's connection.
        dump_id: The dump's row id.
    """

    def __init__(self, db: sqlite3.Connection, dump_id: int) -> None:
        self._db = db
        self._dump = db.execute("SELECT name FROM dump WHERE id = ?", (dump_id,)).fetchone()[0]
        self._last: int = db.execute("SELECT coalesce(max(id), 0) FROM paper").fetchone()[0]
        self._ledger = Ledger(db, dump_id)
        self._tally = Tally(db)
        self._quotes = Quotes(db, self._dump, self._ledger, self._tally)
        self._papers: list[tuple[object, ...]] = []
        self._texts: list[tuple[object, ...]] = []

    def put(self, record: Record) -> Placed:
        """Put one record: a new paper, or one more appearance of a paper that is there.

        A record whose ids belong to two papers joins the first; the other is named as its possible double.
        """
        fields = folded(record.fields)
        norm = normal_title(str(fields["title"].value))
        found = self._find(fields, norm)
        if found is None:
            key = self._mint(fields, record.key)
            paper_id = self.add(record, fields, title_mark(norm), key)
            self.flush()
            return Placed(paper_id, key, "added", ())
        paper_id, key = found
        doubles = self._owners(fields, paper_id)
        for name in doubles:
            del fields[name]
        changed = self._join(paper_id, record, fields, title_mark(norm))
        return Placed(paper_id, key, "changed" if changed else "merged", tuple(doubles.values()))

    def add(self, record: Record, fields: Mapping[str, Field], mark: str, key: str) -> int:
        """Note a paper that nobody has yet, to be written by `flush`; return its row id.

        Args:
            record: The first record of it.
            fields: Its fields, with the printed text of each folded in.
            mark: The mark of its title.
            key: A key that is free.
        """
        self._last += 1
        value = {name: field[0] for name, field in fields.items()}.get
        published = fields.get("published", _UNKNOWN)
        self._papers.append(
            (
                self._last, key, value("title"), mark, published[0], published[4], published[3],
                value("authors_count"), value("organization"), value("comments"), value("upvotes"),
                value("arxiv_id"), value("doi"),
            )
        )  # fmt: skip
        authors, links = value("authors"), value("links")
        self._texts.append(
            (self._last, value("abstract") or "", authors and stored(authors), links and stored(links))
        )
        self._ledger.appear(self._last, record, fields, None)
        if record.sources:
            self._quotes.take(self._last, record.sources)
        return self._last

    def flush(self) -> None:
        """Write what was noted."""
        insert(self._db, PAPER, self._papers)
        insert(self._db, TEXT, self._texts)
        self._ledger.flush()
        self._tally.dated([paper[4] for paper in self._papers])  # type: ignore[misc]
        self._tally.listed(self._dump, len(self._papers))
        self._quotes.flush()
        self._tally.flush()
        self._papers.clear()
        self._texts.clear()

    def lookalikes(self, placed: Placed) -> Iterator[str]:
        """Yield the keys of papers whose title is nearly that of a new one."""
        for other in near(self._db, placed.paper_id):
            yield self._db.execute("SELECT key FROM paper WHERE id = ?", (other,)).fetchone()[0]

    def _join(self, paper_id: int, record: Record, fields: Mapping[str, Field], mark: str) -> bool:
        """Write one more appearance of a paper; return whether what the paper shows has changed."""
        if not self._db.execute(LISTED_HERE, (paper_id, self._dump)).fetchone():
            self._tally.listed(self._dump)
        shown = self._shown(paper_id)
        self._ledger.appear(paper_id, record, fields, shown.values)
        self._ledger.flush()
        changed = False
        if not _says_nothing_new(fields, shown):
            changed = self._settle(paper_id, shown.values)
            self._keep_titles(paper_id, mark, title_mark(normal_title(str(shown.values["title"]))))
        self._tally.flush()
        return changed

    def _keep_titles(self, paper_id: int, *marks: str) -> None:
        """Keep the titles under which a paper is known but not shown, so that it is found by them too."""
        self._db.executemany(
            "INSERT OR IGNORE INTO other_title SELECT ?, id FROM paper WHERE id = ? AND title_norm <> ?",
            [(mark, paper_id, mark) for mark in marks],
        )

    def _find(self, fields: Mapping[str, Field], norm: str) -> tuple[int, str] | None:
        """Return the paper of a record, as contracted: by a strong id, else by title where no ids differ."""
        ids = {name: fields[name].value for name in STRONG if name in fields}
        for name, value in ids.items():
            row = self._db.execute(f"SELECT id, key FROM paper WHERE {name} = ?", (value,)).fetchone()
            if row:
                return row[0], row[1]
        bare = " AND arxiv_id IS NULL AND doi IS NULL" if ids else ""
        sql = f"SELECT id, key FROM paper WHERE id IN ({TITLED}){bare} ORDER BY id LIMIT 1"
        mark = title_mark(norm)
        row = self._db.execute(sql, (mark, mark)).fetchone()
        return (row[0], row[1]) if row else None

    def _owners(self, fields: Mapping[str, Field], paper_id: int) -> dict[str, str]:
        """Return the strong ids of a record that belong to another paper, each with that paper's key."""
        owners = {}
        for name in STRONG:
            if name in fields:
                sql = f"SELECT key FROM paper WHERE {name} = ? AND id <> ?"
                row = self._db.execute(sql, (fields[name].value, paper_id)).fetchone()
                if row:
                    owners[name] = row[0]
        return owners

    def _mint(self, fields: Mapping[str, Field], given: str | None) -> str:
        """Return a key that is free: what a dump gives, else one of the title, of an id, of a number."""
        title = str(fields["title"].value)
        norm = normal_title(title)
        strong = [str(fields[name].value) for name in STRONG if name in fields]
        numbered = (f"{norm} {number}" for number in count(2))
        minted = (mint(title, told_by, norm) for told_by in chain([norm], strong, numbered))
        candidates = chain([wanted_key(title, norm, given)], minted)
        return next(key for key in candidates if not self._db.execute(TAKEN, (key, key)).fetchone())

    def _shown(self, paper_id: int) -> _Shown:
        """Return what a paper shows now."""
        cursor = self._db.execute(SHOWN, (paper_id,))
        *values, printed, inferred = cursor.fetchone()
        row = zip([column[0] for column in cursor.description], values, strict=False)
        known = {name: restored(name, value) for name, value in row if value is not None}
        return _Shown(known, printed, bool(inferred))

    def _settle(self, paper_id: int, current: Mapping[str, Value]) -> bool:
        """Show the best claim on each field; return whether anything changed."""
        bids: dict[str, list[Bid]] = defaultdict(list)
        for name, bid in self._ledger.bids(paper_id, current):
            bids[name].append(bid)
        winners = {name: best(name, offered) for name, offered in bids.items()}
        new = {name: bid for name, bid in winners.items() if current.get(name) != bid.value}
        for name, bid in new.items():
            self._ledger.rewrite(paper_id, name, bid, current.get(name))
        if "published" in new:
            self._tally.dated([_text(current.get("published"))], -1)
            self._tally.dated([_text(new["published"].value)])
        self._show(paper_id, winners)
        return bool(new)

    def _show(self, paper_id: int, winners: Mapping[str, Bid]) -> None:
        """Write what a paper shows, and what follows from it."""
        values: dict[str, object] = {}
        for name, bid in winners.items():
            values[name] = stored(bid.value)
            if name in INFERRED:
                values[INFERRED[name]] = bid.inferred
                values[PRINTED[name]] = bid.raw
            if name == "title":
                values["title_norm"] = title_mark(normal_title(str(bid.value)))
        for table, key, chosen in (
            ("paper", "id", [name for name in values if name not in TEXT_FIELDS]),
            ("paper_text", "paper_id", [name for name in values if name in TEXT_FIELDS]),
        ):
            if chosen:
                assignments = ", ".join(f"{name} = :{name}" for name in chosen)
                self._db.execute(
                    f"UPDATE {table} SET {assignments} WHERE {key} = :paper_id",
                    {**values, "paper_id": paper_id},
                )


def folded(fields: Mapping[str, Field]) -> dict[str, Field]:
    """Return a record's fields with the printed text of a value folded into it as its raw text."""
    folded = dict(fields)
    for name, printed in PRINTED.items():
        text = folded.pop(printed, None)
        if text is not None and name in folded:
            folded[name] = folded[name]._replace(raw=str(text.value))
    return folded


def wanted_key(title: str, norm: str, given: str | None) -> str:
    """Return the key that a paper gets if it is free: the one a dump gives, where that is a key at all.

    Args:
        title: The title.
        norm: The same, normalised.
        given: What the dump calls a key.
    """
    return given if given is not None and is_key(given) else mint(title, norm=norm)


def _says_nothing_new(fields: Mapping[str, Field], shown: _Shown) -> bool:
    """Return whether a paper already shows all that a record says, so that nothing need be weighed."""
    if any(shown.values.get(name) != field.value for name, field in fields.items()):
        return False
    date = fields.get("published")
    if date is None:
        return True
    return date.inferred > shown.inferred or (
        date.inferred == shown.inferred and (date.raw or "") <= (shown.printed or "")
    )


def _text(value: Value | None) -> str | None:
    return None if value is None else str(value)
