"""The steps of history, two lines each, drawn from pages that are fetched when they come into view."""

from array import array
from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events

from postil.store.models import Step
from postil.store.text.safe import clean_line

from ..history_sheet import facts_of
from ..layout import crop
from ..line_pane import LinePane
from ..looks import Look, Looks
from ..messages import CursorMoved, Opened

PAGE = 64
MOST_PAGES = 32
"""Pages that are held at once."""
LINES = 2
"""Lines of a step."""

GLYPHS = {"done": "●", "undone": "○", "abandoned": "×"}


class StepList(LinePane):
    """A list of steps of any length, with a cursor.

    Looks:
        cursor: What is under the cursor while the list has the focus; `resting` while it has not.
        bar, muted, glyph, done: Parts of a step.

    Messages: `CursorMoved`, `Opened`.
    """

    DEFAULT_CSS = "StepList { background: $ground; color: $text; }"

    LOOKS: ClassVar[Looks] = {
        "cursor": Look("cursor-text", "cursor-background", "$cursor-style"),
        "resting": Look("", "cursor-blurred-background"),
        "muted": Look("muted"),
        "glyph": Look("unread"),
        "done": Look(style="bold"),
        "bar": Look("accent"),
    }

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.cursor = 0
        self._ids: array[int] = array("q")
        self._fetch: Callable[[Sequence[int]], Sequence[Step]] = lambda _ids: ()
        self._pages: dict[int, Sequence[Step]] = {}

    def show(self, ids: "array[int]", fetch: Callable[[Sequence[int]], Sequence[Step]]) -> None:
        """Show other steps, or the same ones anew; the cursor stays on its step, if it is there.

        Args:
            ids: Their numbers, in order.
            fetch: Returns steps by their numbers.
        """
        before = self._ids[self.cursor] if self.cursor < len(self._ids) else None
        self._ids, self._fetch = ids, fetch
        self._pages.clear()
        kept = before is not None and before in ids
        self._stand(ids.index(before) if before is not None and kept else 0, False)

    @property
    def current(self) -> Step | None:
        """The step under the cursor."""
        return self._step(self.cursor) if self.cursor < len(self._ids) else None

    def _step(self, index: int) -> Step | None:
        page, at = divmod(index, PAGE)
        if page not in self._pages:
            if len(self._pages) >= MOST_PAGES:
                self._pages.clear()
            self._pages[page] = self._fetch(self._ids[page * PAGE : (page + 1) * PAGE])
        steps = self._pages[page]
        return steps[at] if at < len(steps) else None

    def line_count(self) -> int:
        """Return the lines of all steps."""
        return len(self._ids) * LINES

    def draw(self, line: int, width: int) -> list[Segment]:
        """Draw one of the two lines of a step."""
        index, second = divmod(line, LINES)
        step, here = self._step(index), index == self.cursor
        if step is None:
            return []
        base = self.base
        if here:
            base += self.named("cursor" if self.has_focus else "resting")
        bar = Segment("▌" if here and self.has_focus else " ", base + self.named("bar"))
        lead = "  " if second else f"{GLYPHS[step.state]} "
        text = crop(facts_of(step) if second else clean_line(step.label), max(width - 4, 0))
        strong = step.state == "done" and not step.quiet and not second
        style = base + self.named("done" if strong else "muted")
        blank = " " * max(width - 3 - cell_len(text), 0)
        return [bar, Segment(lead, base + self.named("glyph")), Segment(text + blank, style)]

    def move(self, lines: int) -> None:
        """Go down by some steps, or up."""
        self._stand(self.cursor + lines, True)

    def move_to(self, line: int) -> None:
        """Go to a step by its index; a negative one counts from the end."""
        self._stand(line if line >= 0 else len(self._ids) + line, True)

    def page(self, pages: float) -> None:
        """Go by pages of this window."""
        self.move(round(pages * max(self.size.height // LINES - 1, 1)))

    def _stand(self, index: int, by_reader: bool) -> None:
        self.cursor = max(0, min(index, len(self._ids) - 1))
        self.refit()
        self.reveal(self.cursor * LINES, self.cursor * LINES + LINES - 1)
        self.post_message(CursorMoved(self.cursor, by_reader))

    def on_resize(self) -> None:
        """Fit to the new size, with the cursor still in view."""
        super().on_resize()
        self.reveal(self.cursor * LINES, self.cursor * LINES + LINES - 1)

    def on_click(self, event: events.Click) -> None:
        """Stand on the clicked step; a second click opens what it concerns."""
        index = (event.y + self.top) // LINES
        if index < len(self._ids):
            self._stand(index, True)
            if event.chain > 1:
                self.post_message(Opened())
