"""Saying which topics papers have: Enter gives one or takes it away."""

from textual.app import ComposeResult
from textual.widgets import Input

from postil.store.errors import PostilError

from ..commands import Call
from ..dialog import Dialog
from ..filter_field import FilterField
from ..line_pane import LinePane
from ..messages import EntryChosen
from ..topics_view import Judging
from ..widgets.entry_list import EntryList


class TopicsScreen(Dialog):
    """Offers all topics, those of the papers marked and first.

    Args:
        judging: The papers, and what is said of them.
    """

    DEFAULT_CSS = "TopicsScreen EntryList { height: 1fr; background: $ground; }"
    AUTO_FOCUS = "EntryList"

    def __init__(self, judging: Judging) -> None:
        super().__init__(judging.title, "⏎ give or take away · / filter · q close")
        self._judging = judging

    def contents(self) -> ComposeResult:
        """Make the filter and the list."""
        yield FilterField("show only topics with …")
        yield EntryList()

    def on_mount(self) -> None:
        """Offer the topics."""
        self._show()

    def _show(self) -> None:
        self.query_one(EntryList).show(self._judging.entries(self.query_one(Input).value), "")

    def pane(self) -> LinePane:
        """Return the list."""
        return self.query_one(EntryList)

    def do_dialog_accept(self, _call: Call) -> None:
        """Give the topic under the cursor, or take it away."""
        self.query_one(EntryList).choose()

    def on_entry_chosen(self, message: EntryChosen) -> None:
        """Give the chosen topic, or take it away."""
        try:
            self._judging.toggle(message.value)
        except PostilError as error:
            self.notice(str(error))
        self._show()

    def do_dialog_filter(self, _call: Call) -> None:
        """Type into the filter."""
        self.query_one(FilterField).open()

    def on_input_changed(self, _event: Input.Changed) -> None:
        """Show only what matches."""
        self._show()
