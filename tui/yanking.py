"""What leaves the desk: copies of a paper, and its links."""

from textual.app import App

from postil.store.models import Paper
from postil.store.text.safe import clean, clean_line

from . import clipboard, openers
from .commands import Call
from .lazy import load
from .screen_part import ScreenPart


class Yanking(ScreenPart):
    """A screen whose papers can be copied, and their links opened.

    Args:
        session: What the desk is looking at.
        go: Leads to another place.
    """

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
        url = load("store.text.links:safe_url")(links[number - 1])
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
