"""The vault: how it stands, and what the last syncs merged, took in, wrote and held back, and how."""

from array import array
from collections.abc import Callable, Sequence
from typing import ClassVar, Protocol

from postil.store.vault.deeds import steps
from postil.store.vault.record import VaultRecord

from ..commands import Call, Go, Need, Where
from ..desk_view import NO_DEEDS, hints
from ..document import Document
from ..external import visit
from ..format import plural
from ..lending import lend
from ..messages import EntryReached
from ..session import Session
from ..sync_sheet import deed_document, entries, standing_document
from ..two_pane_screen import TwoPaneScreen
from ..vault_keeper import Keeper, Logged
from ..widgets.entry_list import EntryList
from ..widgets.paper_view import PaperView


class Syncing(Protocol):
    """Syncs now, or makes the vault."""

    def __call__(self, restore: bool = False) -> None:
        """Sync, and write files again that are gone if that is wanted."""


class SyncScreen(TwoPaneScreen[EntryList, PaperView]):
    """Shows what was done at the vault, and leads to its files and papers.

    Args:
        session: What the desk is looking at.
        go: Leads to another place.
        keeper: What the desk knows of its vault.
        sync: Syncs now.
        read: Opens a paper of some papers, by their row ids.
    """

    PLACES: ClassVar[tuple[Where, ...]] = ("sync",)

    def __init__(
        self,
        session: Session,
        go: Go,
        keeper: Keeper,
        sync: Syncing,
        read: Callable[[Sequence[int], int], None],
    ) -> None:
        super().__init__(session, go)
        self._keeper = keeper
        self._sync = sync
        self._read = read

    def panes(self) -> tuple[EntryList, PaperView]:
        """Make the list of what was done, and how one of it was."""
        return EntryList(), PaperView()

    def on_mount(self) -> None:
        """Show what was done."""
        self.refresh_papers()

    @property
    def _current(self) -> Logged | None:
        """What is under the cursor."""
        entry = self.listed.entry
        number = entry.value if entry else None
        known = (*self._keeper.held, *self._keeper.log)
        return next((logged for logged in known if str(logged.number) == number), None)

    def lacks(self, need: Need) -> bool:
        """Return whether something that a command needs is not there."""
        if need is Need.VAULT:
            return not self._keeper.is_open
        if need is Need.FILE:
            return self._current is None
        if need is Need.OWNER:
            return self._paper_id() is None
        return super().lacks(need)

    def show_synced(self, changed: bool) -> None:
        """Show what was done now."""
        self.refresh_papers()

    def refresh_papers(self) -> None:
        """Show what was done, the cursor where it was."""
        rows = entries(self._keeper)
        before = self._current
        self.listed.show(rows, "")
        if self._current is None:
            self.listed.move_to(0)
        self.set_class(not rows, "-empty")
        self.hint_bar.hints = hints("sync") if rows else NO_DEEDS
        self._show_current(keep_place=before is not None and before is self._current)
        self.show_lines()

    def on_entry_reached(self, _message: EntryReached) -> None:
        """Show the changes of what is under the cursor."""
        self._show_current()
        self.show_lines()

    def _show_current(self, keep_place: bool = False) -> None:
        self.beside.show(self._document(), keep_place)

    def _document(self) -> Document:
        current = self._current
        if current is None:
            return standing_document(self._keeper, self.session.sample)
        return deed_document(current, steps(current.deed, VaultRecord(self.session.library.db)))

    @property
    def mode(self) -> str:
        """What the status line calls it."""
        return "VAULT"

    def heading(self) -> tuple[str, str, str]:
        """Return which vault it is, and how many files are in step."""
        files = f"{plural(self._keeper.files, 'file')} " if self._keeper.is_open else ""
        return f"› Vault › {self._keeper.root.name}", files, ""

    def standing(self) -> str:
        """Return how much was done."""
        done = len(self._keeper.log)
        return plural(done, "change") if done else ""

    # What can be done

    def do_sync_now(self, _call: Call) -> None:
        """Sync now."""
        self._sync()

    def do_sync_restore(self, _call: Call) -> None:
        """Write files again that are gone."""
        self._sync(restore=True)

    def do_sync_paper(self, _call: Call) -> None:
        """Read the paper."""
        paper_id = self._paper_id()
        if paper_id is not None:
            self._read(array("q", [paper_id]), 0)

    def _paper_id(self) -> int | None:
        current = self._current
        kind, _, key = current.deed.owner.partition(":") if current else ("", "", "")
        return self.session.library.papers.id_of(key) if kind == "paper" else None

    def do_sync_edit(self, _call: Call) -> None:
        """Open the file in the reader's editor, and sync."""
        current = self._current
        if current is None:
            return
        path = self._keeper.root / current.deed.path
        if not path.is_file():
            self.notice("the file is no longer there")
            return
        said = lend(self.app, lambda editor: visit(editor, path))
        self._sync()
        if said:
            self.notice(said)
