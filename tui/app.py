"""The desk itself: opens the library, keeps the theme, and hands on what is told."""

import gc
import os
import sqlite3

# Textual reads its frame rate once, when it is imported; at 60 one waits for its timer, not for the search.
os.environ.setdefault("TEXTUAL_FPS", "120")

from functools import partial
from typing import ClassVar

from textual import events
from textual.app import App

from postil.store.errors import LibraryError
from postil.store.library import Library
from postil.store.library_file import explain

from .command_screen import CommandScreen
from .desk import Desk, is_reader, open_library
from .in_turn import InTurn
from .lazy import load
from .messages import Imported, Noticed, Relisted, Synced
from .places import Places
from .screens.library import LibraryScreen
from .strips import drawn
from .theme import (
    DEFAULT,
    choose_theme,
    load_theme,
    native_ansi,
    to_textual,
    variable_defaults,
)

AFTERWARDS = ((0.4, "tui.soon:read_rules"), (1.5, "tui.soon:mention_due"))
"""What is done once, and how many seconds after the first frame."""


class DeskApp(InTurn):
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
        self.desk = Desk(self, places, library)
        self.damage: LibraryError | None = None
        # Before the start the stylesheet is read once, with the right colours; later it would be read twice.
        wanted = choose_theme(os.environ, self.desk.memory.theme or places.theme or DEFAULT)
        self.set_reactive(App.theme, self._theme(wanted))
        self.stylesheet.set_variables(self.get_css_variables())

    def get_default_screen(self) -> LibraryScreen:
        """Return the library, as it was left."""
        return LibraryScreen(self.desk.session, self.desk.place(), self.desk.go)

    def _handle_exception(self, error: Exception) -> None:
        """Leave with one sentence where the library, and not the desk, is at fault."""
        if isinstance(error, sqlite3.DatabaseError):
            self.damage = LibraryError(explain(self.desk.session.library.path, error))
            self.exit()
        else:
            super()._handle_exception(error)

    def on_ready(self) -> None:
        """Show what there was to say, and after the first frame look for garbage again."""
        for text in self.desk.messages:
            self._show(text)
        self.screen.call_after_refresh(_collect_from_now)
        self.screen.call_after_refresh(self.desk.sync_soon)
        for seconds, what in AFTERWARDS:
            self.set_timer(seconds, partial(self._do, what))

    def _do(self, what: str) -> None:
        load(what)(self.desk)

    async def on_unmount(self) -> None:
        """End what goes on, and close the library."""
        self.desk.close()

    # Keys

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
        self.desk.go("out")

    # The theme

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return our variables for themes that lack them."""
        return variable_defaults()

    def _theme(self, name: str) -> str:
        """Return the name of a theme that is there, registering it if it is one of ours."""
        if name in self.available_themes:
            return name
        found = load_theme(name, self.desk.theme_folders)
        self.desk.messages += found.warnings
        self.register_theme(to_textual(found.themes[0]))
        return found.themes[0].name

    # What is told

    def on_imported(self, _message: Imported) -> None:
        """Show what the library holds now; a first import leaves the sample for the reader's own library."""
        self.desk.change_library(self.desk.own_library)

    def on_synced(self, message: Synced) -> None:
        """Let the vault take note."""
        self.desk.vault.take(message)

    def on_relisted(self, _message: Relisted) -> None:
        """Let the reader know which of how many it shows, and what is marked."""
        top = self.top
        if is_reader(top) and self.desk.session.paper_id is not None:
            top.refresh_papers()

    def on_noticed(self, message: Noticed) -> None:
        """Keep a notice, and show it."""
        self.desk.messages.append(message.text)
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
    library = open_library(places.library if own else places.sample, places)
    if not own and not library.counts().papers:
        load("tui.imports:fill_sample")(library)
    app = DeskApp(places, library)
    app.run()
    if app.damage is not None:
        raise app.damage
    return app.return_code or 0
