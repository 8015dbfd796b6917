"""The search line: one field, and under it what went wrong or was corrected."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from ..lazy import load

if TYPE_CHECKING:
    from ..search_field import SearchField


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
        self._field: SearchField | None = None
        self._line = Static("", markup=False, id="answer")
        self._answer = ""

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self._field.value if self._field else ""

    def open(self) -> None:
        """Show the line and type into it."""
        self.add_class("-shown")
        self.screen.set_focus(self._furnished())

    def set_text(self, text: str) -> None:
        """Put a text into the field without saying that it changed; an empty one hides the line."""
        self.set_class(bool(text), "-shown")
        if text or self._field:
            field = self._furnished()
            field.silent = True
            field.value = text
            field.silent = False
        if not text:
            self.answer("")

    def _furnished(self) -> "SearchField":
        """Return the field, made when it is first needed."""
        if self._field is None:
            self._field = load("tui.search_field:SearchField")(self._changed)
            slash = Static("/", markup=False, id="slash")
            self.mount(Horizontal(slash, self._field), self._line)
        return self._field

    def answer(self, text: str, error: bool = False) -> None:
        """Say something under the line, or nothing."""
        if text == self._answer:
            return
        self._answer = text
        self._line.update(Content(text))
        self._line.set_class(bool(text), "-shown")
        self._line.set_class(error, "-error")
