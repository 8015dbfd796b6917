"""The file of one paper: bytes to what is said in them, and patches that change nothing else."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from ..models import STATUSES
from ..tag_names import tag_name
from .blocks import Block, Mark, changed, find_blocks, mentions, render
from .errors import Held
from .front import flow, scalar, with_list, with_text
from .lines import encode, ending
from .notes import note_lines, read_note
from .opening import opened
from .outline import Outline
from .patching import Edit, appended, patched, replaced, taken_out
from .said import VALUES, Said
from .yaml_read import Value

HIGHLIGHTS, NOTES = "Highlights", "Notes"
KEY = "postil"
TRUTHS = {"true": "true", "yes": "true", "false": "false", "no": "false", "": "false"}


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
    troubles: list[str] = []
    said = Said(marks, note, _tags(values, troubles), _values(values, troubles))
    unclear = frozenset(mentions(lines) - marks.keys())
    return PaperFile(key, said, unclear, tuple(troubles), lines, parts, blocks)


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
    front = f"{KEY}: {scalar(head.key)}\ntitle: {scalar(head.title)}\ntags: {flow(sorted(said.tags or ()))}\n"
    given = {name: value for name, value in said.values.items() if value != VALUES[name]}
    front += "".join(f"{name}: {value}\n" for name, value in given.items())
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
    return Said(marks, said.note, None if file.said.tags is None else said.tags or frozenset(), values)


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
    old = front = "".join(file.lines[start:stop])
    if said.tags is not None and said.tags != file.said.tags:
        front = with_list(front, "tags", said.tags)
    for name, value in said.values.items():
        if value != file.said.values[name]:
            front = with_text(front, name, value)
    if front != old:
        yield Edit(start, stop, [front])


def _tags(values: Mapping[str, Value], troubles: list[str]) -> frozenset[str] | None:
    value = values.get("tags")
    if value is None:
        return frozenset()
    if not value.texts and value.items is not None and value.start < value.stop and not value.flow:
        troubles.append("its tags are no list")
        return None
    texts = value.texts if value.items is not None else ",".join(value.texts).split(",")
    return frozenset(filter(None, map(tag_name, texts)))


def _values(values: Mapping[str, Value], troubles: list[str]) -> Mapping[str, str]:
    read = {}
    for name, default in VALUES.items():
        texts = values[name].texts if name in values else ()
        text = _understood(name, texts[0].strip().lower() if len(texts) == 1 else default)
        if text is None or len(texts) > 1:
            troubles.append(f"its {name} is none that there is")
        else:
            read[name] = text
    return read


def _understood(name: str, text: str) -> str | None:
    """Return a single value as the library has it, or None."""
    match name:
        case "status":
            return text if text in STATUSES else None
        case "rating":
            return "" if text in {"null", "~"} else text if text in {"", *"012345"} else None
    return TRUTHS.get(text)
