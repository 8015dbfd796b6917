"""How far one has come: a line that fills from the left."""

from typing import ClassVar

from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from ..looks import Look, Looks, Styled
from ..strips import strip_of


class Gauge(Styled, Widget):
    """One line, filled as far as something is done.

    Looks:
        done, rest: What is done, and what is not.
    """

    DEFAULT_CSS = "Gauge { height: 1; background: $ground; }"

    LOOKS: ClassVar[Looks] = {"done": Look("accent"), "rest": Look("rule")}

    done: reactive[int] = reactive(0)
    total: reactive[int] = reactive(0)

    def render_line(self, y: int) -> Strip:
        """Draw the line; what is begun shows, and only what is done wholly fills it."""
        self.restyle(self.app.theme_variables)
        width, base = self.size.width, self.rich_style
        room = max(width - 2, 0)
        part = min(self.done, self.total) * room / self.total if self.total else 0
        filled = int(part) or int(self.done > 0)
        segments = [
            Segment(" ", base),
            Segment("━" * filled, base + self.named("done")),
            Segment("─" * (room - filled), base + self.named("rest")),
        ]
        return strip_of(segments, width, base)
