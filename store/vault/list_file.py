"""The file of a reading list: a name, a description, and one box to tick for each paper."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple
from urllib.parse import quote

from .errors import Held
from .front import scalar, with_text
from .lines import bare, encode, ending, folded, is_blank, trimmed
from .opening import opened
from .outline import Outline, Span
from .patching import Edit, patched

KEY, NAME = "postil-list", "name"
_ITEM = re.compile(r"(?P<lead>[ \t]*[-*+] \[)(?P<box>[ xX])(?P<rest>\] .*\^p(?P<tail>[a-z2-7]{6})[ \t]*)")
_BOX = re.compile(r"[ \t]*[-*+] \[[ xX]\] ")


class SaidList(NamedTuple):
    """All that a reader said of one list.

    Args:
        name: What it is called.
        description: What it is for, folded.
        items: The papers in order, by the last six letters of their keys, each with whether it is done.
    """

    name: str = ""
    description: str = ""
    items: tuple[tuple[str, bool], ...] = ()

    @property
    def done(self) -> dict[str, bool]:
        """Whether each paper is done, in order."""
        return dict(self.items)


class ListFile(NamedTuple):
    """A file taken apart.

    Args:
        key: The list's id.
        said: What is said in it.
        lines: Its lines.
        outline: Where its parts stand.
        places: The line of each paper.
        description: The lines of the description.
    """

    key: str
    said: SaidList
    lines: tuple[str, ...]
    outline: Outline
    places: Mapping[str, int]
    description: Span


class Entry(NamedTuple):
    """What a new line says of a paper.

    Args:
        title: Its title.
        path: Its file, below the vault; None if it has none yet.
    """

    title: str
    path: str | None


def read_list(data: bytes) -> ListFile:
    """Take a file apart.

    Raises:
        Held: It has no frontmatter with an id, or frontmatter that cannot be read.
    """
    key, lines, parts, values = opened(data, KEY, "list")
    places: dict[str, int] = {}
    items: dict[str, bool] = {}
    for at in range(parts.body, len(lines)):
        found = None if parts.code[at] else _ITEM.fullmatch(bare(lines[at]))
        if found and found["tail"] not in items:
            items[found["tail"]] = found["box"] != " "
            places[found["tail"]] = at
    span = _description(lines, parts)
    name = values[NAME].texts[0] if NAME in values and len(values[NAME].texts) == 1 else ""
    said = SaidList(" ".join(name.split()), folded("".join(lines[slice(*span)])), tuple(items.items()))
    return ListFile(key, said, lines, parts, places, span)


def with_list(file: ListFile, said: SaidList, entries: Mapping[str, Entry], kept: Collection[str]) -> bytes:
    """Return a file's bytes changed so that they say this; what it says already stays byte for byte.

    Args:
        file: The file as it is.
        said: What it shall say.
        entries: What new lines say, by the last letters of the key.
        kept: Papers in it that the library does not know, whose lines stay.

    Raises:
        Held: That cannot be done with certainty.
    """
    own = tuple(item for item in file.said.items if item[0] not in kept)
    if said == file.said._replace(items=own):
        return encode("".join(file.lines))
    end = ending(file.lines)
    data = encode(patched(file.lines, _edits(file, said, entries, kept, end), end))
    read = read_list(data).said
    if read._replace(items=tuple(item for item in read.items if item[0] not in kept)) != said:
        raise Held("what the library has for it cannot be put into it with certainty")
    return data


def new_list(key: str, said: SaidList, entries: Mapping[str, Entry]) -> bytes:
    """Return the bytes of a new file.

    Raises:
        Held: It cannot be said in a file.
    """
    head = f"---\n{KEY}: {scalar(key)}\n{NAME}: {scalar(said.name)}\n---\n# {said.name}\n"
    return with_list(read_list(encode(head)), said, entries, ())


def _description(lines: Sequence[str], parts: Outline) -> Span:
    """Return the lines between the first heading and the first box to tick or second heading."""
    first = parts.headings[0].line if parts.headings else None
    start = parts.body if first is None or is_text_before(lines, parts.body, first) else first + 1
    boxes = (at for at in range(start, len(lines)) if _BOX.match(lines[at]) and not parts.code[at])
    below = [*islice(boxes, 1), *(heading.line for heading in parts.headings)]
    stop = min((at for at in below if at >= start), default=len(lines))
    return start, stop


def is_text_before(lines: Sequence[str], start: int, stop: int) -> bool:
    """Return whether some lines show anything."""
    return any(not is_blank(line) for line in lines[start:stop])


def _edits(
    file: ListFile, said: SaidList, entries: Mapping[str, Entry], kept: Collection[str], end: str
) -> Iterator[Edit]:
    if said.name != file.said.name and file.outline.front:
        start, stop = file.outline.front
        yield Edit(start, stop, [with_text("".join(file.lines[start:stop]), NAME, scalar(said.name))])
    if said.description != file.said.description:
        yield _described(file, said.description, end)
    if said.items != tuple(item for item in file.said.items if item[0] not in kept):
        yield from _item_edits(file, said, entries, kept, end)


def _described(file: ListFile, text: str, end: str) -> Edit:
    start, stop = trimmed(file.lines, *file.description)
    new = [line + end for line in text.split("\n")] if text else []
    if start < stop:
        return Edit(start, stop, new)
    at = file.description[0]
    gap = [end] if at < len(file.lines) and not is_blank(file.lines[at]) else []
    return Edit(at, at, [end, *new, *gap])


def _item_edits(
    file: ListFile, said: SaidList, entries: Mapping[str, Entry], kept: Collection[str], end: str
) -> Iterator[Edit]:
    """Yield edits that put the lines of papers in order; each keeps its own, ticked or not."""
    stay = [tail for tail in said.done if tail in file.places]
    slots = sorted(file.places[tail] for tail in stay)
    for tail, at in file.places.items():
        if tail not in said.done and tail not in kept:
            yield Edit(at, at + 1, ())
    new: dict[int, list[str]] = {}
    bottom = max(file.places.values(), default=None)
    after = min(slots) if slots else _end(file) if bottom is None else bottom + 1
    placed = iter(slots)
    for tail, done in said.items:
        if tail in file.places:
            at = next(placed)
            yield Edit(at, at + 1, [_ticked(file.lines[file.places[tail]], done, end)])
            after = at + 1
        else:
            new.setdefault(after, []).append(_line(tail, done, entries, end))
    for at, lines in new.items():
        first = [end] if not file.places and at > 0 and not is_blank(file.lines[at - 1]) else []
        yield Edit(at, at, [*first, *lines])


def _end(file: ListFile) -> int:
    """Return where the first paper goes: below the description, or at the end."""
    return max(trimmed(file.lines)[1], file.outline.body)


def _ticked(line: str, done: bool, end: str) -> str:
    found = _ITEM.fullmatch(bare(line))
    assert found
    box = found["box"] if (found["box"] != " ") == done else "x" if done else " "
    return f"{found['lead']}{box}{found['rest']}{line[len(bare(line)) :] or end}"


def _line(tail: str, done: bool, entries: Mapping[str, Entry], end: str) -> str:
    entry = entries[tail]
    title = re.sub(r"([\\\[\]])", r"\\\1", entry.title)
    link = f"[{title}](../{quote(entry.path, safe='/')})" if entry.path else title
    return f"- [{'x' if done else ' '}] {link} ^p{tail}{end}"
