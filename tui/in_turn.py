"""One key at a time: the next one is handed on when the one before it has done what it does."""

from collections import deque
from typing import Any

from textual import events
from textual.app import App
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

LOOK = 0.02
"""Seconds after which it is looked whether whoever has a key is still there."""

HOLD = 0.5
"""Seconds that a key waits at most for what it is about; then it means what is there."""

LAPS = 3
"""How often what follows a key goes its way: a key posts a message, and what takes that may post another."""

Typed = events.Key | events.Paste


class KeyTaken(Message):
    """Follows a key on its way, from where it went up to the app: then the key was taken.

    Args:
        number: The key's number.
        laps: How often it goes that way yet, behind the messages that the key caused.
    """

    def __init__(self, number: int, laps: int = LAPS) -> None:
        super().__init__()
        self.number, self.laps = number, laps


class KeyReturned(Message, bubble=False):
    """A key came to somebody who has the keys no longer, and goes to whoever has them now.

    Args:
        key: The key as it came.
    """

    def __init__(self, key: events.Key) -> None:
        super().__init__()
        self.key = events.Key(key.key, key.character)


class InTurn(App[None]):
    """An app whose keys go where the ones before them lead, however fast they come.

    Textual hands on a key before the one before it was taken: of `/h` in one read the `h` is on its way to
    the list when `/` opens the search line, and whatever follows goes to the line before it.
    """

    def __init__(self, ansi_color: bool | None) -> None:
        super().__init__(ansi_color=ansi_color)
        self._coming: deque[Typed] = deque()
        self._number = 0
        self._taker: Widget | None = None
        self._looking: Timer | None = None

    @property
    def top(self) -> Screen[Any] | None:
        """The screen that is shown; none while the app closes, when what threads have told may still come."""
        return self.screen if self.is_running and self.screen_stack else None

    @property
    def has_caught_up(self) -> bool:
        """Whether every key so far was taken."""
        return not self._coming and not self._waits

    @property
    def holds_keys(self) -> bool:
        """Whether what the next key is about is still on its way."""
        return False

    @property
    def _waits(self) -> bool:
        """Whether a key is under way, and whoever has it will still take it."""
        taker = self._taker
        return taker is not None and taker.is_running and taker.is_attached

    async def on_event(self, event: events.Event) -> None:
        """Take what is typed in turn."""
        if isinstance(event, Typed) and not event.is_forwarded:
            self._coming.append(event)
            await self._hand_on()
        else:
            await super().on_event(event)

    async def on_key_taken(self, message: KeyTaken) -> None:
        """Hand on the next key, once the messages of this one were taken too."""
        if message.number != self._number or self._taker is None:
            return
        if self._waits and message.laps > 1:
            self._taker.post_message(KeyTaken(message.number, message.laps - 1))
        else:
            self._taker = None
            await self._hand_on()

    def on_key_returned(self, message: KeyReturned) -> None:
        """Put a key before those that came after it."""
        self._coming.appendleft(message.key)
        self.call_later(self._hand_on)

    async def _hand_on(self) -> None:
        """Hand on the next key and follow it, unless it has to wait; look again where nobody will tell."""
        if self._coming and not self._waits and not self.holds_keys and self.top is not None:
            self._number += 1
            self._taker = self.focused or self.top
            await super().on_event(self._coming.popleft())
            self._taker.post_message(KeyTaken(self._number))
        if self._looking is not None:
            self._looking.stop()
        self._looking = self.set_timer(LOOK, self._hand_on) if self._coming else None
