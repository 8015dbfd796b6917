"""What every pane of the desk has in common: lines drawn on demand, and moves by count."""

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip


class LinePane(ScrollView, can_focus=True):
    """A scrolling pane that draws only the lines in view, so that its size costs nothing.

    A subclass gives the number of its lines and draws one; it keeps its own cursor, if it has one.
    """

    DEFAULT_CSS = """
    LinePane {
        overflow-x: hidden;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
    }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = set()

    def line_count(self) -> int:
        """Return how many lines there are."""
        raise NotImplementedError

    def draw(self, line: int, width: int) -> list[Segment]:
        """Return one line as segments.

        Args:
            line: Which, from 0; always one that exists.
            width: Cells to draw in.
        """
        raise NotImplementedError

    def refit(self) -> None:
        """Take the number of lines anew and draw again."""
        self.virtual_size = Size(self.scrollable_content_region.width, self.line_count())
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line at a row of the window."""
        line = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        base = self.rich_style
        if not 0 <= line < self.line_count():
            return Strip.blank(width, base)
        return Strip(self.draw(line, width)).adjust_cell_length(width, base)

    def named(self, name: str) -> Style:
        """Return the style of a component class."""
        return self.get_component_rich_style(name, partial=True)

    def on_resize(self) -> None:
        """Fit the lines to the new width."""
        self.refit()

    def move(self, lines: int) -> None:
        """Go down by some lines, or up by a negative number."""
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False, immediate=True)

    def move_to(self, line: int) -> None:
        """Go to a line from 0; a negative one counts from the end."""
        self.scroll_to(y=line if line >= 0 else self.max_scroll_y, animate=False, immediate=True)

    def page(self, pages: float) -> None:
        """Go by pages of this window, or by parts of one."""
        self.move(round(pages * max(self.scrollable_content_region.height - 1, 1)))
