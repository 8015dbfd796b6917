"""Tagging the papers that a command acts on: by choice, or again as before."""

from typing import TYPE_CHECKING

from postil.store.reading import said_of
from postil.store.tags import Changes

from .format import plural
from .lazy import load
from .tag_choice import TagChoice

if TYPE_CHECKING:
    from .paper_screen import PaperScreen

FOOTER = "⏎ give or take · esc close"


def choose(screen: "PaperScreen") -> None:
    """Offer the tags of the papers that a command acts on, to be given and taken.

    Args:
        screen: The screen with the papers.
    """
    session = screen.session
    targets = screen.targets() or []
    library = session.library
    keys = library.papers.keys(targets)
    choice = TagChoice(library.tags, keys)

    def take(name: str) -> bool:
        choice.toggle(name)
        return False

    def close(_result: object) -> None:
        if choice.changes != Changes():
            session.tagging = choice.changes
            session.chosen.let_go(targets)
            screen.notice(f"{_said(choice.changes)} · u undoes, . does it again")

    chooser = load("tui.screens.chooser:ChooserScreen")
    title = f"Tags · {said_of(library.db, keys)}"
    screen.app.push_screen(chooser(title, FOOTER, "TAG", choice.entries, take), close)


def again(screen: "PaperScreen") -> None:
    """Give and take the same tags as last time, as one step.

    Args:
        screen: The screen with the papers.
    """
    session = screen.session
    changes: Changes | None = session.tagging
    if changes is None:
        screen.notice("nothing was tagged yet: press t")
        return
    targets = screen.targets() or []
    papers = session.library.tags.apply(session.library.papers.keys(targets), changes)
    session.chosen.let_go(targets)
    many = f" on {plural(papers, 'paper')}" if papers > 1 else ""
    screen.notice(f"{_said(changes)}{many} · u undoes" if papers else "nothing to change")
    screen.refresh_papers()


def _said(changes: Changes) -> str:
    """Return changes in a few words, such as `+fundus −survey`."""
    return " ".join((*(f"+{name}" for name in changes.added), *(f"−{name}" for name in changes.removed)))
