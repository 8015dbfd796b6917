"""Putting records into the library: finding the paper each belongs to, and keeping the ledger."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from .identity import normal_title
from .merge import Bid, best, restored, stored
from .minting import mint
from .records import Field, Record, Value
from .schema import TEXT_FIELDS, TITLED

Outcome = Literal["added", "merged", "changed"]

STRONG = ("arxiv_id", "doi")
INFERRED = {"published": "published_inferred"}
PRINTED = {"published": "published_text"}

BIDS = """
SELECT c.field, c.appearance_id, c.value, c.inferred, c.raw FROM appearance a
JOIN claim c ON c.appearance_id = a.id WHERE a.paper_id = ?
"""
SIMILAR = "SELECT key, title_norm FROM paper WHERE title_norm >= ? AND title_norm < ? AND id <> ? LIMIT 200"


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


class Ingest:
    """Writes records of one dump, inside a transaction that the caller holds.

    Args:
        db: The library's connection.
        dump_id: The dump's row id.
    """

    def __init__(self, db: sqlite3.Connection, dump_id: int) -> None:
        self._db = db
        self._dump_id = dump_id

    def put(self, record: Record) -> Placed:
        """Put one record: a new paper, or one more appearance of a paper that is there.

        A record whose ids belong to two papers joins the first; the other is named as its possible double.
        """
        fields = _folded(record.fields)
        norm = normal_title(str(fields["title"].value))
        found = self._find(fields, norm)
        doubles = self._owners(fields, found[0]) if found else {}
        for name in doubles:
            del fields[name]
        if found is None:
            paper_id, key = self._add(fields, norm)
            self._appear(paper_id, record, fields, None)
            return Placed(paper_id, key, "added", ())
        paper_id, key = found
        current = self._current(paper_id)
        self._appear(paper_id, record, fields, current)
        changed = self._settle(paper_id, current)
        self._keep_titles(paper_id, norm, normal_title(str(current["title"])))
        return Placed(paper_id, key, "changed" if changed else "merged", tuple(doubles.values()))

    def lookalikes(self, placed: Placed) -> Iterator[str]:
        """Yield the keys of papers whose title is nearly that of a new one.

        Only titles that begin alike are compared, so that the cost does not grow with the library.
        """
        # Deferred: only an import compares titles, and every command line passes through here.
        from rapidfuzz import fuzz  # noqa: PLC0415

        norm = self._db.execute("SELECT title_norm FROM paper WHERE id = ?", (placed.paper_id,)).fetchone()[0]
        start = norm[:12]
        for key, other in self._db.execute(SIMILAR, (start, start + "\U0010ffff", placed.paper_id)):
            if other == norm or fuzz.ratio(norm, other, score_cutoff=92):
                yield key

    def _keep_titles(self, paper_id: int, *norms: str) -> None:
        """Keep the titles under which a paper is known but not shown, so that it is found by them too."""
        self._db.executemany(
            "INSERT OR IGNORE INTO other_title SELECT ?, id FROM paper WHERE id = ? AND title_norm <> ?",
            [(norm, paper_id, norm) for norm in norms],
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
        row = self._db.execute(sql, (norm, norm)).fetchone()
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

    def _add(self, fields: Mapping[str, Field], norm: str) -> tuple[int, str]:
        key = self._mint(fields)
        title = fields["title"].value
        sql = "INSERT INTO paper (key, title, title_norm) VALUES (?, ?, ?)"
        paper_id = self._db.execute(sql, (key, title, norm)).lastrowid or 0
        self._db.execute("INSERT INTO paper_text (paper_id, abstract) VALUES (?, '')", (paper_id,))
        self._show(paper_id, {name: (field.value, field) for name, field in fields.items()})
        return paper_id, key

    def _mint(self, fields: Mapping[str, Field]) -> str:
        title = str(fields["title"].value)
        strong = [str(fields[name].value) for name in STRONG if name in fields]
        for key in (mint(title), *(mint(title, identifier) for identifier in strong)):
            taken = "SELECT 1 FROM paper WHERE key = ? UNION ALL SELECT 1 FROM alias WHERE alias = ?"
            if not self._db.execute(taken, (key, key)).fetchone():
                return key
        raise AssertionError(f"two papers without ids share the key of {title!r}")

    def _appear(
        self, paper_id: int, record: Record, fields: Mapping[str, Field], current: Mapping[str, Value] | None
    ) -> None:
        """Write an appearance and its claims; a claim that agrees with the paper stores no value.

        Args:
            paper_id: The paper.
            record: What the dump prints.
            fields: Its fields, folded.
            current: What the paper shows now; None for a new paper, which will show all of this.
        """
        sql = "INSERT INTO appearance (paper_id, dump_id, position, line, digest) VALUES (?, ?, ?, ?, ?)"
        place = (paper_id, self._dump_id, record.position, record.line, record.digest)
        appearance_id = self._db.execute(sql, place).lastrowid
        self._db.executemany(
            "INSERT INTO claim (appearance_id, field, line, rule, inferred, value, raw) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    appearance_id, name, field.line, field.rule, field.inferred,
                    None if current is None or current.get(name) == field.value else stored(field.value),
                    field.raw,
                )
                for name, field in fields.items()
            ],
        )  # fmt: skip

    def _current(self, paper_id: int) -> dict[str, Value]:
        """Return the fields that a paper shows now."""
        columns = self._db.execute(
            "SELECT p.title, p.published, p.authors_count, p.organization, p.comments, p.upvotes, "
            "p.arxiv_id, p.doi, t.abstract, t.authors, t.links "
            "FROM paper p JOIN paper_text t ON t.paper_id = p.id WHERE p.id = ?",
            (paper_id,),
        )
        names = [column[0] for column in columns.description]
        row = zip(names, columns.fetchone(), strict=True)
        return {name: restored(name, value) for name, value in row if value is not None}

    def _settle(self, paper_id: int, current: Mapping[str, Value]) -> bool:
        """Show the best claim on each field; return whether anything changed."""
        bids: dict[str, list[Bid]] = defaultdict(list)
        for name, appearance_id, value, inferred, raw in self._db.execute(BIDS, (paper_id,)):
            shown = current[name] if value is None else restored(name, value)
            bids[name].append(Bid(appearance_id, shown, bool(inferred), raw))
        winners = {name: best(name, offered) for name, offered in bids.items()}
        new = {name: bid for name, bid in winners.items() if current.get(name) != bid.value}
        for name, bid in new.items():
            self._rewrite(paper_id, name, bid, current.get(name))
        self._show(paper_id, {name: (bid.value, bid) for name, bid in winners.items()})
        return bool(new)

    def _rewrite(self, paper_id: int, name: str, winner: Bid, old: Value | None) -> None:
        """Make the claims of one field agree with a new shown value: the old value becomes a variant."""
        mine = "field = ? AND appearance_id IN (SELECT id FROM appearance WHERE paper_id = ?)"
        if old is not None:
            sql = f"UPDATE claim SET value = ? WHERE value IS NULL AND {mine}"
            self._db.execute(sql, (stored(old), name, paper_id))
        sql = f"UPDATE claim SET value = NULL WHERE value = ? AND {mine}"
        self._db.execute(sql, (stored(winner.value), name, paper_id))

    def _show(self, paper_id: int, shown: Mapping[str, tuple[Value, Field | Bid]]) -> None:
        """Write what a paper shows, and what follows from it."""
        values: dict[str, object] = {}
        for name, (value, origin) in shown.items():
            values[name] = stored(value)
            if name in INFERRED:
                values[INFERRED[name]] = origin.inferred
                values[PRINTED[name]] = origin.raw
            if name == "title":
                values["title_norm"] = normal_title(str(value))
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


def _folded(fields: Mapping[str, Field]) -> dict[str, Field]:
    """Return a record's fields with the printed text of a value folded into it as its raw text."""
    folded = dict(fields)
    for name, printed in PRINTED.items():
        text = folded.pop(printed, None)
        if text is not None and name in folded:
            field = folded[name]
            folded[name] = Field(field.value, field.line, field.rule, field.inferred, str(text.value))
    return folded
