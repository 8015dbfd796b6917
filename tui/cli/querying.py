"""From the words of a command line to a query and the papers that answer it."""

import json
from array import array
from collections.abc import Sequence

from postil.store.errors import QueryError
from postil.store.library import Library
from postil.store.models import Sort
from postil.store.query import Query, parse, where
from postil.store.search.engine import Searcher

from .errors import BadQuery
from .invocation import typed


def asked(words: Sequence[str]) -> Query:
    """Return the query of a command's words.

    Raises:
        BadQuery: It cannot be understood.
    """
    text = typed(" ".join(words))
    try:
        return parse(text)
    except QueryError as error:
        raise BadQuery(text, error) from error


def matching(library: Library, query: Query, sort: Sort) -> "array[int]":
    """Return the row ids of all papers that answer a query, in an order of the reader's choice."""
    if not query.words:
        condition, values = where(query)
        return library.papers.ids(condition, values, sort)
    searcher = Searcher(library.db, library.path)
    found = [hit.paper_id for hit in searcher.search(query).hits]
    searcher.close()
    return library.papers.ids("p.id IN (SELECT value FROM json_each(?))", (json.dumps(found),), sort)
