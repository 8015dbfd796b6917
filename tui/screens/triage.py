"""Triage: one paper at a time, and a key that says what shall become of it."""

from collections.abc import Callable, Iterable
from itertools import chain
from time import monotonic
from typing import ClassVar

from textual.widget import Widget

from postil.store.models import Step
from postil.store.triage import Verdict

from ..annotating import Annotating
from ..collecting import Collecting
from ..commands import Call, Go, Where
from ..desk_view import hints
from ..document import Document, paper_document
from ..framed_screen import FramedScreen
from ..layout import crop
from ..line_pane import LinePane
from ..margin import Line
from ..pile import Pile
from ..session import Session
from ..sifting import AT_END, SAID, Sifting, by_sentences, summary
from ..widgets.gauge import Gauge
from ..widgets.reading_view import ReadingView

UNDO = ("u", "undo")
NOTHING_AHEAD = (-1, Document())


class SiftingView(ReadingView):
    """A paper to decide about: its sentences stand apart where the window has room for that."""

    def show(self, document: Document, keep_place: bool = False) -> None:
        """Show another paper; its lines are drawn once, and not compared with those before."""
        self.refresh()
        super().show(document, keep_place)

    def on_resize(self) -> None:
        """See anew whether there is room."""
        super().on_resize()
        self._rearrange()

    def assign_lines(self) -> None:
        """Leave a line free before every sentence but the first, if all of the paper is in view then."""
        super().assign_lines()
        text = self.document.text
        begun = {
            number
            for number, row in enumerate(self._rows)
            for part in self.document.parts
            if part.field == "abstract" and part.start < row.start < part.stop and text[row.start - 1] == "\n"
        }
        if self.line_count() + len(begun) <= self.size.height:
            aired = ((Line(-1), line) if line.row in begun else (line,) for line in self._lines)
            self._lines = list(chain.from_iterable(aired))
            self._line_of = [number for number, line in enumerate(self._lines) if line.row >= 0]


