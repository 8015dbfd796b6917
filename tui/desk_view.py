"""What the lines around the panes say, made from values. Pure."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from postil.store.models import Counts

from .commands import BEST, Where, commands_of, shown
from .format import plural
from .listing import Listing
from .session import Session

if TYPE_CHECKING:
    from postil.store.search import Advice, Related

WAITING = "⋯"
MOST_TERMS = 6


def head_right(counts: Counts, listing: Listing) -> str:
    """Return how many papers are shown, of how many."""
    if listing.partial or not counts.papers:
        return f"{plural(counts.papers, 'paper')} " if counts.papers else ""
    if listing.papers < counts.papers:
        return f"{listing.said()} of {plural(counts.papers, 'paper')} "
    return f"{plural(counts.papers, 'paper')} · {counts.statuses.get('unread', 0):,} unread "


CHOOSING = (("j k", "move"), ("⏎", "show"), ("f", "add to the search"), ("tab", "to the list"), ("?", "help"))
EMPTY = (("g i", "import"), ("g l", "all papers"), ("h", "places"), ("?", "help"), ("q", "quit"))
NO_DEEDS = (("M", "sync now"), ("?", "help"), ("q", "back"))
ON_LIST = (("J K", "reorder"), ("D", "done"), ("@", "due"), ("-", "off the list"))
BACK = (("esc", "back to the list"),)
ADVISED = (("1-9", "do what is offered"),)
TYPING = (("'", "exact"), ("-", "without"), ('"…"', "phrase"), ("tag:", "field"), ("ctrl+a", "save"))


def hints(place: Where) -> list[tuple[str, str]]:
    """Return keys and what they do, the most useful first."""
    commands = sorted((c for c in commands_of(place) if c.hint), key=lambda command: command.hint)
    quits = {"screen.back": ("q", "quit")} if place == "library" else {}
    return [quits.get(c.id) or c.hint_text or (shown(c.typed[0]), c.label) for c in commands]


def status_left(session: Session) -> str:
    """Return where the cursor is, in which order, and what is searched."""
    listing = session.listing
    parts = [f"{session.cursor + 1:,}/{listing.said()}" if listing.ids else "0/0"]
    parts.append(listing.order or (BEST if listing.ranked else _order(session)))
    if listing.text:
        parts.append(f"/{listing.text}")
        parts.append(f"{listing.said()} {'hit' if listing.papers == 1 else 'hits'}")
    if session.chosen:
        parts.append(f"{session.chosen.count(listing.ids):,} selected")
    if session.slow:
        parts.append(WAITING)
    return "  ".join(parts)


def _order(session: Session) -> str:
    """Return the order of a listing that is not ranked."""
    searching = session.listing.marks is not None and session.hit_sort is not None
    if searching:
        return session.hit_sort or ""
    return session.sort if session.on_list is None else session.list_sort


def nothing_here(session: Session, advice: Sequence["Advice"] = ()) -> list[str]:
    """Return what an empty list says, with the next keys."""
    if session.slow or session.listing.partial:
        return [""]
    if session.text:
        said = ["", "Nothing answers here.", ""]
        return (
            [*said, "Did you mean"] if advice else [*said, "esc   to the list", "esc   again ends the search"]
        )
    if session.scope_list is not None:
        return [
            "",
            f"Nothing is on {session.label} yet.",
            "",
            "g l   to all papers",
            "L     puts one on a list",
        ]
    if session.scope.startswith("list:"):
        return [
            "",
            f"There is no list {session.label} any more.",
            "",
            "g L   to all lists",
            "g l   to all papers",
        ]
    if session.scope:
        return ["", f"No papers under {session.label}.", "", "h     to the places", "g l   to all papers"]
    return ["", "This library is empty.", "", "g i   import papers", "?     show every key"]


def advice_line(number: int, advice: "Advice") -> str:
    """Return what would find more, with the key that does it."""
    return f"{number}  {advice.text} · {plural(advice.total, 'paper')}"


def why_related(found: "Related") -> str:
    """Return what two papers share, in a line."""
    parts = [", ".join(found.terms[:MOST_TERMS])]
    parts += [f"both link {link.split('://')[-1]}" for link in found.links[:1]]
    parts += [f"near each other in {dump}" for dump in found.dumps[:1]]
    return " · ".join(filter(None, parts))


def reader_left(session: Session) -> str:
    """Return what the head says while reading: the place, and how far into it."""
    return f"› {heading(session)} › {session.cursor + 1:,} of {session.listing.said()}"


def pens_line(pens: Sequence[str]) -> str:
    """Return the pens with their keys."""
    return "  ".join(f"{number} {pen}" for number, pen in enumerate(pens, 1))


def heading(session: Session) -> str:
    """Return what is looked at."""
    return session.listing.title or session.label
