"""The reader's column: a paper with a current sentence, highlights, and comments in the margin."""

from collections.abc import Iterator
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events

from ..document import Document, Marked, Span
from ..looks import Look, Looks
from ..margin import Comment, Line, below, beside
from ..selecting_pane import SelectingPane
from ..selection import Selection
from ..text_pane import COLUMN

GUTTER, GAP = 2, 2
"""Cells before the column, at least, for pens' numbers and the sentence's bar; and before the margin."""

LEAST_COLUMN, LEAST_MARGIN, MOST_MARGIN = 60, 24, 40
"""Cells that the column and the margin need to stand side by side; and that a margin takes at most."""

RULE = "┊ "


class ReadingView(SelectingPane):
    """Shows a paper to read, and to mark.

    Looks:
        sentence, bar: The current sentence, and what stands beside it.
        current-pen: The current highlight.
        comment, open-comment: Comments, and the current one.
    """

    DEFAULT_CSS = "ReadingView { background: $ground; color: $text; }"
    AIR = 1

    LOOKS: ClassVar[Looks] = {
        "sentence": Look("", "sentence-background"),
        "bar": Look("accent"),
        "current-pen": Look(style="bold"),
        "comment": Look("muted"),
        "open-comment": Look("text"),
    }

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id)
        self._lines: list[Line] = []
        self._line_of: list[int] = []
        self._pens: dict[int, list[int]] = {}
        self._sentence = -1
        self._current = ""

    # What is shown

    def show(self, document: Document, keep_place: bool = False) -> None:
        """Show another document, from its first sentence unless the place is kept."""
        if not keep_place:
            self._sentence = 0 if document.sentences else -1
            self._current = ""
        super().show(document, keep_place)
        if not keep_place:
            self._current = self._covering(self._sentence_span)
            self._rearrange()

    @property
    def sentence(self) -> int:
        """The number of the current sentence, from 0, or -1."""
        return self._sentence

    @property
    def current(self) -> Marked | None:
        """The current highlight."""
        marked = self.document.marked
        return next((one for one in marked if one.highlight.highlight_id == self._current), None)

    @property
    def passage(self) -> tuple[int, int] | None:
        """The passage that a pen marks now: what is selected, else the current sentence."""
        if self.selection is not None:
            return self.selection.span
        return self._sentence_span if self._sentence >= 0 else None

    def kept_in_view(self) -> tuple[int, int] | None:
        """Return the passage that stays in view when the window changes."""
        if self.selection is not None:
            return self.selection.cursor
        return self._sentence_span if self._sentence >= 0 else None

    @property
    def _sentence_span(self) -> tuple[int, int]:
        inside = 0 <= self._sentence < len(self.document.sentences)
        return self.document.sentences[self._sentence] if inside else (0, 0)

    def _covering(self, span: tuple[int, int]) -> str:
        """Return the id of the closest highlight that covers a passage, or ""."""
        found = [one for one in self.document.marked if one.start <= span[0] < span[1] <= one.stop]
        closest = min(found, key=lambda one: one.stop - one.start, default=None)
        return closest.highlight.highlight_id if closest else ""

    # Moving

    def step_sentence(self, steps: int) -> bool:
        """Go to another sentence; return whether there was one."""
        wanted = self._sentence + steps
        if not 0 <= wanted < len(self.document.sentences):
            return False
        self._sentence = wanted
        self._reach(self._covering(self._sentence_span), self._sentence_span)
        return True

    def step_highlight(self, steps: int) -> bool:
        """Go to another highlight, around the ends; return whether there is any."""
        marked = self.document.marked
        if not marked:
            return False
        here = next((n for n, one in enumerate(marked) if one.highlight.highlight_id == self._current), None)
        if here is None:
            at = self._sentence_span[0]
            here = sum(one.start < at for one in marked) - (steps > 0)
        self.reach(marked[(here + steps) % len(marked)].highlight.highlight_id)
        return True

    def reach(self, highlight_id: str) -> None:
        """Go to a highlight, if it is here."""
        for one in self.document.marked:
            if one.highlight.highlight_id == highlight_id:
                inside = [n for n, (start, _) in enumerate(self.document.sentences) if start <= one.start]
                self._sentence = inside[-1] if inside and one.highlight.place else self._sentence
                self._reach(highlight_id, (one.start, one.stop))

    def adopt(self, highlight_id: str) -> None:
        """Make a highlight the current one that is here as soon as the paper is shown anew."""
        self._current = highlight_id

    def _reach(self, highlight_id: str, span: tuple[int, int]) -> None:
        self._current = highlight_id
        self.assign_lines()
        self.show_span(*span)

    def make_room(self, lines: int) -> None:
        """Bring the current highlight above some lines at the bottom that will be covered."""
        current = self.current
        if current is not None:
            last = self.line_of(self.row_of(max(current.stop - 1, current.start)))
            if last - self.top >= self.size.height - lines:
                self.top = max(last - max(self.size.height - lines, 1) + 1, 0)
                self.repaint()

    # Selecting

    def begin_selection(self, sentence: bool = False) -> bool:
        """Select the first word here, or the whole sentence; return whether there is any text."""
        start, stop = (self.current or self._sentence_span)[:2] if not sentence else self._sentence_span
        part = self.part_of(start)
        if stop <= start or part is None:
            return False
        selection = Selection(self.document.text, part, start, start)
        return self.select(selection.to(stop) if sentence else selection.by_words(1))

    def extend_by_sentences(self, steps: int) -> None:
        """Move the end of the selection by sentences."""
        self.extend(lambda selection: selection.by_sentences(steps, self.document.sentences))

    # Laying out

    @property
    def _is_beside(self) -> bool:
        """Whether comments stand in a margin."""
        roomy = self._width >= GUTTER + LEAST_COLUMN + GAP + LEAST_MARGIN
        return roomy and any(one.highlight.comment for one in self.document.marked)

    def column(self) -> int:
        """Return the cells of a row of text."""
        room = self._width - GUTTER - (GAP + LEAST_MARGIN if self._is_beside else 1)
        return max(min(room, COLUMN), 1)

    def _margin(self) -> int:
        """Return the cells of the margin."""
        return min(self._width - GUTTER - self.column() - GAP, MOST_MARGIN) if self._is_beside else 0

    def indent(self) -> int:
        """Return the blanks before a row: column and margin stand in the middle."""
        taken = self.column() + (GAP + self._margin() if self._is_beside else 0)
        return max((self._width - taken) // 2, GUTTER)

    def _comments_at(self) -> int:
        """Return the cells before comments."""
        return self.indent() + (self.column() + GAP if self._is_beside else 0)

    def assign_lines(self) -> None:
        """Put comments beside the text, or below their passages."""
        marked = self.document.marked if self._rows else ()
        comments = [
            Comment(number, self.row_of(one.start), self.row_of(one.stop - 1), one.highlight.comment)
            for number, one in enumerate(marked)
            if one.highlight.comment
        ]
        comments.sort(key=lambda one: one.first)
        numbers = [one.highlight.highlight_id for one in marked]
        current = numbers.index(self._current) if self._current in numbers else -1
        place, width = (beside, self._margin()) if self._is_beside else (below, self.column())
        self._lines = place(len(self._rows), comments, max(width - cell_len(RULE) - 1, 1), current)
        self._pens = {}
        for one in marked:
            self._pens.setdefault(self.row_of(one.start), []).append(one.highlight.pen)
        self._line_of = [number for number, line in enumerate(self._lines) if line.row >= 0]

    def _rearrange(self) -> None:
        """Show another comment opened."""
        self.assign_lines()
        self.refit()

    def row_in(self, line: int) -> int | None:
        """Return the row that is drawn in a line, if one is."""
        inside = 0 <= line - self.AIR < len(self._lines)
        row = self._lines[line - self.AIR].row if inside else -1
        return None if row < 0 else row

    def line_count(self) -> int:
        """Return how many lines there are, with a little air around them."""
        return len(self._lines) + self.AIR + 1

    def line_of(self, row: int) -> int:
        """Return the line in which a row of the text is drawn."""
        return (self._line_of[row] if 0 <= row < len(self._line_of) else 0) + self.AIR

    def row_at(self, line: int) -> int | None:
        """Return the row that is drawn in a line, or the one before it."""
        rows = [one.row for one in self._lines[: max(line - self.AIR, 0) + 1] if one.row >= 0]
        return rows[-1] if rows else None

    # Drawing

    def draw(self, line: int, width: int) -> list[Segment]:
        """Draw a row of text, a part of a comment, or both."""
        if not 0 <= line - self.AIR < len(self._lines):
            return []
        here = self._lines[line - self.AIR]
        text = self._draw_text(here.row) if here.row >= 0 else []
        if here.number < 0:
            return text
        used = sum(cell_len(segment.text) for segment in text)
        return [*text, Segment(" " * (self._comments_at() - used), self.base), *self._draw_note(here)]

    def _draw_note(self, line: Line) -> list[Segment]:
        highlight = self.document.marked[line.number].highlight
        style = self.named("open-comment" if highlight.highlight_id == self._current else "comment")
        pen = self.base + self.named(f"pen-{highlight.pen}")
        number = Segment(str(highlight.pen), pen) if line.begins else Segment(" ", self.base)
        return [
            number,
            Segment(RULE, self.base + self.named("comment")),
            Segment(line.note, self.base + style),
        ]

    def _draw_text(self, row: int) -> list[Segment]:
        """Draw a row of text, the numbers of the pens that begin there, and a bar beside the sentence."""
        margin, *text = self.draw_row(row)
        start, stop, indent = self._rows[row]
        first, last = self._sentence_span
        is_current = start < last and stop > first
        pens = self._pens.get(row, [])[: len(margin.text) - indent - 1]
        return [
            Segment(" " * (len(margin.text) - indent - 1 - len(pens)), self.base),
            *(Segment(str(pen), self.base + self.named(f"pen-{pen}")) for pen in pens),
            Segment("▎" if is_current else " ", self.base + self.named("bar")),
            Segment(" " * indent, self.base),
            *text,
        ]

    def spans(self) -> Iterator[Span]:
        """Yield the document's spans, the sentence under them, what is current and selected over them."""
        yield Span(*self._sentence_span, "sentence")
        yield from self.document.spans
        current = self.current if self.selection is None else None
        if current is not None:
            yield Span(current.start, current.stop, "current-pen")
        if 0 <= self.hit < len(self.document.hits):
            yield Span(*self.document.hits[self.hit], "current-hit")
        yield from self.selecting_spans()

    def on_click(self, event: events.Click) -> None:
        """Go to the highlight whose comment was clicked."""
        line = self.top + event.y - self.AIR
        here = self._lines[line] if 0 <= line < len(self._lines) else Line(-1)
        if here.number >= 0 and event.x >= self._comments_at():
            self.reach(self.document.marked[here.number].highlight.highlight_id)

    def go_to(self, offset: int) -> None:
        """Go to the sentence at an offset, and to a highlight there."""
        for number, (start, stop) in enumerate(self.document.sentences):
            if start <= offset < stop:
                self._sentence = number
        self._current = self._covering((offset, offset + 1))
        self._rearrange()
