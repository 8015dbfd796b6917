"""The desk itself: opens the library, keeps the theme, and knows the way from screen to screen."""

import gc
import os
import sqlite3

# Textual reads its frame rate once, when it is imported; at 60 one waits for its timer, not for the search.
os.environ.setdefault("TEXTUAL_FPS", "120")

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import App

from postil.store.errors import LibraryError
from postil.store.library import Library
from postil.store.library_file import explain
from postil.store.topics.ruleset import Ruleset

from .command_screen import CommandScreen
from .commands import Call
from .lazy import load
from .listing import Listing
from .messages import Imported, Noticed, Relisted
from .ordering_app import OrderingApp
from .paper_screen import PaperScreen
from .place import Memory, Place
from .places import Places
from .screens.library import LibraryScreen
from .session import Session
from .sheet_app import is_reader
from .strips import drawn
from .theme import (
    DEFAULT,
    choose_theme,
    load_theme,
    native_ansi,
    shipped,
    to_textual,
    variable_defaults,
)

MEMORY = "desk.json"

BUSY = 0.25
"""Seconds that a key may wait for another program that is writing; then the reader is told."""

UNHURRIED = 0.4
"""Seconds after the first frame until the rules for topics are read, which shall be in no key's way."""


class DeskApp(OrderingApp):
    """The desk.

    Args:
        places: Where everything is.
        library: The library to open on.
    """

    TITLE = "Postil"
    CSS_PATH = "desk.tcss"
    COMMANDS: ClassVar = {lambda: load("tui.palette:CommandProvider")}
    HORIZONTAL_BREAKPOINTS = [(0, "-sliver"), (30, "-one"), (72, "-stacked"), (120, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (8, "-low"), (18, "-tall")]  # noqa: RUF012

    def __init__(self, places: Places, library: Library) -> None:
        super().__init__(ansi_color=native_ansi(os.environ))
        self._places = places
        self._session = self._session_at(library)
        self._memory = Memory.load(places.state_dir / MEMORY)
        self._messages: list[str] = []
        self.damage: LibraryError | None = None
        self._folders = (places.config_dir / "themes", shipped())
        # Before the start the stylesheet is read once, with the right colours; later it would be read twice.
        wanted = choose_theme(os.environ, self._memory.theme or places.theme or DEFAULT)
        self.set_reactive(App.theme, self._theme(wanted))
        self.stylesheet.set_variables(self.get_css_variables())

    def get_default_screen(self) -> LibraryScreen:
        """Return the library, as it was left."""
        place = self._memory.places.get(str(self._session.library.path), Place())
        return LibraryScreen(self._session, place, self.go)

    def _handle_exception(self, error: Exception) -> None:
        """Leave with one sentence where the library, and not the desk, is at fault."""
        if isinstance(error, sqlite3.DatabaseError):
            self.damage = LibraryError(explain(self._session.library.path, error))
            self.exit()
        else:
            super()._handle_exception(error)

    @property
    def holds_keys(self) -> bool:
        """Whether what the next key is about is still on its way."""
        top = self.top
        return isinstance(top, CommandScreen) and top.holds_keys

    async def on_event(self, event: events.Event) -> None:
        """Take what is pasted as text that only draws, whichever field it goes into."""
        if isinstance(event, events.Paste):
            event.text = "\n".join(map(drawn, event.text.splitlines()))
        await super().on_event(event)

    def on_ready(self) -> None:
        """Show what there was to say, and after the first frame look for garbage again."""
        for text in self._messages:
            self._show(text)
        self.screen.call_after_refresh(_collect_from_now)
        self.screen.call_after_refresh(self.sync_soon)
        self.screen.call_after_refresh(self.mention_soon)
        self.set_timer(UNHURRIED, self.prepare_topics)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return our variables for themes that lack them."""
        return variable_defaults()

    def _theme(self, name: str) -> str:
        """Return the name of a theme that is there, registering it if it is one of ours."""
        if name in self.available_themes:
            return name
        found = load_theme(name, self._folders)
        self._messages += found.warnings
        self.register_theme(to_textual(found.themes[0]))
        return found.themes[0].name

    def _session_at(self, library: Library) -> Session:
        sample = library.path == self._places.sample
        return Session(library, sample, self._places.pens, self.standing_of(library, sample))

    def _remember(self) -> None:
        """Keep where the reader is."""
        readers = [
            screen for screen in self.screen_stack if is_reader(screen) and screen.session is self._session
        ]
        reader = readers[-1] if readers else None
        place = self._session.place(reader is not None, reader.line if reader else 0)
        self._memory.places[str(self._session.library.path)] = place
        self._memory.save()

    # The way from screen to screen

    def go(self, place: str) -> None:
        """Go where the reader wants to be, before the next key is read."""
        getattr(self, f"_go_{place}")()

    def _go_reader(self, zen: bool = False) -> None:
        place = self._memory.places.get(str(self._session.library.path))
        line = place.line if place and place.reading and place == self._session.place(True, place.line) else 0
        self.push_screen(load("tui.screens.reader:ReaderScreen")(self._session, self.go, line, zen))
        self.call_after_refresh(self._remember)

    def _go_zen(self) -> None:
        self._go_reader(zen=True)

    def _go_back(self) -> None:
        if isinstance(self.screen, PaperScreen) and not isinstance(self.screen, LibraryScreen):
            self.pop_screen()
            self._remember()

    def _go_library(self) -> None:
        while isinstance(self.screen, PaperScreen) and not isinstance(self.screen, LibraryScreen):
            self.pop_screen()
        self._remember()

    def _go_highlights(self) -> None:
        self.push_screen(load("tui.screens.highlights:HighlightsScreen")(self._session, self.go, self._read))

    def _go_sync(self) -> None:
        screen = load("tui.screens.syncing:SyncScreen")
        read = partial(self._read, title="Vault")
        self.push_screen(screen(self._session, self.go, self.keeper, self.sync, read))

    def _read(
        self, papers: Sequence[int], cursor: int, highlight_id: str = "", title: str = "Highlights"
    ) -> None:
        """Read a paper among others, perhaps at one of its highlights; the library stays where it is."""
        here = self._session
        session = Session(here.library, here.sample, here.pens, here.vault)
        session.show(Listing(papers, title=title), cursor)
        self.push_screen(load("tui.screens.reader:ReaderScreen")(session, self.go, highlight_id=highlight_id))

    def _go_search(self) -> None:
        self._go_library()
        if isinstance(self.screen, LibraryScreen):
            self.screen.start_search()

    def _go_related(self) -> None:
        if is_reader(self.screen) and self.screen.session is not self._session:
            self.on_noticed(Noticed("open the paper from the library to see what is like it"))
            return
        self._go_library()
        if isinstance(self.screen, LibraryScreen):
            self.screen.do_paper_related(Call())

    def _go_out(self) -> None:
        self._remember()
        self.exit()

    async def on_unmount(self) -> None:
        """Keep the place, end what goes on at the vault, and close the library."""
        self.close_vault()
        self._session.library.close()

    def action_command_palette(self) -> None:
        """Open the palette; where the search line offers choices, its key is one of theirs."""
        screen = self.screen
        if isinstance(screen, LibraryScreen) and screen.bar.options and screen.take_key("ctrl+p"):
            return
        palette = load("tui.palette:DeskPalette")
        if not palette.is_open(self):
            self.push_screen(palette(id="--command-palette"))

    async def action_quit(self) -> None:
        """Leave from anywhere, remembering the place."""
        self._go_out()

    def _go_import(self) -> None:
        target = self._places.library if self._session.sample else self._session.library.path
        past = load("tui.imports:dumps_document")(self._session.library.db)
        self.push_screen(
            load("tui.screens.importing:ImportScreen")(target, self._session.library.rules.apart(), past)
        )

    def on_imported(self, _message: Imported) -> None:
        """Show what the library holds now; a first import leaves the sample for the reader's own library."""
        self._change_library(self._places.library if self._session.sample else self._session.library.path)

    def _go_empty(self) -> None:
        self._change_library(self._places.library)

    def _change_library(self, path: Path) -> None:
        """Open the desk on another library, under whatever dialog stands over it."""
        try:
            library = Library.open(path, busy_seconds=BUSY, rules=Ruleset(self._places.topics))
        except LibraryError as error:
            self.on_noticed(Noticed(str(error)))
            return
        self._remember()
        self.close_vault()
        self._session.library.close()
        self._session = self._session_at(library)
        self.sync_soon()
        place = self._memory.places.get(str(library.path), Place())._replace(reading=False)
        for screen in self.screen_stack:
            if isinstance(screen, LibraryScreen):
                screen.change_session(self._session, place)
            elif isinstance(screen, PaperScreen):
                screen.session = self._session

    def on_relisted(self, _message: Relisted) -> None:
        """Let the reader know which of how many it shows, and what is marked."""
        top = self.top
        if is_reader(top) and self._session.paper_id is not None:
            top.refresh_papers()

    def on_noticed(self, message: Noticed) -> None:
        """Keep a notice, and show it."""
        self._messages.append(message.text)
        self._show(message.text)

    def _show(self, text: str) -> None:
        if isinstance(self.top, CommandScreen):
            self.top.show_notice(text)


def _collect_from_now() -> None:
    """Look for garbage among what is made from now on; what the start made stays."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def run_desk(places: Places) -> int:
    """Open the desk, on the sample while the reader has no library yet.

    Args:
        places: Where everything is.

    Returns:
        The exit status.

    Raises:
        LibraryError: The library cannot be used.
    """
    own = places.library.exists()
    path = places.library if own else places.sample
    library = Library.open(path, busy_seconds=BUSY, rules=Ruleset(places.topics))
    if not own and not library.counts().papers:
        load("tui.imports:fill_sample")(library)
    app = DeskApp(places, library)
    app.run()
    if app.damage is not None:
        raise app.damage
    return app.return_code or 0
