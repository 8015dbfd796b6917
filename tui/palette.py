"""The palette: every command of the screen below it, by name."""

from collections.abc import Iterator
from functools import partial

from textual import on
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.widgets import Input, OptionList

from .command_screen import CommandScreen
from .commands import Call, Command, commands_of, shown


class DeskPalette(CommandPalette):
    """Textual's palette, of which a key that comes too late asks nothing more."""

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _come_too_late(self, event: Input.Submitted | OptionList.OptionSelected) -> None:
        """Once it has gone, it would run its command again and take the next screen with it."""
        if not self.is_active:
            event.stop()
            event.prevent_default()


class CommandProvider(Provider):
    """Finds commands for the palette; those with choices are offered once a choice."""

    def _offers(self) -> Iterator[tuple[str, str, Command, Call]]:
        screen = self.screen
        if not isinstance(screen, CommandScreen):
            return
        for command in commands_of(*screen.places):
            keys = " ".join(map(shown, "".join(command.keys[:1]).split(" ")))
            for key, _meaning in command.choices or (("", ""),):
                meaning = screen.choice_label(command, key) if key else ""
                if meaning is not None:
                    title = f"{command.label}: {meaning}" if meaning else command.label
                    yield title, f"{keys} {key}".strip(), command, Call(choice=key)

    async def discover(self) -> Hits:
        """Offer everything."""
        for title, keys, command, call in self._offers():
            yield DiscoveryHit(
                Content(title), partial(self._run, command, call), text=title, help=_help(keys, command)
            )

    async def search(self, query: str) -> Hits:
        """Offer what matches."""
        matcher = self.matcher(query)
        for title, keys, command, call in self._offers():
            score = max(matcher.match(title), matcher.match(command.help) / 2)
            if score > 0:
                run = partial(self._run, command, call)
                # Not the matcher's own marking: it would read a link's brackets as markup.
                yield Hit(score, Content(title), run, text=title, help=_help(keys, command))

    def _run(self, command: Command, call: Call) -> None:
        screen = self.screen
        if isinstance(screen, CommandScreen):
            screen.run_command(command, call)


def _help(keys: str, command: Command) -> str:
    """Return a line of help as markup, which is how the palette reads it."""
    return f"{keys} — {command.help}".replace("[", "\\[")
