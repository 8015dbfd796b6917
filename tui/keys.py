"""From key strokes to commands: counts, sequences, and what may follow. Pure, and free of Textual."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from .commands import Call, Command

Sequence = tuple[str, ...]


class Found(NamedTuple):
    """A sequence is complete: run this."""

    command: Command
    call: Call


class Pending(NamedTuple):
    """A sequence has begun.

    Args:
        typed: What was typed so far, as the status line shows it.
        options: What may follow: key, and the commands it leads to.
    """

    typed: str
    options: tuple[tuple[str, tuple[Command, ...]], ...]


class Keymap:
    """Which sequence runs which command.

    Args:
        commands: The commands to bind.
    """

    def __init__(self, commands: Iterable[Command]) -> None:
        self._bindings: dict[Sequence, tuple[Command, str]] = {}
        for command in commands:
            for sequence, choice in command.sequences():
                if sequence in self._bindings:
                    other = self._bindings[sequence][0]
                    raise ValueError(f"{' '.join(sequence)} is bound to {other.id} and {command.id}")
                self._bindings[sequence] = (command, choice)

    @property
    def bindings(self) -> Mapping[Sequence, tuple[Command, str]]:
        """Every sequence, with its command and the choice it makes."""
        return self._bindings

    def following(self, start: Sequence) -> tuple[tuple[str, tuple[Command, ...]], ...]:
        """Return the keys that may follow a start, each with the commands it leads to."""
        found: dict[str, list[Command]] = {}
        for sequence, (command, _choice) in self._bindings.items():
            if len(sequence) > len(start) and sequence[: len(start)] == start:
                found.setdefault(sequence[len(start)], []).append(command)
        return tuple((key, tuple(commands)) for key, commands in found.items())


class KeyReader:
    """Reads keys one at a time and says what they come to.

    Args:
        keymap: The bindings.
    """

    def __init__(self, keymap: Keymap) -> None:
        self._keymap = keymap
        self._count = ""
        self._typed: Sequence = ()

    @property
    def pending(self) -> bool:
        """Whether a count or a sequence has begun."""
        return bool(self.typed)

    @property
    def typed(self) -> str:
        """What has begun, as it was typed."""
        return self._count + "".join(self._typed)

    def feed(self, key: str) -> Found | Pending | None:
        """Take one key.

        Args:
            key: A character, or a name such as `ctrl+d`.

        Returns:
            The command to run, what has begun, or None if the key comes to nothing here.
        """
        if key == "escape" and self.pending:
            self.reset()
            return None
        if not self._typed and self._counts(key):
            self._count = (self._count + key)[-6:]
            return Pending(self._count, ())
        typed = (*self._typed, key)
        bound = self._keymap.bindings.get(typed)
        if bound:
            call = Call(int(self._count) if self._count else None, bound[1])
            self.reset()
            return Found(bound[0], call)
        options = self._keymap.following(typed)
        if not options:
            self.reset()
            return None
        self._typed = typed
        return Pending(self.typed, options)

    def _counts(self, key: str) -> bool:
        """Return whether a key is a digit of a count: where it is bound, only behind another digit."""
        is_digit = key.isdecimal() and key.isascii() and (self._count or key != "0")
        return bool(is_digit) and (bool(self._count) or (key,) not in self._keymap.bindings)

    def reset(self) -> None:
        """Forget what has begun."""
        self._count, self._typed = "", ()
