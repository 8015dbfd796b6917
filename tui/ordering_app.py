"""The ways to where order is kept: tags, lists, and the history of every change."""

from functools import partial

from .entries import Kind
from .lazy import load
from .screens.library import LibraryScreen
from .telling_app import TellingApp


class OrderingApp(TellingApp):
    """An app that leads to tags, lists and history."""

    def _go_tags(self) -> None:
        screen = load("tui.screens.tags:TagsScreen")
        self.push_screen(screen(self._session, self.go, self._show_place, self._read))

    def _go_lists(self) -> None:
        library = next(screen for screen in self.screen_stack if isinstance(screen, LibraryScreen))

        def show(kind: Kind, name: str) -> None:
            self.go("library")
            library.show_list(kind, name)

        screen = load("tui.screens.lists:ListsScreen")
        self.push_screen(screen(self._session, self.go, library.later, show))

    def _go_history(self) -> None:
        screen = load("tui.screens.history:HistoryScreen")
        self.push_screen(screen(self._session, self.go, partial(self._read, title="History")))
