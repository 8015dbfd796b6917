"""Moving in a pane: the same eight commands on every screen."""

from .commands import Call
from .line_pane import LinePane


class Moving:
    """A screen with a pane that the keys move in."""

    def pane(self) -> LinePane:
        """Return the pane that the keys move in."""
        raise NotImplementedError

    def do_move_down(self, call: Call) -> None:
        """Go down."""
        self.pane().move(call.times)

    def do_move_up(self, call: Call) -> None:
        """Go up."""
        self.pane().move(-call.times)

    def do_move_first(self, call: Call) -> None:
        """Go to the first, or to the one counted."""
        self.pane().move_to((call.count or 1) - 1)

    def do_move_last(self, call: Call) -> None:
        """Go to the last, or to the one counted."""
        self.pane().move_to(call.count - 1 if call.count else -1)

    def do_move_half_down(self, call: Call) -> None:
        """Go half a page down."""
        self.pane().page(call.times / 2)

    def do_move_half_up(self, call: Call) -> None:
        """Go half a page up."""
        self.pane().page(-call.times / 2)

    def do_move_page_down(self, call: Call) -> None:
        """Go a page down."""
        self.pane().page(call.times)

    def do_move_page_up(self, call: Call) -> None:
        """Go a page up."""
        self.pane().page(-call.times)
