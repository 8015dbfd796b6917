"""The reading pane: one document in one comfortable column."""

from bisect import bisect_right
from typing import ClassVar

from rich.segment import Segment
from textual import events

from ..document import Document, Span
from ..layout import HANG, TextRow, wrap
from ..line_pane import LinePane
from ..looks import Look, Looks
from ..paint import paint

COLUMN = 76


class PaperView(LinePane):
    """Shows a document; as a reader it has a current sentence.

    Args:
        reading: Whether it sets off the current sentence.

    Looks:
        title, heading, muted, accent, key, link, hit: Styles that a document's spans name.
        current-hit, sentence: Where the reader is.
    """

    DEFAULT_CSS = "PaperView { background: $ground; color: $text; }"

    LOOKS: ClassVar[Looks] = {
        "title": Look(style="bold"),
        "heading": Look("accent", style="bold"),
        "muted": Look("muted"),
        "accent": Look("accent"),
        "key": Look("accent", style="bold"),
        "link": Look("accent", style="underline"),
        "hit": Look("hit-text", "hit-background", "$hit-style"),
        "current-hit": Look("ground", "accent", "bold"),
        "sentence": Look("", "sentence-background"),
    }

    def __init__(self, id: str | None = None, reading: bool = False) -> None:
        super().__init__(id)
        self._document = Document()
        self._rows: list[TextRow] = []
        self._starts: list[int] = []
        self._reading = reading
        self._air = 1 if reading else 0
        self._sentence = -1
        self._hit = -1
        self._width = self._height = 0

    @property
    def document(self) -> Document:
        """What is shown."""
        return self._document

    @property
    def sentence(self) -> int:
        """The number of the current sentence, from 0, or -1."""
        return self._sentence

    @property
    def hit(self) -> int:
        """The number of the current hit, from 0, or -1."""
        return self._hit

    def show(self, document: Document, keep_place: bool = False) -> None:
        """Show another document, from the top unless its place is kept."""
        self._document = document
        if not keep_place:
            self._sentence = 0 if self._reading and document.sentences else -1
            self._hit = -1
        self._wrap()
        if not keep_place:
            self.move_to(0)

    def on_resize(self) -> None:
        """Break the text anew and stay at the place: a sentence that was in view, or the first row."""
        if not self.size:
            return
        in_view = self.top <= self._row_of(self._current[0]) + self._air < self.top + self._height
        first = self._rows[max(min(self.top - self._air, len(self._rows) - 1), 0)].start if self._rows else 0
        moved = self.top > 0
        if self.text_width != self._width:
            self._wrap()
        self._height = self.size.height
        self.refit()
        if self._sentence >= 0 and in_view:
            self._reveal(*self._current)
        elif moved:
            self.scroll(self._row_of(first) + self._air)

    @property
    def _current(self) -> tuple[int, int]:
        """Where the current sentence stands."""
        return self._document.sentences[self._sentence] if self._sentence >= 0 else (0, 0)

    def _wrap(self) -> None:
        self._width = self.text_width
        self._rows = wrap(self._document.text, min(self._column(), COLUMN)) if self._width else []
        self._starts = [row.start for row in self._rows]
        self.refit()

    def _column(self) -> int:
        """Return the cells of a row of text: a blank stays free on either side."""
        return max(self._width - 1, 1)

    def _indent(self) -> int:
        """Return the blanks before a row: a reader's column stands in the middle."""
        return max((self._width - COLUMN) // 2, 1) if self._reading else 1

    def line_count(self) -> int:
        """Return the rows of the text, with a little air around it."""
        return len(self._rows) + self._air + 1

    def draw(self, line: int, width: int) -> list[Segment]:
        """Draw one row of text."""
        row = line - self._air
        if not 0 <= row < len(self._rows):
            return []
        start, stop, indent = self._rows[row]
        text = self._document.text[start:stop].replace(HANG, " ")
        margin = Segment(" " * (self._indent() + indent), self.base)
        return [margin, *paint(text, self._spans(), self.named, self.base, start)]

    def _spans(self) -> list[Span]:
        """Return the document's spans, with the current sentence under them and the current hit over them."""
        spans = list(self._document.spans)
        if 0 <= self._sentence < len(self._document.sentences):
            spans.insert(0, Span(*self._document.sentences[self._sentence], "sentence"))
        if 0 <= self._hit < len(self._document.hits):
            spans.append(Span(*self._document.hits[self._hit], "current-hit"))
        return spans

    def step_sentence(self, steps: int) -> bool:
        """Go to another sentence; return whether there was one."""
        wanted = self._sentence + steps
        if not 0 <= wanted < len(self._document.sentences):
            return False
        self._sentence = wanted
        self._reveal(*self._document.sentences[wanted])
        return True

    def step_hit(self, steps: int) -> bool:
        """Go to another hit of the search, around the ends; return whether there is any."""
        hits = self._document.hits
        if not hits:
            return False
        self._hit = (self._hit + steps) % len(hits) if self._hit >= 0 else (0 if steps > 0 else len(hits) - 1)
        self._reveal(*hits[self._hit])
        return True

    def at_end(self) -> bool:
        """Return whether the last line is in view."""
        return self.top >= self.last_top

    def _reveal(self, start: int, stop: int) -> None:
        first, last = self._row_of(start), self._row_of(max(stop - 1, start))
        self.reveal(max(first - 1, 0) + self._air, last + 1 + self._air)

    def _row_of(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1

    def on_click(self, event: events.Click) -> None:
        """Stand on the clicked sentence."""
        if not self._reading:
            return
        line = event.y + self.top - self._air
        if 0 <= line < len(self._rows):
            row = self._rows[line]
            offset = row.start + max(event.x - self._indent() - row.indent, 0)
            for number, (start, stop) in enumerate(self._document.sentences):
                if start <= offset < stop:
                    self._sentence = number
                    self.repaint()
