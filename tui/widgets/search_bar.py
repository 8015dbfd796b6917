"""The search line: one field, and under it what went wrong, was corrected, or could be completed."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from ..lazy import load

if TYPE_CHECKING:
    from ..choice_popup import ChoicePopup
    from ..offers import Option
    from ..search_field import SearchField

BEFORE = 2
"""Cells that stand before the first letter of the field."""

CARET = "▲"


class SearchBar(Vertical):
    """The search line with its one-line answer.

    Args:
        changed: Called with the text as it is typed.
        pressed: Called with the name of each key that is pressed in the line; returns whether it took it.
    """

    DEFAULT_CSS = """
    SearchBar { height: auto; background: $panel; display: none; }
    SearchBar.-shown { display: block; }
    SearchBar.-aside { display: none; }
    SearchBar Horizontal { height: 1; }
    SearchBar #slash { width: 2; padding: 0 0 0 1; color: $accent; text-style: bold; }
    SearchBar SearchField {
        width: 1fr; height: 1; border: none; padding: 0 1; background: $panel; color: $text;
    }
    SearchBar SearchField:focus { border: none; background-tint: $panel 0%; }
    SearchBar #answer { height: auto; max-height: 4; padding: 0 1; color: $muted; display: none; }
    SearchBar #answer.-shown { display: block; }
    SearchBar #answer.-error { color: $error; }
    """

    def __init__(self, changed: Callable[[str], None], pressed: Callable[[str], bool]) -> None:
        super().__init__()
        self._changed, self._pressed = changed, pressed
        self._field: SearchField | None = None
        self._popup: ChoicePopup | None = None
        self._line = Static("", markup=False, id="answer")
        self._answer = ""
        self.corrections: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self._field.value if self._field else ""

    @property
    def cursor(self) -> int:
        """Where in the text the cursor stands."""
        return self._field.cursor_position if self._field else 0

    def has_passed(self, event: events.Key) -> bool:
        """Return whether a key has been through the field."""
        return self._field is not None and self._field.passed is event

    def open(self) -> None:
        """Show the line and type into it."""
        self.remove_class("-aside")
        self.add_class("-shown")
        self.screen.set_focus(self._furnished())

    def set_text(self, text: str, cursor: int | None = None) -> None:
        """Put a text into the field without saying that it changed; an empty one hides an unused line."""
        field = self._furnished() if text else self._field
        if field is not None:
            field.set_text(text, cursor)
        self.set_class(bool(text) or (field is not None and self.screen.focused is field), "-shown")
        if not text:
            self.answer("")

    def _furnished(self) -> "SearchField":
        """Return the field, made when it is first needed."""
        if self._field is None:
            self._field = load("tui.search_field:SearchField")(self._changed, self._pressed)
            slash = Static("/", markup=False, id="slash")
            self.mount(Horizontal(slash, self._field), self._line)
        return self._field

    # What stands under it

    def answer(self, text: str, error: bool = False) -> None:
        """Say something under the line, or nothing."""
        if not text:
            self.corrections = ()
        if text == self._answer:
            return
        self._answer = text
        self._line.update(Content(text))
        self._line.set_class(bool(text), "-shown")
        self._line.set_class(error, "-error")

    def explain(self, corrections: tuple[tuple[str, str], ...], notices: Sequence[str]) -> None:
        """Say what a search was taken for."""
        taken = " · ".join(f"{typed} → {word}" for typed, word in corrections)
        parts = [f"{taken}  (ctrl+e searches '{corrections[0][0]} exactly)" if taken else "", *notices]
        self.answer("   ".join(filter(None, parts)))
        self.corrections = corrections

    def fail(self, sentence: str, position: int) -> None:
        """Say what is wrong, with a mark under its place in the field."""
        column, cells = self._column(position), cell_len(sentence)
        if column + cells + 2 < self.size.width - 1:
            said = f"{' ' * column}{CARET} {sentence}"
        elif cells < column:
            said = f"{sentence.rjust(column - 1)} {CARET}"
        else:
            said = f"{' ' * column}{CARET}\n{sentence}"
        self.answer(said, error=True)

    def _column(self, position: int) -> int:
        """Return the cell of the answer line that lies under a character of the field."""
        scrolled = round(self._field.scroll_offset.x) if self._field else 0
        return max(BEFORE - 1 + cell_len(self.text[:position]) - scrolled, 0)

    # What could stand in it

    @property
    def options(self) -> "Sequence[Option]":
        """What is offered."""
        return self._popup.options if self._popup else ()

    @property
    def choice(self) -> "Option | None":
        """What the reader moved to, of what is offered."""
        return self._popup.choice if self._popup else None

    def offer(self, options: "Sequence[Option]", position: int = 0, cursor: int = -1) -> None:
        """Offer something to stand in the line, or nothing more.

        Args:
            options: What to offer.
            position: The character of the field under which to do so.
            cursor: The choice to stand on; -1 for none.
        """
        if self._popup is None and options:
            self._popup = load("tui.choice_popup:ChoicePopup")()
            self.mount(self._popup)
        if self._popup is not None and (options or self._popup.options):
            self._popup.offer(options, self._column(position) + 1, cursor)

    def move_choice(self, steps: int) -> None:
        """Go to another choice."""
        if self._popup is not None:
            self._popup.move(steps)
