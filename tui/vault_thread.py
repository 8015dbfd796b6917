"""A thread that keeps vault and library in step while the desk is open. No Textual here."""

import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from postil.store.errors import PostilError
from postil.store.library import Library

from .lazy import load

if TYPE_CHECKING:
    from postil.store.vault.deeds import Deed
    from postil.store.vault.report import Report
    from postil.store.vault.sync import Sync

QUIET = 2.0
"""Seconds without a change in the library before its changes go into files."""

TOGETHER = 10
"""Files merged in one transaction: a key that changes something waits no longer than for these."""

MOMENT = 0.7
"""Seconds that a sync may go on when the desk is closed; what it does not come to, the next one does."""

JOIN_SECONDS = MOMENT + 1


class Begun(NamedTuple):
    """A sync has something to do.

    Args:
        done: How many files are done.
        total: Of how many.
    """

    done: int
    total: int


class Ended(NamedTuple):
    """A sync has ended.

    Args:
        report: What it told.
        deeds: What it did, file by file.
    """

    report: "Report"
    deeds: "list[Deed]"


class Failed(NamedTuple):
    """A sync could not be done.

    Args:
        reason: Why, in a sentence.
    """

    reason: str


Event = Begun | Ended | Failed


class VaultThread:
    """Syncs on a thread and a connection of its own, whenever it is time to.

    Args:
        library: The library file.
        vault: The vault.
        tell: Called on the thread with what happens.
    """

    def __init__(self, library: Path, vault: Path, tell: Callable[["VaultThread", Event], None]) -> None:
        self._library = library
        self._vault = vault
        self._tell = tell
        self._stopped, self._asked = threading.Event(), threading.Event()
        self._restore = False
        self._until = float("inf")
        self._thread: threading.Thread | None = None

    def ask(self, restore: bool = False) -> None:
        """Sync at once.

        Args:
            restore: Whether files that are gone are written again.
        """
        self._restore = self._restore or restore
        self._asked.set()
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._run, name="vault", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """End the thread: the file at hand is finished, and what was changed last goes out if it is quick."""
        self._until = monotonic() + MOMENT
        self._stopped.set()
        if self._thread is not None:
            self._thread.join(timeout=JOIN_SECONDS)

    # On the thread

    def _is_over(self) -> bool:
        return monotonic() > self._until

    def _run(self) -> None:
        try:
            with Library.open(self._library) as library:
                self._keep(library)
        except Exception as error:  # told to the reader, who can ask again
            self._tell(self, Failed(_sentence(error)))

    def _keep(self, library: Library) -> None:
        sync: Sync = load("store.vault.sync:Sync")(
            library,
            self._vault,
            on_progress=lambda done, total: self._tell(self, Begun(done, total)),
            is_stopped=self._is_over,
            together=TOGETHER,
        )
        moments = load("store.vault.watching:moments")
        for _ in moments(sync, quiet=QUIET, stopped=self._stopped, asked=self._asked):
            self._sync(sync)
        if sync.due():
            self._sync(sync)

    def _sync(self, sync: "Sync") -> None:
        restore, self._restore = self._restore, False
        try:
            self._tell(self, Ended(*load("store.vault.deeds:done")(sync, restore)))
        except load("store.vault.stopping:Stopped"):
            pass
        except Exception as error:  # the next moment may find it mended
            self._tell(self, Failed(_sentence(error)))


def _sentence(error: Exception) -> str:
    return str(error) if isinstance(error, PostilError) else f"the sync failed: {error!r}"
