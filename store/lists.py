"""The reader's lists: papers in an order of the reader's own, with a day and a question to answer."""

import json
import secrets
import sqlite3
from collections.abc import Sequence

from .days import is_day
from .errors import PostilError
from .gaps import spaced
from .list_names import find, line, refuse
from .list_rows import arrange, items_of, keys_of, new_list, present, reading_lists
from .models import ListItem, ReadingList
from .prose import kept
from .reading import Change, said_of

OF = """
SELECT l.name, count(*) FROM list_item i JOIN list l USING (list_id)
WHERE i.paper_key IN (SELECT value FROM json_each(?))
GROUP BY l.list_id ORDER BY l.position, l.name COLLATE NOCASE
"""
DESCRIBE = "UPDATE list SET description = ?, question = ?, due = ? WHERE list_id = ?"
REMOVE = "DELETE FROM list_item WHERE list_id = ? AND paper_key IN (SELECT value FROM json_each(?))"
SET = """
UPDATE list_item SET {column} = :value WHERE list_id = :list AND {column} IS NOT :value
AND paper_key IN (SELECT value FROM json_each(:keys))
"""
CARRY = """
UPDATE list_item SET done = max(list_item.done, s.done), due = coalesce(list_item.due, s.due)
FROM list_item s WHERE s.list_id = ? AND s.paper_key = list_item.paper_key AND list_item.list_id = ?
AND list_item.paper_key IN (SELECT value FROM json_each(?)) AND (s.done > list_item.done
OR s.due IS NOT NULL AND list_item.due IS NULL)
"""


