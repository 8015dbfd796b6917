"""The papers that a command acts on: named by keys, on standard input, or by a query."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import click

from postil.store.errors import NotFound
from postil.store.library import Library

from .invocation import Invocation, complete_key, typed

STDIN = "-"


def papers_argument(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command papers: any number of keys, - for those on standard input, and a query."""
    text = "Also the papers that answer a query."
    command = click.option("--query", metavar="QUERY", help=text)(command)
    return click.argument("keys", metavar="KEY...", nargs=-1, shell_complete=complete_key)(command)


def selected(run: Invocation, library: Library, keys: Sequence[str], query: str | None) -> list[str]:
    """Return the keys of the papers that `papers_argument` names, each once.

    Args:
        run: Whose pens.
        library: Where to look.
        keys: What was typed: keys or what else names a paper; - stands for the lines of standard input.
        query: A query, or None.

    Raises:
        UsageError: No paper is named at all.
        NotFound: A key names no paper, nothing answers the query, or standard input is empty.
        Ambiguous: A key names several papers.
        BadQuery: The query cannot be understood.
    """
    if not keys and query is None:
        raise click.UsageError("no paper is named: give KEY..., - for standard input, or --query")
    names = (name for key in keys for name in (_lines() if key == STDIN else (typed(key),)))
    found = library.papers.resolve_all(names)
    answering = [] if query is None else keys_answering(run, library, query)
    if query is not None and not answering:
        raise NotFound("nothing answers the query")
    if not found and not answering:
        raise NotFound("standard input names no paper")
    return list(dict.fromkeys((*found, *answering)))


def keys_answering(run: Invocation, library: Library, query: str) -> list[str]:
    """Return the keys of the papers that answer a query.

    Raises:
        BadQuery: It cannot be understood.
    """
    # Deferred: a search engine takes longer to import than papers that are named take to be found.
    from .querying import asked, matching, within  # noqa: PLC0415

    return library.papers.keys(matching(library, within(run, library, asked(run, [query]), None), "newest"))


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
