"""The rules read the slow way: each pattern as a regular expression over the words of a text."""

import re
from collections.abc import Iterator

from postil.store.text.folding import fold
from postil.store.topics.engine import BETWEEN, ROW
from postil.store.topics.matching import WORD
from postil.store.topics.patterns import GAP, REACH
from postil.store.topics.rules import Rulebook

END = "\x00"
Hit = tuple[str, int, int]


def words(text: str) -> list[str]:
    """Return the words of a text, and a sign where a sentence ends."""
    found = [END]
    for match in WORD.finditer(text):
        found.append(match[0])
        if re.match(r"[.?!]([ \n]|$)", text[match.end() :]):
            found.append(END)
    return [*found, END]


def fits(pattern: str, word: str) -> bool:
    """Return whether a word of a text fits one of a pattern."""
    bare = pattern.strip("*!")
    cased = bare != bare.lower()
    bare = bare if cased else fold(bare)
    said = word if cased else fold(word)
    if pattern.endswith("*"):
        return said.startswith(bare)
    if pattern.startswith("*"):
        return re.fullmatch(f".*{re.escape(bare)}s?", said, re.DOTALL) is not None
    if pattern.endswith("!"):
        return said == bare
    plural = f"{re.escape(bare)}s?" if cased else f"{re.escape(bare)}(s|es)?"
    if cased:
        return (
            said == bare or re.fullmatch(f"{re.escape(bare)}[0-9]*|{plural}|{plural}[0-9]+", said) is not None
        )
    also = f"|{re.escape(bare[:-1])}ies" if bare.endswith("y") else ""
    return re.fullmatch(f"{plural}{also}", said) is not None and (said == bare or len(said) > 2)


def places(pattern: str, text: list[str]) -> Iterator[tuple[int, int]]:
    """Yield where a pattern fits: its first word, and the place behind its last one."""
    pieces = re.sub(r"\s*\.\.\s*", " ..", pattern).split()
    for start in range(len(text)):
        for stop in {stop for stop in _stops(pieces, text, start)}:
            yield start, stop


def _stops(pieces: list[str], text: list[str], at: int) -> Iterator[int]:
    if not pieces:
        yield at
        return
    gap = REACH if pieces[0].startswith("..") else 0
    parts = [part.split("|") for part in pieces[0].removeprefix("..").split("-")]
    for row in _rows(parts):
        for skipped in range(gap + 1):
            if END in text[at : at + skipped + 1]:
                break
            if at + skipped < len(text) and _is(row[0], text[at + skipped]):
                stop = at + skipped + 1
                rest = row[1:]
                if len(text) >= stop + len(rest) and all(
                    _is(choice, text[stop + n]) for n, choice in enumerate(rest)
                ):
                    yield from _stops(pieces[1:], text, stop + len(rest))
                break


def _rows(parts: list[list[str]]) -> Iterator[list[list[str]]]:
    if len(parts) == 1:
        yield parts
        return
    for row in _rows(parts[1:]):
        yield [parts[0], *row]
        yield [[first + second for first in parts[0] for second in row[0]], *row[1:]]


def _is(choice: list[str], word: str) -> bool:
    return word != END and any(fits(pattern, word) for pattern in choice)


def topics(book: Rulebook, title: str, abstract: str) -> set[str]:
    """Return the topics that a paper has by some rules, without any short cut."""
    texts = [words(title), words(abstract)]
    given = {name for name in book.topics if _worth(book, name, texts) >= 100}
    while more := {other for name in given for other in book.topics[name].implies} - given:
        given |= more
    return {name for name in given if not given & {*book.topics[name].unless}}


def _worth(book: Rulebook, name: str, texts: list[list[str]]) -> int:
    topic, total = book.topics[name], 0
    for field, text in enumerate(texts):
        denied = [(stop, stop + 3) for pattern in book.denials for _, stop in places(pattern, text)]
        denied += [place for pattern in topic.never for place in places(pattern, text)]
        denied += _examples(book, name, text) if field else []
        found = sorted(
            (start, stop, rule[1 + field])
            for rule in topic.rules
            for pattern in rule.patterns
            for start, stop in places(pattern, text)
            if not any(start < last and stop > first for first, last in denied)
        )
        end, best = -1, 0
        for start, stop, worth in found:
            if start > end:
                total, best, end = total + best, worth, stop
            else:
                best, end = max(best, worth), max(end, stop)
        total += best
    return total


def _examples(book: Rulebook, name: str, text: list[str]) -> list[tuple[int, int]]:
    """Return the places at which a text names a topic in a row with others of its family."""
    family = next((names for names in reversed(book.families) if name in names), ())
    named = sorted(
        (start, stop, other)
        for other in family
        for rule in (book.topics[other].rules if other in book.topics else ())
        for pattern in rule.patterns
        if GAP not in pattern
        for start, stop in places(pattern, text)
    )
    rows: list[list[tuple[int, int, str]]] = []
    for place in named:
        if not rows or place[0] > max(stop for _, stop, _ in rows[-1]) + BETWEEN:
            rows.append([])
        rows[-1].append(place)
    return [
        (start, stop)
        for row in rows
        if len({other for _, _, other in row}) >= ROW
        for start, stop, other in row
        if other == name
    ]
