"""The panes of the library: which of them has the keys."""

from textual.widget import Widget

from .commands import Call
from .line_pane import LinePane
from .screen_part import ScreenPart
from .widgets.entry_list import EntryList
from .widgets.paper_list import PaperList
from .widgets.paper_view import PaperView


class Panes(ScreenPart):
    """A screen with a sidebar, a list and a paper beside it.

    Args:
        session: What the desk is looking at.
        go: Leads to another place.
    """

    @property
    def list(self) -> PaperList:
        """The list."""
        return self.query_one(PaperList)

    @property
    def sidebar(self) -> EntryList:
        """The places."""
        return self.query_one(EntryList)

    def pane(self) -> LinePane:
        """Return the pane that the keys move in."""
        focused = self.focused
        return focused if isinstance(focused, EntryList | PaperView) else self.list

    @property
    def in_sidebar(self) -> bool:
        """Whether the sidebar has the keys."""
        return isinstance(self.focused, EntryList)

    def focus_pane(self, pane: Widget) -> None:
        """Give a pane the keys; the sidebar is there only while it has them, where there is little room."""
        self.set_class(isinstance(pane, EntryList), "-sidebar")
        self.set_focus(pane)
        self.show_lines()

    def do_pane_back(self, _call: Call) -> None:
        """Go one pane to the left; the sidebar comes forward where it is hidden."""
        self.focus_pane(self.list if isinstance(self.focused, PaperView) else self.sidebar)

    def do_pane_next(self, _call: Call) -> None:
        """Go to the next pane."""
        self._cycle(1)

    def do_pane_previous(self, _call: Call) -> None:
        """Go to the pane before."""
        self._cycle(-1)

    def _cycle(self, step: int) -> None:
        panes = [self.sidebar, self.list, self.query_one(PaperView)]
        panes = [pane for pane in panes if pane.display and pane.size] or [self.list]
        here = panes.index(self.pane()) if self.pane() in panes else 0
        self.focus_pane(panes[(here + step) % len(panes)])
