"""The lines around the panes: where one is, what the mode is, which keys work here."""

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


class Bar(Styled, Widget):
    """One line with something at its left and something at its right, which is said in short if room lacks.

    Looks:
        strong: The first part of the left side.
        weak: The right side.
    """

    DEFAULT_CSS = "Bar { height: 1; background: $panel; color: $text; }"

    LOOKS: ClassVar[Looks] = {
        "strong": Look("accent", style="bold"),
        "weak": Look("muted"),
    }

    strong: reactive[str] = reactive("")
    left: reactive[str] = reactive("")
    right: reactive[str] = reactive("")
    short: reactive[str] = reactive("")

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        self.restyle(self.app.theme_variables)
        width, base = self.size.width, self.rich_style
        strong = crop(f" {self.strong} " if self.strong else " ", width)
        room = width - cell_len(strong)
        most = room - cell_len(self.left) - 3
        right = next((said for said in (self.right, self.short) if cell_len(said) <= most), "")
        left = crop(self.left, room - cell_len(right) - 2)
        gap = max(room - cell_len(left) - cell_len(right) - 1, 0)
        segments = [
            Segment(strong, base + self.named("strong")),
            Segment(left + " " * gap, base),
            Segment(right, base + self.named("weak")),
        ]
        return strip_of(segments, width, base)


class HintBar(Styled, Widget):
    """The keys that matter here, as many as fit.

    Looks:
        key: A key.
        label: What it does.
    """

    DEFAULT_CSS = "HintBar { height: 1; background: $ground; color: $muted; }"

    LOOKS: ClassVar[Looks] = {
        "key": Look("accent", style="bold"),
        "label": Look("muted"),
    }

    hints: reactive[Sequence[tuple[str, str]]] = reactive(())

    def render_line(self, y: int) -> Strip:
        """Draw as many hints as fit, whole ones only."""
        self.restyle(self.app.theme_variables)
        width, base = self.size.width, self.rich_style
        key = base + self.named("key")
        label = base + self.named("label")
        segments, used = [Segment(" ", base)], 1
        for name, does in self.hints:
            cells = cell_len(name) + cell_len(does) + 3
            if used + cells > width:
                break
            segments += [Segment(name, key), Segment(f" {does}  ", label)]
            used += cells
        return strip_of(segments, width, base)
