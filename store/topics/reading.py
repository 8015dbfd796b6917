"""Reading files of rules: the shipped one, and the reader's, which adds to it and changes it."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from .patterns import BadPattern, rows
from .rules import STRENGTHS, Rule, Rulebook, Topic

GENERAL = "general"
"""The table of what concerns all topics."""
LISTS = (*STRENGTHS, "never", "implies", "unless")
SWITCHES = ("off", "replace")
KEYS = ("about", *LISTS, "rule", *SWITCHES)
GENERAL_KEYS = ("denials", "families")
LONGEST_NAME = 40


class Read(NamedTuple):
    """Rules, and what was wrong with the files that they come from, a sentence each."""

    book: Rulebook
    warnings: tuple[str, ...] = ()


def read(shipped: bytes, own: bytes = b"", name: str = "topics.toml") -> Read:
    """Return the shipped rules with those of a reader's file laid over them.

    Args:
        shipped: The shipped file.
        own: The reader's file; nothing for the shipped rules alone.
        name: What warnings call the reader's file.
    """
    base = _Reader("the shipped topics.toml")
    book = base.rulebook(shipped, Rulebook({}))
    reader = _Reader(name)
    if own.strip():
        book = reader.rulebook(own, book)
    return Read(book, (*base.warnings, *reader.warnings))


class _Reader:
    """Reads one file, noting what is wrong with it."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.warnings: list[str] = []
        self._lines: list[str] = []

    def rulebook(self, text: bytes, base: Rulebook) -> Rulebook:
        """Return rules with those of a file laid over them."""
        try:
            said = text.decode("utf-8-sig")
            self._lines = said.splitlines()
            tables = tomllib.loads(said)
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError, ValueError) as error:
            self._warn("", f"it is left out, because it cannot be understood: {error}")
            return base
        topics, denials, families = dict(base.topics), base.denials, base.families
        for name, table in tables.items():
            if not isinstance(table, dict):
                self._warn(name, "stands outside a topic; put it under a heading such as [my-topic]")
            elif name == GENERAL:
                self._check_keys(name, table, GENERAL_KEYS)
                denials += tuple(self._patterns(name, "denials", table.get("denials", [])))
                families += tuple(self._families(table.get("families", [])))
            elif not _is_name(name):
                self._warn(name, "is no name for a topic; use lower-case letters, digits and hyphens")
            elif table.get("off") is True:
                topics.pop(name, None)
            else:
                before = Topic(name) if table.get("replace") is True else topics.get(name, Topic(name))
                topics[name] = self._topic(before, table)
        own = {name for name, table in tables.items() if isinstance(table, dict)}
        for family in families[len(base.families) :]:
            for name in (name for name in family if name not in topics):
                self._warn_unknown(GENERAL, name)
        return Rulebook(self._known(topics, own), denials, families)

    def _topic(self, before: Topic, table: Mapping[str, Any]) -> Topic:
        """Return a topic with what a table adds."""
        name = before.name
        self._check_keys(name, table, KEYS)
        about = table.get("about", before.about)
        rules = [
            Rule(found, *worth)
            for key, worth in STRENGTHS.items()
            if (found := tuple(self._patterns(name, key, table.get(key, []))))
        ]
        rules += self._general_rules(name, table.get("rule", []))
        return Topic(
            name,
            about if isinstance(about, str) else before.about,
            (*before.rules, *rules),
            (*before.never, *self._patterns(name, "never", table.get("never", []))),
            (*before.implies, *self._texts(name, "implies", table.get("implies", []))),
            (*before.unless, *self._texts(name, "unless", table.get("unless", []))),
        )

    def _general_rules(self, name: str, tables: object) -> Iterator[Rule]:
        """Yield the rules that say themselves what a place is worth."""
        for table in tables if isinstance(tables, list) else [tables]:
            if not isinstance(table, dict) or not {*table} <= {"match", "title", "abstract"}:
                self._warn(name, "has a rule not of the form {match = [...], title = 1, abstract = 0.5}")
                continue
            worth = [table.get(field, 0) for field in ("title", "abstract")]
            if not all(isinstance(one, int | float) and 0 <= one <= 10 for one in worth):
                self._warn(name, "has a rule whose worth is no number from 0 to 10")
                continue
            found = tuple(self._patterns(name, "match", table.get("match", [])))
            if found:
                yield Rule(found, *(round(100 * one) for one in worth))

    def _patterns(self, name: str, key: str, values: object) -> Iterator[str]:
        for text in self._texts(name, key, values):
            try:
                rows(text)
            except BadPattern as error:
                self._warn(name, f"has the pattern {text!r} under {key!r}, which is left out: {error}", text)
            else:
                yield text

    def _texts(self, name: str, key: str, values: object) -> Iterator[str]:
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            self._warn(name, f"must set {key!r} to a list of texts in quotes; it is left out", key)
            return
        yield from values

    def _families(self, rows: object) -> Iterator[tuple[str, ...]]:
        """Yield the topics of each family."""
        for row in rows if isinstance(rows, list) else [rows]:
            yield tuple(self._texts(GENERAL, "families", row))

    def _check_keys(self, name: str, table: Mapping[str, Any], keys: Sequence[str]) -> None:
        """Note what a table sets that means nothing, or that is not what it should be."""
        for key, value in table.items():
            if key not in keys:
                self._warn(name, f"sets {key!r}, which means nothing; there are {', '.join(keys)}", key)
            elif key in SWITCHES and not isinstance(value, bool):
                self._warn(name, f"must set {key!r} to true or false", key)
            elif key == "about" and not isinstance(value, str):
                self._warn(name, "must set 'about' to a text in quotes", key)

    def _known(self, topics: dict[str, Topic], own: set[str]) -> Mapping[str, Topic]:
        """Return topics that name only each other."""
        for name in own & topics.keys():
            topic = topics[name]
            for other in (*topic.implies, *topic.unless):
                if other not in topics:
                    self._warn_unknown(name, other)
        return {
            name: topic._replace(
                implies=tuple(other for other in dict.fromkeys(topic.implies) if other in topics),
                unless=tuple(other for other in dict.fromkeys(topic.unless) if other in topics),
            )
            for name, topic in topics.items()
        }

    def _warn_unknown(self, name: str, other: str) -> None:
        self._warn(name, f"names the topic {other!r}, which there is not; it is left out", other)

    def _warn(self, name: str, what: str, near: str = "") -> None:
        """Note what is wrong, with the line where it stands as far as that can be told."""
        line = self._line(name, near)
        where = f"{self._name}:{line}" if line else self._name
        self.warnings.append(f"{where}: {f'[{name}] ' if name else ''}{what}")

    def _line(self, name: str, near: str) -> int:
        """Return the line of a heading, or of what stands below it; 0 where there is none."""
        if not name:
            return 0
        heads = (f"[{name}]", f'["{name}"]', f"[[{name}.", name)
        at = next((n for n, line in enumerate(self._lines, 1) if line.strip().startswith(heads)), 0)
        if not near or not at:
            return at
        return next((n for n, line in enumerate(self._lines[at - 1 :], at) if near in line), at)


def _is_name(name: str) -> bool:
    return 0 < len(name) <= LONGEST_NAME and all(
        part.isalnum() and part == part.lower() for part in name.split("-")
    )
