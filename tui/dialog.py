"""What every dialog has in common: a title, a pane, the keys that leave it."""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from .command_screen import CommandScreen
from .commands import Call, Where
from .strips import drawn
from .widgets.which_key import WhichKey


class Dialog(CommandScreen, ModalScreen[Any]):
    """A pane in a frame over the desk; a subclass makes the pane and names what Enter does.

    Args:
        title: What stands over it.
        footer: The keys that matter, in a line under it.
    """

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $ground 60%; }
    Dialog #frame {
        width: 90%; max-width: 92; height: 90%; padding: 0 1;
        background: $ground; border: round $border;
    }
    Dialog.-small { background: $ground 0%; }
    Dialog.-small #frame { max-width: 40; height: auto; max-height: 80%; }
    Dialog.-small EntryList { height: auto; min-height: 6; background: $ground; }
    Dialog .title { color: $accent; text-style: bold; padding: 0 1; }
    Dialog .footer { color: $muted; padding: 0 1; height: 1; }
    Dialog PaperView { height: 1fr; }
    Dialog Input { background: $panel; border: none; height: 1; padding: 0 1; margin: 0 1; }
    Dialog #progress { height: auto; padding: 0 1; color: $accent; }
    Dialog.-one #frame { width: 100%; height: 100%; border: none; padding: 0; }
    """

    PLACES: ClassVar[tuple[Where, ...]] = ("dialog",)
    doing = ""
    """What the status line under it calls the mode meanwhile, if that is another one."""

    def __init__(self, title: str, footer: str) -> None:
        super().__init__()
        self._title, self._footer = title, footer

    def compose(self) -> ComposeResult:
        """Make the frame."""
        with Vertical(id="frame"):
            yield Static(Content(drawn(self._title)), classes="title", markup=False)
            yield from self.contents()
            yield WhichKey()
            yield Static(Content(self._footer), classes="footer", markup=False)

    def contents(self) -> ComposeResult:
        """Make what stands between title and footer."""
        raise NotImplementedError

    def dismiss(self, result: Any | None = None) -> AwaitComplete:
        """Go away, with or without a result; a dialog that has gone already stays gone.

        Textual would take away whatever screen is there instead, for a second Enter that came too soon.
        """
        return super().dismiss(result) if self.is_active else AwaitComplete()

    def leave(self) -> None:
        """Go away, without a result."""
        self.dismiss(None)

    def do_dialog_accept(self, _call: Call) -> None:
        """Leave; a dialog with a choice makes it."""
        self.leave()

    def do_dialog_filter(self, _call: Call) -> None:
        """Show only what matches, where there is much."""

    def do_step_back(self, _call: Call) -> None:
        """Leave."""
        self.leave()

    def do_screen_back(self, _call: Call) -> None:
        """Leave."""
        self.leave()
