"""Keeping the vault and the reader's library in step while the desk is open."""

from .desk import Desk
from .messages import Synced
from .paper_screen import PaperScreen
from .vault_keeper import Keeper
from .vault_thread import Event, VaultThread


class VaultSync:
    """Syncs, and shows what came of it.

    Args:
        desk: Whose vault, and whose library.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.keeper = Keeper(desk.places.vault, self._tell)

    def _tell(self, thread: VaultThread, event: Event) -> None:
        self._desk.app.post_message(Synced(thread, event))

    def sync(self, restore: bool = False) -> None:
        """Sync now; where there is no vault yet, make it.

        Args:
            restore: Whether files that are gone are written again.
        """
        session = self._desk.session
        if session.sample:
            self._desk.notice("the sample library has no vault: g i imports papers of your own")
        elif session.library.readonly:
            self._desk.notice(f"{session.library.path} can only be read")
        elif self.keeper.is_open:
            self.keeper.ask(restore)
        else:
            self.open()

    def open(self) -> None:
        """Keep vault and library in step from now on."""
        if not self.keeper.is_open:
            self.keeper.open(self._desk.session.library.path)
            self._show(False)

    def take(self, message: Synced) -> None:
        """Take note of what a sync did, and show at once what came from files."""
        heard = self.keeper.take(message.thread, message.event)
        self._show(heard.changed)
        for news in heard.news:
            self._desk.notice(news)

    def _show(self, changed: bool) -> None:
        """Show how the vault stands, and the papers anew if the library has taken something in.

        The others show it when the reader comes back to them.
        """
        desk = self._desk
        screens = [screen for screen in desk.app.screen_stack if isinstance(screen, PaperScreen)]
        for session in (desk.session, *(screen.session for screen in screens)):
            session.vault = self.keeper.standing
        if desk.app.top is not None and screens and screens[-1].is_mounted:
            screens[-1].show_synced(changed)
