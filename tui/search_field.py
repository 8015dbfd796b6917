"""The field of the search line, loaded when it is first opened: Textual's Input is dear to a first frame."""

from collections.abc import Callable

from textual import events

from .clean_input import CleanInput
from .in_turn import KeyReturned


class SearchField(CleanInput):
    """The field itself; every key is offered to the screen before the field takes it.

    Args:
        changed: Called with the text as it is typed.
        pressed: Called with the name of a key; returns whether it meant something.
        placeholder: What stands in it while it is empty.
        id: What its screen calls it.
    """

    silent = False
    """Whether a change is ours rather than the reader's, and not to be told."""

    passed: events.Key | None = None
    """The last key that the screen did not want."""

    def __init__(
        self,
        changed: Callable[[str], None],
        pressed: Callable[[str], bool],
        placeholder: str = "search titles and abstracts",
        id: str = "search",
    ) -> None:
        super().__init__(placeholder=placeholder, compact=True, id=id)
        self._changed, self._pressed = changed, pressed

    def watch_value(self, value: str) -> None:
        """Tell at once what is being typed: a message would arrive a frame later."""
        if self.is_mounted and not self.silent:
            self._changed(value)

    def set_text(self, text: str, cursor: int | None = None) -> None:
        """Put a text into the field without telling; the cursor goes to its end unless its place is given."""
        self.silent = True
        self.value = text
        self.silent = False
        self.cursor_position = len(text) if cursor is None else cursor

    def on_key(self, event: events.Key) -> None:
        """Let the screen have the keys that mean something to it, and those that outran a change of focus."""
        if self.screen.focused is not self or self.app.screen is not self.screen:
            event.stop()
            event.prevent_default()
            self.app.post_message(KeyReturned(event))
        elif self._pressed(event.key):
            event.stop()
            event.prevent_default()
        else:
            self.passed = event
