"""Where the actors of the undo test act: a library, dice, and words to write."""

import random
import sqlite3
from contextlib import suppress
from dataclasses import dataclass, field

from postil.store.history import Sitting
from postil.store.library import Library

WORDS = ("dim", "lantern", "tide", "plum", "½ fog", "“quoted”", "Ünder", "紙の庭", "a/b", "it's", "%_")
DAYS = ("2031-05-01", "2031-05-02", "2031-06-30")


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
