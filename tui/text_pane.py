"""A pane that shows a document in one column."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import ClassVar, Self

from rich.segment import Segment
from textual.geometry import Region

from .document import Document, Span
from .layout import HANG, TextRow, wrap
from .line_pane import LinePane
from .looks import PEN_LOOKS, Look, Looks
from .paint import paint

COLUMN = 76


class TextPane(LinePane):
    """Shows a document; a search's hits can be gone through.

    Looks:
        title, heading, muted, gone, accent, key, link, added, removed, question, warning, hit,
            pen-1 to pen-5: Styles that a document's spans name.
        current-hit: Where the reader is.
    """

    LOOKS: ClassVar[Looks] = {
        "title": Look(style="bold"),
        "heading": Look("accent", style="bold"),
        "muted": Look("muted"),
        "gone": Look("muted", style="strike"),
        "accent": Look("accent"),
        "key": Look("accent", style="bold"),
        "link": Look("accent", style="underline"),
        "added": Look("success"),
        "removed": Look("error", style="strike"),
        "question": Look(style="italic"),
        "warning": Look("warning"),
        "hit": Look("hit-text", "hit-background", "$hit-style"),
        "current-hit": Look("ground", "accent", "bold"),
        **PEN_LOOKS,
    }

    AIR: ClassVar[int] = 0
    """Rows left free above the text."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id)
        self._document = Document()
        self._rows: list[TextRow] = []
        self._starts: list[int] = []
        self._wrapped: tuple[str, int] = ("", 0)
        self._painted: list[Span] | None = None
        self._hit = -1
        self._width = self._height = 0

    @property
    def document(self) -> Document:
        """What is shown."""
        return self._document

    @property
    def hit(self) -> int:
        """The number of the current hit, from 0, or -1."""
        return self._hit

    def show(self, document: Document, keep_place: bool = False) -> None:
        """Show another document, from the top unless the place is kept: then what is read does not move."""
        line = self._line_in_view(self.kept_in_view()) if keep_place else None
        self._document = document
        if not keep_place:
            self._hit = -1
        self.lay_out()
        kept = self.kept_in_view()
        if not keep_place:
            self.move_to(0)
        elif line is not None and kept is not None:
            self.scroll(self.line_of(self.row_of(kept[0])) - line)

    def on_resize(self) -> None:
        """Break the text anew and stay at the place: a passage that was in view, or the first row."""
        if not self.size:
            return
        kept = self.kept_in_view()
        in_view = self._line_in_view(kept) is not None
        row = self.row_at(self.top)
        first = self._rows[row].start if row is not None else 0
        moved = self.top > 0
        if self.text_width != self._width:
            self.lay_out()
        self._height = self.size.height
        self.refit()
        if kept is not None and in_view:
            self.show_span(*kept)
        elif moved:
            self.scroll(self.line_of(self.row_of(first)))

    def _line_in_view(self, passage: tuple[int, int] | None) -> int | None:
        """Return on which line of the window a passage begins; None if it is not in view."""
        line = self.line_of(self.row_of(passage[0])) - self.top if passage is not None else -1
        return line if 0 <= line < self._height else None

    def kept_in_view(self) -> tuple[int, int] | None:
        """Return the passage that stays in view when the window changes, if there is one."""
        return None

    def lay_out(self) -> None:
        """Break the text into rows, unless it is so already."""
        self._width = self.text_width
        column = self.column() if self._width else 0
        if self._wrapped != (self._document.text, column):
            self._wrapped = (self._document.text, column)
            self._rows = wrap(self._document.text, column) if column else []
            self._starts = [row.start for row in self._rows]
        self.assign_lines()
        self.refit()

    def assign_lines(self) -> None:
        """Say which line draws what, after the rows have changed."""

    def column(self) -> int:
        """Return the cells of a row of text: a blank stays free on either side."""
        return min(max(self._width - 1, 1), COLUMN)

    def indent(self) -> int:
        """Return the blanks before a row."""
        return 1

    def line_count(self) -> int:
        """Return the rows of the text, with a little air around it."""
        return len(self._rows) + self.AIR + 1

    def line_of(self, row: int) -> int:
        """Return the line in which a row of the text is drawn."""
        return row + self.AIR

    def row_in(self, line: int) -> int | None:
        """Return the row of the text that is drawn in a line, if one is."""
        return line - self.AIR if 0 <= line - self.AIR < len(self._rows) else None

    def row_at(self, line: int) -> int | None:
        """Return the row that is drawn in a line, or the nearest one; None where there is no text."""
        return max(0, min(line - self.AIR, len(self._rows) - 1)) if self._rows else None

    def draw(self, line: int, width: int) -> list[Segment]:
        """Draw one row of text."""
        row = self.row_in(line)
        return [] if row is None else self.draw_row(row)

    def draw_row(self, row: int) -> list[Segment]:
        """Draw one row of text, with the blanks before it."""
        start, stop, indent = self._rows[row]
        text = self._document.text[start:stop].replace(HANG, " ")
        margin = Segment(" " * (self.indent() + indent), self.base)
        if self._painted is None:
            self._painted = list(self.spans())
        return [margin, *paint(text, self._painted, self.named, self.base, start)]

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Draw again; what is painted over the text is gathered anew."""
        self._painted = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def repaint(self) -> None:
        """Draw again what looks different now."""
        self._painted = None
        super().repaint()

    def spans(self) -> Iterator[Span]:
        """Yield the document's spans, with the current hit over them."""
        yield from self._document.spans
        if 0 <= self._hit < len(self._document.hits):
            yield Span(*self._document.hits[self._hit], "current-hit")

    def step_hit(self, steps: int) -> bool:
        """Go to another hit of the search, around the ends; return whether there is any."""
        hits = self._document.hits
        if not hits:
            return False
        self._hit = (self._hit + steps) % len(hits) if self._hit >= 0 else (0 if steps > 0 else len(hits) - 1)
        self.show_span(*hits[self._hit])
        return True

    def at_end(self) -> bool:
        """Return whether the last line is in view."""
        return self.top >= self.last_top

    def show_span(self, start: int, stop: int) -> None:
        """Bring a passage into view."""
        first, last = self.row_of(start), self.row_of(max(stop - 1, start))
        self.reveal(max(self.line_of(first) - 1, self.AIR), self.line_of(last) + 1)

    def row_of(self, offset: int) -> int:
        """Return the row in which an offset of the text stands."""
        return bisect_right(self._starts, offset) - 1
