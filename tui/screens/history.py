"""Every change that was made, what it changed, and the way back to any of them."""

from array import array
from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.widgets import Input

from postil.store.models import Step

from ..change_words import Teller
from ..clean_input import CleanInput
from ..commands import Call, Command, Go, Need, Where
from ..desk_view import hints
from ..document import Document
from ..format import plural
from ..history_sheet import nothing_document, step_document
from ..line_pane import LinePane
from ..marking import Marking
from ..messages import CursorMoved
from ..moving import Moving
from ..paper_screen import PaperScreen
from ..session import Session
from ..two_panes import two_panes
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


class HistoryScreen(Moving, Marking, PaperScreen):
    """Shows the steps of history, the newest first, and goes to any of them.

    Args:
        session: What the desk is looking at.
        go: Leads to another place.
        read: Opens a paper of some papers, by their row ids.
    """

    DEFAULT_CSS = (
        two_panes("HistoryScreen", "steps", "StepList", "PaperView", ("2fr", "3fr"))
        + """
    HistoryScreen.-empty StepList { display: none; }
    HistoryScreen.-empty PaperView { border: none; }
    HistoryScreen Input { display: none; background: $panel; border: none; height: 1; padding: 0 1; }
    HistoryScreen Input.-shown { display: block; }
    """
    )

    PLACES: ClassVar[tuple[Where, ...]] = ("history",)
    AUTO_FOCUS = "StepList"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave_field", show=False)]
    """
    | key | does |
    |---|---|
    | escape | leave the search line for the list, as enter does |
    """

    def __init__(self, session: Session, go: Go, read: Callable[[Sequence[int], int], None]) -> None:
        super().__init__(session, go)
        self._read = read
        self._ids: array[int] = array("q")
        self._words = ""
        self._asked: Asked | None = None

    def compose(self) -> ComposeResult:
        """Make the list, the changes beside it and the lines around them."""
        yield self.head_bar
        yield CleanInput(placeholder="words of what was done", compact=True)
        with Container(id="steps"):
            yield StepList()
            yield PaperView()
        with Vertical(id="foot"):
            yield self.hint_bar
            yield self.status_bar

    def on_mount(self) -> None:
        """Show all steps."""
        self.hint_bar.hints = hints("history")
        self.call_after_refresh(self.furnish)
        self.refresh_papers()

    def on_screen_resume(self) -> None:
        """Look anew: something may have been done meanwhile."""
        self.refresh_papers()

    def pane(self) -> LinePane:
        """Return the pane that has the keys."""
        view = self.query_one(PaperView)
        return view if view.has_focus or self.has_class("-empty") else self.query_one(StepList)

    @property
    def _current(self) -> Step | None:
        return self.query_one(StepList).current

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
        self.query_one(StepList).show(self._ids, history.some)
        self.set_class(not self._ids, "-empty")
        self._show_current(keep_place=True)
        self.show_lines()

    def on_cursor_moved(self, message: CursorMoved) -> None:
        """Show what the step under the cursor changed."""
        if message.by_reader:
            self._show_current()
        self.show_lines()

    def _show_current(self, keep_place: bool = False) -> None:
        self.query_one(PaperView).show(self._document(), keep_place)

    def _document(self) -> Document:
        step, history = self._current, self.session.library.history
        if step is None:
            return nothing_document(self._words)
        rows = list(history.changes(step.step_id, TOLD))
        told = Teller(history.named(rows), self.session.pens).told(rows)
        return step_document(step, told, max(step.rows - len(rows), 0) if len(rows) == TOLD else 0)

    def show_lines(self) -> None:
        """Show the lines around the panes anew."""
        head, status = self.head_bar, self.status_bar
        head.strong, head.left = "Postil", "› History"
        head.right = f"{plural(len(self._ids), 'step')} "
        number = min(self.query_one(StepList).cursor + 1, len(self._ids))
        place = f"{number:,}/{len(self._ids):,}" if self._ids else ""
        words = f"  /{self._words}" if self._words.strip() else ""
        question = self._asked.words() if self._asked else ""
        status.strong, status.left = "HISTORY", self.said or question or place + words
        self.show_kept()

    # Going to a step

    def run_command(self, command: Command, call: Call) -> None:
        """Run a command; what was asked is forgotten by any other."""
        if command.id != "history.go":
            self._asked = None
        super().run_command(command, call)
        if self.is_current:
            self.show_lines()

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
        field = self.query_one(Input)
        field.add_class("-shown")
        field.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show only what has the words."""
        self._words, self._asked = event.value, None
        self.refresh_papers()

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        """Go to the list."""
        self.action_leave_field()

    def action_leave_field(self) -> None:
        """Go to the list; without words, hide their line."""
        field = self.query_one(Input)
        field.set_class(bool(field.value), "-shown")
        self.set_focus(self.query_one(PaperView if self.has_class("-empty") else StepList))

    def do_pane_next(self, _call: Call) -> None:
        """Go from the list to the changes, or back."""
        listed, view = self.query_one(StepList), self.query_one(PaperView)
        self.set_focus(listed if view.has_focus else view)

    # The way back

    def do_step_back(self, _call: Call) -> None:
        """Go back to the list, show all steps again, or leave."""
        if self.query_one(PaperView).has_focus and not self.has_class("-empty"):
            self.set_focus(self.query_one(StepList))
        elif self._words:
            self.query_one(Input).value = self._words = ""
            self.refresh_papers()
            self.action_leave_field()
        else:
            self.go("back")
