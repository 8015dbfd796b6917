"""The round trip of many seeded lists; `python -m tests.vault.list_round_trip 100000` is the long run.

Each file is read and given back byte for byte. Then one thing after the other is changed in it: a box, a day,
a paper taken out, another one put in, the order, the question, the list's day, the description. No byte may
change outside of where that stands.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from random import Random

from postil.store.vault.errors import Held
from postil.store.vault.lines import folded
from postil.store.vault.list_file import ListFile, read_list, with_list
from postil.store.vault.list_line import Entry, SaidItem

from .round_trip import Change, stays
from .seeded import comment, document

TAILS = ("aaaaaa", "bbbbbb", "cccccc", "dddddd")
NEW = "zzzzzz"
ENTRIES = {NEW: Entry("On [new] things 📅 2020-01-01", "../papers/new.md")}
DAYS = ("", "2026-12-03", "2027-01-31")
FRONT = (
    "name: club", "name: 'a: b'", "name:", "question: Why?", 'question: "is: it"   # mine', 
    "question: [a, b]", "question: {a: b}", "question: |\n  two\n  lines", "due: 2026-12-03", "due: soon",
    "due:", "due: 2026-02-30",
)  # fmt: skip
TEXTS = (
    "[On tides](../papers/x.md)", "[A 📅 2020-01-01](../x.md)", "tides", "", "[[tides]] #soon", "**b**\t",
    "[a](b) 📅 2026-11-11", "x 📆 2026-11-11 ✅ 2026-12-01", "🗓\ufe0f2026-02-30",
    "📅 2026-01-01 📅 2026-01-02", "\\[x\\]", "é ^pbbbbbb y", "📅", "2026-12-03",
)  # fmt: skip
GAPS = (" ", " ", " ", "  ", "\t", "")


def run(number: int, seed: int) -> Counter[str]:
    """Check so many lists that can be read; takes and returns what the round trip of papers does."""
    counts: Counter[str] = Counter()
    at = 0
    while counts["documents"] < number:
        random = Random(f"list {seed} {at}")
        try:
            counts.update(_checked(made(random), random))
        except AssertionError as error:
            raise AssertionError(f"list {at} of seed {seed}: {error}") from error
        at += 1
    return counts


def made(random: Random) -> bytes:
    """Return a file: a list of ours that somebody worked on, with anything in it."""
    front = [line for line in random.sample(FRONT, random.randrange(4)) if random.random() < 0.9]
    names = {line.partition(":")[0]: line for line in front}
    data = document(random)
    items = b"".join(_item(random) for _ in range(random.randrange(6)))
    head, rule, rest = data.partition(b"\n---")
    own = "".join(f"\n{line}" for line in names.values()).encode()
    end = b"\r\n" if random.random() < 0.2 else b"\n"
    cut = random.randrange(len(rest) + 1) if random.random() < 0.3 else len(rest)
    body = rest[:cut] + b"\n" + items.replace(b"\n", end) + rest[cut:]
    return head.replace(b"postil: ", b"postil-list: ", 1) + own + rule + body


def _item(random: Random) -> bytes:
    box, bullet = random.choice("  xX"), random.choice("--*+")
    lead = random.choice(("", "", "", "  ", "\t"))
    end = random.choice(("\n", "\n", "\n", "\n\n", " \n"))
    text = f"{lead}{bullet} [{box}] {random.choice(TEXTS)}{random.choice(GAPS)}^p{random.choice(TAILS)}{end}"
    return text.encode()


def _checked(data: bytes, random: Random) -> Iterator[str]:
    """Check one list, and yield what was checked."""
    try:
        file = read_list(data)
    except Held:
        yield "not readable, so never written"
        return
    assert with_list(file, file.said, {}, ()) == data, "it does not come back as it was"
    yield "documents"
    for change in _changes(file, random):
        try:
            new = with_list(file, change.said, ENTRIES, ())
        except Held:
            yield f"{change.name}: refused"
            continue
        assert read_list(new).said == change.said, f"{change.name}: {new!r} says something else"
        assert stays(file.lines, data, new, change.where), f"{change.name}: other bytes changed: {new!r}"
        yield change.name


def _changes(file: ListFile, random: Random) -> Iterator[Change]:
    said, front = file.said, file.outline.front
    if said.items:
        at = random.randrange(len(said.items))
        item, line = said.items[at], file.places[said.items[at].tail]
        for name, other in (
            ("box changed", item._replace(done=not item.done)),
            ("day changed", item._replace(due=random.choice(DAYS))),
        ):
            items = (*said.items[:at], other, *said.items[at + 1 :])
            yield Change(name, said._replace(items=items), (line, line + 1))
        rest = (*said.items[:at], *said.items[at + 1 :])
        yield Change("paper taken out", said._replace(items=rest), (line, line + 1))
        places = sorted(file.places.values())
        turned = tuple(reversed(said.items))
        yield Change("papers turned round", said._replace(items=turned), (places[0], places[-1] + 1))
    new = SaidItem(NEW, random.random() < 0.5, random.choice(DAYS))
    yield Change("paper put in", said._replace(items=(*said.items, new)), None)
    yield Change("question changed", said._replace(question=random.choice(("", "Why: so?"))), front)
    yield Change("day of the list changed", said._replace(due=random.choice(DAYS)), front)
    yield Change("description changed", said._replace(description=folded(comment(random))), file.description)


def main() -> None:
    """Run it, and print what was checked."""
    counts = run(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000, seed=7)
    print("\n".join(f"{count:>9,} {name}" for name, count in sorted(counts.items())))


if __name__ == "__main__":
    main()
