"""The ways to what is told of a library: what is new, and how it is read."""

from functools import partial

from .deciding_app import DecidingApp
from .lazy import load
from .listing import Listing
from .screens.library import LibraryScreen
from .session import Session


class TellingApp(DecidingApp):
    """An app that leads to what is new, and to statistics."""

    def _go_news(self) -> None:
        here = self._session
        session = Session(here.library, here.sample, here.pens, here.vault)
        read = partial(self._read, title="What's new")
        screen = load("tui.screens.news:NewsScreen")
        self.push_screen(screen(session, self.go, read, self._show_in_library, self._search_library))

    def _show_in_library(self, listing: Listing) -> None:
        self.go("library")
        if isinstance(self.screen, LibraryScreen):
            self.screen.show_aside(listing)

    def _search_library(self, text: str) -> None:
        self.go("library")
        if isinstance(self.screen, LibraryScreen):
            self.screen.run_search(text)

    def _go_stats(self) -> None:
        self.push_screen(load("tui.screens.stats:StatsScreen")(self._session, self.go))
