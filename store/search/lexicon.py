"""The dictionary for spelling: the library's own terms, in pools by their first and by their last letters.

A slip of the keyboard leaves the beginning of a word or its end as they are, so that the terms a word may
have been meant for stand in one of its two pools. A small library is one pool.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator

WHOLE = ""
SMALL = 20_000
"""Terms up to which the whole dictionary is one pool."""
ENDING = "~"
LONGEST = 40


def pools(terms: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield every pool of some terms: its name, and its terms joined by blanks."""
    known = [term for term in terms if len(term) <= LONGEST]
    if len(known) <= SMALL:
        yield WHOLE, " ".join(known)
        return
    found: defaultdict[str, list[str]] = defaultdict(list)
    for term in known:
        for pool in pools_of(term):
            found[pool].append(term)
    for pool in sorted(found):
        yield pool, " ".join(found[pool])


def in_dictionary(index: sqlite3.Connection) -> set[str]:
    """Return all terms that some generation has in its dictionary already."""
    rows = index.execute(
        "SELECT terms FROM lexicon WHERE pool < ? OR pool >= ?", (ENDING, ENDING + "\U0010ffff")
    )
    return {term for (terms,) in rows for term in terms.split(" ")}


def pools_of(word: str) -> tuple[str, str]:
    """Return the names of the pools in which the neighbours of a word stand."""
    return word[:2], ENDING + word[-3:]