class TriageScreen(Annotating, Collecting, FramedScreen):
    """Asks about each paper of a pile.

    Args:
        session: A session at the pile.
        go: Leads to another place.
        pile: The papers.
        heading: Where the papers come from.
        day: The present day.
        read: Opens the paper under the session's cursor to be read.
        show: Shows what a query finds in the library, under a name.
    """

    PLACES: ClassVar[tuple[Where, ...]] = ("triage",)
    AUTO_FOCUS = "SiftingView"

    def __init__(  # noqa: PLR0913, PLR0917 (what it shows, and the ways from it)
        self,
        session: Session,
        go: Go,
        pile: Pile,
        heading: str,
        day: str,
        read: Callable[[Session], None],
        show: Callable[[str, str], None],
    ) -> None:
        super().__init__(session, go)
        self._pile, self._heading, self._day = pile, heading, day
        self._read, self._show_in_library = read, show
        self._sifting = Sifting()
        self._begun = monotonic()
        self._ahead = NOTHING_AHEAD

    def contents(self) -> Iterable[Widget]:
        """Make the column."""
        return Gauge(), SiftingView()

    def on_mount(self) -> None:
        """Show the first paper."""
        self._go_to(0)

    @property
    def text(self) -> SiftingView:
        """The column."""
        return self.query_one(SiftingView)

    def pane(self) -> LinePane:
        """Return the column."""
        return self.text

    @property
    def _place(self) -> int:
        return self.session.cursor

    # What is shown

    def document(self) -> Document:
        """Return the paper, or what stands at the end of the pile."""
        if self.session.paper_id is None:
            return summary(self._sifting, len(self._pile), monotonic() - self._begun)
        return self._paper(self._place)

    def _paper(self, place: int) -> Document:
        """Return the paper at a place."""
        paper = self.session.whole(self._pile[place])
        return by_sentences(paper_document(paper, self.session.listing.marks, reading=True))

    def _go_to(self, place: int) -> None:
        """Show the paper at a place, or the end."""
        self.session.cursor = place if self._pile.has(place) else len(self._pile)
        at, ahead = self._ahead
        self.text.show(ahead if at == self._place else self.document())
        self.show_lines()
        self.call_after_refresh(self._look_ahead)

    def _look_ahead(self) -> None:
        """Have the next paper at hand before a key asks for it."""
        place = self._place + 1
        self._ahead = (place, self._paper(place)) if self._pile.has(place) else NOTHING_AHEAD

    def heading(self) -> tuple[str, str, str]:
        """Return where the papers come from, and which one it is, of how many."""
        where, pile = f"› Triage › {self._heading}", self._pile.said()
        if self.session.paper_id is None:
            return where, f"{pile} ", ""
        verdict, number = self._sifting.at(self._place), self._place + 1
        said = f"{SAID[verdict]} · " if verdict else ""
        return where, f"{said}{number:,} of {pile} ", f"{number:,}/{pile} "

    def standing(self) -> str:
        """Return what was decided so far."""
        return self._sifting.words()

    def show_lines(self) -> None:
        """Show the lines around the column anew."""
        super().show_lines()
        gauge = self.query_one(Gauge)
        gauge.done, gauge.total = self._place, self._pile.total
        self.hint_bar.hints = _hints() if self.session.paper_id is not None else AT_END

    def refresh_papers(self) -> None:
        """Show the paper anew, at the same place."""
        self._ahead = NOTHING_AHEAD
        self.text.show(self.document(), keep_place=True)
        self.show_lines()

    def on_screen_resume(self) -> None:
        """Come back from the reader, perhaps to another paper; or leave, where another library was opened."""
        if self.session.listing.ids is self._pile:
            self._ahead = NOTHING_AHEAD
            self._go_to(self._place)
        else:
            self.go("back")

    # What is decided

    def do_triage_keep(self, _call: Call) -> None:
        """Keep the paper."""
        self._judge("keep")

    def do_triage_star(self, _call: Call) -> None:
        """Keep the paper, and star it."""
        self._judge("star")

    def do_triage_later(self, _call: Call) -> None:
        """Ask again on another day."""
        self._judge("later")

    def do_triage_drop(self, _call: Call) -> None:
        """Drop the paper."""
        self._judge("drop")

    def _judge(self, verdict: Verdict) -> None:
        library, place = self.session.library, self._place
        library.triage.judge(library.papers.keys([self._pile[place]]), verdict, self._day)
        self._sifting.judge(place, verdict, library.history.written)
        self._go_to(place + 1)

    def do_history_undo(self, call: Call) -> None:
        """Take back what was decided, and ask again."""
        for _ in range(call.times):
            step = self.session.library.history.undo()
            self._turned("undone", step, self._sifting.undone(step.step_id) if step else None)

    def do_history_redo(self, call: Call) -> None:
        """Do again what was undone, and go on behind it."""
        for _ in range(call.times):
            step = self.session.library.history.redo()
            place = self._sifting.redone(step.step_id) if step else None
            self._turned("redone", step, None if place is None else place + 1)

    def _turned(self, done: str, step: Step | None, place: int | None) -> None:
        """Show where a step leads that was undone or redone."""
        self.notice(f"{done}: {crop(step.label, 48)}" if step else f"nothing to be {done}")
        self._ahead = NOTHING_AHEAD
        self._go_to(self._place if place is None else place)

    # Going on

    def do_triage_next(self, call: Call) -> None:
        """Skip the paper."""
        self._go_to(self._place + call.times)

    def do_triage_previous(self, call: Call) -> None:
        """Go to the paper before."""
        if self._place:
            self._go_to(max(self._place - call.times, 0))
        else:
            self.notice("this is the first paper of the pile")

    def do_triage_page(self, _call: Call) -> None:
        """Go a page down."""
        self.text.page(1)

    def do_triage_open(self, _call: Call) -> None:
        """Read the paper; at the end, show what was kept."""
        if self.session.paper_id is None:
            self._show_in_library("is:kept", "Kept")
        else:
            self._read(self.session)


def _hints() -> list[tuple[str, str]]:
    """Return the keys that matter: the four verdicts, then the way back from them, and scrolling last."""
    scroll, *others = hints("triage")
    others.remove(UNDO)
    return [*others[:4], UNDO, *others[4:], scroll]
