"""The sheets that the desk can lay over itself: help, messages, provenance, themes."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeGuard

from postil.store.topics.ruleset import Ruleset

from .commands import Where
from .document import Document
from .entries import Entry
from .in_turn import InTurn
from .lazy import load
from .messages import Noticed
from .paper_screen import PaperScreen
from .place import Memory
from .screens.library import LibraryScreen
from .session import Session
from .theme import load_themes, to_textual

if TYPE_CHECKING:
    from postil.store.search import Part

    from .screens.reader import ReaderScreen


def is_reader(screen: object) -> "TypeGuard[ReaderScreen]":
    """Return whether a screen is the reader, which is loaded only when somebody reads."""
    return isinstance(screen, PaperScreen) and screen.READING


class SheetApp(InTurn):
    """An app with sheets; a subclass has what they are about."""

    _session: Session
    _memory: Memory
    _messages: list[str]
    _folders: Sequence[Path]

    def _show_sheet(self, title: str, build: Callable[[str], Document]) -> Any:
        sheet = load("tui.screens.sheet:SheetScreen")(title, build)
        self.push_screen(sheet)
        return sheet

    def _go_help(self) -> None:
        screen = self.screen
        here: Where = screen.places[0] if isinstance(screen, PaperScreen) else "library"
        build = load("tui.sheets:help_document")
        self._show_sheet("Keys", lambda words: build(words, here))

    def _go_messages(self) -> None:
        build = load("tui.sheets:messages_document")
        self._show_sheet("Messages", lambda words: build(self._messages, words))

    def _go_why(self) -> None:
        session = self.screen.session if isinstance(self.screen, PaperScreen) else self._session
        paper, paper_id = session.paper(), session.paper_id
        if paper is None or paper_id is None:
            return
        claims = self._session.library.papers.claims(paper.key)
        standing = self._session.library.topics.standing(paper)
        build = load("tui.sheets:why_document")
        score: list[Part] = []
        sheet = self._show_sheet(
            "Where it comes from", lambda words: build(paper, claims, words, score, standing)
        )

        def explain(parts: "Sequence[Part]") -> None:
            score.extend(parts)
            sheet.rebuild()

        for screen in self.screen_stack:
            if isinstance(screen, LibraryScreen):
                screen.explain(paper_id, explain)

    def prepare_topics(self) -> None:
        """Read the rules for topics on a thread, so that no key waits for that."""
        rules = self._session.library.rules

        def read() -> None:
            if rules.engine and self.is_running:
                self.call_from_thread(self._topics_ready, rules)

        self.run_worker(read, thread=True, exit_on_error=False)

    def _topics_ready(self, rules: Ruleset) -> None:
        """Tell what is wrong with the rules, and show the paper in view with its topics."""
        for warning in rules.warnings:
            self.post_message(Noticed(warning))
        if isinstance(top := self.top, PaperScreen):
            top.refresh_papers()

    def _go_topics(self) -> None:
        screen = self.screen
        if isinstance(screen, PaperScreen):
            library = screen.session.library
            judging = load("tui.topics_view:Judging")(library, library.papers.keys(screen.targets() or ()))
            topics = load("tui.screens.topics:TopicsScreen")(judging)
            self.push_screen(topics, lambda _: screen.refresh_papers())

    def _go_themes(self) -> None:
        found = load_themes(self._folders)
        for palette in found.themes:
            self.register_theme(to_textual(palette))
        for warning in found.warnings:
            self.post_message(Noticed(warning))
        entries = [Entry(palette.name, palette.name) for palette in found.themes]
        before = self.theme

        def keep(chosen: str | None) -> None:
            self.theme = chosen or before
            if chosen:
                self._memory.theme = chosen
                self._memory.save()

        picker = load("tui.screens.picker:PickerScreen")
        self.push_screen(picker("Theme", entries, before, lambda name: setattr(self, "theme", name)), keep)
