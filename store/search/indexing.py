"""Indexing beside an import, in a process of its own: `python -m postil.store.search.indexing LIBRARY`.

A second argument names the reader's file of rules for topics.

Taking texts apart and writing records down each keep one core busy; so two cores share the work. The process
gathers what is there whenever it gets a line, and indexes what is left over when its input ends. There is one
such process for a library at a time; a second one waits, and most often finds nothing left to do.
"""

import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path

from ..library import Library
from ..topics.ruleset import Ruleset
from .index import Index


class Companion:
    """The process, seen from the import."""

    def __init__(self, library: Path, topics: Path | None = None) -> None:
        """Start it.

        Args:
            library: The library file.
            topics: The reader's file of rules.
        """
        command = [sys.executable, "-m", __name__, str(library), *([] if topics is None else [str(topics)])]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)

    def nudge(self) -> None:
        """Tell it that there is more."""
        self._send(b"\n")

    def finish(self) -> None:
        """Wait until everything is indexed."""
        self._close()
        self._process.wait()

    def stop(self) -> None:
        """End it at once; the index keeps what it has, and the next search does the rest."""
        self._process.terminate()
        self._close()
        self._process.wait()

    def _send(self, line: bytes) -> None:
        # It may be gone; then the next search does what is left, and an import does not care.
        with suppress(OSError, ValueError):
            if self._process.stdin is not None:
                self._process.stdin.write(line)
                self._process.stdin.flush()

    def _close(self) -> None:
        with suppress(OSError):
            if self._process.stdin is not None:
                self._process.stdin.close()


def main() -> None:
    """Index a library while it grows."""
    # Deferred: this is for the process alone; whoever starts it has no use for locks.
    from filelock import FileLock  # noqa: PLC0415

    from .invert import Gathering  # noqa: PLC0415

    path, *topics = map(Path, sys.argv[1:])
    with (
        Library.open(path, rules=Ruleset(next(iter(topics), None))) as library,
        FileLock(path.with_name(f"{path.stem}.index.lock")),
        closing(Index.open(library.db, path, growing=True, rules=library.rules)) as index,
    ):
        Gathering(library.rules.engine)  # what takes time once does so while the first papers are read
        for _ in sys.stdin.buffer:
            index.follow()
        index.refresh()
        with index.reading():
            index.ordering("newest")


if __name__ == "__main__":
    with suppress(KeyboardInterrupt, BrokenPipeError):
        main()
