"""A choice among a few things, each tried on as the cursor reaches it."""

from collections.abc import Callable, Sequence

from textual.app import ComposeResult

from ..commands import Call
from ..dialog import Dialog
from ..entries import Entry
from ..line_pane import LinePane
from ..messages import EntryChosen, EntryReached
from ..widgets.entry_list import EntryList


class PickerScreen(Dialog):
    """Offers entries; its result is the chosen value, or None.

    Args:
        title: What stands over it.
        entries: What there is to choose.
        current: The value in force.
        preview: Called with each value that the cursor reaches.
    """

    AUTO_FOCUS = "EntryList"

    def __init__(
        self,
        title: str,
        entries: Sequence[Entry],
        current: str,
        preview: Callable[[str], None] = lambda _: None,
    ) -> None:
        super().__init__(title, "⏎ choose · q keep the old one")
        self._entries, self._current, self._preview = entries, current, preview
        self.add_class("-small")

    def contents(self) -> ComposeResult:
        """Make the list."""
        yield EntryList()

    def on_mount(self) -> None:
        """Offer the entries, the one in force under the cursor."""
        self.query_one(EntryList).show(self._entries, self._current)

    def pane(self) -> LinePane:
        """Return the list."""
        return self.query_one(EntryList)

    def do_dialog_accept(self, _call: Call) -> None:
        """Choose what is under the cursor."""
        self.query_one(EntryList).choose()

    def on_entry_reached(self, message: EntryReached) -> None:
        """Try it on."""
        self._preview(message.value)

    def on_entry_chosen(self, message: EntryChosen) -> None:
        """Leave with the choice."""
        self.dismiss(message.value)
