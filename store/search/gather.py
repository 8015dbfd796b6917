"""Gathering papers from the library for one generation of the index, some at a time."""

import json
import re
import sqlite3
from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from operator import add
from typing import NamedTuple

from ..whole import listed
from .abbreviations import abbreviations
from .chunks import apart, plain
from .kinds import AUTHOR, DUMP, HAS, LINK, LONGEST_STUB, MONTH, ORGANIZATION, STUB, STUB_LENGTHS, TITLE
from .tokens import HYPHENS, LONGEST_COMPOUND, atoms, words

MOST_PAPERS = 1 << 10
MOST_BYTES = 1 << 21

_SEAM = re.compile(f"[{re.escape(''.join(HYPHENS))}]")

TEXTS = """
SELECT p.id, CAST(p.title AS BLOB), CAST(coalesce(t.abstract, '') AS BLOB), p.published,
    CAST(t.authors AS BLOB), p.organization, CAST(t.links AS BLOB)
FROM paper p LEFT JOIN paper_text t ON t.paper_id = p.id
WHERE p.id %s ORDER BY p.id
"""
DUMPS = "SELECT DISTINCT paper_id, dump_id FROM appearance WHERE paper_id %s ORDER BY paper_id"

Abbreviation = tuple[str, tuple[str, ...]]
"""A short form with the words that it stands for."""


class Batch(NamedTuple):
    """What the index takes from some papers; the n-th of each list belongs to the n-th paper.

    Texts are UTF-8, as the library has them: to take them apart they need not be decoded.

    Attributes:
        papers: Their ids, ascending.
        titles: Their titles.
        abstracts: Their abstracts; empty where there is none.
        authors: The names of their authors, in lines.
        places, others: Terms that stand in no text (months, dumps, links...), each with its paper's place.
        abbreviations: What short forms stand for, once for every paper that says so.
    """

    papers: "array[int]"
    titles: list[bytes]
    abstracts: list[bytes]
    authors: list[bytes]
    places: "array[int]"
    others: list[str]
    abbreviations: list[Abbreviation]


def gathered(library: sqlite3.Connection, which: str, values: Iterable[object]) -> Iterator[Batch]:
    """Gather some papers of a library, in ascending order of their ids.

    Args:
        library: The library.
        which: A condition on the paper's id, such as `BETWEEN ? AND ?`.
        values: Its values.

    Yields:
        At most `MOST_PAPERS` papers at a time, fewer if their texts are long.
    """
    values = tuple(values)
    standing: Iterator[tuple[int, int]] = library.execute(DUMPS % which, values)
    following = next(standing, None)
    for rows in _batches(library.execute(TEXTS % which, values)):
        batch = _batch(rows)
        for place, paper in enumerate(batch.papers):
            while following and following[0] <= paper:
                batch.places.append(place)
                batch.others.append(f"{DUMP}{following[1]}")
                following = next(standing, None)
        yield batch


def _batches(rows: Iterable[tuple[object, ...]]) -> Iterator[list[tuple[object, ...]]]:
    """Yield rows of `TEXTS`, many at a time."""
    batch: list[tuple[object, ...]] = []
    size = 0
    for row in rows:
        batch.append(row)
        size += len(row[2])  # type: ignore[arg-type]
        if len(batch) == MOST_PAPERS or size >= MOST_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _batch(rows: Sequence[tuple[object, ...]]) -> Batch:
    """Return papers without their dumps."""
    papers, titles, abstracts, published, authors, organizations, links = zip(*rows, strict=True)
    names = ["\n".join(found).encode(errors="replace") for found in _lists(authors)]
    batch = Batch(array("I", papers), [*titles], [*abstracts], names, array("I"), [], [])
    linked = _lists(links)
    months = {date: MONTH + date[:7] for date in {*published} if date}
    for place, (date, name, many) in enumerate(zip(published, organizations, links, strict=True)):
        if date:
            batch.places.append(place)
            batch.others.append(months[date])
        if name or many:
            found = [ORGANIZATION + word for word in words(name or "")]
            if many and many != b"[]":
                found += [HAS + "link", *(LINK + link for link in linked[place])]
            batch.places.extend([place] * len(found))
            batch.others.extend(found)
    for abstract in abstracts:
        if b"(" in abstract:
            batch.abbreviations.extend({*abbreviations(abstract.decode(errors="replace"))})
    return batch


def _lists(column: Sequence[bytes | None]) -> list[list[str]]:
    """Return the lists of texts that the library holds as JSON; they are read all at once if possible."""
    try:
        lists: list[list[str]] = json.loads(b"[%b]" % b",".join([text or b"[]" for text in column]))
    except ValueError:
        lists = []
    # What is of another kind, or was one list only together with its neighbours, is read by itself.
    whole = len(lists) == len(column) and {*map(type, lists)} <= {list}
    if whole and {*map(type, chain.from_iterable(lists))} <= {str}:
        return lists
    return [[*listed((text or b"").decode(errors="replace"))] for text in column]


def terms_of(text: str) -> Collection[str]:
    """Return the terms of what stands between two blanks of an abstract."""
    if text.islower() and text.isalpha() and text.isascii():
        return (text,)
    if word := plain(text):
        return (word,)
    if text.isascii() and all(map(str.isalnum, parts := _SEAM.split(text))):
        return _joined(parts)
    inside, joins = apart(text)
    return (*inside, *(term for term, _ in joins)) if joins else inside


def _joined(parts: list[str]) -> list[str]:
    """Return the terms of letters and digits of ASCII that single hyphens join: as `tokens`, but faster."""
    names = [part.lower() for part in parts]
    found = [*names, *map(add, names, names[1:])]
    if len(names) > 2:
        found += ["".join(names[:size]) for size in range(3, min(len(names), LONGEST_COMPOUND) + 1)]
    for part, name in zip(parts, names, strict=True):
        if not (part.isdigit() or (part.isalpha() and (part == name or part.istitle()))):
            found += [name[start:stop] for start, stop in atoms(part)]
    return found


def title_terms_of(text: str) -> Collection[str]:
    """Return the terms of what stands between two blanks of a title: also as such, and their beginnings."""
    found: list[str] = []
    for term in terms_of(text):
        found += (term, TITLE + term, *_stubs(term[:LONGEST_STUB]))
    return found


@lru_cache(maxsize=1 << 14)
def _stubs(beginning: str) -> tuple[str, ...]:
    """Return what marks the beginnings of a title word; few words begin in a way of their own."""
    return tuple([STUB + beginning[:size] for size in STUB_LENGTHS[: len(beginning)]])


def author_terms_of(name: str) -> Collection[str]:
    """Return the terms of an author's name."""
    return [AUTHOR + word for word in words(name)]
