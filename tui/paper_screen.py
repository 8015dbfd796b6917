"""What the library and the reader have in common: everything that is done to a paper."""

from collections.abc import Callable

from textual.app import App
from textual.widgets import Static

from postil.store.errors import LibraryError
from postil.store.models import Paper, Row, Status
from postil.store.text.links import display_url, safe_url
from postil.store.text.safe import clean, clean_line

from . import clipboard, openers
from .command_screen import CommandScreen
from .commands import Call, Command, Need
from .desk_view import status_left
from .document import Document, paper_document
from .layout import crop
from .lazy import load
from .session import Session
from .widgets.bars import Bar, WhichKey

NOTICE = 5.0
"""Seconds that a notice stays."""


class PaperScreen(CommandScreen):
    """A screen at a session, with a paper in front of it.

    A subclass shows what changed in `refresh_papers`.

    Args:
        session: What the desk is looking at.
        go: Leads to another place at once: `library`, `reader`, `zen`, `search`, `import`, `themes`,
            `messages`, `why`, `help`, `empty` or `out`.
    """

    def __init__(self, session: Session, go: Callable[[str], None]) -> None:
        super().__init__()
        self.session = session
        self.go = go
        self.said = ""

    def furnish(self) -> None:
        """Add what the first frame does not show."""
        self.query_one("#foot").mount(WhichKey(), before=0)
        self.mount(Static("Enlarge the window", id="tiny", markup=False))

    def refresh_papers(self) -> None:
        """Show the papers anew: something about them changed."""
        raise NotImplementedError

    def lacks(self, need: Need) -> bool:
        """Return whether something that a command needs is not there."""
        if need is Need.PAPER:
            return not self.targets()
        if need is Need.PAPERS:
            return not self.session.listing.ids
        if need is Need.LINKS:
            paper = self.session.paper()
            return paper is None or not paper.links
        return self.session.listing.marks is None

    def choice_label(self, command: Command, key: str) -> str | None:
        """Return what a choice means; links are named by their address."""
        if command.id != "link.open":
            return super().choice_label(command, key)
        paper = self.session.paper()
        links = paper.links if paper else ()
        return display_url(links[int(key) - 1]).split("://")[-1] if int(key) <= len(links) else None

    # What the reader says of papers

    def do_paper_read(self, _call: Call) -> None:
        """Mark read, or unread where all are read."""
        self._toggle_status("read")

    def do_paper_drop(self, _call: Call) -> None:
        """Drop, or take back where all are dropped."""
        self._toggle_status("dropped")

    def do_paper_star(self, _call: Call) -> None:
        """Star, or take the star away where all have one."""
        rows = self._target_rows()
        starred = not all(row.starred for row in rows)
        self._changed(self.session.library.reading.set_star([row.key for row in rows], starred),
                      "starred" if starred else "star taken away")  # fmt: skip

    def do_paper_rate(self, call: Call) -> None:
        """Rate from 0 to 5, or take the rating away."""
        rating = int(call.choice) if call.choice.isdecimal() else None
        changed = self.session.library.reading.set_rating(self._target_keys(), rating)
        self._changed(changed, "rating taken away" if rating is None else f"rated {rating}")

    def do_history_undo(self, call: Call) -> None:
        """Take back the last changes."""
        self._turn("undone", call.times)

    def do_history_redo(self, call: Call) -> None:
        """Do again what was undone."""
        self._turn("redone", call.times)

    def _turn(self, done: str, times: int) -> None:
        history = self.session.library.history
        for _ in range(times):
            step = history.undo() if done == "undone" else history.redo()
            self.notice(f"{done}: {crop(step.label, 48)}" if step else f"nothing to be {done}")
            if step is None:
                break
        self.refresh_papers()

    def document(self) -> Document:
        """Return the paper under the cursor, with what answers the search marked."""
        paper = self.session.paper()
        return paper_document(paper, self.session.listing.marks) if paper else Document()

    def targets(self) -> list[int]:
        """Return the row ids of the papers that a command acts on."""
        return self.session.targets()

    def _target_rows(self) -> list[Row]:
        return self.session.library.papers.rows(self.targets())

    def _target_keys(self) -> list[str]:
        return self.session.library.papers.keys(self.targets())

    def _toggle_status(self, status: Status) -> None:
        rows = self._target_rows()
        wanted: Status = "unread" if all(row.status == status for row in rows) else status
        changed = self.session.library.reading.set_status([row.key for row in rows], wanted)
        self._changed(changed, f"marked {wanted}")

    def _changed(self, papers: int, done: str) -> None:
        many = f"{papers:,} papers {done}"
        self.notice("nothing to change" if not papers else done if papers == 1 else many)
        self.session.chosen -= set(self.targets())
        self.refresh_papers()

    def show_lines(self) -> None:
        """Show the lines around the panes anew; a notice stays until the next command."""
        raise NotImplementedError

    def show_status(self, mode: str) -> None:
        """Show the status line: the mode, a notice or the place, and whether changes are kept."""
        status = self.query_one("#status", Bar)
        status.strong, status.left = mode, self.said or status_left(self.session)
        status.right = "read only" if self.session.library.readonly else "saved"

    def show_pending(self, typed: str) -> None:
        """Show a sequence that has begun, in place of the place."""
        if typed:
            self.query_one("#status", Bar).left = typed
        else:
            self.show_lines()

    def show_notice(self, text: str) -> None:
        """Show a notice in the status line, for a while or until the next command."""
        self.said = text
        self.show_lines()
        self.set_timer(NOTICE, lambda: self._forget_notice(text))

    def _forget_notice(self, text: str) -> None:
        if self.said == text:
            self.said = ""
            self.show_lines()

    def run_command(self, command: Command, call: Call) -> None:
        """Run a command; a library that cannot be written is told, and nothing else happens."""
        self.said = ""
        try:
            super().run_command(command, call)
        except LibraryError as error:
            self.notice(str(error))

    # What leaves the desk

    def do_yank_link(self, _call: Call) -> None:
        """Copy the first link, or the title."""
        paper = self._paper()
        text, what = (paper.links[0], "link") if paper.links else (paper.title, "title")
        self._yank(clean_line(text), what)

    def do_yank_title(self, _call: Call) -> None:
        """Copy the title."""
        self._yank(clean_line(self._paper().title), "title")

    def do_yank_markdown(self, _call: Call) -> None:
        """Copy the paper as markdown."""
        self._yank(load("store.exporters.markdown:as_markdown")(self._paper()), "markdown")

    def do_yank_bibtex(self, _call: Call) -> None:
        """Copy the paper as BibTeX."""
        self._yank(load("store.exporters.bibtex:as_bibtex")(self._paper()), "BibTeX")

    def do_link_open(self, call: Call) -> None:
        """Open a numbered link, or show and copy it where no browser can be seen."""
        links = self._paper().links
        number = int(call.choice)
        if number > len(links):
            self.notice(f"there is no link {number}; this paper has {len(links)}")
            return
        url = safe_url(links[number - 1])
        if url is None:
            self.notice(f"link {number} is not opened: only plain http and https addresses are")
        elif openers.has_browser():
            self.run_worker(lambda: openers.open_link(url), thread=True, exit_on_error=False)
            self.notice(f"opening {url}")
        else:
            self._yank(url, url)

    def _paper(self) -> Paper:
        paper = self.session.paper()
        assert paper is not None, "a command that needs a paper ran without one"
        return paper

    def _yank(self, text: str, what: str) -> None:
        app: App[object] = self.app
        text = clean(text)
        app.copy_to_clipboard(text)
        if clipboard.is_local():
            self.run_worker(lambda: clipboard.copy(text), thread=True, exit_on_error=False)
        self.notice(f"{what} {clipboard.way()}")

    # Where to go

    def do_go_import(self, _call: Call) -> None:
        """Show the import screen."""
        self.go("import")

    def do_go_empty(self, _call: Call) -> None:
        """Start a library of one's own."""
        if self.session.sample:
            self.go("empty")
        else:
            self.notice("this is your own library already")

    def do_go_themes(self, _call: Call) -> None:
        """Choose a theme."""
        self.go("themes")

    def do_go_messages(self, _call: Call) -> None:
        """Show all notices."""
        self.go("messages")

    def do_paper_why(self, _call: Call) -> None:
        """Show the ledger of the paper."""
        self.go("why")

    def do_help_open(self, _call: Call) -> None:
        """Show the keys."""
        self.go("help")

    def do_palette_open(self, _call: Call) -> None:
        """Find a command by name."""
        self.app.action_command_palette()