class Lists:
    """The reading lists of a library; each change is one transaction and one step of history.

    A list is found by its name, whatever its case and accents; papers that are asked for and are not on a
    list are passed over.

    Args:
        db: The library's connection.
        change: Opens a journalled transaction under a label.
    """

    def __init__(self, db: sqlite3.Connection, change: Change) -> None:
        self._db = db
        self._change = change

    def all(self) -> tuple[ReadingList, ...]:
        """Return all lists in the reader's order."""
        return reading_lists(self._db)

    def get(self, name: str) -> ReadingList:
        """Return a list by its name.

        Raises:
            NotFound: There is none of this name; the error names the one that is most like it.
        """
        return find(name, self.all())

    def items(self, name: str) -> tuple[ListItem, ...]:
        """Return the papers of a list in its order.

        Raises:
            NotFound: There is no such list.
        """
        return items_of(self._db, self.get(name).list_id)

    def of(self, keys: Sequence[str]) -> dict[str, int]:
        """Return how many of some papers are on each list that has any of them, by its name."""
        return dict(self._db.execute(OF, (json.dumps(list(keys)),)))

    def new(
        self, name: str, description: str = "", question: str = "", due: str | None = None
    ) -> ReadingList:
        """Make a list, behind the others; return it.

        Args:
            name: What to call it.
            description: What it is for, as markdown.
            question: What its papers should answer.
            due: The day by which it is to be read, `YYYY-MM-DD`.

        Raises:
            PostilError: It has no name, another list has it, or the day is none.
        """
        said = _prose(description), line(question), _day(due)
        made = ReadingList(secrets.token_hex(8), line(name), *said)
        with self._change(f"make the list {made.name}") as db:
            refuse(made, self.all())
            new_list(db, made)
        return made

    def rename(self, name: str, new: str) -> ReadingList:
        """Give a list another name; return it as it is then.

        Raises:
            NotFound: There is no such list.
            PostilError: The new name is empty or another list has it.
        """
        before = self.get(name)
        renamed = before._replace(name=line(new))
        with self._change(f"rename the list {before.name} to {renamed.name}") as db:
            refuse(renamed, self.all())
            sql = "UPDATE list SET name = ? WHERE list_id = ? AND name <> ?"
            db.execute(sql, (renamed.name, before.list_id, renamed.name))
        return renamed

    def describe(
        self,
        name: str,
        *,
        description: str | None = None,
        question: str | None = None,
        due: str | None = None,
    ) -> ReadingList:
        """Say what a list is for, what it asks, by when it is to be read; return it as it is then.

        Args:
            name: Its name.
            description: Markdown; None leaves what is said, and "" takes it away, as with the others.
            question: What its papers should answer.
            due: `YYYY-MM-DD`.

        Raises:
            NotFound: There is no such list.
            PostilError: The day is none.
        """
        before = self.get(name)
        after = before._replace(
            description=before.description if description is None else _prose(description),
            question=before.question if question is None else line(question),
            due=before.due if due is None else _day(due),
        )
        with self._change(f"describe the list {before.name}") as db:
            if after != before:
                db.execute(DESCRIBE, (after.description, after.question, after.due, after.list_id))
        return after

    def delete(self, name: str) -> ReadingList:
        """Delete a list, and none of its papers; return what it was.

        Raises:
            NotFound: There is no such list.
        """
        gone = self.get(name)
        with self._change(f"delete the list {gone.name}") as db:
            db.execute("DELETE FROM list_item WHERE list_id = ?", (gone.list_id,))
            db.execute("DELETE FROM list WHERE list_id = ?", (gone.list_id,))
        return gone

    def reorder(self, name: str, position: int) -> None:
        """Put a list into another place among the lists.

        Args:
            name: Its name.
            position: Which it shall be, from 1; beyond the last, the last.

        Raises:
            NotFound: There is no such list.
        """
        moved = self.get(name)
        with self._change(f"move the list {moved.name}") as db:
            places = dict(
                db.execute("SELECT list_id, position FROM list ORDER BY position, name COLLATE NOCASE")
            )
            order = _placed(list(places), [moved.list_id], position)
            rows = [(place, list_id) for list_id, place in spaced(order, places).items()]
            db.executemany("UPDATE list SET position = ? WHERE list_id = ?", rows)

    def add(self, name: str, keys: Sequence[str]) -> int:
        """Put papers on a list, behind those that are there; return how many are new on it.

        Raises:
            NotFound: There is no such list.
        """
        to = self.get(name)
        with self._change(f"put {said_of(self._db, keys)} on {to.name}") as db:
            before = keys_of(db, to.list_id)
            new = present(db, _without(keys, before))
            arrange(db, to.list_id, [*before, *new])
        return len(new)

    def remove(self, name: str, keys: Sequence[str]) -> int:
        """Take papers off a list; return how many were on it.

        Raises:
            NotFound: There is no such list.
        """
        of = self.get(name)
        with self._change(f"take {said_of(self._db, keys)} off {of.name}") as db:
            return db.execute(REMOVE, (of.list_id, json.dumps(list(keys)))).rowcount

    def place(self, name: str, keys: Sequence[str], position: int) -> int:
        """Move papers within a list; they keep their order among themselves.

        Args:
            name: The list.
            keys: The papers.
            position: Which paper of the list the first of them shall be, from 1; beyond the last, the last.

        Returns:
            How many papers have moved; 0 where they stand there already.

        Raises:
            NotFound: There is no such list.
        """
        of = self.get(name)
        with self._change(f"move {said_of(self._db, keys)} on {of.name}") as db:
            before = keys_of(db, of.list_id)
            after = _placed(before, keys, position)
            arrange(db, of.list_id, after)
        return 0 if after == before else len(set(keys).intersection(before))

    def carry(self, keys: Sequence[str], source: str, target: str) -> int:
        """Move papers from one list to the end of another; what is done stays done, and due as it was.

        Args:
            keys: The papers.
            source: The list on which they are.
            target: The other list; a paper that is on it already keeps its place there.

        Returns:
            How many papers left the source.

        Raises:
            NotFound: There is no such list.
        """
        of, to = self.get(source), self.get(target)
        if of == to:
            return 0
        with self._change(f"move {said_of(self._db, keys)} from {of.name} to {to.name}") as db:
            wanted, before = set(keys), keys_of(db, to.list_id)
            said = {
                item.key: (item.done, item.due) for item in items_of(db, of.list_id) if item.key in wanted
            }
            moved = list(said)
            db.execute(CARRY, (of.list_id, to.list_id, json.dumps(moved)))
            arrange(db, to.list_id, [*before, *_without(moved, before)], said)
            db.execute(REMOVE, (of.list_id, json.dumps(moved)))
        return len(moved)

    def set_done(self, name: str, keys: Sequence[str], done: bool) -> int:
        """Tick papers of a list, or take the tick away; return how many changed.

        Raises:
            NotFound: There is no such list.
        """
        return self._set("done", name, keys, int(done), "done" if done else "not done")

    def set_due(self, name: str, keys: Sequence[str], due: str | None) -> int:
        """Say by when papers of a list are to be read; return how many changed.

        Args:
            name: The list.
            keys: The papers.
            due: `YYYY-MM-DD`; None or "" takes the day away.

        Raises:
            NotFound: There is no such list.
            PostilError: The day is none.
        """
        day = _day(due)
        return self._set("due", name, keys, day, f"due {day}" if day else "due no day")

    def _set(self, column: str, name: str, keys: Sequence[str], value: int | str | None, said: str) -> int:
        of = self.get(name)
        values = {"list": of.list_id, "keys": json.dumps(list(keys)), "value": value}
        with self._change(f"{said} on {of.name}: {said_of(self._db, keys)}") as db:
            return db.execute(SET.format(column=column), values).rowcount


def _prose(text: str) -> str:
    return kept(text).strip()


def _day(day: str | None) -> str | None:
    """Return a day as it is kept, and None for none.

    Raises:
        PostilError: It is not in the calendar.
    """
    if day and not is_day(day):
        raise PostilError(f'"{day}" is no day of the form 2026-12-03')
    return day or None


def _placed(order: Sequence[str], keys: Sequence[str], position: int) -> list[str]:
    """Return an order with some of it moved to a position, from 1."""
    wanted, at = set(keys), max(0, position - 1)
    moved = [key for key in order if key in wanted]
    others = [key for key in order if key not in wanted]
    return [*others[:at], *moved, *others[at:]]


def _without(keys: Sequence[str], others: Sequence[str]) -> list[str]:
    there = set(others)
    return [key for key in keys if key not in there]
