"""The ledger: which dump says what of which paper, on which line and by which rule.

Most claims of most records say just what the paper shows. They need no row of their own: the appearance
refers to its shape, the list of fields and rules that very many records have in common.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping

from .merge import Bid, restored, stored
from .records import Field, Record, Value
from .rows import insert
from .schema import CLAIMS

APPEARANCE = "appearance (id, paper_id, dump_id, position, line, digest, shape_id, quotes)"
CLAIM = "claim (appearance_id, field, line, rule, inferred, value, raw)"
OF_PAPER = "appearance_id IN (SELECT id FROM appearance WHERE paper_id = ?)"
SPELT_OUT = f"INSERT OR IGNORE INTO claim SELECT * FROM ({CLAIMS}) WHERE field = :field"

Shape = tuple[tuple[str, int, str, bool], ...]


class Ledger:
    """Writes the appearances and claims of one dump, inside a transaction that the caller holds.

    Args:
        db: The library's connection.
        dump_id: The dump's row id.
    """

    def __init__(self, db: sqlite3.Connection, dump_id: int) -> None:
        self._db = db
        self._dump_id = dump_id
        self._last: int = db.execute("SELECT coalesce(max(id), 0) FROM appearance").fetchone()[0]
        self._shapes: dict[Shape, int] = {}
        self._appearances: list[tuple[object, ...]] = []
        self._claims: list[tuple[object, ...]] = []

    def next_id(self) -> int:
        """Return the id of one more appearance; ids only grow, so that the index finds what is new."""
        self._last += 1
        return self._last

    def appear(
        self, paper_id: int, record: Record, fields: Mapping[str, Field], current: Mapping[str, Value] | None
    ) -> None:
        """Note an appearance and its claims, to be written by `flush`.

        Args:
            paper_id: The paper.
            record: What the dump prints.
            fields: Its fields, with the printed text of each folded in.
            current: What the paper shows now; None for a new paper, which will show all of this.
        """
        number, line = self.next_id(), record.line
        shape = tuple(
            [(name, at - line, rule, inferred) for name, (_, at, rule, inferred, _) in fields.items()]
        )
        shape_id = self._shapes.get(shape) or self._shape(shape)
        quotes = current is None and bool(record.sources)
        place = (number, paper_id, self._dump_id, record.position, line, record.digest, shape_id, quotes)
        self._appearances.append(place)
        for name, (value, at, rule, inferred, raw) in fields.items():
            other = current is not None and current.get(name) != value
            if other or raw is not None:
                self._claims.append((number, name, at, rule, inferred, stored(value) if other else None, raw))

    def flush(self) -> None:
        """Write what was noted."""
        insert(self._db, APPEARANCE, self._appearances)
        insert(self._db, CLAIM, self._claims)
        self._appearances.clear()
        self._claims.clear()

    def bids(self, paper_id: int, current: Mapping[str, Value]) -> Iterator[tuple[str, Bid]]:
        """Yield every claim on a paper with its field, as merging weighs it.

        Args:
            paper_id: The paper.
            current: What it shows now.
        """
        claims = self._db.execute(CLAIMS, {"paper": paper_id})
        for appearance_id, name, _line, _rule, inferred, value, raw in claims:
            shown = current[name] if value is None else restored(name, value)
            yield name, Bid(appearance_id, shown, bool(inferred), raw)

    def rewrite(self, paper_id: int, name: str, winner: Bid, old: Value | None) -> None:
        """Make the claims on one field agree with a new shown value: the old value becomes a variant."""
        self._db.execute(SPELT_OUT, {"paper": paper_id, "field": name})
        mine = f"field = ? AND {OF_PAPER}"
        if old is not None:
            sql = f"UPDATE claim SET value = ? WHERE value IS NULL AND {mine}"
            self._db.execute(sql, (stored(old), name, paper_id))
        sql = f"UPDATE claim SET value = NULL WHERE value = ? AND {mine}"
        self._db.execute(sql, (stored(winner.value), name, paper_id))

    def _shape(self, shape: Shape) -> int:
        """Return the row of a shape, making it where it is new."""
        claims = json.dumps(shape, ensure_ascii=False)
        row = self._db.execute("SELECT id FROM shape WHERE claims = ?", (claims,)).fetchone()
        if row is None:
            row = (self._db.execute("INSERT INTO shape (claims) VALUES (?)", (claims,)).lastrowid,)
            sql = "INSERT INTO shape_claim VALUES (?, ?, ?, ?, ?)"
            self._db.executemany(sql, [(row[0], *claim) for claim in shape])
        self._shapes[shape] = row[0]
        return self._shapes[shape]
