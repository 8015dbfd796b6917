"""A library that was read in for half a year: what pictures of news, tags, history and statistics need."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from postil.store import sample
from postil.store.importing import ImportRun
from postil.store.library import Library

DAYS = 150
REVISIONS = (
    ("the training data is not public", "the training data is still not public"),
    ("Worth reading for the ablations on how the thousand questions were chosen. ", ""),
    (
        "Few systems papers spread into practice so fast. ",
        "Few systems papers spread into practice so fast; it is the default of most servers by now. ",
    ),
)
"""What the feed says otherwise on its second day."""
TREE = ("method/rl", "method/distillation", "method/attention", "thesis/chapter 2", "thesis/intro", "to cite")


def evenings(home: Path) -> None:
    """Make a library of a feed that came twice, with half a year of reading in it."""
    spring, autumn = sorted(Path(sample.__path__[0]).glob("*.txt"), reverse=True)
    with Library.open(home / "library.db") as library:
        start = datetime.now(UTC) - timedelta(DAYS)
        ImportRun(library).run([spring])
        with library.transaction() as db:
            db.execute("UPDATE dump SET imported_at = ?", (start.isoformat(timespec="seconds"),))
        _read(library, start)
        ImportRun(library).run([autumn, _later(spring, home)])


def _later(feed: Path, home: Path) -> Path:
    """Write the feed as it is some months later: some texts revised, the last papers gone."""
    text = feed.read_text(encoding="utf-8")
    for old, new in REVISIONS:
        text = text.replace(old, new)
    later = home / feed.name.replace("nov-14", "nov-21")
    later.write_text(text[: text.index("High-Resolution Image Synthesis")], encoding="utf-8")
    return later


def _read(library: Library, start: datetime) -> None:
    """Read and mark evening after evening, more on some days of the week than on others."""
    dice = random.Random(4)
    keys = library.papers.keys(list(library.papers.all("newest")))
    unread = keys[:26]
    for day in range(DAYS):
        evening = start + timedelta(day)
        if evening.weekday() < 5 and dice.random() < 0.45:
            for _ in range(dice.randrange(1, 4)):
                _mark(library, dice, dice.choice(keys))
                if unread and dice.random() < 0.3:
                    library.reading.set_status([unread.pop()], dice.choice(("read", "read", "dropped")))
            _at(library, evening)
    library.tags.add(keys[4:9], ["method"])
    library.reading.set_star(keys[2:5], True)
    library.notes.set(keys[2], "Compare with the older baseline.\n\nIs the data public?")
    library.tags.rename("method", "approach")
    library.notes.set(keys[2], "Compare with the older baseline, on both sets.\n\nIs the data public?")
    _at(library, datetime.now(UTC) - timedelta(minutes=4))


def _mark(library: Library, dice: random.Random, key: str) -> None:
    """Highlight a sentence, or give a tag."""
    abstract = library.papers.get(key).abstract
    if dice.random() < 0.4:
        library.tags.add([key], [dice.choice(TREE)])
    else:
        library.highlights.add(key, "abstract", 0, abstract.index(". ") + 1, dice.randrange(1, 6))


def _at(library: Library, moment: datetime) -> None:
    """Let what was done just now have been done at another time: history has no other way to be old."""
    with library.transaction() as db:
        now = (datetime.now(UTC) - timedelta(minutes=2)).isoformat(timespec="seconds")
        db.execute("UPDATE step SET at = ? WHERE at > ?", (moment.isoformat(timespec="seconds"), now))
