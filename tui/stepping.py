"""Going to the next unread paper, however far away it is."""

from postil.store.models import Row

from .commands import Call
from .panes import Panes

STRIDE = 1024
"""Papers looked at before the desk takes up what else is to do."""


def _unread(row: Row) -> bool:
    return row.status == "unread"


class Stepping(Panes):
    """A screen whose list can be searched for unread papers.

    Args:
        session: What the desk is looking at.
        go: Leads to another place.
    """

    def do_unread_next(self, call: Call) -> None:
        """Go to the next unread paper."""
        self._step(self.session.cursor, 1, call.times)

    def do_unread_previous(self, call: Call) -> None:
        """Go to the unread paper before."""
        self._step(self.session.cursor, -1, call.times)

    def _step(self, start: int, direction: int, times: int) -> None:
        session = self.session
        here, ids = session.cursor, session.listing.ids
        end = max(-1, min(start + direction * (STRIDE + 1), len(ids)))
        found = session.step_to(_unread, range(start + direction, end, direction))
        if found is not None:
            self.list.move_to(found)
            if times > 1:
                self._step(found, direction, times - 1)
        elif 0 < end < len(ids):
            self.call_later(self._go_on, end - direction, direction, times, here)
        elif start == here:
            self.notice("no unread paper that way")

    def _go_on(self, start: int, direction: int, times: int, here: int) -> None:
        """Look further, unless the reader went elsewhere meanwhile."""
        if self.session.cursor == here:
            self._step(start, direction, times)
