"""What the screens have in common that open over the library: a head, what they show, and the foot."""

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget

from .commands import Call, Command
from .desk_view import hints
from .paper_screen import PaperScreen


class FramedScreen(PaperScreen):
    """A screen between the lines around it; a subclass makes what stands there, and says what they say.

    Args:
        session: What the desk is looking at.
        go: Leads to another place.
    """

    DEFAULT_CSS = """
    FramedScreen { background: $ground; color: $text; layout: vertical; }
    FramedScreen > LinePane { height: 1fr; }
    """

    @property
    def mode(self) -> str:
        """What the status line calls it."""
        return self.PLACES[0].upper()

    def compose(self) -> ComposeResult:
        """Make what it shows, and the lines around it."""
        self.hint_bar.hints = hints(self.PLACES[0])
        yield self.head_bar
        yield from self.contents()
        with Vertical(id="foot"):
            yield self.hint_bar
            yield self.status_bar

    def contents(self) -> Iterable[Widget]:
        """Make what it shows."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Add what the first frame does not show."""
        self.call_after_refresh(self.furnish)

    def heading(self) -> tuple[str, str, str]:
        """Return what the head says: where one is, and on the right how much is there, also in short."""
        raise NotImplementedError

    def standing(self) -> str:
        """Return where one stands in it, for the status line."""
        return ""

    def show_lines(self) -> None:
        """Show the lines around the panes anew."""
        head = self.head_bar
        head.strong, (head.left, head.right, head.short) = "Postil", self.heading()
        self.show_status(self.mode, self.standing())

    def run_command(self, command: Command, call: Call) -> None:
        """Run a command, and show in the lines what came of it: nothing of what was said before."""
        super().run_command(command, call)
        if self.is_current:
            self.show_lines()
