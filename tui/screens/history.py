"""Every change that was made, what it changed, and the way back to any of them."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar, NamedTuple

from textual.widget import Widget
from textual.widgets import Input

from postil.store.models import Step

from ..change_words import Teller
from ..commands import Call, Command, Go, Need, Where
from ..document import Document
from ..filter_field import FilterField
from ..format import plural
from ..history_sheet import nothing_document, step_document
from ..marking import Marking
from ..messages import CursorMoved
from ..session import Session
from ..two_pane_screen import TwoPaneScreen
from ..widgets.paper_view import PaperView
from ..widgets.step_list import StepList

TOLD = 200
"""Rows of a step that are told."""

MOST = 10_000
"""Steps that the desk turns at a time: the reader waits for them."""


class Asked(NamedTuple):
    """Whether the reader means to go to a step.

    Args:
        step: The step.
        way: The numbers of the steps that are turned on the way there.
    """

    step: Step
    way: Sequence[int]

    def words(self) -> str:
        """Return what it means to go there."""
        number = len(self.way)
        steps, count = plural(number, "step"), f"{number} " if number > 1 else ""
        if self.step.state == "done":
            return f"⏎ again takes back {steps}, this one too · {count}ctrl+r brings back"
        return f"⏎ again does {steps} again, this one too · {count}u takes back"


class HistoryScreen(Marking, TwoPaneScreen[StepList, PaperView]):
    """Shows the steps of history, the newest first, and goes to any of them.

    Args:
        session: What the desk is looking at.
        go: Leads to another place.
        read: Opens a paper of some papers, by their row ids.
    """

    PLACES: ClassVar[tuple[Where, ...]] = ("history",)

    def __init__(self, session: Session, go: Go, read: Callable[[Sequence[int], int], None]) -> None:
        super().__init__(session, go)
        self._read = read
        self._field = FilterField("words of what was done")
        self._ids: array[int] = array("q")
        self._words = ""
        self._asked: Asked | None = None

    def panes(self) -> tuple[StepList, PaperView]:
        """Make the list of steps, and what one changed."""
        return StepList(), PaperView()

    def contents(self) -> Iterable[Widget]:
        """Make the search line, and the panes."""
        return self._field, *super().contents()

    def on_screen_resume(self) -> None:
        """Show all steps, at first and whenever one comes back."""
        self.refresh_papers()

    @property
    def _current(self) -> Step | None:
        return self.listed.current

    def lacks(self, need: Need) -> bool:
        """Return whether something that a command needs is not there."""
        if need is Need.STEP:
            return self._current is None
        if need is Need.CONCERNED:
            return not self._concerned()
        return super().lacks(need)

    def refresh_papers(self) -> None:
        """Show the steps anew, the cursor where it was."""
        history = self.session.library.history
        self._ids = history.ids(self._words)
        self.listed.show(self._ids, history.some)
        self.set_class(not self._ids, "-empty")
        self._show_current(keep_place=True)
        self.show_lines()

    def on_cursor_moved(self, message: CursorMoved) -> None:
        """Show what the step under the cursor changed."""
        if message.by_reader:
            self._show_current()
        self.show_lines()

    def _show_current(self, keep_place: bool = False) -> None:
        self.beside.show(self._document(), keep_place)

    def _document(self) -> Document:
        step, history = self._current, self.session.library.history
        if step is None:
            return nothing_document(self._words)
        rows = list(history.changes(step.step_id, TOLD))
        told = Teller(history.named(rows), self.session.pens).told(rows)
        return step_document(step, told, max(step.rows - len(rows), 0) if len(rows) == TOLD else 0)

    def heading(self) -> tuple[str, str, str]:
        """Return how many steps there are."""
        return "› History", f"{plural(len(self._ids), 'step')} ", ""

    def standing(self) -> str:
        """Return what is asked, or which step is under the cursor."""
        if self._asked:
            return self._asked.words()
        number = min(self.listed.cursor + 1, len(self._ids))
        place = f"{number:,}/{len(self._ids):,}" if self._ids else ""
        return place + (f"  /{self._words}" if self._words.strip() else "")

    # Going to a step

    def run_command(self, command: Command, call: Call) -> None:
        """Run a command; what was asked is forgotten by any other."""
        if command.id != "history.go":
            self._asked = None
        super().run_command(command, call)

    def do_history_go(self, _call: Call) -> None:
        """Say what going to the step means; when that was said, and still is so, go."""
        step, history = self._current, self.session.library.history
        if step is None:
            return
        if history.get(step.step_id) != step:  # another desk turned it
            self.refresh_papers()
            step = history.get(step.step_id)
        done, turn = ("undone", history.undo_to) if step.state == "done" else ("redone", history.redo_to)
        asked = Asked(step, history.way(step.step_id, "undone" if step.state == "done" else "done"))
        if len(asked.way) > MOST:
            command = f"postil {'undo' if step.state == 'done' else 'redo'} --to {step.step_id}"
            self.notice(f"that is {len(asked.way):,} steps; `{command}` goes there")
        elif asked != self._asked:
            self._asked = asked
        else:
            self._asked = None
            self.notice(f"{done}: {plural(len(turn(step.step_id)), 'step')}")
            self.refresh_papers()

    def do_history_read(self, _call: Call) -> None:
        """Read the papers that the step concerns."""
        self._read(self._concerned(), 0)

    def on_opened(self) -> None:
        """Read the papers that the step concerns."""
        if self._concerned():
            self._read(self._concerned(), 0)

    def _concerned(self) -> "array[int]":
        step = self._current
        return array("q") if step is None else self.session.library.history.papers(step.step_id)

    # What is shown

    def do_history_filter(self, _call: Call) -> None:
        """Type words."""
        self._field.open()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show only what has the words."""
        self._words, self._asked = event.value, None
        self.refresh_papers()

    def widen(self) -> bool:
        """Show all steps again."""
        if not self._words:
            return False
        self._words = ""
        self._field.close()
        self.refresh_papers()
        return True
