"""The ways to where one thing is decided at a time: triage and recall."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from .desk_view import heading
from .format import plural
from .lazy import load
from .listing import Listing
from .messages import Noticed
from .screens.library import LibraryScreen
from .session import Session
from .sync_app import SyncApp

LATER = 1.5
"""Seconds after the first frame until what is to be recalled is mentioned."""


class DecidingApp(SyncApp):
    """An app that leads to triage and to recall."""

    def go(self, place: str) -> None:
        """Go where the reader wants to be."""
        raise NotImplementedError

    def _read(
        self, papers: Sequence[int], cursor: int, highlight_id: str = "", title: str = "Highlights"
    ) -> None:
        """Read a paper among others, perhaps at one of its highlights."""
        raise NotImplementedError

    def _go_triage(self) -> None:
        here, day = self._session, _now().date().isoformat()
        pile = load("tui.pile:pile_of")(here, day)
        if not pile.has(0):
            self.post_message(
                Noticed("nothing here waits for triage: select papers to go through them again")
            )
            return
        session = Session(here.library, here.sample, here.pens, here.vault)
        session.show(Listing(pile, here.listing.marks, title="Triage"), 0)
        session.last_list = here.last_list
        screen = load("tui.screens.triage:TriageScreen")
        self.push_screen(screen(session, self.go, pile, _origin(here), day, self._read_on, self._show_place))

    def _go_recall(self) -> None:
        screen, read = load("tui.screens.recall:RecallScreen"), partial(self._read, title="Recall")
        self.push_screen(screen(self._session, self.go, _now, read))

    def mention_soon(self) -> None:
        """Say once, a while after the first frame, how much there is to recall today."""
        self.set_timer(LATER, self._mention)

    def _mention(self) -> None:
        recall = self._session.library.recall
        due = recall.ahead(_now().date()).due if recall.is_on else 0
        if due:
            self.post_message(Noticed(f"{plural(due, 'highlight')} to recall today · g v"))

    def _read_on(self, session: Session) -> None:
        """Read the paper under a session's cursor, and its neighbours there."""
        self.push_screen(load("tui.screens.reader:ReaderScreen")(session, self.go))

    def _show_place(self, value: str, label: str) -> None:
        """Show in the library what a query finds."""
        self.go("library")
        if isinstance(self.screen, LibraryScreen):
            self.screen.show_place(value, label)


def _origin(session: Session) -> str:
    """Return where the papers of a pile come from."""
    if session.chosen:
        return f"{session.chosen.count(session.listing.ids):,} selected"
    text = session.listing.text.strip()
    return f"{heading(session)} › {text}" if text else heading(session)


def _now() -> datetime:
    """Return the present moment by the reader's clock, with its zone."""
    return datetime.now().astimezone()
