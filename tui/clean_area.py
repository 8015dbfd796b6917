"""A field of many lines that takes any text and shows only what draws."""

from rich.text import Text
from textual import events
from textual.widgets import TextArea

from postil.store.text.markup import from_html

from .strips import drawn


class CleanArea(TextArea):
    """A text area that keeps its text as it is and draws it through the net of `strips`.

    What is pasted and surely is HTML becomes markdown.
    """

    DEFAULT_CSS = """
    CleanArea { background: $panel; color: $text; border: none; padding: 0 1; height: 1fr; }
    CleanArea:focus { border: none; }
    CleanArea .text-area--cursor { background: $text; color: $ground; }
    CleanArea .text-area--cursor-line { background: $panel; }
    CleanArea .text-area--selection { background: $selection-background; color: $selection-text; }
    """

    def get_line(self, line_index: int) -> Text:
        """Return a line, each control character as a symbol of the same length."""
        return Text(drawn(self.document.get_line(line_index)), end="", no_wrap=True)

    async def _on_paste(self, event: events.Paste) -> None:
        """Paste HTML as markdown; the area itself pastes all other text."""
        markdown = from_html(event.text)
        if markdown != event.text and not self.read_only:
            event.prevent_default().stop()
            self.replace(markdown, *self.selection, maintain_selection_offset=False)
