"""The field of the search line, loaded when it is first opened: Textual's Input is dear to a first frame."""

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType

from .clean_input import CleanInput
from .messages import SearchLeft


class SearchField(CleanInput):
    """The field itself; keys that an editor's hand expects leave it for the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,down", "leave", "to the list", show=False),
        Binding("ctrl+u", "clear", "clear", show=False),
    ]
    """
    | key | does |
    |---|---|
    | escape, enter, down | leave for the list; the search still holds |
    | ctrl+u | clear the line |
    """

    silent = False
    """Whether a change is ours rather than the reader's, and not to be told."""

    def __init__(self, changed: Callable[[str], None]) -> None:
        super().__init__(placeholder="search titles and abstracts", compact=True, id="search")
        self._changed = changed

    def watch_value(self, value: str) -> None:
        """Tell at once what is being typed: a message would arrive a frame later."""
        if self.is_mounted and not self.silent:
            self._changed(value)

    def action_leave(self) -> None:
        """Leave the field."""
        self.post_message(SearchLeft())

    def action_clear(self) -> None:
        """Clear the field."""
        self.value = ""
