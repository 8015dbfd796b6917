"""From the words of a command line to a query and the papers that answer it."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, closing
from typing import Any

import click

from postil.store.errors import PostilError, QueryError
from postil.store.library import Library
from postil.store.models import Sort
from postil.store.query import Query, parse, where
from postil.store.query.smart import expanded
from postil.store.search.engine import Searcher

from ..failing import complain
from .errors import BadQuery, marked
from .invocation import Invocation, typed


def asked(run: Invocation, words: Sequence[str]) -> Query:
    """Return the query of a command's words; tell what was read otherwise than it looks.

    Raises:
        BadQuery: It cannot be understood.
    """
    return _parsed(run, typed(" ".join(words)))


def within(run: Invocation, library: Library, query: Query, saved: str | None) -> Query:
    """Return what a query asks for, among the papers that a saved search finds; smart lists are expanded.

    Args:
        run: Whose pens.
        library: Whose searches.
        query: The query.
        saved: The name of a saved search; None for all papers.

    Raises:
        NotFound: There is no search of this name.
        BadQuery: What is saved cannot be understood.
    """
    if saved is not None:
        query = _parsed(run, library.searches.get(typed(saved)).query).narrowed(query)
    return asked_of(run, library, query)


def asked_of(run: Invocation, library: Library, query: Query) -> Query:
    """Return a query as a library is asked it: smart lists stand for what they find.

    Raises:
        UsageError: A smart list contains itself, or cannot be understood.
    """
    try:
        return expanded(query, library.searches.meant, lambda text: parse(text, run.pens_in(text)))
    except QueryError as error:
        raise click.UsageError(str(error)) from error


def searching(library: Library) -> AbstractContextManager[Searcher]:
    """Return what searches a library, for a `with` that closes it."""
    return closing(Searcher(library.db, library.path, rules=library.rules))


def matching(library: Library, query: Query, sort: Sort, limit: int | None = None) -> Sequence[int]:
    """Return the row ids of the papers that answer a query, in an order of the reader's choice.

    Args:
        library: Where to look.
        query: What for.
        sort: The order; `position` is the list's own order where the query names a reading list.
        limit: How many at most; None for all.
    """
    if query.is_of_records and not (sort == "position" and query.list_name):
        condition, values = where(query)
        return library.papers.ids(condition, values, sort, limit)
    with searching(library) as searcher:
        return searcher.search(query, limit, sort).ids[:limit]


def told_if_none(library: Library, found: int) -> int:
    """Return the exit status for a number of papers found, and say so if there are none."""
    if found:
        return 0
    empty = not library.papers.ids(limit=1)
    complain("the library holds no papers yet; `postil import FILE`" if empty else "nothing was found")
    return 1


def complete_saved(ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """Return the names of saved searches that a shell may complete to."""
    try:
        with Invocation.completing(ctx).library() as library:
            names = [search.name for search in library.searches.all()]
    except PostilError:
        return []
    return [name for name in names if name.startswith(typed(incomplete))]


def saved_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option to look only among what a saved search finds."""
    text = "Look only among the papers that a saved search finds."
    return click.option("--saved", metavar="NAME", shell_complete=complete_saved, help=text)(command)


def _parsed(run: Invocation, text: str) -> Query:
    try:
        query = parse(text, run.pens_in(text))
    except QueryError as error:
        raise BadQuery(text, error) from error
    for notice in query.notices:
        complain(notice)
    if query.unclosed is not None:
        sentence, position = query.unclosed
        complain(sentence)
        click.echo(marked(text, position), err=True)
    return query
