"""The round trip of many seeded documents; `python -m tests.vault.round_trip 100000` is the long run.

Each document is read and given back byte for byte. Then one thing after the other is changed in it: a
highlight's comment and pen, a highlight taken out, another one put in, the note, a tag, a topic, the status,
triage. No byte may change outside of where that stands.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Any, NamedTuple

from postil.store.models import PENS, STATUSES
from postil.store.vault.blocks import FIELDS, Mark
from postil.store.vault.errors import Held
from postil.store.vault.lines import encode, folded
from postil.store.vault.outline import Span
from postil.store.vault.paper_file import NOTES, PaperFile, read_paper, with_said

from .seeded import comment, document

NEW = "hzzzzzzzzzz"
CREATED = "2024-02-05T10:11:12+00:00"


class Change(NamedTuple):
    """Something else that a file is to say.

    Args:
        name: What kind of change it is.
        said: What the file is to say.
        where: The lines that may change; None where lines are put in and every byte stays.
    """

    name: str
    said: Any
    where: Span | None


def run(number: int, seed: int) -> Counter[str]:
    """Check so many documents that can be read.

    Args:
        number: How many.
        seed: What they are made from, each by its own number.

    Returns:
        How many of each kind of check there were.

    Raises:
        AssertionError: Something changed that should not; the message names the document.
    """
    counts: Counter[str] = Counter()
    at = 0
    while counts["documents"] < number:
        random = Random(f"{seed} {at}")
        try:
            counts.update(_checked(document(random), random))
        except AssertionError as error:
            raise AssertionError(f"document {at} of seed {seed}: {error}") from error
        at += 1
    return counts


def _checked(data: bytes, random: Random) -> Iterator[str]:
    """Check one document, and yield what was checked."""
    try:
        file = read_paper(data)
    except Held:
        yield "not readable, so never written"
        return
    assert with_said(file, file.said) == data, "it does not come back as it was"
    yield "documents"
    for change in _changes(file, random):
        try:
            new = with_said(file, change.said)
        except Held:
            yield f"{change.name}: refused"
            continue
        assert stays(file.lines, data, new, change.where), f"{change.name}: other bytes changed: {new!r}"
        yield change.name


def _changes(file: PaperFile, random: Random) -> Iterator[Change]:
    said, front = file.said, file.outline.front
    if file.blocks:
        block = random.choice(file.blocks)
        pen = random.choice(PENS) if block.mark.pen else None
        marks = dict(said.marks)
        marks[block.block_id] = block.mark._replace(comment=folded(comment(random)), pen=pen)
        yield Change("block changed", said._replace(marks=marks), (block.start, block.end))
        del marks[block.block_id]
        blank = block.start > 0 and not file.lines[block.start - 1].strip()
        yield Change("block taken out", said._replace(marks=marks), (block.start - blank, block.stop))
    mark = Mark.of(random.choice(FIELDS), random.choice(PENS), "kites rise", comment(random), 0, CREATED)
    yield Change("block put in", said._replace(marks={**said.marks, NEW: mark}), None)
    note = said._replace(note=folded(comment(random)))
    yield Change("note changed", note, file.outline.section(NOTES))
    tags = (said.tags or frozenset()) ^ {random.choice(("a", "b c", "new: one"))}
    yield Change("tag changed", said._replace(tags=tags), front)
    topics = {**(said.topics or {}), random.choice(("a", "vision", "deep-thought")): random.random() < 0.5}
    yield Change("topic changed", said._replace(topics=topics), front)
    values = {**said.values, "status": random.choice(STATUSES)}
    yield Change("status changed", said._replace(values=values), front)
    values = {**said.values, "triage": random.choice(("", "kept", "later 2026-11-30"))}
    yield Change("triage changed", said._replace(values=values), front)


def stays(lines: tuple[str, ...], data: bytes, new: bytes, where: Span | None) -> bool:
    """Return whether every byte outside of some lines is as it was and where it was."""
    if where is None:
        alike = (at for at, (here, there) in enumerate(zip(data, new, strict=False)) if here != there)
        start = stop = next(alike, min(len(data), len(new)))
    else:
        start, stop = (len(encode("".join(lines[:line]))) for line in where)
    return len(new) >= start + len(data) - stop and new[:start] == data[:start] and new.endswith(data[stop:])


def main() -> None:
    """Run it, and print what was checked."""
    counts = run(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000, seed=7)
    print("\n".join(f"{count:>9,} {name}" for name, count in sorted(counts.items())))


if __name__ == "__main__":
    main()
