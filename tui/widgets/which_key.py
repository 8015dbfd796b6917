"""What may follow the keys typed so far: loaded after the first frame, which never shows it."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from ..layout import crop
from ..looks import Look, Looks, Styled
from ..strips import strip_of


class WhichKey(Styled, Widget):
    """What may follow the keys typed so far, in columns.

    Looks:
        key: A key that may follow.
    """

    DEFAULT_CSS = """
    WhichKey {
        height: auto; padding: 0 1; display: none;
        background: $panel; color: $text; border-top: solid $border;
    }
    WhichKey.-shown { display: block; }
    """

    LOOKS: ClassVar[Looks] = {"key": Look("accent", style="bold")}
    CELLS = 26

    options: reactive[Sequence[tuple[str, str]]] = reactive((), layout=True)

    def watch_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Stand there only while there is something to say."""
        self.set_class(bool(options), "-shown")

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return the rows that the options take."""
        return -(-len(self.options) // max(width // self._cells(), 1))

    def _cells(self) -> int:
        """Return the width of a column: that of the longest option."""
        return max(self.CELLS, *(cell_len(key) + cell_len(label) + 3 for key, label in self.options), 1)

    def render_line(self, y: int) -> Strip:
        """Draw a row of options."""
        self.restyle(self.app.theme_variables)
        width, base = self.content_size.width, self.rich_style
        columns, cells = max(width // self._cells(), 1), self._cells()
        key = base + self.named("key")
        segments = []
        for name, label in self.options[y * columns : (y + 1) * columns]:
            text = crop(f" {label}", min(cells, width) - cell_len(name) - 1)
            segments += [
                Segment(name, key),
                Segment(text + " " * (cells - cell_len(name) - cell_len(text)), base),
            ]
        return strip_of(segments, width, base)
