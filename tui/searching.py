"""Searching on a thread of its own, so that no key ever waits: the newest question wins."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from postil.store.errors import PostilError
from postil.store.library import Library

from .lazy import load

if TYPE_CHECKING:
    from postil.store.query import Query
    from postil.store.search.engine import Results, Searcher

Answer = Callable[[int, "Results | PostilError"], None]


class SearchThread:
    """Answers the latest query; one that is overtaken is interrupted and never answered.

    Args:
        path: The library file; the thread opens a connection of its own.
        answer: Called on the thread with the question's number and what came of it.
    """

    def __init__(self, path: Path, answer: Answer) -> None:
        self._path = path
        self._answer = answer
        self._asked = threading.Condition()
        self._question: tuple[int, Query] | None = None
        self._number = 0
        self._interrupt: Callable[[], None] | None = None
        self._closed = False
        self._waiting = False
        self._prompt: Results | PostilError | None = None
        self._thread: threading.Thread | None = None

    def ask(self, query: "Query", patience: float = 0.0) -> "Results | PostilError | None":
        """Ask a question, dropping any that is not answered yet.

        Args:
            query: The question.
            patience: Seconds to wait for the answer here, so that it is in the next frame.

        Returns:
            The answer, if it came in time; otherwise the callback will have it.
        """
        with self._asked:
            self._number += 1
            self._question, self._prompt = (self._number, query), None
            if self._interrupt is not None:
                self._interrupt()
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="search", daemon=True)
                self._thread.start()
            self._waiting = True
            self._asked.notify_all()
            self._asked.wait_for(lambda: self._prompt is not None, timeout=patience)
            self._waiting = False
            return self._prompt

    def drop(self) -> None:
        """Forget the question that is being answered."""
        with self._asked:
            self._number += 1
            self._question = None

    @property
    def latest(self) -> int:
        """The number of the latest question; answers to earlier ones are stale."""
        return self._number

    def close(self) -> None:
        """End the thread."""
        with self._asked:
            self._closed = True
            self._number += 1
            if self._interrupt is not None:
                self._interrupt()
            self._asked.notify_all()
        if self._thread is not None:
            self._thread.join(timeout=2)

    def _run(self) -> None:
        library: Library | None = None
        searcher: Searcher | None = None
        while (question := self._next()) is not None:
            number, query = question
            try:
                if searcher is None:
                    library = Library.open(self._path)
                    searcher = load("store.search.engine:Searcher")(library.db, self._path)
                    self._interrupt = searcher.interrupt
                result: Results | PostilError = searcher.search(query)
            except PostilError as error:
                result = error
            except Exception as error:
                # An interrupted search ends here too; its number is not the latest, so nobody hears of it.
                result = PostilError(f"the search failed: {error}")
            self._give(number, result)
        self._interrupt = None
        if library is not None:
            library.close()

    def _give(self, number: int, result: "Results | PostilError") -> None:
        """Hand an answer to whoever waits for it, or else to the callback."""
        with self._asked:
            if number != self._number:
                return
            if self._waiting:
                self._prompt = result
                self._asked.notify_all()
                return
        self._answer(number, result)

    def _next(self) -> tuple[int, "Query"] | None:
        with self._asked:
            while self._question is None and not self._closed:
                self._asked.wait()
            question, self._question = self._question, None
            return None if self._closed else question
