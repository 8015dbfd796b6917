"""The rows of reading lists, read and put in order; who writes holds a transaction."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from .gaps import STEP, spaced
from .models import ListItem, ReadingList

NOTHING: Mapping[str, tuple[bool, str | None]] = MappingProxyType({})

LISTS = """
SELECT l.list_id, l.name, l.description, l.question, l.due, count(i.paper_key), coalesce(sum(i.done), 0)
FROM list l LEFT JOIN list_item i USING (list_id)
GROUP BY l.list_id ORDER BY l.position, l.name COLLATE NOCASE
"""
NEW = f"""
INSERT INTO list (list_id, name, description, question, due, position)
VALUES (?, ?, ?, ?, ?, (SELECT coalesce(max(position), 0) + {STEP} FROM list))
"""
PLACES = "SELECT paper_key, position FROM list_item WHERE list_id = ? ORDER BY position, paper_key"
ITEMS = "SELECT paper_key, done, due FROM list_item WHERE list_id = ? ORDER BY position, paper_key"
PRESENT = "SELECT key FROM paper WHERE key IN (SELECT value FROM json_each(?))"
STANDING = """
SELECT p.id FROM list l JOIN list_item i USING (list_id) JOIN paper p ON p.key = i.paper_key
WHERE fold(l.name) = fold(?) ORDER BY l.position, i.position, i.paper_key
"""
PUT = """
INSERT INTO list_item (list_id, paper_key, position, done, due)
SELECT ?1, value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?2) WHERE true
ON CONFLICT (list_id, paper_key) DO UPDATE SET position = excluded.position
"""


def reading_lists(db: sqlite3.Connection) -> tuple[ReadingList, ...]:
    """Return all reading lists in the reader's order."""
    return tuple(ReadingList(*row) for row in db.execute(LISTS))


def new_list(db: sqlite3.Connection, new: ReadingList) -> None:
    """Put a list without papers behind the others."""
    db.execute(NEW, new[:5])


def items_of(db: sqlite3.Connection, list_id: str) -> tuple[ListItem, ...]:
    """Return the papers of a list in its order."""
    rows = enumerate(db.execute(ITEMS, (list_id,)), 1)
    return tuple(ListItem(key, position, bool(done), due) for position, (key, done, due) in rows)


def keys_of(db: sqlite3.Connection, list_id: str) -> list[str]:
    """Return the keys of a list's papers in its order."""
    return [key for key, _ in db.execute(PLACES, (list_id,))]


def standing(db: sqlite3.Connection, name: str) -> Sequence[int]:
    """Return the row ids of a list's papers in its order; none where there is no such list."""
    return list(dict.fromkeys(paper_id for (paper_id,) in db.execute(STANDING, (name,))))


def arrange(
    db: sqlite3.Connection,
    list_id: str,
    order: Sequence[str],
    said: Mapping[str, tuple[bool, str | None]] = NOTHING,
) -> None:
    """Put the papers of a list into an order; those that are not on it yet are put there.

    Only rows whose place must change are written, so that one paper that moves is one row.

    Args:
        db: An open library.
        list_id: The list.
        order: The keys of all its papers, each once.
        said: Whether a new paper is done, and its day, by its key.
    """
    places = spaced(order, dict(db.execute(PLACES, (list_id,))))
    # In the order of the table, which takes less time.
    rows = [(key, place, *said.get(key, (False, None))) for key, place in sorted(places.items())]
    # In one statement: each one that is journalled costs as much again to begin and to end.
    db.execute(PUT, (list_id, json.dumps(rows)))


def present(db: sqlite3.Connection, keys: Iterable[str]) -> list[str]:
    """Return those of some keys that are a paper's, each once, in their order."""
    unique = list(dict.fromkeys(keys))
    known = {key for (key,) in db.execute(PRESENT, (json.dumps(unique),))}
    return [key for key in unique if key in known]
