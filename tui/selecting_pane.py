"""A pane in whose text one can select, by keys and by the mouse."""

from collections.abc import Callable, Iterator
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.geometry import Offset

from . import graphemes
from .document import Document, Span
from .looks import Look, Looks
from .messages import Selecting
from .selection import Selection
from .text_pane import TextPane


class SelectingPane(TextPane):
    """Shows a document of which a stretch can be selected, within one of its parts.

    Looks:
        selection, cursor: What is being selected, and the end of it that moves.
    """

    ALLOW_SELECT = False

    LOOKS: ClassVar[Looks] = {
        "selection": Look("selection-text", "selection-background", "$selection-style"),
        "cursor": Look("ground", "accent", "$cursor-style"),
    }

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id)
        self.selection: Selection | None = None
        self._pressed: int | None = None

    def show(self, document: Document, keep_place: bool = False) -> None:
        """Show another document; a selection holds while the part in which it was made reads the same."""
        before = self.selection
        self.selection = self._carried(before, document) if before is not None and keep_place else None
        if self._pressed is not None:
            self._pressed = self.selection.anchor if self.selection is not None else None
        super().show(document, keep_place)
        if before is not None and self.selection is None:
            self.post_message(Selecting())

    def _carried(self, selection: Selection, document: Document) -> Selection | None:
        """Return a selection in another document, or None if its part reads otherwise there."""
        parts = zip(self.document.parts, document.parts, strict=False)  # nothing to read has no parts
        now = next((new[1:] for old, new in parts if old[1:] == selection.part), None)
        return None if now is None else selection.carried(document.text, now)

    def selecting_spans(self) -> Iterator[Span]:
        """Yield what is selected, and the end of it that moves."""
        if self.selection is not None:
            yield Span(*self.selection.span, "selection")
            yield Span(*self.selection.cursor, "cursor")

    def extend(self, move: Callable[[Selection], Selection]) -> None:
        """Move an end of the selection."""
        if self.selection is not None:
            self.select(move(self.selection))

    def end_selection(self) -> None:
        """Select nothing."""
        self.selection = None
        self.repaint()
        self.post_message(Selecting())

    def select(self, selection: Selection) -> bool:
        """Show a selection; return that there is one."""
        self.selection = selection
        self.show_span(*selection.cursor)
        self.repaint()
        self._stand_at(selection.cursor[0])
        self.post_message(Selecting())
        return True

    def _stand_at(self, offset: int) -> None:
        """Put the terminal's own cursor where one reads, for those who have the screen read to them."""
        if not self._rows:  # the window is too small for any
            return
        line = self.line_of(self.row_of(offset)) - self.top
        place = Offset(self.indent() + self._cell_of(offset), line)
        self.app.cursor_position = self.region.offset + place

    def part_of(self, offset: int) -> tuple[int, int] | None:
        """Return where the part of the document stands that holds an offset and can be marked."""
        return next((part[1:] for part in self.document.parts if part.start <= offset < part.stop), None)

    def move(self, lines: int) -> None:
        """Go down by some lines; while selecting, the moving end does, if there are any."""
        if self.selection is None or not self._rows:
            super().move(lines)
            return
        row = self.row_of(self.selection.at) + lines
        cell = self._cell_of(self.selection.at)
        at = self.offset_at(max(0, min(row, len(self._rows) - 1)), cell) if row >= 0 else 0
        self.extend(lambda selection: selection.to(len(self.document.text) if row >= len(self._rows) else at))

    def move_to(self, line: int) -> None:
        """Go to a line; while selecting, to the beginning or the end of the text."""
        if self.selection is None:
            super().move_to(line)
        else:
            self.extend(lambda selection: selection.to(0 if line >= 0 else len(selection.text)))

    def _cell_of(self, offset: int) -> int:
        row = self._rows[self.row_of(offset)]
        return row.indent + cell_len(self.document.text[row.start : offset])

    def offset_at(self, row: int, cell: int) -> int:
        """Return the offset of what is drawn in a cell of a row."""
        start, stop, indent = self._rows[row]
        at = start
        while at < stop and cell_len(self.document.text[start : at + 1]) <= cell - indent:
            at += 1
        return at

    def _under(self, event: events.MouseEvent) -> int | None:
        """Return the offset of the text under the mouse."""
        row = self.row_in(self.top + event.y)
        return None if row is None else self.offset_at(row, event.x - self.indent())

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin to select, should the mouse be dragged."""
        self._pressed = self._under(event) if event.button == 1 else None
        if self._pressed is not None:
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select what the mouse is dragged over."""
        at = self._under(event)
        part = None if self._pressed is None else self.part_of(self._pressed)
        if at is None or self._pressed is None or part is None or at == self._pressed:
            return
        text = self.document.text
        end = graphemes.after(text, at) if at > self._pressed else at
        self.select(Selection(text, part, self._pressed, self._pressed).to(end))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Keep what was selected; a mere click goes to the highlight or the sentence under it."""
        self.release_mouse()
        pressed, self._pressed = self._pressed, None
        if pressed is not None and pressed == self._under(event):
            if self.selection is not None:
                self.end_selection()
            self.go_to(pressed)

    def go_to(self, offset: int) -> None:
        """Go where the mouse was clicked."""
