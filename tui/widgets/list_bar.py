"""What a reading list asks, how far it is and when it is due: a line above its papers, or two."""

from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from ..format import SEPARATOR
from ..layout import crop
from ..looks import Look, Looks, Styled
from ..strips import strip_of


class ListBar(Styled, Widget):
    """How a reading list stands; its question takes a line of its own where room lacks.

    Looks:
        progress: How far it is.
        muted, warning: When it is due, and where that is past.
        question: What its papers should answer.
    """

    DEFAULT_CSS = "ListBar { height: auto; background: $ground; color: $text; }"

    LOOKS: ClassVar[Looks] = {
        "progress": Look("accent"),
        "muted": Look("muted"),
        "warning": Look("warning", style="bold"),
        "question": Look(style="italic"),
    }

    progress: reactive[str] = reactive("")
    due: reactive[str] = reactive("")
    pressing: reactive[bool] = reactive(False)
    question: reactive[str] = reactive("", layout=True)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return one line, or two where the question does not fit into the first."""
        return 1 if self._fits(width) else 2

    def _fits(self, width: int) -> bool:
        used = 1 + cell_len(self.progress) + sum(len(SEPARATOR) + cell_len(part) for part in self._behind)
        return not self.question or used < width

    @property
    def _behind(self) -> list[str]:
        return [part for part in (self.due, self.question) if part]

    def render_line(self, y: int) -> Strip:
        """Draw the line, or one of the two."""
        self.restyle(self.app.theme_variables)
        width, base = self.size.width, self.rich_style
        asked = base + self.named("question")
        if y:
            return strip_of([Segment(crop(f" {self.question}", width), asked)], width, base)
        drawn = [Segment(f" {self.progress}", base + self.named("progress"))]
        if self.due:
            drawn.append(Segment(SEPARATOR, base + self.named("muted")))
            drawn.append(Segment(self.due, base + self.named("warning" if self.pressing else "muted")))
        if self.question and self.size.height == 1:
            drawn += [Segment(SEPARATOR, base + self.named("muted")), Segment(self.question, asked)]
        return strip_of(drawn, width, base)
