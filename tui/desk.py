"""What is open, and what every way from screen to screen needs of it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeGuard

from textual.screen import Screen

from postil.store.errors import LibraryError
from postil.store.library import Library
from postil.store.topics.ruleset import Ruleset

from .commands import Way
from .in_turn import InTurn
from .lazy import load
from .listing import Listing
from .messages import Noticed
from .paper_screen import PaperScreen
from .place import Memory, Place
from .places import Places
from .screens.library import LibraryScreen
from .session import Session
from .theme import shipped
from .vault_words import Standing

if TYPE_CHECKING:
    from .screens.reader import ReaderScreen
    from .vault_sync import VaultSync

MEMORY = "desk.json"

BUSY = 0.25
"""Seconds that a key may wait for another program that is writing; then the reader is told."""

SOON = 0.6
"""Seconds after a library was opened until the first sync: its imports shall be in no key's way."""


def is_reader(screen: object) -> "TypeGuard[ReaderScreen]":
    """Return whether a screen is the reader, which is loaded only when somebody reads."""
    return isinstance(screen, PaperScreen) and screen.READING


class Desk:
    """A library with the screens that stand over it, and what is remembered of both.

    Args:
        app: Shows the screens.
        places: Where everything is.
        library: The library to open on.
    """

    def __init__(self, app: InTurn, places: Places, library: Library) -> None:
        self.app, self.places = app, places
        self.memory = Memory.load(places.state_dir / MEMORY)
        self.messages: list[str] = []
        self.theme_folders = (places.config_dir / "themes", shipped())
        self.session = self._session_at(library)
        self._vault: VaultSync | None = None

    def notice(self, text: str) -> None:
        """Tell the reader something that needs no answer."""
        self.app.post_message(Noticed(text))

    # The library

    def _session_at(self, library: Library) -> Session:
        sample = library.path == self.places.sample
        has_vault = self.places.vault_named or self.places.vault.is_dir()
        vault = Standing("waiting" if has_vault and not sample and not library.readonly else "none")
        return Session(library, sample, self.places.pens, vault)

    @property
    def own_library(self) -> Path:
        """The library file of the reader's own, which is open unless the sample is."""
        return self.places.library if self.session.sample else self.session.library.path

    def place(self) -> Place:
        """Return where the reader was in this library."""
        return self.memory.places.get(str(self.session.library.path), Place())

    def remember(self) -> None:
        """Keep where the reader is."""
        readers = [screen for screen in self.app.screen_stack if is_reader(screen)]
        line = next((one.line for one in reversed(readers) if one.session is self.session), None)
        place = self.session.place(line is not None, line or 0)
        self.memory.places[str(self.session.library.path)] = place
        self.memory.save()

    def change_library(self, path: Path) -> None:
        """Open another library, or one anew, under whatever dialog stands over this one.

        A screen that looks at other papers than the library has none to look at any more.
        """
        try:
            library = open_library(path, self.places)
        except LibraryError as error:
            self.notice(str(error))
            return
        self.remember()
        self.close()
        before, self.session = self.session, self._session_at(library)
        self.sync_soon()
        for screen in self.app.screen_stack:
            if isinstance(screen, LibraryScreen):
                screen.change_session(self.session, self.place()._replace(reading=False))
            elif isinstance(screen, PaperScreen):
                is_beside = screen.session is not before
                screen.session = self.session.beside(Listing()) if is_beside else self.session

    def close(self) -> None:
        """End what goes on at the vault, and close the library."""
        if self._vault is not None:
            self._vault.keeper.close()
        self.session.library.close()

    # The vault

    @property
    def vault(self) -> "VaultSync":
        """What keeps the vault in step; it is loaded when it is first asked for."""
        if self._vault is None:
            self._vault = load("tui.vault_sync:VaultSync")(self)
        return self._vault

    def sync_soon(self) -> None:
        """Keep vault and library in step from soon on, if there is a vault."""
        session = self.session
        if session.vault.phase == "waiting":
            self.app.set_timer(SOON, lambda: self.vault.open() if session is self.session else None)

    # From screen to screen

    @property
    def screen(self) -> Screen[Any]:
        """The screen that is shown."""
        return self.app.screen

    @property
    def library_screen(self) -> LibraryScreen:
        """The library, which stands under all other screens."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, LibraryScreen))

    def open(self, target: str, *values: object, then: Callable[[Any], None] | None = None) -> Any:
        """Open a screen over the one that is shown, and return it.

        Args:
            target: Where it is made, such as `sheet:SheetScreen`.
            values: What it is made with.
            then: Called with its result, if it has one.
        """
        screen = load(f"tui.screens.{target}")(*values)
        self.app.push_screen(screen, then)
        return screen

    def go(self, place: Way) -> None:
        """Go where the reader wants to be, before the next key is read."""
        load("tui.ways.table:WAYS")[place](self)

    def back_to_library(self) -> LibraryScreen:
        """Leave the screens that stand over the library, and return it."""
        library = self.library_screen
        while isinstance(self.screen, PaperScreen) and self.screen is not library:
            self.app.pop_screen()
        self.remember()
        return library

    def show_place(self, value: str, label: str) -> None:
        """Show in the library what a query finds, under a name."""
        self.back_to_library().show_place(value, label)

    def read(self, papers: Sequence[int], cursor: int, highlight_id: str = "", *, title: str) -> None:
        """Read a paper among others; the library stays where it is.

        Args:
            papers: The row ids of all.
            cursor: Which of them.
            highlight_id: The highlight to begin at.
            title: What they are called together.
        """
        session = self.session.beside(Listing(papers, title=title), cursor)
        self.open("reader:ReaderScreen", session, self.go, 0, False, highlight_id)


def open_library(path: Path, places: Places) -> Library:
    """Open a library as the desk does it.

    Args:
        path: The library file.
        places: Where the reader's rules for topics are.

    Raises:
        LibraryError: The library cannot be used.
    """
    return Library.open(path, busy_seconds=BUSY, rules=Ruleset(places.topics))
