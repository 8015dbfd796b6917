"""The floor of a keystroke: an Input over a list in memory, filtered with `in`, two lines a row.

`python floor.py FILE` takes rows from a file of titles, each with its facts behind a tab.
"""

import os
import sys
from pathlib import Path

# As at the desk: Textual reads its frame rate once, when it is imported.
os.environ.setdefault("TEXTUAL_FPS", "120")

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Input

BOLD, DIM = Style(bold=True), Style(dim=True)


class Rows(ScrollView, can_focus=False):
    """Rows in memory, of which only those in view are drawn."""

    DEFAULT_CSS = "Rows { height: 1fr; }"

    def __init__(self, rows: list[tuple[str, str, str]]) -> None:
        super().__init__()
        self.rows = rows

    def on_mount(self) -> None:
        self.show(self.rows)

    def show(self, rows: list[tuple[str, str, str]]) -> None:
        """Show other rows."""
        self.rows = rows
        self.virtual_size = Size(self.size.width, 2 * len(rows))
        self.scroll_to(0, 0, animate=False)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one of the two lines of a row."""
        index, second = divmod(y + self.scroll_offset.y, 2)
        if index >= len(self.rows):
            return Strip.blank(self.size.width)
        title, facts, _ = self.rows[index]
        segment = Segment(f"  {facts}", DIM) if second else Segment(f"● {title}", BOLD)
        return Strip([segment]).adjust_cell_length(self.size.width)


class Floor(App[None]):
    """The line and the list under it."""

    CSS = "Input { border: none; height: 1; padding: 0 1; } Input:focus { border: none; }"

    def __init__(self, path: Path) -> None:
        super().__init__()
        lines = (line.partition("\t") for line in path.read_text("utf-8").splitlines())
        self._all = [(title, facts, title.lower()) for title, _, facts in lines]

    def compose(self) -> ComposeResult:
        """Make the line and the list."""
        yield Input(placeholder="the floor")
        yield Rows(self._all)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter."""
        words = event.value.lower().split()
        rows = self._all
        for word in words:
            rows = [row for row in rows if word in row[2]]
        self.query_one(Rows).show(rows)


if __name__ == "__main__":
    Floor(Path(sys.argv[1])).run()
