"""Syncing again and again: at once where something is seen to change, and in any case now and then."""

from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path
from threading import Event
from time import monotonic

from .folder import OWN
from .report import Report
from .sync import Sync

RESCAN = 60.0
"""The longest time between two syncs, in seconds: what tells of changes is a hint, and may miss some."""
LOOK = 0.4
"""How often it is looked whether the library has something new, in seconds."""


def watched(sync: Sync) -> Iterator[Report]:
    """Sync whenever it is time to; yield what each sync did.

    Args:
        sync: Brings vault and library together.
    """
    for _ in moments(sync):
        yield sync.run()


def moments(
    sync: Sync, *, quiet: float = 0.0, stopped: Event | None = None, asked: Event | None = None
) -> Iterator[None]:
    """Yield whenever it is time to sync: at first, when something changed, and once a minute.

    What is changed during a sync is seen too, since the vault is watched before the first one.

    Args:
        sync: Brings vault and library together, before the next moment is awaited.
        quiet: How long nobody must have written to the library before its changes go out, in seconds.
        stopped: Set to end.
        asked: Set to sync at once; it is cleared when that is about to be.
    """
    stopped, asked = stopped or Event(), asked or Event()
    asked.clear()
    if not sync.root.is_dir():
        yield  # nothing can be watched before there is a vault
    with closing(_hints(sync.root, stopped)) as hints:
        next(hints, None)
        yield
        pause = _Pause(sync, quiet)
        for is_hint in hints:
            if asked.is_set() or is_hint or pause.is_over():
                asked.clear()
                yield
                pause = _Pause(sync, quiet)


class _Pause:
    """The time between two syncs.

    Args:
        sync: Knows what the library has that no file has.
        quiet: How long nobody must have written to the library, in seconds.
    """

    def __init__(self, sync: Sync, quiet: float) -> None:
        self._sync = sync
        self._quiet = quiet
        self._tried = sync.due()
        self._began = self._written = monotonic()
        self._version = sync.version

    def is_over(self) -> bool:
        """Return whether the library's changes can go out, or the vault was not looked through for long."""
        now = monotonic()
        if self._sync.version != self._version:
            self._version, self._written = self._sync.version, now
        if now - self._began >= RESCAN:
            return True
        return now - self._written >= self._quiet and bool(self._sync.due() - self._tried)


def _hints(root: Path, stopped: Event) -> Generator[bool, None, None]:
    """Yield every now and then whether a file of the vault was seen to change, until it is stopped."""
    # Deferred: it brings a library of its own, which only who watches needs.
    from watchfiles import watch  # noqa: PLC0415

    try:
        for changes in watch(
            root,
            watch_filter=_concerns_us,
            rust_timeout=int(LOOK * 1000),
            yield_on_timeout=True,
            raise_interrupt=True,
            stop_event=stopped,
        ):
            yield bool(changes)
    except (OSError, RuntimeError):  # the system has no more watches, or the folder is gone
        while not stopped.wait(LOOK):
            yield False


def _concerns_us(_change: object, path: str) -> bool:
    return path.endswith(".md") and f"/{OWN}/" not in path
