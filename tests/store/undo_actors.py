"""What a reader may do, at random: one actor for each way in which a reader's row can change.

What the store has a door for goes through it; the rest is written as its room would write it, within
`Library.change`. To try another kind of change, add a function to `ACTORS`.
"""

import json
import random
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from postil.store.errors import PostilError
from postil.store.history import Sitting
from postil.store.library import Library
from postil.store.models import STATUSES
from postil.store.triage import DEEDS

WORDS = ("dim", "lantern", "tide", "plum", "½ fog", "“quoted”", "Ünder", "紙の庭", "a/b", "it's", "%_")
NOW = datetime(2031, 5, 1, 8, tzinfo=UTC)
DAYS = ("2031-05-01", "2031-05-02", "2031-06-30")


class GivenUp(Exception):
    """Raised in the middle of a change, which must then leave nothing."""


@dataclass
class Scene:
    """A library, dice, and what is being written bit by bit.

    Args:
        library: The library.
        keys: The keys of its papers.
        dice: Where chance comes from.
        sittings: The notes that are being written, by key.
    """

    library: Library
    keys: list[str]
    dice: random.Random
    sittings: dict[str, Sitting] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return self.dice.choice(self.keys)

    @property
    def some(self) -> list[str]:
        return self.dice.sample(self.keys, self.dice.randint(1, len(self.keys)))

    @property
    def word(self) -> str:
        return self.dice.choice(WORDS)

    @property
    def day(self) -> str:
        return self.dice.choice(DAYS)

    def text(self) -> str:
        return "\n".join(" ".join(self.dice.choices(WORDS, k=3)) for _ in range(self.dice.randint(0, 4)))

    def one_of(self, table: str, column: str) -> str | None:
        """Return a value of a column, or None where the table is empty."""
        found = [value for (value,) in self.library.db.execute(f"SELECT {column} FROM {table}")]
        return self.dice.choice(sorted(found)) if found else None

    def write(self, label: str, sql: str, *values: object, quiet: bool = False) -> None:
        """Run a statement as a change of the reader's; what the schema forbids leaves nothing."""
        with suppress(sqlite3.IntegrityError), self.library.change(label, quiet) as db:
            db.execute(sql, values)


def status(scene: Scene) -> None:
    scene.library.reading.set_status(scene.some, scene.dice.choice(STATUSES))


def rating(scene: Scene) -> None:
    scene.library.reading.set_rating(scene.some, scene.dice.choice([None, 0, 1, 2, 3, 4, 5]))


def star(scene: Scene) -> None:
    scene.library.reading.set_star(scene.some, scene.dice.random() < 0.6)


def begin(scene: Scene) -> None:
    scene.library.reading.begin(scene.key)


def all_at_once(scene: Scene) -> None:
    with scene.library.change("mark read, star, tag"):
        scene.library.reading.set_status(scene.some, "read")
        scene.library.reading.set_star(scene.some, True)
        tag(scene)


def given_up(scene: Scene) -> None:
    with suppress(GivenUp), scene.library.change("given up"):
        scene.dice.choice((status, tag, list_new, note, highlight, list_delete))(scene)
        raise GivenUp


def tag(scene: Scene) -> None:
    keys = json.dumps(scene.some)
    scene.write("tag", "INSERT OR IGNORE INTO tag SELECT value, ? FROM json_each(?)", scene.word, keys)


def untag(scene: Scene) -> None:
    scene.write("untag", "DELETE FROM tag WHERE name = ?", scene.one_of("tag", "name"))


def tag_rename(scene: Scene) -> None:
    old = scene.one_of("tag", "name")
    scene.write("rename a tag", "UPDATE OR REPLACE tag SET name = ? WHERE name = ?", scene.word, old)


def list_new(scene: Scene) -> None:
    sql = "INSERT INTO list (list_id, name, description, question, due) VALUES (?, ?, ?, ?, ?)"
    number = f"l{scene.dice.randrange(4)}"
    scene.write("new list", sql, number, scene.word, scene.text(), scene.word, scene.day)


def list_rename(scene: Scene) -> None:
    number = scene.one_of("list", "list_id")
    sql = "UPDATE list SET name = ?, due = NULL, position = ? WHERE list_id = ?"
    scene.write("rename a list", sql, scene.word, scene.dice.randrange(5), number)


def list_swap(scene: Scene) -> None:
    """Exchange two names, which must be different at every moment."""
    names = dict(scene.library.db.execute("SELECT list_id, name FROM list"))
    if len(names) < 2:
        return
    one, other = scene.dice.sample(sorted(names), 2)
    with scene.library.change("swap two lists") as db:
        for number, name in ((one, "between"), (other, names[one]), (one, names[other])):
            db.execute("UPDATE list SET name = ? WHERE list_id = ?", (name, number))


def list_delete(scene: Scene) -> None:
    scene.write("delete a list", "DELETE FROM list WHERE list_id = ?", scene.one_of("list", "list_id"))


def list_add(scene: Scene) -> None:
    sql = "INSERT OR REPLACE INTO list_item (list_id, paper_key, position, due) VALUES (?, ?, ?, ?)"
    number = scene.one_of("list", "list_id")
    scene.write("add to a list", sql, number, scene.key, scene.dice.randrange(9), scene.day)


