"""Reading the YAML of frontmatter: flat values as texts with their places, and nothing else that YAML can do.

The parser's events are enough for that. No object is made from them, so that no tag, alias or merge key has a
meaning; and YAML is only read this way, never written.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import yaml

from .errors import Held

LONGEST = 64 * 1024
"""The longest frontmatter that is read, in bytes."""
NOTHING = {"null", "~"}
"""What YAML calls nothing."""

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_STRANGE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]|\r(?!\n)"
)
"""What YAML refuses, or takes for the end of a line where we do not; each is one character of a value."""


class Value(NamedTuple):
    """One value of the frontmatter.

    Args:
        texts: Its text, or the texts of its list; none if it is something else.
        start: Where it begins in the text that was read, in characters.
        stop: Where it ends.
        items: For a list, where each of its items stands.
        flow: Whether it is a list in brackets.
        line: The line of the file that it begins on, from 1.
        is_odd: Whether it is neither a text nor a list of texts.
    """

    texts: tuple[str, ...]
    start: int
    stop: int
    items: tuple[tuple[int, int], ...] | None = None
    flow: bool = False
    line: int = 0
    is_odd: bool = False

    @property
    def is_nothing(self) -> bool:
        """Whether it is empty, or what YAML calls nothing."""
        return self.items is None and set(map(str.lower, self.texts)) <= NOTHING

    @property
    def listed(self) -> tuple[str, ...]:
        """Its texts as a list, which may also stand in a row with commas."""
        if self.items is None:
            return () if self.is_nothing else tuple(",".join(self.texts).split(","))
        return self.texts


def read_values(text: str) -> Mapping[str, Value]:
    """Return the values of the top level by their names.

    Args:
        text: The lines of the frontmatter.

    Raises:
        Held: It is too long, is no flat YAML, uses an alias, or has a name twice.
    """
    if len(text.encode("utf-8", "surrogateescape")) > LONGEST:
        raise Held(f"its frontmatter is longer than {LONGEST // 1024} KiB")
    try:
        events = list(yaml.parse(_STRANGE.sub("\ufffd", text), Loader=_LOADER))
    except yaml.YAMLError as error:
        raise Held(f"its frontmatter cannot be read: {_where(error)}") from error
    if any(isinstance(event, yaml.AliasEvent) for event in events):
        raise Held("its frontmatter uses an alias")
    inner = [event for event in events if not isinstance(event, _AROUND)]
    if not inner:
        return {}
    if not isinstance(inner[0], yaml.MappingStartEvent) or sum(map(_is_document, events)) > 1:
        raise Held("its frontmatter is no list of names and values")
    return _mapping(inner)


_AROUND = (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent)


def _is_document(event: object) -> bool:
    return isinstance(event, yaml.DocumentStartEvent)


def _mapping(events: Sequence[Any]) -> Mapping[str, Value]:
    nodes = list(_nodes(events[1:-1]))
    values: dict[str, Value] = {}
    for key, value in zip(nodes[::2], nodes[1::2], strict=True):
        if isinstance(key[0], yaml.ScalarEvent):
            if key[0].value in values:
                raise Held(f"its frontmatter has {key[0].value!r} twice")
            values[key[0].value] = _value(value)
    return values


def _nodes(events: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Yield the events of each node of one level."""
    start, depth = 0, 0
    for at, event in enumerate(events):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if not depth:
            yield events[start : at + 1]
            start = at + 1


def _value(node: Sequence[Any]) -> Value:
    first, last = node[0], node[-1]
    start, stop, line = first.start_mark.index, last.end_mark.index, _line(first.start_mark)
    if _is_text(first):
        return Value((first.value,) if first.value else (), start, stop, line=line)
    inner = node[1:-1]
    if isinstance(first, yaml.SequenceStartEvent) and all(map(_is_text, inner)):
        items = tuple((item.start_mark.index, item.end_mark.index) for item in inner)
        texts = tuple(item.value for item in inner)
        return Value(texts, start, stop, items, bool(first.flow_style), line)
    return Value((), start, stop, (), line=line, is_odd=True)


def _is_text(event: Any) -> bool:
    """Return whether a node is a text; one with a tag is none: who writes `!vision` means a word by it."""
    return isinstance(event, yaml.ScalarEvent) and event.tag is None


def _line(mark: Any) -> int:
    """Return the line of a file; the rule above the frontmatter is its first."""
    return int(mark.line) + 2


def _where(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "it is no YAML"
    return f"{problem} (line {_line(mark)})" if mark else str(problem)
