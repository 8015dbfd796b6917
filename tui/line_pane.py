"""What every pane of the desk has in common: lines drawn on demand, a place in them, moves by count.

Textual's own ScrollView lays the whole screen out anew whenever the number of lines changes, which is at
every key of a search; a pane that keeps its own place paints itself and nothing else, whatever its length.
"""

from typing import ClassVar, Self

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from .in_turn import KeyReturned
from .looks import Look, Looks, Styled
from .strips import strip_of

WHEEL = 3
"""Lines that a notch of the wheel moves."""


class LinePane(Styled, Widget, can_focus=True):
    """A pane that draws only the lines in view, with a scroll bar in its last column.

    A subclass gives the number of its lines and draws one; it keeps its own cursor, if it has one.

    Looks:
        thumb, focused-thumb: The part of the scroll bar that stands for what is in view.
    """

    LOOKS: ClassVar[Looks] = {"thumb": Look("rule"), "focused-thumb": Look("border")}

    base = Style()

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.top = 0
        self._drawn: dict[int, Strip] = {}

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

    @property
    def text_width(self) -> int:
        """The cells that a line may take."""
        return max(self.size.width - 1, 0)

    @property
    def last_top(self) -> int:
        """The first line in view when the last one is."""
        return max(self.line_count() - self.size.height, 0)

    def refit(self) -> None:
        """Draw again after the number of lines has changed; the place stays as far as there are lines."""
        if self.size:
            self.top = max(0, min(self.top, self.last_top))
        self.repaint()

    def repaint(self) -> None:
        """Draw again those lines in view that look different now: most keys change but a few."""
        before, self._drawn = self._drawn, {}
        if not before:
            self.refresh()
            return
        changed = [
            Region(0, y, self.size.width, 1) for y, strip in before.items() if self.render_line(y) != strip
        ]
        if changed:
            super().refresh(*changed)

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Draw again; without regions everything, since a style may have changed."""
        if not regions:
            self._drawn = {}
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the lines in a region; styles are looked up once for each theme."""
        self.base = self.rich_style
        self.restyle(self.app.theme_variables)
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Return the line at a row of the window, drawn at most once."""
        if y not in self._drawn:
            line, width = self.top + y, self.text_width
            drawn = self.draw(line, width) if line < self.line_count() else []
            self._drawn[y] = strip_of(drawn, width, self.base, self._bar(y))
        return self._drawn[y]

    def _bar(self, y: int) -> Segment:
        height, total = self.size.height, self.line_count()
        if total <= height:
            return Segment(" ", self.base)
        size = max(height * height // total, 1)
        start = round((height - size) * self.top / (total - height))
        style = self.base + self.named("focused-thumb" if self.has_focus else "thumb")
        return Segment("▐" if start <= y < start + size else " ", style)

    def on_resize(self) -> None:
        """Fit the lines to the new size."""
        self.refresh()
        self.refit()

    def scroll(self, line: int) -> None:
        """Make a line the first in view, as far as there are lines."""
        self.top = line
        self.refit()

    def reveal(self, first: int, last: int) -> None:
        """Bring some lines into view, moving as little as possible; the first wins if there is no room."""
        top = max(self.top, last + 1 - self.size.height)
        self.scroll(min(top, first))

    def move(self, lines: int) -> None:
        """Go down by some lines, or up by a negative number."""
        self.scroll(self.top + lines)

    def move_to(self, line: int) -> None:
        """Go to a line from 0; a negative one counts from the end."""
        self.scroll(line if line >= 0 else self.line_count() + line)

    def page(self, pages: float) -> None:
        """Go by pages of this window, or by parts of one."""
        self.move(round(pages * max(self.size.height - 1, 1)))

    def on_focus(self) -> None:
        """Look like the pane that has the keys."""
        self.refresh()

    def on_blur(self) -> None:
        """Look like one that has not."""
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        """Hand back a key that was on its way here when focus or screen changed: keys outrun frames."""
        if self.screen.focused is not self or self.app.screen is not self.screen:
            event.stop()
            self.app.post_message(KeyReturned(event))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down."""
        event.stop()
        self.scroll(self.top + WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up."""
        event.stop()
        self.scroll(self.top - WHEEL)
