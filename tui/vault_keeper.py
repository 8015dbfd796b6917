"""What the desk knows of its vault: how it stands, and what the syncs of this sitting did. No Textual."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .vault_thread import Begun, Ended, Event, Failed, VaultThread
from .vault_words import Standing

if TYPE_CHECKING:
    from postil.store.vault.deeds import Deed

MOST = 1_000
"""How many deeds are remembered."""

FEW = 3
"""How many files that are held back at once are told one by one."""


class Logged(NamedTuple):
    """What a sync did with a file.

    Args:
        number: Its number in this sitting.
        at: When it was, by the clock on the wall.
        deed: What was done.
    """

    number: int
    at: str
    deed: "Deed"


class Heard(NamedTuple):
    """What an event means for the desk.

    Args:
        news: What the reader should be told at once.
        changed: Whether the library holds something new.
    """

    news: Sequence[str] = ()
    changed: bool = False


class Keeper:
    """Keeps a vault and a library in step, and remembers what was done.

    Args:
        root: The vault.
        tell: Called on a thread with each event and the thread that it comes from.
    """

    def __init__(self, root: Path, tell: Callable[[VaultThread, Event], None]) -> None:
        self.root = root
        self.standing = Standing()
        self.held: list[Logged] = []
        self.log: deque[Logged] = deque(maxlen=MOST)
        self.files = 0
        self.trouble = ""
        self._tell = tell
        self._number = 0
        self._thread: VaultThread | None = None

    @property
    def is_open(self) -> bool:
        """Whether there is a vault that is kept in step."""
        return self._thread is not None

    def open(self, library: Path) -> None:
        """Keep the vault in step with a library from now on.

        Args:
            library: The library file.
        """
        self.standing = Standing("waiting")
        self._thread = VaultThread(library, self.root, self._tell)
        self._thread.ask()

    def close(self) -> None:
        """Leave the library; what was done is forgotten with it."""
        if self._thread is not None:
            self._thread.close()
            self._thread = None
        self.standing, self.trouble, self.files = Standing(), "", 0
        self.held.clear()
        self.log.clear()

    def ask(self, restore: bool = False) -> None:
        """Sync at once.

        Args:
            restore: Whether files that are gone are written again.
        """
        if self._thread is not None:
            self._thread.ask(restore)

    def take(self, thread: object, event: Event) -> Heard:
        """Take note of an event.

        Args:
            thread: Where it comes from; one that was left has nothing more to say.
            event: What happened.
        """
        if thread is not self._thread:
            return Heard()
        if isinstance(event, Begun):
            if event.done < event.total:
                self.standing = self.standing._replace(phase="syncing")
            return Heard()
        if isinstance(event, Failed):
            is_news = event.reason != self.trouble
            self.trouble, self.standing = event.reason, self.standing._replace(phase="trouble")
            return Heard([f"vault: {event.reason}"] if is_news else ())
        return Heard(list(self._end(event)), bool(event.report.taken))

    def _end(self, event: Ended) -> Iterator[str]:
        """Remember what was done; yield what is held back since this sync."""
        self.trouble, self.files = "", event.report.files
        known = {logged.deed: logged for logged in self.held}
        at = datetime.now().strftime("%H:%M:%S")
        logged = [known.get(deed) or self._logged(at, deed) for deed in event.deeds]
        self.held = [one for one in logged if one.deed.what == "held"]
        self.log.extendleft(one for one in reversed(logged) if one.deed.what != "held")
        self.standing = Standing("in step", len(self.held))
        fresh = [one.deed for one in self.held if one.deed not in known]
        for deed in fresh[:FEW]:
            yield f"held back: {deed.path}: {'; '.join(deed.said)}"
        if len(fresh) > FEW:
            yield f"held back: {len(fresh):,} files; M shows them"

    def _logged(self, at: str, deed: "Deed") -> Logged:
        self._number += 1
        return Logged(self._number, at, deed)