def list_reorder(scene: Scene) -> None:
    number = scene.one_of("list", "list_id")
    sql = "UPDATE list_item SET position = position * 3 % 7, done = 1 - done WHERE list_id = ?"
    scene.write("reorder a list", sql, number)


def list_move(scene: Scene) -> None:
    sql = "UPDATE OR IGNORE list_item SET list_id = ? WHERE list_id = ? AND paper_key = ?"
    one, other = scene.one_of("list", "list_id"), scene.one_of("list", "list_id")
    scene.write("move to another list", sql, one, other, scene.key)


def note(scene: Scene) -> None:
    scene.library.notes.set(scene.key, scene.text())


def note_append(scene: Scene) -> None:
    scene.library.notes.append(scene.key, scene.word)


def note_sitting(scene: Scene) -> None:
    """Write on at a note in one sitting, or begin one."""
    key = scene.key
    sitting = scene.sittings.setdefault(key, Sitting(text=scene.library.notes.get(key)))
    for _ in range(scene.dice.randint(1, 3)):
        scene.library.notes.set(key, scene.text(), sitting)
    if scene.dice.random() < 0.4:
        del scene.sittings[key]


def highlight(scene: Scene) -> None:
    key, start = scene.key, scene.dice.randrange(20)
    with suppress(PostilError):
        scene.library.highlights.add(
            key, "abstract", start, start + scene.dice.randint(1, 15), scene.dice.randint(1, 5), scene.text()
        )


def highlight_change(scene: Scene) -> None:
    found = scene.one_of("highlight", "highlight_id")
    if found is not None:
        pen = scene.dice.choice([None, 1, 2, 3, 4, 5])
        scene.library.highlights.change(found, pen=pen, comment=scene.text())


def highlight_remove(scene: Scene) -> None:
    """Delete a highlight, whose card goes with it."""
    found = scene.one_of("highlight", "highlight_id")
    if found is not None:
        scene.library.highlights.remove(found)


def search_save(scene: Scene) -> None:
    scene.library.searches.save(scene.word, scene.dice.choice(["tide", "is:unread", "kettles year:2020.."]))


def search_change(scene: Scene) -> None:
    name, searches = scene.one_of("saved_search", "name"), scene.library.searches
    if name is None:
        return
    with suppress(PostilError):
        scene.dice.choice(
            (
                lambda: searches.rename(name, scene.word),
                lambda: searches.delete(name),
                lambda: searches.move(name, scene.dice.randint(1, 4)),
            )
        )()


def judge(scene: Scene) -> None:
    """Decide on papers in triage, which may give them a status or a star as well."""
    verdict = scene.dice.choice(list(DEEDS))
    scene.library.triage.judge(scene.some, verdict, scene.day)


def triage_forget(scene: Scene) -> None:
    scene.write("ask again", "DELETE FROM triage WHERE day <= ?", scene.day)


def verdict(scene: Scene) -> None:
    sql = "INSERT OR REPLACE INTO topic_verdict VALUES (?, ?, ?)"
    scene.write("a word on a topic", sql, scene.key, scene.word, scene.dice.randrange(2))


def verdict_withdraw(scene: Scene) -> None:
    topic = scene.one_of("topic_verdict", "topic")
    scene.write("no word on a topic", "DELETE FROM topic_verdict WHERE topic = ?", topic)


def recall_turn(scene: Scene) -> None:
    scene.library.recall.turn(scene.dice.random() < 0.7)


def recall_grade(scene: Scene) -> None:
    found = scene.one_of("highlight", "highlight_id")
    if found is not None:
        scene.library.recall.grade(
            found, scene.dice.randint(1, 4), NOW + timedelta(days=scene.dice.randrange(9))
        )


def recall_leave_out(scene: Scene) -> None:
    found = scene.one_of("highlight", "highlight_id")
    if found is not None:
        scene.library.recall.leave_out(found)


def preference(scene: Scene) -> None:
    sql = "INSERT OR REPLACE INTO preference VALUES (?, ?)"
    scene.write("choose", sql, f"p{scene.dice.randrange(3)}", scene.word, quiet=scene.dice.random() < 0.3)


def preference_drop(scene: Scene) -> None:
    name = scene.one_of("preference", "name")
    scene.write("choose nothing", "DELETE FROM preference WHERE name = ?", name)


ACTORS: Mapping[Callable[[Scene], None], int] = MappingProxyType(
    {
        status: 3, rating: 2, star: 2, begin: 3, all_at_once: 2, given_up: 2, tag: 3, untag: 1, tag_rename: 2,
        list_new: 3, list_rename: 2, list_swap: 1, list_delete: 1, list_add: 4, list_reorder: 2, list_move: 2,
        note: 2, note_append: 1, note_sitting: 4, highlight: 4, highlight_change: 2, highlight_remove: 2,
        search_save: 2, search_change: 3, judge: 3, triage_forget: 1, verdict: 2, verdict_withdraw: 1,
        recall_turn: 1, recall_grade: 4, recall_leave_out: 2, preference: 2, preference_drop: 1,
    }
)  # fmt: skip
"""What may happen, and how often."""
