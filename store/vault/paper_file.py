"""The file of one paper: bytes to what is said in them, and patches that change nothing else."""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from .blocks import Block, Mark, changed, find_blocks, mentions, render
from .errors import Held
from .fields import new_fields, read_fields, with_fields
from .front import scalar
from .lines import encode, ending
from .notes import note_lines, read_note
from .opening import opened
from .outline import Outline
from .patching import Edit, appended, patched, replaced, taken_out
from .said import NO_TOPICS, Said

HIGHLIGHTS, NOTES = "Highlights", "Notes"
KEY = "postil"


class PaperFile(NamedTuple):
    """A file taken apart.

    Args:
        key: The paper's key.
        said: What is said in it.
        unclear: Ids that stand in it, but not as what surely is a highlight.
        troubles: What in it was not understood, a few words each.
        lines: Its lines.
        outline: Where its parts stand.
        blocks: Its highlights.
    """

    key: str
    said: Said
    unclear: frozenset[str]
    troubles: tuple[str, ...]
    lines: tuple[str, ...]
    outline: Outline
    blocks: tuple[Block, ...]


class Head(NamedTuple):
    """What a new file says of the paper itself."""

    key: str
    title: str
    date: str | None = None


def read_paper(data: bytes) -> PaperFile:
    """Take a file apart.

    Args:
        data: Its bytes.

    Raises:
        Held: It has no frontmatter with a key, or frontmatter that cannot be read.
    """
    key, lines, parts, values = opened(data, KEY, "paper")
    notes = parts.section(NOTES)
    blocks = tuple(find_blocks(lines, parts.code, parts.body, notes))
    marks = {block.block_id: block.mark for block in blocks}
    note = read_note(lines[slice(*notes)]) if notes else ""
    tags, topics, single, troubles = read_fields(values)
    unclear = frozenset(mentions(lines) - marks.keys())
    return PaperFile(key, Said(marks, note, tags, topics, single), unclear, troubles, lines, parts, blocks)


def with_said(file: PaperFile, said: Said, unclear: Collection[str] = ()) -> bytes:
    """Return a file's bytes changed so that they say this; what it says already stays byte for byte.

    Args:
        file: The file as it is.
        said: What it shall say.
        unclear: More highlights in it that shall stay as they are.

    Raises:
        Held: That cannot be done with certainty.
    """
    wanted = _as_far_as_understood(file, said, file.unclear | set(unclear))
    if wanted == file.said:
        return encode("".join(file.lines))
    end = ending(file.lines)
    data = encode(patched(file.lines, _edits(file, wanted, end), end))
    if read_paper(data).said != wanted:
        raise Held("what the library has for it cannot be put into it with certainty")
    return data


def new_paper(head: Head, said: Said) -> bytes:
    """Return the bytes of a new file.

    Raises:
        Held: It cannot be said in a file.
    """
    front = f"{KEY}: {scalar(head.key)}\ntitle: {scalar(head.title)}\n{new_fields(said)}"
    front += f"date: {head.date}\n" if head.date else ""
    data = encode(f"---\n{front}---\n# {head.title}\n\n## {HIGHLIGHTS}\n\n## {NOTES}\n")
    return with_said(read_paper(data), said)


def _as_far_as_understood(file: PaperFile, said: Said, unclear: Collection[str]) -> Said:
    """Return what a file shall say, without what it says now in a way that is not understood."""
    marks = {
        block_id: _fitted(mark, file.said.marks.get(block_id))
        for block_id, mark in said.marks.items()
        if block_id not in unclear
    }
    marks |= {block_id: mark for block_id, mark in file.said.marks.items() if block_id in unclear}
    values = {name: value for name, value in said.values.items() if name in file.said.values}
    tags = None if file.said.tags is None else said.tags or frozenset()
    topics = None if file.said.topics is None else said.topics or NO_TOPICS
    return Said(marks, said.note, tags, topics, values)


def _fitted(mark: Mark, old: Mark | None) -> Mark:
    if old is None:
        return mark
    return mark._replace(
        field=old.field and mark.field, pen=old.pen and mark.pen, created=old.created and mark.created
    )


def _edits(file: PaperFile, said: Said, end: str) -> Iterator[Edit]:
    lines, parts = file.lines, file.outline
    yield from _front_edits(file, said)
    for block in file.blocks:
        mark = said.marks.get(block.block_id)
        if mark is None:
            yield taken_out(lines, block.start, block.stop)
        elif mark != block.mark:
            yield Edit(block.start, block.end, changed(lines, block, mark))
    new = [render(name, mark, end) for name, mark in said.marks.items() if name not in file.said.marks]
    bottom = parts.body, len(lines)
    if new:
        section, spaced = parts.section(HIGHLIGHTS), _spaced(new, end)
        heading = [] if section else [f"## {HIGHLIGHTS}{end}", end]
        yield appended(lines, section or bottom, [*heading, *spaced], end)
    if said.note != file.said.note:
        section, text = parts.section(NOTES), note_lines(said.note, end)
        if section:
            yield replaced(lines, section, text, end)
        else:
            yield appended(lines, bottom, [f"## {NOTES}{end}", end, *text], end)


def _spaced(blocks: Iterable[list[str]], end: str) -> list[str]:
    """Return blocks with a blank line between them."""
    return [line for block in blocks for line in (end, *block)][1:]


def _front_edits(file: PaperFile, said: Said) -> Iterator[Edit]:
    assert file.outline.front is not None
    start, stop = file.outline.front
    old = "".join(file.lines[start:stop])
    front = with_fields(old, file.said, said)
    if front != old:
        yield Edit(start, stop, [front])
