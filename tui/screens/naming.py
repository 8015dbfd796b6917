"""Asking for a name: one line, Enter keeps it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from ..clean_input import CleanInput
from ..dialog import Dialog


class NameScreen(Dialog):
    """Asks for a name; its result is the name, or None.

    Args:
        title: What is named.
        text: What stands in the line at first.
        placeholder: What is asked for.
        empty: Whether an empty line is an answer too, rather than none.
    """

    AUTO_FOCUS = "#name"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]
    """
    | key | does |
    |---|---|
    | escape | leave without a name |
    """

    def __init__(self, title: str, text: str, placeholder: str = "a name", empty: bool = False) -> None:
        super().__init__(title, "⏎ keep · esc leave")
        self._text, self._placeholder, self._empty = text, placeholder, empty
        self.add_class("-small")

    def contents(self) -> ComposeResult:
        """Make the line."""
        yield CleanInput(self._text, placeholder=self._placeholder, compact=True, id="name")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Leave with the name."""
        text = " ".join(event.value.split())
        self.dismiss(text if text or self._empty else None)

    def action_leave(self) -> None:
        """Leave without one."""
        self.dismiss(None)
