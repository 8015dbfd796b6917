"""A sheet of text over the desk: help, provenance, messages."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from ..clean_input import CleanInput
from ..commands import Call
from ..dialog import Dialog
from ..document import Document, Span
from ..line_pane import LinePane
from ..widgets.paper_view import PaperView

Build = Callable[[str], Document]

NOTHING = "No line has these words."


class SheetScreen(Dialog):
    """Shows a document, and of it only what matches when something is typed after `/`.

    Args:
        title: What stands over it.
        build: Makes the document from the words that its lines must have.
    """

    AUTO_FOCUS = "PaperView"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave_filter", show=False)]
    """
    | key | does |
    |---|---|
    | escape | leave the filter for the text, as enter does |
    """

    def __init__(self, title: str, build: Build) -> None:
        super().__init__(title, "j k move · / filter · q close")
        self._build = build

    def contents(self) -> ComposeResult:
        """Make the filter and the text."""
        yield CleanInput(placeholder="show only lines with …", compact=True, id="filter")
        yield PaperView()

    def on_mount(self) -> None:
        """Show all of it."""
        self.query_one(PaperView).show(self._document(""))

    def _document(self, words: str) -> Document:
        """Return what matches, or that nothing does."""
        document = self._build(words)
        return document if document.text else Document(NOTHING, (Span(0, len(NOTHING), "muted"),))

    def rebuild(self) -> None:
        """Show what is known by now, at the same place."""
        for view in self.query(PaperView):
            view.show(self._document(self.query_one(Input).value), keep_place=True)

    def pane(self) -> LinePane:
        """Return the text."""
        return self.query_one(PaperView)

    def do_dialog_filter(self, _call: Call) -> None:
        """Type into the filter."""
        field = self.query_one(Input)
        field.add_class("-shown")
        field.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show only what matches."""
        self.query_one(PaperView).show(self._document(event.value))

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        """Go back to the text."""
        self.action_leave_filter()

    def action_leave_filter(self) -> None:
        """Go back to the text."""
        field = self.query_one(Input)
        field.set_class(bool(field.value), "-shown")
        self.query_one(PaperView).focus()
