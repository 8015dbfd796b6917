"""Completion: what may stand where the cursor is in a query text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from ..models import PENS, Counts
from .fields import FIELDS, is_taken, is_word, written
from .lexing import lexemes, unescaped
from .ranges import typed_end

MOST = 20
OPERATORS = ("OR", "AND")
RATINGS = "012345"
Numbered = tuple[str, int | None]
_GAP = re.compile(r"[\s/_.-]+")


class Values(Protocol):
    """What a library has to offer for values."""

    def counts(self) -> Counts:
        """Return how many papers stand where."""

    def smart(self) -> Sequence[str]:
        """Return the names of the smart lists."""

    def values(self, field: str, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Return the commonest words (field ""), authors or organisations ("org") that begin so."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that may be put into the text.

    Args:
        text: What to put there, quotes included.
        label: How it is shown.
        count: How many papers have it; None where that is not known.
    """

    text: str
    label: str
    count: int | None = None


class Completion(NamedTuple):
    """What may stand at the cursor.

    Attributes:
        start: Where the part of the text begins that a choice replaces.
        stop: Where it ends.
        choices: What may stand there, the best first.
    """

    start: int
    stop: int
    choices: tuple[Choice, ...] = ()

    def applied(self, text: str, choice: Choice) -> tuple[str, int]:
        """Return a text with a choice put in, and where the cursor is then."""
        return text[: self.start] + choice.text + text[self.stop :], self.start + len(choice.text)


def complete(
    text: str, cursor: int, values: Values, *, asked: bool = False, pens: Sequence[str] = PENS
) -> Completion:
    """Return what may stand at the cursor: names of fields, or values of the field that it stands in.

    Args:
        text: The query text.
        cursor: Where the cursor is, in characters from 0.
        values: What the library has to offer.
        asked: Whether the reader asked for it: fields are offered before a letter is typed, and words too.
        pens: The names of the five pens.
    """
    found = _at(text, cursor)
    if found is None:
        return Completion(cursor, cursor, _names("") if asked else ())
    if found["field"] is not None:
        return _in_field(found, cursor, values, pens, asked)
    return _in_word(found, cursor, values, asked)


def without(text: str, cursor: int) -> str:
    """Return a text without what the cursor stands in: the query that a value would narrow."""
    found = _at(text, cursor)
    return text if found is None else f"{text[: found.start()]} {text[found.end() :]}".strip()


def _at(text: str, cursor: int) -> re.Match[str] | None:
    """Return the lexeme that the cursor stands in or behind; None if that is a parenthesis or a blank."""
    for found in lexemes(text):
        if found.start() > cursor:
            return None
        if cursor <= found.end() and not (found["open"] or found["close"]):
            return found
    return None


def _in_word(found: re.Match[str], cursor: int, values: Values, asked: bool) -> Completion:
    start, stop = found.span("word")
    if start < 0 or found["exact"] or cursor < start:
        return Completion(cursor, cursor)
    if found["word"] == "-" and cursor > start:
        start += 1
    typed = found.string[start:cursor]
    names = _names(typed) if asked or typed else ()
    words = _words(typed, values) if asked and typed else ()
    return Completion(start, stop, () if typed in OPERATORS else (*names, *words)[:MOST])


def _in_field(
    found: re.Match[str], cursor: int, values: Values, pens: Sequence[str], asked: bool
) -> Completion:
    start, colon = found.span("field")
    if cursor <= colon:
        typed = found.string[start:cursor] if cursor > start else ""
        return Completion(start, colon + 1, _names(typed) if asked or typed else ())
    name = found["field"].lower()
    group = "value" if found["quoted"] is None else "quoted"
    if group == "quoted" and FIELDS[name].kind == "text":
        return Completion(cursor, cursor)
    typed = unescaped(found.string[found.start(group) : cursor])
    # A quote that is still open reaches to the end of the text, and takes with it what is no part of it.
    is_open = group == "quoted" and found.end("quoted") == found.end()
    stop = cursor if is_open else found.end()
    return Completion(colon + 1, stop, tuple(_offered(name, typed, values, pens))[:MOST])


def _offered(name: str, typed: str, values: Values, pens: Sequence[str]) -> Iterable[Choice]:
    """Return the values of a field, the best first."""
    match name:
        case "year" | "published" | "rating":
            return _ends(name, typed, values)
        case "title" | "abstract":
            return _words(typed, values)
        case "author" | "org":
            return _choices(values.values(name, typed, MOST))
        case "tag" | "topic" | "list" | "source":
            counts = values.counts()
            known = {
                "tag": counts.tags,
                "topic": counts.topics,
                "list": counts.lists,
                "source": counts.dumps,
            }[name]
            commonest = sorted(known, key=known.__getitem__, reverse=True)
            smart = [name for name in values.smart() if name not in known] if name == "list" else []
            pairs = [*((value, known[value]) for value in commonest), *((value, None) for value in smart)]
            return _choices(_matching(pairs, typed))
        case "pen":
            return _choices(_matching([(pen, None) for pen in pens], typed))
        case _:
            return _choices(_matching(_statuses(name, values), typed))


def _names(typed: str) -> tuple[Choice, ...]:
    """Return the fields that begin so."""
    start = typed.casefold()
    return tuple(Choice(f"{name}:", f"{name}:") for name in FIELDS if name.startswith(start))


def _words(typed: str, values: Values) -> tuple[Choice, ...]:
    if not typed:
        return ()
    found = values.values("", typed.casefold(), MOST)
    return tuple(Choice(word, word, count) for word, count in found if is_word(word))


def _ends(name: str, typed: str, values: Values) -> Iterator[Choice]:
    """Yield years or ratings for the end of a range that is being typed, the latest first."""
    end = typed_end(typed)
    head = typed[: len(typed) - len(end)]
    known = dict.fromkeys(RATINGS) if name == "rating" else values.counts().years
    for value in sorted(known, reverse=True):
        if value.startswith(end) and is_taken(name, head + value):
            yield Choice(head + value, value, known[value])


def _statuses(name: str, values: Values) -> list[Numbered]:
    if name in ("has", "due"):
        return [(value, None) for value in FIELDS[name].values]
    counts = values.counts()
    marks = {name: getattr(counts, name) for name in ("starred", "untagged", "kept", "later", "new")}
    known = {**counts.statuses, **marks}
    return [(value, None if value == "untriaged" else known.get(value, 0)) for value in FIELDS[name].values]


def _matching(pairs: Iterable[Numbered], typed: str) -> list[Numbered]:
    """Return the values that fit what is typed: those that begin so, then those of which a part does."""
    wanted = " ".join(typed.split()).casefold()
    begin, part = [], []
    for value, count in pairs:
        folded = value.casefold()
        if folded.startswith(wanted):
            begin.append((value, count))
        elif any(folded.startswith(wanted, at.end()) for at in _GAP.finditer(folded)):
            part.append((value, count))
    return [*begin, *part]


def _choices(pairs: Iterable[Numbered]) -> Iterator[Choice]:
    return (Choice(written(value), value, count) for value, count in pairs if value.strip())
