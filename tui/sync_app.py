"""The desk's vault: when it is synced, and who is told."""

from typing import TYPE_CHECKING

from postil.store.library import Library

from .lazy import load
from .messages import Noticed, Synced
from .paper_screen import PaperScreen
from .places import Places
from .sheet_app import SheetApp
from .vault_words import Standing

if TYPE_CHECKING:
    from .keeper import Keeper

SOON = 0.6
"""Seconds after the first frame until the first sync: its imports shall be in no key's way."""


class SyncApp(SheetApp):
    """An app that keeps a vault and the reader's library in step while it is open."""

    _places: Places
    _keeper: "Keeper | None" = None

    @property
    def keeper(self) -> "Keeper":
        """What the desk knows of its vault; it is made when it is first asked for."""
        if self._keeper is None:
            self._keeper = load("tui.keeper:Keeper")(
                self._places.vault, lambda thread, event: self.post_message(Synced(thread, event))
            )
        return self._keeper

    def standing_of(self, library: Library, sample: bool) -> Standing:
        """Return how a library that was just opened stands to the vault."""
        has_vault = self._places.vault_named or self._places.vault.is_dir()
        return Standing("waiting" if has_vault and not sample and not library.readonly else "none")

    def sync_soon(self) -> None:
        """Keep vault and library in step from soon on, if there is a vault."""
        if self._session.vault.phase == "waiting":
            session = self._session
            self.set_timer(SOON, lambda: self._open_vault() if session is self._session else None)

    def sync(self, restore: bool = False) -> None:
        """Sync now; where there is no vault yet, make it.

        Args:
            restore: Whether files that are gone are written again.
        """
        if self._session.sample:
            self.post_message(Noticed("the sample library has no vault: g i imports papers of your own"))
        elif self._session.library.readonly:
            self.post_message(Noticed(f"{self._session.library.path} can only be read"))
        elif self.keeper.is_open:
            self.keeper.ask(restore)
        else:
            self._open_vault()

    def _open_vault(self) -> None:
        if not self.keeper.is_open:
            self.keeper.open(self._session.library.path)
            self._show_vault(False)

    def close_vault(self) -> None:
        """End what goes on; the file at hand is finished."""
        if self._keeper is not None:
            self._keeper.close()

    def on_synced(self, message: Synced) -> None:
        """Take note of what a sync did, and show at once what came from files."""
        heard = self.keeper.take(message.thread, message.event)
        self._show_vault(heard.changed)
        for news in heard.news:
            self.post_message(Noticed(news))

    def _show_vault(self, changed: bool) -> None:
        """Show how the vault stands, and the papers anew if the library has taken something in.

        The others show it when the reader comes back to them.
        """
        screens = [screen for screen in self.screen_stack if isinstance(screen, PaperScreen)]
        for session in (self._session, *(screen.session for screen in screens)):
            session.vault = self.keeper.standing
        if self.top is not None and screens and screens[-1].is_mounted:
            screens[-1].show_synced(changed)
