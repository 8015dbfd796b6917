"""Putting the rows of a step back as they were before it, or as they were after it.

Rows that follow each other in the journal and belong to one table are put with one statement, so that ten
thousand of them cost little more than writing them did. The order of the journal is kept, for what is true
of the rows after each of its lines need not be true of any other set of them.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Literal

from .schema import READER_TABLES

Image = Literal["before", "after"]

LINES = "SELECT id, table_name, {image} IS NULL FROM change WHERE step_id = ? ORDER BY id {order}"
RUN = "FROM change WHERE step_id = ? AND id BETWEEN ? AND ?"


def turn(db: sqlite3.Connection, step_id: int, image: Image) -> None:
    """Make every row that a step changed what it was.

    Args:
        db: A library's connection, in a transaction that defers foreign keys, with no step open.
        step_id: The step.
        image: Whether as the rows were before the step, or after it.
    """
    order = "DESC" if image == "before" else "ASC"
    lines = db.execute(LINES.format(image=image, order=order), (step_id,))
    for (table, gone), run in groupby(lines, key=itemgetter(1, 2)):
        sql = _gone(table) if gone else _there(table, image, order)
        db.execute(sql, (step_id, *_ends(run)))


def _ends(run: Iterator[Sequence[int]]) -> tuple[int, int]:
    """Return the lowest and the highest number of a run's lines, of which there may be a million."""
    first = last = next(run)[0]
    for line in run:
        last = line[0]
    return min(first, last), max(first, last)


def _gone(table: str) -> str:
    """Return the statement that takes away the rows of a run."""
    keys, _columns = READER_TABLES[table]
    return f"DELETE FROM {table} WHERE ({', '.join(keys)}) IN (SELECT {_values('row_key', keys)} {RUN})"


def _there(table: str, image: Image, order: str) -> str:
    """Return the statement that makes the rows of a run what they were."""
    keys, columns = READER_TABLES[table]
    updates = ", ".join(f"{column} = excluded.{column}" for column in columns if column not in keys)
    action = f"UPDATE SET {updates}" if updates else "NOTHING"
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {_values(image, columns)} {RUN} "
        f"ORDER BY id {order} ON CONFLICT ({', '.join(keys)}) DO {action}"
    )


def _values(source: str, columns: tuple[str, ...]) -> str:
    """Return the values of columns as a journal's line holds them."""
    return ", ".join(f"json_extract({source}, '$.{column}')" for column in columns)
