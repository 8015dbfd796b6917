"""Having things done on the search thread, and taking up what comes of them."""

from collections.abc import Callable
from typing import Any

from postil.store.errors import PostilError

from .commands import Go
from .messages import Told
from .screen_part import ScreenPart
from .searching import SearchThread, Task
from .session import Session


class Consulting(ScreenPart):
    """A screen with a search thread.

    Args:
        session: What the desk is looking at.
        go: Leads to another place.
    """

    def __init__(self, session: Session, go: Go) -> None:
        super().__init__(session, go)
        self.thread = self._made(session)

    def _made(self, session: Session) -> SearchThread:
        def tell(task: Task, outcome: object) -> None:
            self.post_message(Told(thread, task, outcome))

        thread = SearchThread(session.library.path, tell, session.library.rules.apart())
        return thread

    def restart(self, session: Session) -> None:
        """Search another library from now on."""
        self.thread.close()
        self.session = session
        self.thread = self._made(session)
        self.thread.begin()

    def on_unmount(self) -> None:
        """End the search thread."""
        self.thread.close()

    def on_told(self, message: Told) -> None:
        """Take up what the thread has done, unless something newer has been asked."""
        task: Task = message.task
        if message.thread is self.thread and self.thread.is_latest(task):
            task.then(message.outcome)

    def later(
        self, kind: str, work: Callable[[Any], Any], then: Callable[[Any], None], lasting: bool = False
    ) -> None:
        """Have something done when no question waits; what fails is left out, since nobody asked for it."""

        def take(outcome: object) -> None:
            if not isinstance(outcome, PostilError):
                then(outcome)

        self.thread.later(kind, work, take, lasting)
