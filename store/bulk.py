"""Putting many records into the library at once: what is surely new needs no question of its own."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from .identity import normal_title, title_mark
from .ingest import STRONG, Ingest, folded, wanted_key
from .records import Field, Record

MARKS = """
SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM paper WHERE title_norm = value)
OR EXISTS (SELECT 1 FROM other_title WHERE title_norm = value)
"""
KEYS = """
SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM paper WHERE key = value)
OR EXISTS (SELECT 1 FROM alias WHERE alias = value)
"""
IDS = "SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM paper WHERE {} = value)"


@dataclass(slots=True)
class Outcomes:
    """What became of some records.

    Args:
        added: How many are new papers.
        merged: How many joined a paper that was there.
        changed: How many of these changed what it shows.
        doubles: Pairs of keys of papers that claim one id.
        revised: Keys of the papers that show something else now.
    """

    added: int = 0
    merged: int = 0
    changed: int = 0
    doubles: list[tuple[str, str]] = field(default_factory=list)
    revised: list[str] = field(default_factory=list)


class _Ready(NamedTuple):
    """A record with all that tells which paper it is."""

    record: Record
    fields: Mapping[str, Field]
    mark: str
    key: str
    ids: Sequence[object]


class Bulk:
    """Writes records of one dump, inside a transaction that the caller holds.

    Args:
        db: The library's connection.
        dump_id: The dump's row id.
    """

    def __init__(self, db: sqlite3.Connection, dump_id: int) -> None:
        self._db = db
        self._ingest = Ingest(db, dump_id)

    def put(self, records: Sequence[Record]) -> Outcomes:
        """Put records, in their order.

        Args:
            records: Some hundreds or thousands; they are looked up with one question each for titles, keys
                and ids.
        """
        ready = [_ready(record) for record in records]
        marks = self._known(MARKS, [one.mark for one in ready])
        keys = self._known(KEYS, [one.key for one in ready])
        ids: set[object] = set()
        for name in STRONG:
            ids |= self._known(IDS.format(name), [one.fields[name][0] for one in ready if name in one.fields])
        outcomes = Outcomes()
        for one in ready:
            if one.mark in marks or one.key in keys or not ids.isdisjoint(one.ids):
                self._ask(one.record, outcomes)
            else:
                self._ingest.add(one.record, one.fields, one.mark, one.key)
                outcomes.added += 1
            marks.add(one.mark)
            keys.add(one.key)
            ids.update(one.ids)
        self._ingest.flush()
        return outcomes

    def _ask(self, record: Record, outcomes: Outcomes) -> None:
        """Put a record that may belong to a paper that is there, or was noted just now."""
        self._ingest.flush()
        placed = self._ingest.put(record)
        outcomes.added += placed.outcome == "added"
        outcomes.merged += placed.outcome != "added"
        outcomes.changed += placed.outcome == "changed"
        outcomes.revised += [placed.key] if placed.outcome == "changed" else []
        outcomes.doubles += [(placed.key, other) for other in placed.doubles]

    def _known(self, sql: str, values: Sequence[object]) -> set[object]:
        """Return which of some values the library has."""
        if not values:
            return set()
        return {value for (value,) in self._db.execute(sql, (json.dumps(values, ensure_ascii=False),))}


def _ready(record: Record) -> _Ready:
    fields = folded(record.fields)
    title = str(fields["title"].value)
    norm = normal_title(title)
    ids = [fields[name].value for name in STRONG if name in fields]
    return _Ready(record, fields, title_mark(norm), wanted_key(title, norm, record.key), ids)
