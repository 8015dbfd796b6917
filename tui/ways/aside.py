"""The ways to the screens beside library and reader."""

from datetime import date, datetime
from functools import partial

from ..desk import Desk
from ..desk_view import heading
from ..entries import Kind
from ..lazy import load
from ..listing import Listing
from ..session import Session


def triage(desk: Desk) -> None:
    """Decide paper by paper what to keep."""
    here, day = desk.session, date.today().isoformat()
    pile = load("tui.pile:pile_of")(here, day)
    if not pile.has(0):
        desk.notice("nothing here waits for triage: select papers to go through them again")
        return
    session = here.beside(Listing(pile, here.listing.marks, title="Triage"))
    session.last_list = here.last_list

    def read(session: Session) -> None:
        desk.open("reader:ReaderScreen", session, desk.go)

    desk.open("triage:TriageScreen", session, desk.go, pile, _origin(here), day, read, desk.show_place)


def recall(desk: Desk) -> None:
    """Recall highlights."""
    desk.open("recall:RecallScreen", desk.session, desk.go, _now, partial(desk.read, title="Recall"))


def highlights(desk: Desk) -> None:
    """Show the highlights of all papers."""
    desk.open("highlights:HighlightsScreen", desk.session, desk.go, partial(desk.read, title="Highlights"))


def tags(desk: Desk) -> None:
    """Show the tags."""
    desk.open("tags:TagsScreen", desk.session, desk.go, desk.show_place, desk.read)


def lists(desk: Desk) -> None:
    """Show all lists."""

    def show(kind: Kind, name: str) -> None:
        desk.back_to_library().show_list(kind, name)

    desk.open("lists:ListsScreen", desk.session, desk.go, desk.library_screen.later, show)


def history(desk: Desk) -> None:
    """Show every change."""
    desk.open("history:HistoryScreen", desk.session, desk.go, partial(desk.read, title="History"))


def news(desk: Desk) -> None:
    """Show what is new."""

    def show(listing: Listing) -> None:
        desk.back_to_library().show_aside(listing)

    def search(text: str) -> None:
        desk.back_to_library().run_search(text)

    read = partial(desk.read, title="What's new")
    desk.open("news:NewsScreen", desk.session.beside(Listing()), desk.go, read, show, search)


def stats(desk: Desk) -> None:
    """Show how much was read."""
    desk.open("stats:StatsScreen", desk.session, desk.go)


def sync(desk: Desk) -> None:
    """Show what was synced with the vault."""
    vault, read = desk.vault, partial(desk.read, title="Vault")
    desk.open("syncing:SyncScreen", desk.session, desk.go, vault.keeper, vault.sync, read)


def _origin(session: Session) -> str:
    """Return where the papers of a pile come from."""
    if session.chosen:
        return f"{session.chosen.count(session.listing.ids):,} selected"
    text = session.listing.text.strip()
    return f"{heading(session)} › {text}" if text else heading(session)


def _now() -> datetime:
    """Return the present moment by the reader's clock, with its zone."""
    return datetime.now().astimezone()
