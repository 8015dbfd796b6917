"""What every step of the schema is made with: the list of steps, scripts, and the journal's triggers."""

import sqlite3
from collections.abc import Mapping, Sequence

from sqlite_utils import Database, Migrations

library = Migrations("library")
"""The steps, in the order in which they register themselves."""


def _object(alias: str, columns: Sequence[str]) -> str:
    pairs = ", ".join(f"'{column}', {alias}.{column}" for column in columns)
    return f"json_object({pairs})"


def journal(table: str, keys: Sequence[str], columns: Sequence[str]) -> str:
    """Return the three triggers that journal every write to one of the reader's tables.

    Args:
        table: The table.
        keys: The columns that tell its rows apart.
        columns: All of its columns.
    """
    events: Mapping[str, tuple[str, str, str]] = {
        "INSERT": ("NEW", "NULL", _object("NEW", columns)),
        "UPDATE": ("NEW", _object("OLD", columns), _object("NEW", columns)),
        "DELETE": ("OLD", _object("OLD", columns), "NULL"),
    }
    return "".join(
        f"CREATE TRIGGER journal_{table}_{event.lower()} AFTER {event} ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM open_step) BEGIN "
        f"INSERT INTO change (step_id, table_name, row_key, before, after) "
        f"SELECT id, '{table}', {_object(row, keys)}, {before}, {after} FROM open_step; END;\n"
        for event, (row, before, after) in events.items()
    )


def journal_updates(table: str, keys: Sequence[str], columns: Sequence[str]) -> str:
    """Return the triggers that journal updates, in the place of the one of `journal`.

    An update of what tells a row apart is journalled as one row gone and another there: history finds a row
    by its key, and could not find the old one.

    Args:
        table: The table.
        keys: The columns that tell its rows apart.
        columns: All of its columns.
    """
    same = " AND ".join(f"OLD.{key} IS NEW.{key}" for key in keys)
    old, new = _object("OLD", columns), _object("NEW", columns)
    rows = {
        "update": (same, [("NEW", old, new)]),
        "rekey": (f"NOT ({same})", [("OLD", old, "NULL"), ("NEW", "NULL", new)]),
    }
    return "".join(
        f"CREATE TRIGGER journal_{table}_{name} AFTER UPDATE ON {table} "
        f"WHEN {when} AND EXISTS (SELECT 1 FROM open_step) BEGIN "
        + " ".join(
            f"INSERT INTO change (step_id, table_name, row_key, before, after) "
            f"SELECT id, '{table}', {_object(row, keys)}, {before}, {after} FROM open_step;"
            for row, before, after in images
        )
        + " END;\n"
        for name, (when, images) in rows.items()
    )


def run(db: Database, script: str) -> None:
    """Run a script statement by statement: `executescript` would commit the migration's transaction.

    Args:
        db: The library.
        script: SQL; each statement begins on a line of its own.
    """
    statement = ""
    for line in script.splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            db.execute(statement)
            statement = ""
