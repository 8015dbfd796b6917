"""Marking what is read: selecting, five pens, comments."""

from postil.store.history import Sitting
from postil.store.models import Highlight, HighlightField

from .commands import Call, Command, Need, Where
from .desk_view import hints
from .document import Document
from .layout import crop
from .lazy import load
from .messages import Selecting
from .selection import Selection
from .widgets.reading_view import ReadingView
from .yanking import Yanking

WRITING = 14
"""Lines that the field for a comment covers, at the bottom."""

TITLE = 48
"""Cells of a quote over its comment."""


class Highlighting(Yanking):
    """A screen with a paper in which one can mark.

    Args:
        session: What the desk is looking at.
        go: Leads to another place.
    """

    pen = 1
    """The pen used last."""

    @property
    def text(self) -> ReadingView:
        """The column."""
        return self.query_one(ReadingView)

    @property
    def mode(self) -> str:
        """What the keys do now."""
        return "SELECT" if self.text.selection is not None else "READ"

    def lacks(self, need: Need) -> bool:
        """Return whether something that a command needs is not there."""
        if need is Need.HIGHLIGHT:
            return self.text.current is None
        if need is Need.HIGHLIGHTS:
            return not self.text.document.marked
        return super().lacks(need)

    def on_selecting(self, _message: Selecting) -> None:
        """Show what is selected, and what the keys mean now."""
        self._agree()
        self.show_lines()

    def run_command(self, command: Command, call: Call) -> None:
        """Run a command; the next key, however soon it comes, has the meaning that it has then."""
        super().run_command(command, call)
        self._agree()

    def _agree(self) -> None:
        """Give the keys the meaning that they have now."""
        place: Where = "select" if self.text.selection is not None else "reader"
        if self.places != (place,):
            self.take_places((place,))
            self.hint_bar.hints = hints(place)

    # Selecting

    def do_select_begin(self, _call: Call) -> None:
        """Begin to select."""
        self._begin()

    def do_select_sentence(self, _call: Call) -> None:
        """Select the sentence."""
        self._begin(sentence=True)

    def _begin(self, sentence: bool = False) -> None:
        if not self.text.begin_selection(sentence):
            self.notice("there is no text to select here")

    def do_select_word_next(self, call: Call) -> None:
        """Go to the end of a word."""
        self.text.extend(lambda selection: selection.by_words(call.times))

    def do_select_word_previous(self, call: Call) -> None:
        """Go to the beginning of a word."""
        self.text.extend(lambda selection: selection.by_words(-call.times))

    def do_select_next(self, call: Call) -> None:
        """Go to the next character."""
        self.text.extend(lambda selection: selection.by_characters(call.times))

    def do_select_previous(self, call: Call) -> None:
        """Go to the character before."""
        self.text.extend(lambda selection: selection.by_characters(-call.times))

    def do_select_swap(self, _call: Call) -> None:
        """Move the other end."""
        self.text.extend(Selection.swapped)

    def do_select_copy(self, _call: Call) -> None:
        """Copy what is selected."""
        selection = self.text.selection
        if selection is not None:
            self.text.end_selection()
            self._yank(selection.quote, "selection")

    def do_select_leave(self, _call: Call) -> None:
        """Select nothing."""
        self.text.end_selection()

    # Highlights

    def do_highlight_pen(self, call: Call) -> None:
        """Mark, or give the highlight another pen."""
        self.pen = int(call.choice)
        current = self.text.current
        if current is not None and self.text.selection is None:
            self.session.library.highlights.change(current.highlight.highlight_id, pen=self.pen)
            self.refresh_papers()
        elif self._mark(Sitting()) is None:
            return
        self.notice(self.session.pens[self.pen - 1])

    def do_highlight_comment(self, _call: Call) -> None:
        """Mark, and write a comment; on a highlight, write its comment."""
        sitting = Sitting()
        current = self.text.current if self.text.selection is None else None
        highlight = current.highlight if current is not None else self._mark(sitting)
        if highlight is not None:
            self._write(highlight, sitting)

    def do_highlight_edit(self, _call: Call) -> None:
        """Write the comment of the highlight."""
        current = self.text.current
        if current is not None:
            self._write(current.highlight, Sitting())

    def do_highlight_delete(self, _call: Call) -> None:
        """Delete the highlight."""
        current = self.text.current
        if current is not None:
            self.session.library.highlights.remove(current.highlight.highlight_id)
            self.refresh_papers()
            self.notice("highlight deleted · u undoes")

    def do_highlight_next(self, call: Call) -> None:
        """Go to the next highlight."""
        self.text.step_highlight(call.times)

    def do_highlight_previous(self, call: Call) -> None:
        """Go to the highlight before."""
        self.text.step_highlight(-call.times)

    def _mark(self, sitting: Sitting) -> Highlight | None:
        """Mark what is selected, else the sentence; return the highlight."""
        paper, passage = self.session.paper(), self.text.passage
        place = passage and _in_part(self.text.document, *passage)
        if paper is None or not place:
            self.notice("there is no sentence here to highlight")
            return None
        field, start, stop = place
        made = self.session.library.highlights.add(paper.key, field, start, stop, self.pen, sitting=sitting)
        if self.text.selection is not None:
            self.text.end_selection()
        self.text.adopt(made.highlight_id)
        self.refresh_papers()
        return made

    def _write(self, highlight: Highlight, sitting: Sitting) -> None:
        sitting.text = highlight.comment

        def keep(text: str) -> None:
            self.session.library.highlights.comment(highlight, text.rstrip(), sitting)

        top = self.text.top
        self.text.make_room(WRITING)
        quote = " ".join(highlight.quote.split())
        title = f"Comment · {self.session.pens[highlight.pen - 1]} · {crop(quote, TITLE)}"
        screen = load("tui.screens.writing:WritingScreen")(title, highlight.comment, keep, small=True)

        def written(_result: object) -> None:
            self.text.scroll(top)
            self.refresh_papers()

        self.app.push_screen(screen, written)

    def do_yank_quote(self, _call: Call) -> None:
        """Copy the highlight, or the sentence, with its reference."""
        paper, current, passage = self._paper(), self.text.current, self.text.passage
        quote = current.highlight.quote if current else self.text.document.text[slice(*(passage or (0, 0)))]
        reference = load("store.exporters.wording:reference")(paper)
        self._yank(f"“{' '.join(quote.split())}” {reference}", "quote")


def _in_part(document: Document, start: int, stop: int) -> tuple[HighlightField, int, int] | None:
    """Return the field that a passage of a document stands in, and from where to where."""
    for part in document.parts:
        if part.start <= start < part.stop:
            return part.field, start - part.start, min(stop, part.stop) - part.start
    return None
