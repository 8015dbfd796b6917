"""What a reader may do, at random: one actor for each way in which a reader's row can change.

What the store has a door for goes through it; the rest is written as its room would write it, within
`Library.change`. To try another kind of change, add a function to `ACTORS`.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from postil.store.errors import PostilError
from postil.store.history import Sitting
from postil.store.models import STATUSES
from postil.store.triage import DEEDS

from .undo_scene import Scene

PLAIN = ("fundus", "vision", "to-cite")
NOW = datetime(2031, 5, 1, 8, tzinfo=UTC)


class GivenUp(Exception):
    """Raised in the middle of a change, which must then leave nothing."""


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
        scene.dice.choice((status, tag, list_new, list_change, note, highlight))(scene)
        raise GivenUp


def tag(scene: Scene) -> None:
    scene.library.tags.add(scene.some, [scene.word, f"{scene.dice.choice(PLAIN)}/{scene.dice.choice(PLAIN)}"])


def untag(scene: Scene) -> None:
    name = scene.one_of("tag", "name")
    if name is not None:
        scene.library.tags.remove(scene.some, [name])


def tag_change(scene: Scene) -> None:
    """Rename, merge or delete a tag, with those under it."""
    name, tags = scene.one_of("tag", "name"), scene.library.tags
    if name is None:
        return
    with suppress(PostilError):
        scene.dice.choice(
            (
                lambda: tags.rename(name, scene.word),
                lambda: tags.merge([name], scene.word),
                lambda: tags.delete([name]),
            )
        )()


def tag_rekey(scene: Scene) -> None:
    """Write another name where the old one stands, which is a row's key."""
    old = scene.one_of("tag", "name")
    scene.write("rename a tag", "UPDATE OR REPLACE tag SET name = ? WHERE name = ?", scene.word, old)


def list_new(scene: Scene) -> None:
    with suppress(PostilError):
        scene.library.lists.new(scene.word, scene.text(), scene.word, scene.day)


def list_change(scene: Scene) -> None:
    """Rename, describe, move or delete a list."""
    name, lists = scene.one_of("list", "name"), scene.library.lists
    if name is None:
        return
    with suppress(PostilError):
        scene.dice.choice(
            (
                lambda: lists.rename(name, scene.word),
                lambda: lists.describe(name, question=scene.word),
                lambda: lists.reorder(name, scene.dice.randint(1, 4)),
                lambda: lists.delete(name),
            )
        )()


def list_swap(scene: Scene) -> None:
    """Exchange two names, which must be different at every moment."""
    names = dict(scene.library.db.execute("SELECT list_id, name FROM list"))
    if len(names) < 2:
        return
    one, other = scene.dice.sample(sorted(names), 2)
    with scene.library.change("swap two lists") as db:
        for number, name in ((one, "between"), (other, names[one]), (one, names[other])):
            db.execute("UPDATE list SET name = ? WHERE list_id = ?", (name, number))


def list_add(scene: Scene) -> None:
    name = scene.one_of("list", "name")
    if name is not None:
        scene.library.lists.add(name, scene.some)


def list_items(scene: Scene) -> None:
    """Change what stands on a list: its order, ticks and days, or the list that a paper is on."""
    name, lists = scene.one_of("list", "name"), scene.library.lists
    if name is None:
        return
    other = scene.one_of("list", "name") or name
    keys = [item.key for item in lists.items(name)]
    some = scene.dice.sample(keys, scene.dice.randint(0, len(keys)))
    with suppress(PostilError):
        scene.dice.choice(
            (
                lambda: lists.place(name, some, scene.dice.randint(1, 6)),
                lambda: lists.remove(name, some),
                lambda: lists.carry(some, name, other),
                lambda: lists.set_done(name, some, scene.dice.random() < 0.6),
                lambda: lists.set_due(name, some, scene.day),
            )
        )()


def list_rekey(scene: Scene) -> None:
    """Write another list where the old one stands, which is part of a row's key."""
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
    topics = scene.library.topics
    topic = scene.dice.choice(topics.names()[:6])
    scene.dice.choice((topics.accept, topics.refuse, topics.forget))(scene.some, topic)


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
        status: 3, rating: 2, star: 2, begin: 3, all_at_once: 2, given_up: 2, tag: 3, untag: 1, tag_change: 3,
        tag_rekey: 1, list_new: 3, list_change: 4, list_swap: 1, list_add: 4, list_items: 5, list_rekey: 1,
        note: 2, note_append: 1, note_sitting: 4, highlight: 4, highlight_change: 2, highlight_remove: 2,
        search_save: 2, search_change: 3, judge: 3, triage_forget: 1, verdict: 3, recall_turn: 1,
        recall_grade: 4, recall_leave_out: 2, preference: 2, preference_drop: 1,
    }
)  # fmt: skip
"""What may happen, and how often."""
