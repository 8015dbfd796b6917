"""The ways to what is laid over the desk: sheets, pickers, the palette, an import."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..commands import Where
from ..desk import Desk
from ..entries import Entry
from ..lazy import load
from ..paper_screen import PaperScreen
from ..theme import load_themes, to_textual

if TYPE_CHECKING:
    from postil.store.search import Part

SHEET = "sheet:SheetScreen"


def keys(desk: Desk) -> None:
    """Show the keys, those that work here first."""
    screen = desk.screen
    here: Where = screen.places[0] if isinstance(screen, PaperScreen) else "library"
    build = load("tui.sheets:help_document")
    desk.open(SHEET, "Keys", lambda words: build(words, here))


def messages(desk: Desk) -> None:
    """Show all notices."""
    build = load("tui.sheets:messages_document")
    desk.open(SHEET, "Messages", lambda words: build(desk.messages, words))


def palette(desk: Desk) -> None:
    """Find a command by name."""
    desk.app.action_command_palette()


def why(desk: Desk) -> None:
    """Show where what is known of the paper comes from, and what its score is made of."""
    session = desk.screen.session if isinstance(desk.screen, PaperScreen) else desk.session
    paper, paper_id, library = session.paper(), session.paper_id, session.library
    if paper is None or paper_id is None:
        return
    claims, standing = library.papers.claims(paper.key), library.topics.standing(paper)
    build = load("tui.sheets:why_document")
    score: list[Part] = []
    sheet = desk.open(
        SHEET, "Where it comes from", lambda words: build(paper, claims, words, score, standing)
    )

    def explain(parts: "Sequence[Part]") -> None:
        score.extend(parts)
        sheet.rebuild()

    desk.library_screen.explain(paper_id, explain)


def topics(desk: Desk) -> None:
    """Give topics to the papers that are meant here, or take them away."""
    screen = desk.screen
    if isinstance(screen, PaperScreen):
        library = screen.session.library
        judging = load("tui.topics_view:Judging")(library, library.papers.keys(screen.targets() or ()))
        desk.open("topics:TopicsScreen", judging, then=lambda _: screen.refresh_papers())


def themes(desk: Desk) -> None:
    """Choose a theme."""
    app, found = desk.app, load_themes(desk.theme_folders)
    for theme in found.themes:
        app.register_theme(to_textual(theme))
    for warning in found.warnings:
        desk.notice(warning)
    entries = [Entry(theme.name, theme.name) for theme in found.themes]
    before = app.theme

    def keep(chosen: str | None) -> None:
        app.theme = chosen or before
        if chosen:
            desk.memory.theme = chosen
            desk.memory.save()

    desk.open(
        "picker:PickerScreen", "Theme", entries, before, lambda name: setattr(app, "theme", name), then=keep
    )


def imports(desk: Desk) -> None:
    """Import papers."""
    library = desk.session.library
    past = load("tui.imports:dumps_document")(library.db)
    desk.open("importing:ImportScreen", desk.own_library, library.rules.apart(), past)
