"""Importing: what to read, how far it has come, and the ledger of what was read, merged and rejected."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from postil.store.errors import PostilError
from postil.store.importing import Progress
from postil.store.records import Report
from postil.store.topics.ruleset import Ruleset

from ..clean_input import CleanInput
from ..commands import Call
from ..dialog import Dialog
from ..document import Document
from ..imports import import_into, progress_bar, report_document
from ..line_pane import LinePane
from ..messages import Imported
from ..suggest import PathSuggester
from ..widgets.paper_view import PaperView


class ImportScreen(Dialog):
    """Imports into a library; its result is the report, or None if nothing was imported.

    Args:
        target: The library file to import into.
        rules: What gives topics to papers.
        dumps: What the library has read before, as a document.
    """

    AUTO_FOCUS = "#path"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "stop", show=False)]
    """
    | key | does |
    |---|---|
    | escape | stop the import, or leave the field |
    """

    def __init__(self, target: Path, rules: Ruleset, dumps: Document) -> None:
        super().__init__("Import papers", "⏎ import · → complete · esc close")
        self._target, self._rules, self._dumps = target, rules, dumps
        self._importing = False
        self._report: Report | None = None

    def contents(self) -> ComposeResult:
        """Make the field, the progress line and the report."""
        yield CleanInput(
            placeholder="path of a dump, or of a folder of dumps",
            compact=True,
            id="path",
            suggester=PathSuggester(),
        )
        yield Static("", id="progress", markup=False)
        yield PaperView()

    def on_mount(self) -> None:
        """Show what was imported before."""
        self.query_one(PaperView).show(self._dumps)

    def pane(self) -> LinePane:
        """Return the report."""
        return self.query_one(PaperView)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Import what the field names."""
        path = event.value.strip().strip("'\"")
        if path and not self._importing:
            self._importing = True
            self._read(os.path.expanduser(path))

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _read(self, path: str) -> None:
        worker = get_current_worker()
        tell: Callable[[Progress], None] = lambda progress: self.app.call_from_thread(self._tell, progress)  # noqa: E731
        try:
            result: Report | Exception | str = import_into(
                self._target, self._rules, path, tell, lambda: worker.is_cancelled
            )
        except Exception as error:  # told on the screen: a dialog that never ends would be worse
            result = error
        self.app.call_from_thread(self._finish, result)

    def _tell(self, progress: Progress) -> None:
        self.query_one("#progress", Static).update(Content(progress_bar(progress, 30)))

    def _finish(self, result: Report | Exception | str) -> None:
        self._importing = False
        line = self.query_one("#progress", Static)
        if isinstance(result, Report):
            self._report = result
            line.update("")
            self.query_one(PaperView).show(report_document(result))
            self.query_one(PaperView).focus()
            if result.records:
                self.app.post_message(Imported())
        else:
            told = isinstance(result, (PostilError, str))
            line.update(Content(str(result) if told else f"the import failed: {result!r}"))
            if isinstance(result, str):  # a large dump that was stopped has left part of it
                self.app.post_message(Imported())

    def action_stop(self) -> None:
        """Leave the field as every other pane is left."""
        self.leave()

    def leave(self) -> None:
        """Stop the import, or leave with its report."""
        if self._importing:
            self.workers.cancel_node(self)
        else:
            self.dismiss(self._report)

    def do_dialog_filter(self, _call: Call) -> None:
        """Go back to the field."""
        self.query_one("#path", Input).focus()
