"""What the lines and the sidebar of the desk say, made from values. Pure."""

from postil.store.models import STATUSES, Counts

from .commands import Where, commands_of, shown
from .entries import Entry
from .format import plural
from .session import Session


def entries(counts: Counts) -> list[Entry]:
    """Return the sidebar: views, lists, tags and dumps, as far as there are any."""
    views = [
        Entry("VIEWS"),
        Entry("All papers", "", counts.papers),
        *(Entry(status.capitalize(), f"is:{status}", counts.statuses.get(status, 0)) for status in STATUSES),
        Entry("Starred", "is:starred", counts.starred),
    ]
    for heading, field, found in (
        ("LISTS", "list", counts.lists),
        ("TAGS", "tag", counts.tags),
        ("DUMPS", "source", counts.dumps),
    ):
        if found:
            views += [Entry(""), Entry(heading)]
            views += [Entry(name, f"{field}:{quoted(name)}", number) for name, number in found.items()]
    return views


def quoted(value: str) -> str:
    """Return a value as the query language takes it whole."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def head_right(counts: Counts, visible: int) -> str:
    """Return how many papers are shown, of how many."""
    if visible < counts.papers:
        return f"{visible:,} of {plural(counts.papers, 'paper')} "
    return f"{plural(counts.papers, 'paper')} · {counts.statuses.get('unread', 0):,} unread "


TYPING = (("⏎ esc", "to the list"), ("'", "exact"), ("-", "without"), ('"…"', "phrase"))
CHOOSING = (("j k", "move"), ("⏎", "show"), ("tab", "to the list"), ("?", "help"))
EMPTY = (("g i", "import"), ("g l", "all papers"), ("h", "places"), ("?", "help"), ("q", "quit"))


def hints(place: Where) -> list[tuple[str, str]]:
    """Return keys and what they do, the most useful first."""
    commands = sorted((c for c in commands_of(place) if c.hint), key=lambda command: command.hint)
    quits = {"screen.back": ("q", "quit")} if place == "library" else {}
    return [quits.get(c.id) or c.hint_text or (shown(c.keys[0]), c.label) for c in commands]


def status_left(session: Session) -> str:
    """Return where the cursor is, in which order, and what is searched."""
    total = len(session.listing.ids)
    parts = [f"{session.cursor + 1:,}/{total:,}" if total else "0/0"]
    parts.append("best match" if session.listing.ranked else session.sort)
    if session.listing.text:
        parts.append(f"/{session.listing.text}")
        parts.append(plural(total, "hit"))
    if session.chosen:
        parts.append(f"{len(session.chosen):,} selected")
    return "  ".join(parts)


def nothing_here(session: Session) -> list[str]:
    """Return what an empty list says, with the next keys."""
    if session.text:
        return ["", "Nothing answers here.", "", "esc   to the list", "esc   again ends the search"]
    if session.scope:
        return ["", f"No papers under {session.label}.", "", "h     to the places", "g l   to all papers"]
    return ["", "This library is empty.", "", "g i   import papers", "?     show every key"]


def reader_left(session: Session) -> str:
    """Return what the head says while reading: the place, and how far into it."""
    return f"› {session.label} › {session.cursor + 1:,} of {len(session.listing.ids):,}"
