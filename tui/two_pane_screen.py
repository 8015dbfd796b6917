"""A screen of two panes: side by side, or one above the other where there is less room."""

from collections.abc import Iterable
from typing import Generic, TypeVar

from textual.containers import Container
from textual.widget import Widget

from .commands import Call, Go
from .framed_screen import FramedScreen
from .line_pane import LinePane
from .session import Session

Listed = TypeVar("Listed", bound=LinePane)
Beside = TypeVar("Beside", bound=LinePane)


class TwoPaneScreen(FramedScreen, Generic[Listed, Beside]):
    """A list, and beside it what is under its cursor; the class `-empty` leaves the list out.

    Args:
        session: What the desk is looking at.
        go: Leads to another place.
    """

    DEFAULT_CSS = """
    TwoPaneScreen #pair { layout: horizontal; height: 1fr; }
    TwoPaneScreen .listed { width: 2fr; height: 100%; }
    TwoPaneScreen .beside { width: 3fr; height: 100%; border-left: solid $rule; }
    TwoPaneScreen .beside:focus { border-left: solid $accent; }
    TwoPaneScreen.-stacked #pair, TwoPaneScreen.-one #pair { layout: vertical; }
    TwoPaneScreen.-stacked .listed, TwoPaneScreen.-one .listed { width: 100%; height: 2fr; }
    TwoPaneScreen.-stacked .beside, TwoPaneScreen.-one .beside {
        width: 100%; height: 3fr; border-left: none; border-top: solid $rule;
    }
    TwoPaneScreen.-stacked .beside:focus, TwoPaneScreen.-one .beside:focus {
        border-left: none; border-top: solid $accent;
    }
    TwoPaneScreen.-empty .listed { display: none; }
    TwoPaneScreen.-empty .beside { border: none; }
    """

    AUTO_FOCUS = ".listed"

    def __init__(self, session: Session, go: Go) -> None:
        super().__init__(session, go)
        self.listed, self.beside = self.panes()
        self.listed.add_class("listed")
        self.beside.add_class("beside")

    def panes(self) -> tuple[Listed, Beside]:
        """Make the list, and what stands beside it."""
        raise NotImplementedError

    def contents(self) -> Iterable[Widget]:
        """Make the frame of both."""
        yield Container(self.listed, self.beside, id="pair")

    def pane(self) -> LinePane:
        """Return the pane that has the keys."""
        return self.beside if self.beside.has_focus or self.has_class("-empty") else self.listed

    def do_pane_next(self, _call: Call) -> None:
        """Go from the list to what stands beside it, if that has room, or back."""
        self.set_focus(self.listed if self.beside.has_focus or not self.beside.size else self.beside)

    def do_step_back(self, _call: Call) -> None:
        """Go back to the list, let go of what narrows it, or leave."""
        if (self.beside.has_focus and not self.has_class("-empty")) or self.widen():
            self.set_focus(self.listed)
        else:
            self.go("back")

    def widen(self) -> bool:
        """Let go of what narrows the list; return whether there was anything."""
        return False
