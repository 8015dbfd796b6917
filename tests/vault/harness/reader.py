"""What a reader does at the desk, at random."""

import random

from ..desk import ABSTRACT, LIST, Desk
from .listing import day, write_at_the_desk

MOST_MARKS = 12


class DeskReader:
    """Writes words into a library.

    Args:
        desk: The library.
        chance: What decides.
    """

    def __init__(self, desk: Desk, chance: random.Random) -> None:
        self._desk = desk
        self._chance = chance

    def edit(self, key: str, token: str) -> str:
        """Write a word somewhere into what is said of a paper; return where."""
        # What is read is changed in the same transaction: a sync may be writing at the same time.
        with self._desk.library.change(f"write {token}"):
            return self._write(key, token)

    def _write(self, key: str, token: str) -> str:
        library, chance = self._desk.library, self._chance
        if key == LIST:
            write_at_the_desk(library, self._desk.keys, chance, token)
            return "list"
        place = chance.choice(["mark", "comment", "comment", "note", "tag", "topic", "refused"])
        marks = library.highlights.of(key)
        if place == "note":
            library.notes.append(key, token)
        elif place == "tag":
            library.db.execute("INSERT INTO tag VALUES (?, ?)", (key, token))
        elif place in {"topic", "refused"}:
            library.topics.put(key, {}, {token: place == "topic", "survey": chance.random() < 0.5})
        elif len(marks) < MOST_MARKS and (place == "mark" or not marks):
            words = ABSTRACT.split(" ")
            start = chance.randrange(len(words) - 4)
            quote = " ".join(words[start : start + chance.randint(2, 4)])
            self._desk.mark(quote, chance.randint(1, 5), token, key)
        else:
            mark = chance.choice(marks)
            comment = f"{mark.comment}\n{token}".strip()
            library.highlights.change(mark.highlight_id, comment=comment)
        if chance.random() < 0.2:
            library.reading.set_rating([key], chance.randint(0, 5))
        if chance.random() < 0.2:
            library.triage.put(key, chance.choice(["kept", "later", None]), day(chance))
        return place
