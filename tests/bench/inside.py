"""Searching inside this process, without a screen, as the desk's search thread does it."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from postil.store.errors import QueryError
from postil.store.library import Library
from postil.store.query import parse
from postil.store.search import Results, Searcher

PAGE = 64


class Seeker:
    """A searcher with a stop watch.

    Args:
        library: An open library.
        searcher: Its searcher.
    """

    def __init__(self, library: Library, searcher: Searcher) -> None:
        self.library = library
        self.searcher = searcher

    def search(self, text: str) -> Results:
        """Search, and look at the first page of the answer.

        Raises:
            QueryError: The query cannot be understood.
        """
        found = self.searcher.search(parse(text))
        list(found.ids[:PAGE])
        return found

    def times(self, texts: Iterable[str]) -> list[float]:
        """Return the seconds that each query takes; what is no query, as on the way to one, is left out."""
        return [seconds for seconds in map(self.time, texts) if seconds is not None]

    def time(self, text: str) -> float | None:
        """Return the seconds that a query takes, None if it is none."""
        began = time.perf_counter()
        try:
            self.search(text)
        except QueryError:
            return None
        return time.perf_counter() - began


@contextmanager
def seeker(path: Path) -> Iterator[Seeker]:
    """Open a library to search it."""
    with Library.open(path) as library:
        searcher = Searcher(library.db, path)
        try:
            yield Seeker(library, searcher)
        finally:
            searcher.close()
