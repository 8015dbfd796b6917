"""A screen that is driven by commands: keys in, `do_…` methods out."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from textual import events
from textual.screen import Screen
from textual.timer import Timer

from .commands import Call, Command, Need, Where, commands_of, shown
from .in_turn import KeyReturned
from .keys import Found, Keymap, KeyReader, Pending
from .messages import Noticed
from .moving import Moving

NUMBERS = "123456789"

HESITATION = 0.6
"""Seconds after which a begun sequence shows what may follow."""


def pressed(event: events.Key) -> str:
    """Return a key as the command table writes it: the character itself, or its name."""
    if event.character and event.is_printable and event.character != " ":
        return event.character
    return event.key


class CommandScreen(Moving, Screen[Any]):
    """Reads keys, runs commands, and says why one cannot run.

    A subclass names the places whose commands it carries out, has a method for each of them, and may keep a
    `WhichKey` panel among its widgets.
    """

    PLACES: ClassVar[tuple[Where, ...]] = ()
    FIELDS: ClassVar[tuple[Where, ...]] = ()
    """The places whose commands are keys of a field, which are no keys while nothing is typed."""

    MODES: ClassVar[tuple[Where, ...]] = ()
    """The places whose commands take the keys instead, while a mode holds."""

    def __init__(self) -> None:
        super().__init__()
        self.take_places(self.PLACES)
        self._hesitation: Timer | None = None

    def take_places(self, places: tuple[Where, ...]) -> None:
        """Let the keys mean what they mean in some places, from the next one on."""
        self.places = places
        self._keys = KeyReader(Keymap(commands_of(*places)))

    @property
    def typing(self) -> bool:
        """Whether keys go into a field."""
        return self.focused is not None and self.focused.check_consume_key("a", "a")

    @property
    def holds_keys(self) -> bool:
        """Whether what the next key is about is still on its way."""
        return False

    def on_key(self, event: events.Key) -> None:
        """Take a key that no field wanted."""
        self._refocus()
        if self._outran(event):
            event.stop()
            self.app.post_message(KeyReturned(event))
            return
        if self.typing:
            return
        begun = self._keys.typed
        if not begun and event.key in NUMBERS and self.take_number(int(event.key)):
            event.stop()
            return
        found = self._keys.feed(pressed(event))
        self._hush()
        if found is None:
            if begun or event.is_printable:
                event.stop()
                typed = f"{begun}{shown(pressed(event))}"
                self.show_notice("" if event.key == "escape" else f"{typed} is no key here · ? help")
            return
        event.stop()
        event.prevent_default()
        if isinstance(found, Found):
            self.run_command(found.command, found.call)
        else:
            self._wait(found)

    def _outran(self, event: events.Key) -> bool:
        """Return whether focus or screen changed while a key was on its way: then it is handed back."""
        return (self.typing and self.field_takes(event)) or self.app.screen is not self

    def field_takes(self, event: events.Key) -> bool:
        """Return whether the field that has the focus would have taken a key that came by it."""
        return self.focused is not None and self.focused.check_consume_key(event.key, event.character)

    def on_field_left(self) -> None:
        """Give the keys to what the field narrows."""
        self.set_focus(self.pane())

    def on_resize(self) -> None:
        """Look focused again after a window that was too small for any pane."""
        self.call_after_refresh(self._refocus)

    def _refocus(self) -> None:
        if self.focused is None and self.AUTO_FOCUS and self.app.screen is self:
            for pane in self.query(self.AUTO_FOCUS).results():
                self.set_focus(pane)

    def run_command(self, command: Command, call: Call) -> None:
        """Run a command, or say why it cannot run now."""
        missing = next((need for need in command.needs if self.lacks(need)), None)
        if missing is not None:
            self.notice(f"{command.label}: {missing.value}")
            return
        self.carry_out(command, call)

    def carry_out(self, command: Command, call: Call) -> None:
        """Do what a command says, in the method that is named after it."""
        getattr(self, command.handler)(call)

    def lacks(self, need: Need) -> bool:
        """Return whether something that a command needs is not there."""
        return False

    def take_number(self, number: int) -> bool:
        """Take a number from 1 to 9 at once, if it means something here; else it begins a count."""
        return False

    def take_number_alone(self, number: int) -> bool:
        """Take a number from 1 to 9 that nothing followed for a while, if it means something here."""
        return False

    def choice_label(self, command: Command, key: str) -> str | None:
        """Return what a choice of a command means here, or None if there is no such choice."""
        return dict(command.choices).get(key)

    def notice(self, text: str) -> None:
        """Tell the reader something that needs no answer."""
        self.post_message(Noticed(text))

    def show_notice(self, text: str) -> None:
        """Show a notice, where the screen has a line for it."""

    def show_pending(self, typed: str) -> None:
        """Show the keys of a sequence that has begun, or nothing."""

    def _wait(self, pending: Pending) -> None:
        self.show_pending(pending.typed)
        if pending.options or pending.typed in NUMBERS:
            self._hesitation = self.set_timer(HESITATION, lambda: self._suggest(pending))

    def _suggest(self, pending: Pending) -> None:
        if not pending.options:
            if self.take_number_alone(int(pending.typed)):
                self._keys.reset()
                self._hush()
            return
        options = []
        for key, commands in pending.options:
            label = commands[0].label if len(commands) == 1 else "…"
            if key in dict(commands[0].choices):
                meaning = self.choice_label(commands[0], key)
                if meaning is None:
                    continue
                label = meaning
            options.append((shown(key), label))
        self._show_following(options)

    def _hush(self) -> None:
        if self._hesitation is not None:
            self._hesitation.stop()
            self._hesitation = None
        self.show_pending("")
        self._show_following(())

    def _show_following(self, options: Sequence[tuple[str, str]]) -> None:
        """Show in the panel what may follow; a screen whose panel is not there yet shows nothing."""
        panels: Iterable[Any] = self.query("WhichKey")
        for panel in panels:
            panel.options = options
