"""What a reader does to a reading list, at the desk and by hand, at random."""

import random
import re
from datetime import date, timedelta

from postil.store.library import Library
from postil.store.list_rows import new_list
from postil.store.models import ReadingList

from ..desk import LIST

ITEM = re.compile(r"^- \[[ x]\] .*\^p[a-z2-7]{6}$", re.MULTILINE)
DAY = re.compile(r" 📅 \d{4}-\d{2}-\d{2}")
NAME = "club"


def day(chance: random.Random) -> str:
    """Return some day."""
    return (date(2026, 12, 1) + timedelta(chance.randrange(300))).isoformat()


def write_at_the_desk(library: Library, keys: list[str], chance: random.Random, token: str) -> None:
    """Put a word into a list's description, and change something else about it, within a transaction."""
    if all(each.list_id != LIST for each in library.lists.all()):
        new_list(library.db, ReadingList(LIST, NAME))
    lists, some = library.lists, chance.sample(keys, chance.randint(1, len(keys)))
    description = lists.get(NAME).description
    lists.describe(NAME, description=f"{description}\n{token}")
    match chance.randrange(8):
        case 0:
            lists.remove(NAME, some[:1])
        case 1:
            lists.place(NAME, some, chance.randint(1, len(keys)))
        case 2:
            lists.set_done(NAME, some, chance.random() < 0.5)
        case 3:
            lists.set_due(NAME, some, chance.choice([None, day(chance)]))
        case 4:
            lists.describe(NAME, question=chance.choice(["", f"Is it {chance.randrange(9)}?"]))
        case 5:
            lists.describe(NAME, due=chance.choice(["", day(chance)]))
        case _:
            lists.add(NAME, some)


def write_by_hand(text: str, chance: random.Random, token: str) -> str | None:
    """Return a list's file with a word more in its description, and more changed; None if it has none."""
    heading = f"\n# {NAME}\n"
    if heading not in text:
        return None
    text = text.replace(heading, f"{heading}\n{token}\n", 1)
    items = ITEM.findall(text)
    match chance.randrange(5):
        case 0 if len(items) > 1:
            one, other = chance.sample(items, 2)
            return text.replace(one, "\0").replace(other, one).replace("\0", other)
        case 1 if items:
            item = chance.choice(items)
            swapped = item.replace("[ ]", "[x]") if "[ ]" in item else item.replace("[x]", "[ ]")
            return text.replace(item, swapped)
        case 2 if items:
            item = chance.choice(items)
            found = f" 📅 {day(chance)}" if chance.random() < 0.7 else ""
            return text.replace(item, DAY.sub("", item).replace(" ^p", f"{found} ^p"))
        case 3:
            return _with_value(text, "due", day(chance))
        case 4:
            return _with_value(text, "question", f"Was it {chance.randrange(9)}")
    return text


def _with_value(text: str, name: str, value: str) -> str:
    """Return a text with a value of its frontmatter changed, or added."""
    line = re.compile(rf"^{name}:.*$", re.MULTILINE)
    if line.search(text):
        return line.sub(f"{name}: {value}", text, count=1)
    return text.replace(f"\nname: {NAME}\n", f"\nname: {NAME}\n{name}: {value}\n", 1)
