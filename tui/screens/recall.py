"""Recall: the reader's own highlights, one at a time, with what was marked left out until one looks."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import ClassVar

from textual.widget import Widget

from postil.store.models import Step
from postil.store.recall import Asked, Recall

from ..commands import Call, Go, Need, Where
from ..document import Document
from ..framed_screen import FramedScreen
from ..layout import crop
from ..line_pane import LinePane
from ..recalling import AT_END, BEGIN, GRADE, LOOK, card, end, invitation
from ..session import Session
from ..widgets.gauge import Gauge
from ..widgets.reading_view import ReadingView

WEEK = 7
"""Days that the end looks ahead."""


class RecallScreen(FramedScreen):
    """Asks for the highlights that are due.

    Args:
        session: What the desk is looking at.
        go: Leads to another place.
        now: Returns the present moment by the reader's clock, with its zone.
        read: Opens a paper of some papers, by their row ids, at a highlight.
    """

    PLACES: ClassVar[tuple[Where, ...]] = ("recall",)
    AUTO_FOCUS = "ReadingView"

    def __init__(
        self,
        session: Session,
        go: Go,
        now: Callable[[], datetime],
        read: Callable[[Sequence[int], int, str], None],
    ) -> None:
        super().__init__(session, go)
        self._now, self._read = now, read
        self._asked: list[str] = []
        self._place = 0
        self._card: Asked | None = None
        self._is_shown = False
        self._grades: dict[str, int] = {}
        self._steps: dict[int, tuple[str, int]] = {}

    def contents(self) -> Iterable[Widget]:
        """Make the column."""
        return Gauge(), ReadingView()

    def on_mount(self) -> None:
        """Ask for the first, or whether to begin at all."""
        self._begin()

    def pane(self) -> LinePane:
        """Return the column."""
        return self.query_one(ReadingView)

    @property
    def _recall(self) -> Recall:
        return self.session.library.recall

    def lacks(self, need: Need) -> bool:
        """Return whether something that a command needs is not there."""
        if need is Need.CARD:
            return self._card is None
        return not self._is_shown if need is Need.ANSWER else super().lacks(need)

    # What is shown

    def _begin(self) -> None:
        """Ask for what is due by now."""
        due = self._recall.due(self._now().date()) if self._recall.is_on else ()
        self._asked = [asked.highlight.highlight_id for asked in due]
        self._go_to(0)

    def _go_to(self, place: int, shown: bool = False) -> None:
        """Show the card at a place, or the next one whose highlight is still in its text, or the end."""
        self._card = None
        while self._card is None and place < len(self._asked):
            self._card = self._standing(self._asked[place])
            if self._card is None:
                del self._asked[place]
        self._place, self._is_shown = place, shown and self._card is not None
        self._show()

    def _standing(self, highlight_id: str) -> Asked | None:
        """Return a card, unless its highlight was deleted or its passage is gone."""
        if not self.session.library.highlights.has(highlight_id):
            return None
        asked = self._recall.get(highlight_id)
        return asked if asked.highlight.place else None

    def _show(self, keep_place: bool = False) -> None:
        self.query_one(ReadingView).show(self.document(), keep_place)
        self.show_lines()

    def document(self) -> Document:
        """Return the card, or what stands before the first and behind the last."""
        today = self._now().date()
        if self._card is not None:
            paper = self.session.library.papers.get(self._card.highlight.key)
            return card(
                self._card.highlight, paper, self._recall.days(self._card, today) if self._is_shown else None
            )
        if not self._recall.is_on:
            return invitation()
        tomorrow = self._recall.ahead(today + timedelta(1))
        return end([*self._grades.values()], tomorrow, self._recall.coming(today, WEEK), self._recall.has_any)

    def heading(self) -> tuple[str, str, str]:
        """Return which card it is, of how many."""
        place = f"{self._place + 1:,} of {len(self._asked):,} " if self._card is not None else ""
        return "› Recall", place, ""

    def standing(self) -> str:
        """Return how much was known so far."""
        known = sum(grade > 1 for grade in self._grades.values())
        return f"known {known} · again {len(self._grades) - known}" if self._grades else ""

    def show_lines(self) -> None:
        """Show the lines around the column anew."""
        super().show_lines()
        gauge = self.query_one(Gauge)
        gauge.done, gauge.total = self._place, len(self._asked)
        if self._card is not None:
            self.hint_bar.hints = GRADE if self._is_shown else LOOK
        else:
            self.hint_bar.hints = AT_END if self._recall.is_on else BEGIN

    def refresh_papers(self) -> None:
        """Show the card anew, if its highlight is still there."""
        self._go_to(self._place, self._is_shown)

    def on_screen_resume(self) -> None:
        """Come back from the paper, where the highlight may have been changed."""
        self.refresh_papers()

    # What the reader says

    def do_recall_look(self, _call: Call) -> None:
        """Show what was marked."""
        self._is_shown = True
        self._show(keep_place=True)
        view = self.query_one(ReadingView)
        for span in view.document.spans:
            if span.style.startswith("pen-"):
                view.show_span(span.start, span.stop)

    def do_recall_open(self, call: Call) -> None:
        """Begin; look; then read the passage in its paper."""
        if self._card is None:
            if not self._recall.is_on:
                self._recall.turn(True)
                self._begin()
        elif self._is_shown:
            highlight = self._card.highlight
            papers = self.session.library.papers
            here = papers.id_of(highlight.key)
            self._read(array("q", [] if here is None else [here]), 0, highlight.highlight_id)
        else:
            self.do_recall_look(call)

    def do_recall_grade(self, call: Call) -> None:
        """Note how well it was known, and go on."""
        grade = int(call.choice)
        self._say(grade, lambda highlight_id: self._recall.grade(highlight_id, grade, self._now()))

    def do_recall_leave_out(self, _call: Call) -> None:
        """Ask for the highlight no more."""
        self._say(0, self._recall.leave_out)
        self.notice("asked no more · u undoes")

    def _say(self, grade: int, write: Callable[[str], object]) -> None:
        """Write something about the card, and go on; grade 0 is none."""
        if self._card is None:
            return
        highlight_id = self._card.highlight.highlight_id
        write(highlight_id)
        step_id = self.session.library.history.written
        if step_id is not None:
            self._steps[step_id] = highlight_id, grade
        self._note(highlight_id, grade)
        self._go_to(self._place + 1)

    def _note(self, highlight_id: str, grade: int) -> None:
        if grade:
            self._grades[highlight_id] = grade
        else:
            self._grades.pop(highlight_id, None)

    def do_recall_stop(self, _call: Call) -> None:
        """End recall; the cards stay."""
        self._recall.turn(False)
        self.notice("recall is off; your cards stay · u undoes")
        self._begin()

    def do_history_undo(self, call: Call) -> None:
        """Take back the last grade, and ask again."""
        for _ in range(call.times):
            step = self.session.library.history.undo()
            self._turned("undone", step)

    def do_history_redo(self, call: Call) -> None:
        """Do again what was undone, and go on behind it."""
        for _ in range(call.times):
            step = self.session.library.history.redo()
            self._turned("redone", step)

    def _turned(self, done: str, step: Step | None) -> None:
        """Show the card to which a step leads that was undone or redone."""
        self.notice(f"{done}: {crop(step.label, 48)}" if step else f"nothing to be {done}")
        highlight_id, grade = self._steps.get(step.step_id, ("", 0)) if step else ("", 0)
        if highlight_id not in self._asked:
            self._begin()
            return
        self._note(highlight_id, grade if done == "redone" else 0)
        place = self._asked.index(highlight_id)
        self._go_to(place + (done == "redone"), shown=done == "undone")
