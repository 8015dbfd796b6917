"""Searching from a screen: the line, the thread that answers, and the list that follows."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING

from textual.widget import Widget

from postil.store.errors import PostilError, QueryError

from .commands import Call
from .messages import SearchAnswered, SearchLeft
from .paper_screen import PaperScreen
from .searching import SearchThread
from .session import Listing, Session, ranked
from .widgets.paper_list import PaperList
from .widgets.search_bar import SearchBar

if TYPE_CHECKING:
    from postil.store.search.engine import Results


PATIENCE = 0.012
"""Seconds that a key may wait for its answer, so that both are in one frame; far less than one notices."""


class Finding(PaperScreen):
    """A screen with a search line and a list.

    While words are searched the cursor stands on the best match, until the reader moves it: from then on it
    stays on its paper.

    Args:
        session: What the desk is looking at.
        go: Leads to another place.
    """

    def __init__(self, session: Session, go: Callable[[str], None]) -> None:
        super().__init__(session, go)
        self._thread = SearchThread(session.library.path, self._answered)
        self.moved = True
        self.bar = SearchBar(self.search_for)

    def show_listing(self, listing: Listing, keep: int | None) -> None:
        """Show a listing, with the cursor on a paper if it is still there."""
        raise NotImplementedError

    def focus_pane(self, pane: Widget) -> None:
        """Give a pane the keys."""
        raise NotImplementedError

    def restart(self, session: Session) -> None:
        """Search another library from now on."""
        self._thread.close()
        self.session = session
        self._thread = SearchThread(session.library.path, self._answered)

    def on_unmount(self) -> None:
        """End the search thread."""
        self._thread.close()

    def do_search_start(self, _call: Call) -> None:
        """Type into the search line."""
        self.start_search()

    def start_search(self) -> None:
        """Open the search line."""
        self.moved = False
        self.bar.open()

    def search_for(self, text: str) -> None:
        """Search for what is being typed, and paint the key and its answer as one frame."""
        batch = ExitStack()
        batch.enter_context(self.app.batch_update())
        self.session.text = text
        self.search()
        self.query_one(PaperList).call_later(batch.close)

    def on_descendant_focus(self) -> None:
        """Name the mode that the focus makes."""
        self.show_lines()

    def on_search_left(self, _message: SearchLeft) -> None:
        """Go back to the list; an empty line hides."""
        if not self.bar.text:
            self.bar.set_text("")
        self.focus_pane(self.query_one(PaperList))

    def search(self) -> None:
        """Search for what stands in the line; a query that cannot be understood leaves the list as it is."""
        try:
            query = self.session.query()
        except QueryError as error:
            self.forget_search()
            self.bar.answer(f"{error} (at character {error.position + 1})", error=True)
            return
        self.bar.answer("")
        if query.words:
            answer = self._thread.ask(query, PATIENCE)
            if answer is not None:
                self._take(answer)
        else:
            self.forget_search()
            self.show_listing(self.session.browse(), self.session.paper_id)

    def forget_search(self) -> None:
        """Let go of an answer that is still on its way."""
        self._thread.drop()

    def _answered(self, number: int, answer: "Results | PostilError") -> None:
        """Bring an answer from the search thread to the screen."""
        self.post_message(SearchAnswered(self._thread, number, answer))

    def on_search_answered(self, message: SearchAnswered) -> None:
        """Show what was found, unless something newer has been asked."""
        if message.thread is self._thread and message.number == self._thread.latest:
            self._take(message.answer)

    def _take(self, found: "Results | PostilError") -> None:
        if isinstance(found, PostilError):
            self.bar.answer(str(found), error=True)
            return
        corrected = " · ".join(f"{typed} → {taken}" for typed, taken in found.corrections)
        self.bar.answer(f"{corrected}   ' before a word searches exactly" if corrected else "")
        keep = self.session.paper_id if self.moved else None
        self.show_listing(ranked(found.hits, found.marker.spans, self.session.text), keep)
