"""Syncing again and again: at once where something is seen to change, and in any case now and then."""

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from pathlib import Path
from time import monotonic, sleep

from .folder import OWN
from .report import Report
from .sync import Sync

RESCAN = 60.0
"""The longest time between two syncs, in seconds: what tells of changes is a hint, and may miss some."""
LOOK = 1.0
"""How often it is looked whether the library has something new, in seconds."""


def watched(sync: Sync, is_stopped: Callable[[], bool] = lambda: False) -> Iterator[Report]:
    """Sync, wait until something changes or a minute has passed, and so on; yield what each sync did.

    Args:
        sync: Brings vault and library together.
        is_stopped: Asked once a second whether to end.
    """
    yield sync.run()
    last, tried = monotonic(), sync.due()
    with closing(_hints(sync.root)) as hints:
        for is_hint in hints:
            if is_stopped():
                return
            due = sync.due()
            if is_hint or due - tried or monotonic() - last >= RESCAN:
                yield sync.run()
                last, tried = monotonic(), sync.due()


def _hints(root: Path) -> Generator[bool, None, None]:
    """Yield at least once a second whether a file of the vault was seen to change."""
    # Deferred: it brings a library of its own, which only who watches needs.
    from watchfiles import watch  # noqa: PLC0415

    try:
        for changes in watch(
            root,
            watch_filter=_concerns_us,
            rust_timeout=int(LOOK * 1000),
            yield_on_timeout=True,
            raise_interrupt=True,
        ):
            yield bool(changes)
    except (OSError, RuntimeError):  # the system has no more watches, or the folder is gone
        while True:
            sleep(LOOK)
            yield False


def _concerns_us(_change: object, path: str) -> bool:
    return path.endswith(".md") and f"/{OWN}/" not in path
