"""Changing one value of the frontmatter by patching its line; no YAML writer ever touches a file."""

import json
import re
from collections.abc import Callable, Collection, Iterable

from .errors import Held
from .yaml_read import Value, read_values

_PLAIN = re.compile(r"-?[^\W\d_][\w.+/-]*(?: [\w.+/-]+)*")
_MEANS_ELSE = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}
_ITEM = re.compile(r"(?P<lead>[ \t]*-)(?:[ \t][^\r\n]*)?(?P<end>\r?\n)")


def scalar(text: str) -> str:
    """Return a text as YAML writes it on one line: as it is where that is certain, else in quotes."""
    if _PLAIN.fullmatch(text) and text.lower() not in _MEANS_ELSE:
        return text
    return "".join(map(_quoted, json.dumps(text, ensure_ascii=False)))


def flow(texts: Iterable[str]) -> str:
    """Return texts as a list in brackets."""
    return f"[{', '.join(map(scalar, texts))}]"


def with_text(front: str, name: str, text: str) -> str:
    """Return frontmatter with one value changed, or added at its end; every other byte stays.

    Args:
        front: The lines of the frontmatter.
        name: The value's name.
        text: What it shall be, as YAML.

    Raises:
        Held: The value takes several lines.
    """
    value = read_values(front).get(name)
    if value is None:
        return _added(front, name, text)
    return _replaced(front, name, value, text)


def with_list(front: str, name: str, texts: Collection[str], read: Callable[[str], str]) -> str:
    """Return frontmatter with one list changed, or added at its end; every other byte stays.

    Items that stay keep their order and spelling, and new ones follow in the order of the alphabet. A list
    with one item a line keeps its lines: those of items that go are taken out, new ones follow the last.

    Args:
        front: The lines of the frontmatter.
        name: The list's name.
        texts: What its items shall be.
        read: What an item is, however it is spelt.

    Raises:
        Held: The list stands in a way that cannot be changed with certainty.
    """
    value = read_values(front).get(name)
    if value is None:
        return _added(front, name, flow(sorted(texts)))
    if not value.items or value.flow:
        kept = {read(text): text.strip() for text in value.listed if read(text) in texts}
        return _replaced(front, name, value, flow((*kept.values(), *sorted(set(texts) - kept.keys()))))
    return _lines_replaced(front, name, value, texts, read)


def _added(front: str, name: str, text: str) -> str:
    end = "\r\n" if front.endswith("\r\n") else "\n"
    return f"{front}{name}: {text}{end}"


def _replaced(front: str, name: str, value: Value, text: str) -> str:
    start, stop = value.start, value.stop
    if "\n" in front[start:stop]:
        raise Held(f"{name!r} takes several lines of its frontmatter")
    before = front[:start].rstrip(" \t")
    gap = (front[len(before) : start] or " ") if text else ""
    return f"{before}{gap}{text}{front[stop:]}"


def _lines_replaced(
    front: str, name: str, value: Value, texts: Collection[str], read: Callable[[str], str]
) -> str:
    """Change a list that has one item a line."""
    pieces, at, line, present = [], 0, None, set()
    for (start, stop), text in zip(value.items or (), value.texts, strict=True):
        begin = front.rfind("\n", 0, start) + 1
        line = _ITEM.match(front, begin)
        if line is None or line.end() < stop:
            raise Held(f"the list {name!r} of its frontmatter has items that take no line each")
        item = read(text)
        kept = item in texts and item not in present
        pieces += [front[at:begin], line[0] if kept else ""]
        present.add(item)
        at = line.end()
    assert line is not None
    new = [f"{line['lead']} {scalar(text)}{line['end']}" for text in sorted(texts) if text not in present]
    return "".join((*pieces, *new, front[at:]))


def _quoted(char: str) -> str:
    """Return a character of a quoted text; what YAML cannot show is written as a number."""
    return char if char.isprintable() else f"\\U{ord(char):08x}"
