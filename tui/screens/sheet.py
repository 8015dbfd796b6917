"""A sheet of text over the desk: help, provenance, messages."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.widgets import Input

from ..commands import Call
from ..dialog import Dialog
from ..document import Document, Span
from ..filter_field import FilterField
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

    def __init__(self, title: str, build: Build) -> None:
        super().__init__(title, "j k move · / filter · q close")
        self._build = build

    def contents(self) -> ComposeResult:
        """Make the filter and the text."""
        yield FilterField("show only lines with …")
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
        self.query_one(FilterField).open()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show only what matches."""
        self.query_one(PaperView).show(self._document(event.value))
