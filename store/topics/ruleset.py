"""The rules in force for a library, the shipped ones and the reader's, read when they are first needed."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from .engine import Engine
    from .reading import Read
    from .rules import Rulebook

VERSION = b"3"
"""Changes whenever the same rules give other topics than before."""
SHIPPED = Path(__file__).parent.with_suffix(".toml")
LONGEST = 1 << 20


class Ruleset:
    """Rules that are good as long as the object lives: who edits the file sees it from the next start on.

    Args:
        own: The reader's file, which need not be there, or what finds it; None for the shipped rules alone.
    """

    def __init__(self, own: Path | Callable[[], Path] | None = None) -> None:
        self._own = own
        self._problem = ""

    @cached_property
    def own(self) -> Path | None:
        """The reader's file."""
        return self._own() if callable(self._own) else self._own

    def apart(self) -> "Ruleset":
        """Return the same rules for another thread: an engine learns words, and serves one thread only."""
        return Ruleset(self.own)

    @cached_property
    def _text(self) -> bytes:
        """The reader's file; empty where there is none, or none that can be used."""
        if self.own is None:
            return b""
        try:
            with self.own.open("rb") as file:
                text = file.read(LONGEST + 1)
        except FileNotFoundError:
            return b""
        except OSError as error:
            self._problem = (
                f"{self.own} cannot be read: {error.strerror or error}; the shipped topics are used"
            )
            return b""
        if len(text) > LONGEST:
            self._problem = f"{self.own} is longer than a megabyte; the shipped topics are used"
            return b""
        return text

    @cached_property
    def digest(self) -> int:
        """A number that is another one for other rules."""
        return crc32(self._text, crc32(SHIPPED.read_bytes(), crc32(VERSION)))

    @property
    def are_outdated(self) -> bool:
        """Whether the reader's file says something else by now."""
        return Ruleset(self.own).digest != self.digest

    @cached_property
    def _read(self) -> "Read":
        # Deferred: most starts give no topics, and to read the rules takes as long as a first frame may.
        from .reading import read  # noqa: PLC0415

        found = read(SHIPPED.read_bytes(), self._text, str(self.own))
        return found._replace(warnings=(*filter(None, [self._problem]), *found.warnings))

    @property
    def book(self) -> "Rulebook":
        """The rules."""
        return self._read.book

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is wrong with the reader's file, a sentence each."""
        return self._read.warnings

    @property
    def is_ready(self) -> bool:
        """Whether the engine is made already."""
        return "engine" in self.__dict__

    @cached_property
    def engine(self) -> "Engine":
        """What gives topics by the rules."""
        # Deferred: as above.
        from .engine import Engine  # noqa: PLC0415

        return Engine(self.book)
