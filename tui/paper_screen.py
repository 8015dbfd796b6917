"""What the library and the screens over it have in common: a session, a status line, mostly a paper."""

from typing import ClassVar

from textual.timer import Timer
from textual.widgets import Static

from postil.store.errors import NotFound, PostilError

from .command_screen import CommandScreen
from .commands import Call, Command, Go, Need
from .document import Document, paper_document
from .lazy import load
from .session import Session
from .vault_words import kept_words
from .widgets.bars import Bar, HintBar

NOTICE = 5.0
"""Seconds that a notice stays."""


class PaperScreen(CommandScreen):
    """A screen at a session, with a paper in front of it.

    A subclass shows what changed in `refresh_papers`.

    Args:
        session: What the desk is looking at.
        go: Leads to another place.
    """

    READING: ClassVar[bool] = False
    """Whether the paper is read here, rather than looked at."""

    def __init__(self, session: Session, go: Go) -> None:
        super().__init__()
        self.session = session
        self.go = go
        self.said = ""
        self._forgetting: Timer | None = None
        # At hand from the start: what a thread tells may come before all parts of a screen are mounted.
        self.head_bar, self.hint_bar, self.status_bar = Bar(id="head"), HintBar(), Bar(id="status")

    def furnish(self) -> None:
        """Add what the first frame does not show."""
        self.mount(load("tui.widgets.which_key:WhichKey")(), before=self.hint_bar)
        self.mount(Static("Enlarge the window", id="tiny", markup=False))

    def refresh_papers(self) -> None:
        """Show the papers anew: something about them changed."""
        raise NotImplementedError

    def lacks(self, need: Need) -> bool:
        """Return whether something that a command needs is not there."""
        session, lacking = self.session, False
        match need:
            case Need.PAPER:
                lacking = session.paper_id is None
            case Need.FEWER:
                lacking = self.targets() is None
            case Need.PAPERS:
                lacking = not session.listing.ids
            case Need.DONE:
                lacking = not session.library.history.can_undo
            case Need.UNDONE:
                lacking = not session.library.history.can_redo
            case Need.LINKS:
                paper = session.paper()
                lacking = paper is None or not paper.links
            case Need.HITS:
                lacking = session.listing.marks is None
            case Need.SEARCH:
                lacking = not session.text.strip()
        return lacking

    def choice_label(self, command: Command, key: str) -> str | None:
        """Return what a choice means; links are named by their address."""
        if command.id != "link.open":
            return super().choice_label(command, key)
        paper = self.session.paper()
        links, display = paper.links if paper else (), load("store.text.links:display_url")
        return display(links[int(key) - 1]).split("://")[-1] if int(key) <= len(links) else None

    def document(self) -> Document:
        """Return the paper under the cursor, with what answers the search marked."""
        paper, on_list = self.session.paper(), self.session.on_list
        if paper is None:
            return Document()
        question = on_list.reading.question if on_list is not None else ""
        return paper_document(paper, self.session.listing.marks, self.READING, question)

    def targets(self) -> list[int] | None:
        """Return the row ids of the papers that a command acts on; None if they are too many."""
        return self.session.targets()

    def show_lines(self) -> None:
        """Show the lines around the panes anew; a notice stays until the next command."""
        raise NotImplementedError

    def show_status(self, mode: str, place: str) -> None:
        """Show the status line: the mode, a notice or the place, and whether changes are kept."""
        status = self.status_bar
        status.strong = getattr(self.app.screen, "doing", "") or mode
        status.left = self.said or place
        self.show_kept()

    def on_screen_suspend(self) -> None:
        """Name the mode of what has opened above."""
        if self.is_mounted:
            self.show_lines()

    def show_kept(self) -> None:
        """Show at the end of the status line whether changes are kept, and how the vault stands."""
        status = self.status_bar
        status.right, status.short = kept_words(self.session.library.readonly, self.session.vault)

    def show_synced(self, changed: bool) -> None:
        """Show how the vault stands, and the papers anew if something about them came from it."""
        if changed:
            self.refresh_papers()
        else:
            self.show_kept()

    def show_pending(self, typed: str) -> None:
        """Show a sequence that has begun, in place of the place."""
        if typed:
            self.status_bar.left = typed
        else:
            self.show_lines()

    def show_notice(self, text: str) -> None:
        """Show a notice in the status line, for a while or until the next command."""
        self.said = text
        self.show_lines()
        if self._forgetting is not None:
            self._forgetting.stop()
        self._forgetting = self.set_timer(NOTICE, self._forget_notice)

    def _forget_notice(self) -> None:
        self.said = ""
        self.show_lines()

    def run_command(self, command: Command, call: Call) -> None:
        """Run a command; what cannot be done is told, and nothing else happens."""
        self.said = ""
        try:
            super().run_command(command, call)
        except PostilError as error:
            self.notice(str(error))
            if isinstance(error, NotFound):  # another desk took it away: show what there is
                self.refresh_papers()

    def carry_out(self, command: Command, call: Call) -> None:
        """Do what a command says; without a method for it, go where it leads."""
        if command.way is not None and not hasattr(self, command.handler):
            self.go(command.way)
        else:
            super().carry_out(command, call)
