"""The file of a reading list: a name, a description, and one box to tick for each paper."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from ..days import is_day
from .errors import Held
from .front import scalar, with_text
from .lines import encode, ending, folded, is_blank, trimmed
from .list_line import Entry, SaidItem, changed_line, new_line, read_line
from .opening import opened
from .outline import Outline, Span
from .patching import Edit, patched
from .yaml_read import Value, read_values

KEY, NAME, QUESTION, DUE = "postil-list", "name", "question", "due"
_BOX = re.compile(r"[ \t]*[-*+] \[[ xX]\] ")


class SaidList(NamedTuple):
    """All that a reader said of one list.

    Args:
        name: What it is called.
        description: What it is for, folded.
        question: What its papers should answer, in one line.
        due: The day by which it is to be read, `YYYY-MM-DD`; "" for none.
        items: What is said of its papers, in order.
    """

    name: str = ""
    description: str = ""
    question: str = ""
    due: str = ""
    items: tuple[SaidItem, ...] = ()

    @property
    def papers(self) -> dict[str, SaidItem]:
        """What is said of each paper by the last six letters of its key, in order."""
        return {item.tail: item for item in self.items}

    def without(self, tails: Collection[str]) -> "SaidList":
        """Return what is said of a list without some of its papers."""
        return self._replace(items=tuple(item for item in self.items if item.tail not in tails))


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


def read_list(data: bytes) -> ListFile:
    """Take a file apart.

    Raises:
        Held: It has no frontmatter with an id, or frontmatter that cannot be read.
    """
    key, lines, parts, values = opened(data, KEY, "list")
    places: dict[str, int] = {}
    items: list[SaidItem] = []
    for at in range(parts.body, len(lines)):
        item = None if parts.code[at] else read_line(lines[at])
        if item and item.tail not in places:
            items.append(item)
            places[item.tail] = at
    span = _description(lines, parts)
    name, question, due = (_value(values, wanted) for wanted in (NAME, QUESTION, DUE))
    description = folded("".join(lines[slice(*span)]))
    said = SaidList(name, description, question, due if is_day(due) else "", tuple(items))
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
    if said == file.said.without(kept):
        return encode("".join(file.lines))
    end = ending(file.lines)
    data = encode(patched(file.lines, _edits(file, said, entries, kept, end), end))
    if read_list(data).said.without(kept) != said:
        raise Held("what the library has for it cannot be put into it with certainty")
    return data


def new_file(key: str, said: SaidList, entries: Mapping[str, Entry]) -> bytes:
    """Return the bytes of a new file.

    Raises:
        Held: It cannot be said in a file.
    """
    head = f"---\n{KEY}: {scalar(key)}\n{NAME}: {scalar(said.name)}\n---\n# {said.name}\n"
    return with_list(read_list(encode(head)), said, entries, ())


def _value(values: Mapping[str, Value], name: str) -> str:
    """Return a value of the frontmatter in one line; "" where it is not one text."""
    texts = values[name].texts if name in values else ()
    return " ".join(texts[0].split()) if len(texts) == 1 else ""


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
    if file.outline.front:
        start, stop = file.outline.front
        front = "".join(file.lines[start:stop])
        changed = _fronted(front, file.said, said)
        if changed != front:
            yield Edit(start, stop, [changed])
    if said.description != file.said.description:
        yield _described(file, said.description, end)
    if said.items != file.said.without(kept).items:
        yield from _item_edits(file, said, entries, kept, end)


def _fronted(front: str, before: SaidList, said: SaidList) -> str:
    """Return frontmatter that names a list, its question and its day; a value that says so already stays.

    Raises:
        Held: A value that must change is not understood.
    """
    values = read_values(front)
    for name, old, new in (
        (NAME, before.name, said.name),
        (QUESTION, before.question, said.question),
        (DUE, before.due, said.due),
    ):
        if new != old:
            if not old and name in values and values[name].start < values[name].stop:
                raise Held(f"its {name!r} is not understood, and the library has another one")
            front = with_text(front, name, new if name == DUE or not new else scalar(new))
    return front


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
    papers = said.papers
    slots = sorted(at for tail, at in file.places.items() if tail in papers)
    for tail, at in file.places.items():
        if tail not in papers and tail not in kept:
            yield Edit(at, at + 1, ())
    new: dict[int, list[str]] = {}
    bottom = max(file.places.values(), default=None)
    after = min(slots) if slots else _end(file) if bottom is None else bottom + 1
    placed = iter(slots)
    for item in said.items:
        if item.tail in file.places:
            at = next(placed)
            line = changed_line(file.lines[file.places[item.tail]], item)
            is_ended = line.endswith("\n") or at + 1 == len(file.lines)
            yield Edit(at, at + 1, [line if is_ended else line + end])
            after = at + 1
        else:
            new.setdefault(after, []).append(new_line(item, entries[item.tail], end))
    for at, lines in new.items():
        first = [end] if not file.places and at > 0 and not is_blank(file.lines[at - 1]) else []
        yield Edit(at, at, [*first, *lines])


def _end(file: ListFile) -> int:
    """Return where the first paper goes: below the description, or at the end."""
    return max(trimmed(file.lines)[1], file.outline.body)
