"""The papers that a command acts on: named by keys, on standard input, or by a query."""

import json
import sys
from collections.abc import Iterator

from postil.store.library import Library

from .invocation import Invocation, typed
from .querying import asked, matching

STDIN = "-"


def keys_named(library: Library, key: str) -> list[str]:
    """Return the key of the paper that is named, or those that standard input has, each once.

    Args:
        library: Where to look.
        key: What names a paper; `-` for standard input, a key or a paper as JSON a line.

    Raises:
        NotFound: One names no paper.
        Ambiguous: One could name several.
    """
    names = _lines() if key == STDIN else (typed(key),)
    return list(dict.fromkeys(map(library.papers.resolve, names)))


def keys_answering(run: Invocation, library: Library, query: str) -> list[str]:
    """Return the keys of the papers that answer a query.

    Raises:
        BadQuery: It cannot be understood.
    """
    return library.papers.keys(matching(library, asked(run, [query]), "newest"))


def _lines() -> Iterator[str]:
    """Yield what names a paper on each line of standard input."""
    for line in filter(None, map(str.strip, sys.stdin)):
        yield _key(line) or line


def _key(line: str) -> str:
    """Return the key of a paper as JSON; "" for anything else."""
    try:
        match json.loads(line):
            case {"key": str(key)}:
                return key
    except ValueError:
        pass
    return ""
