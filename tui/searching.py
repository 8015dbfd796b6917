"""A thread that works on the index, so that no key ever waits: the newest question first, then the rest."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from postil.store.errors import PostilError
from postil.store.library import Library
from postil.store.topics.ruleset import Ruleset

from .lazy import load

if TYPE_CHECKING:
    from postil.store.search import Searcher

Work = Callable[["Searcher"], Any]
Then = Callable[[Any], None]

QUESTION = ""
ORDER = (QUESTION, "complete", "related", "explain", "advice", "facets")
"""What is done first; anything else comes last, in the order in which it was wanted."""

JOIN_SECONDS = 2.0
OVERTAKEN = PostilError("overtaken")


class Task(NamedTuple):
    """Something to do on the thread.

    Args:
        kind: What it is for; of one kind only the newest is done.
        number: Its number, higher than that of any task before it.
        work: Does it.
        then: Takes what came of it, or the error.
        lasting: Whether it outlives the question that was in force when it was given.
    """

    kind: str
    number: int
    work: Work
    then: Then
    lasting: bool = False


class SearchThread:
    """Answers the latest question, and does what can wait while there is none.

    What is overtaken is interrupted and never heard of again; what was only pushed aside is begun anew.
    Nothing is done before `begin`: a thread shares the interpreter, and would take it from the first frame.

    Args:
        path: The library file; the thread opens a connection of its own.
        tell: Called on the thread with each task that is done, and with what came of it.
        rules: What gives topics to papers, for this thread alone.
    """

    def __init__(
        self, path: Path, tell: Callable[[Task, object], None], rules: Ruleset | None = None
    ) -> None:
        self._path = path
        self._rules = rules
        self._tell = tell
        self._changed = threading.Condition()
        self._tasks: dict[str, Task] = {}
        self._newest: dict[str, int] = {}
        self._number = 0
        self._running: Task | None = None
        self._stopped = False
        self._closed = False
        self._has_begun = False
        self._waiting = False
        self._prompt: object = None
        self._library: Library | None = None
        self._searcher: Searcher | None = None
        self._thread: threading.Thread | None = None

    def begin(self) -> None:
        """Do from now on what is asked, and what was asked before."""
        with self._changed:
            self._has_begun = True
            self._set_going()

    def ask(self, work: Work, then: Then, patience: float = 0.0) -> object:
        """Ask a question, dropping any that is not answered yet and all that hangs on it.

        Args:
            work: Finds the answer.
            then: Takes the answer, or the error, unless it is returned here.
            patience: Seconds to wait for the answer here, so that it is in the next frame.

        Returns:
            The answer or the error, if it came in time; else None.
        """
        with self._changed:
            self._drop()
            self._give(QUESTION, work, then)
            self._waiting = True
            self._changed.wait_for(lambda: self._prompt is not None, timeout=patience * self._has_begun)
            self._waiting = False
            prompt, self._prompt = self._prompt, None
            return prompt

    def later(self, kind: str, work: Work, then: Then, lasting: bool = False) -> None:
        """Do something when no question waits, instead of anything of the same kind.

        Args:
            kind: What it is for.
            work: Does it.
            then: Takes what came of it, or the error.
            lasting: Whether it outlives the present question.
        """
        with self._changed:
            if self._running is not None and self._running.kind == kind:
                self._interrupt()
            self._give(kind, work, then, lasting)

    def warm(self) -> None:
        """Open the library and its index, so that the first question need not wait for it."""
        self.later("warm", lambda _searcher: None, lambda _outcome: None, lasting=True)

    def drop(self) -> None:
        """Forget the question that is being answered, and what hangs on it."""
        with self._changed:
            self._drop()

    def is_latest(self, task: Task) -> bool:
        """Return whether nobody has asked for anything else of the kind since."""
        return self._newest.get(task.kind) == task.number

    def close(self) -> None:
        """End the thread."""
        with self._changed:
            self._closed = True
            self._newest.clear()
            self._interrupt()
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(timeout=JOIN_SECONDS)

    # All of the following is done with the lock held.

    def _give(self, kind: str, work: Work, then: Then, lasting: bool = False) -> None:
        self._number += 1
        self._newest[kind] = self._number
        self._tasks[kind] = Task(kind, self._number, work, then, lasting)
        self._set_going()
        self._changed.notify_all()

    def _set_going(self) -> None:
        if self._thread is None and self._tasks and self._has_begun and not self._closed:
            self._thread = threading.Thread(target=self._run, name="search", daemon=True)
            self._thread.start()

    def _drop(self) -> None:
        passing = [kind for kind, task in self._tasks.items() if not task.lasting]
        for kind in passing:
            del self._tasks[kind]
        running = self._running
        if running is not None and not running.lasting:
            passing.append(running.kind)
        for kind in passing:
            self._newest.pop(kind, None)
        self._newest.pop(QUESTION, None)
        self._prompt = None
        self._interrupt()

    def _interrupt(self) -> None:
        """Abort what is running; only that: an interrupt that came late would hit what comes next."""
        if self._running is not None and not self._stopped:
            self._stopped = True
            if self._searcher is not None:
                self._searcher.interrupt()

    # On the thread

    def _run(self) -> None:
        while (task := self._next()) is not None:
            self._end(task, self._outcome(task))
        if self._searcher is not None:
            self._searcher.close()
        if self._library is not None:
            self._library.close()

    def _next(self) -> Task | None:
        with self._changed:
            self._changed.wait_for(lambda: self._tasks or self._closed)
            if self._closed:
                return None
            kind = min(self._tasks, key=lambda kind: ORDER.index(kind) if kind in ORDER else len(ORDER))
            self._running, self._stopped = self._tasks.pop(kind), False
            if self._searcher is not None:
                self._searcher.resume()
            return self._running

    def _outcome(self, task: Task) -> object:
        try:
            searcher = self._opened()
            # Opening may take a while, and there is nothing yet that could be interrupted.
            return OVERTAKEN if self._stopped else task.work(searcher)
        except Exception as error:  # told to the reader: a thread that died would never answer again
            return error if isinstance(error, PostilError) else PostilError(f"the search failed: {error!r}")

    def _opened(self) -> "Searcher":
        if self._searcher is None:
            self._library = Library.open(self._path, rules=self._rules)
            searcher: Searcher = load("store.search:Searcher")(
                self._library.db, self._path, patient=False, rules=self._library.rules
            )
            self._searcher = searcher
        return self._searcher

    def _end(self, task: Task, outcome: object) -> None:
        """Hand an outcome to whoever waits for it, or else on; begin anew what was only pushed aside."""
        with self._changed:
            self._running = None
            if not self.is_latest(task):
                return
            if self._stopped and isinstance(outcome, PostilError):
                self._tasks.setdefault(task.kind, task)
                return
            if task.kind == QUESTION and self._waiting:
                self._prompt = outcome
                self._changed.notify_all()
                return
        self._tell(task, outcome)
