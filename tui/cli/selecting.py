"""The papers that a command is to change: named one by one, on standard input, or found by a query."""

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
    """Return the keys of the papers that are meant, each once.

    Args:
        run: Whose pens.
        library: Where to look.
        keys: What was typed: keys or what else names a paper; - stands for the lines of standard input.
        query: A query, or None.

    Raises:
        UsageError: No paper is named at all.
        NotFound: A key names no paper, or nothing answers the query.
        Ambiguous: A key names several papers.
        BadQuery: The query cannot be understood.
    """
    if not keys and query is None:
        raise click.UsageError("no paper is named: give KEY..., - for standard input, or --query")
    found = [library.papers.resolve(key) for key in _named(keys)]
    if query is not None:
        found += _answering(run, library, query)
    return list(dict.fromkeys(found))


def _named(keys: Sequence[str]) -> Iterator[str]:
    for key in keys:
        if key == STDIN:
            yield from (line.strip() for line in sys.stdin if line.strip())
        else:
            yield typed(key)


def _answering(run: Invocation, library: Library, query: str) -> list[str]:
    # Deferred: a search engine takes longer to import than papers that are named take to be found.
    from .querying import asked, matching, within  # noqa: PLC0415

    found = matching(library, within(run, library, asked(run, [query]), None), "newest")
    if not found:
        raise NotFound("nothing answers the query")
    return library.papers.keys(found[:])
