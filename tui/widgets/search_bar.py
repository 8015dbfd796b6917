"""The search line: one field, and under it what went wrong or was corrected."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from ..messages import SearchLeft


class SearchField(Input):
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


class SearchBar(Vertical):
    """The search line with its one-line answer.

    Args:
        changed: Called with the text as it is typed.

    Messages: `SearchLeft`.
    """

    DEFAULT_CSS = """
    SearchBar { height: auto; background: $panel; display: none; }
    SearchBar.-shown { display: block; }
    SearchBar Horizontal { height: 1; }
    SearchBar #slash { width: 2; padding: 0 0 0 1; color: $accent; text-style: bold; }
    SearchBar SearchField {
        width: 1fr; height: 1; border: none; padding: 0 1; background: $panel; color: $text;
    }
    SearchBar SearchField:focus { border: none; background-tint: $panel 0%; }
    SearchBar #answer { height: 1; padding: 0 1; color: $muted; display: none; }
    SearchBar #answer.-shown { display: block; }
    SearchBar #answer.-error { color: $error; }
    """

    def __init__(self, changed: Callable[[str], None]) -> None:
        super().__init__()
        self._changed = changed
        self._answer = ""

    def compose(self) -> ComposeResult:
        """Make the field and its answer."""
        with Horizontal():
            yield Static("/", markup=False, id="slash")
            yield SearchField(self._changed)
        yield Static("", markup=False, id="answer")

    @property
    def field(self) -> SearchField:
        """The field."""
        return self.query_one(SearchField)

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.field.value

    def open(self) -> None:
        """Show the line and type into it."""
        self.add_class("-shown")
        self.field.focus()

    def set_text(self, text: str) -> None:
        """Put a text into the field without saying that it changed; an empty one hides the line."""
        self.field.silent = True
        self.field.value = text
        self.field.silent = False
        self.set_class(bool(text), "-shown")
        if not text:
            self.answer("")

    def answer(self, text: str, error: bool = False) -> None:
        """Say something under the line, or nothing."""
        if text == self._answer:
            return
        self._answer = text
        line = self.query_one("#answer", Static)
        line.update(Content(text))
        line.set_class(bool(text), "-shown")
        line.set_class(error, "-error")
