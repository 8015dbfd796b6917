"""What the sync must know of a kind of file: how it is read, merged, written, and what the library has."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple, Protocol

from .merging import Merge, Role


class Opened(NamedTuple):
    """A file taken apart.

    Args:
        key: What it belongs to: a paper's key, or a list's id.
        said: What is said in it.
        unclear: Ids of parts of which it does not surely say anything.
        troubles: What in it was not understood, a few words each.
        parts: What its kind needs to patch it.
        foreign: Those of the unclear ones that the library cannot take in, for now.
    """

    key: str
    said: Any
    unclear: frozenset[str]
    troubles: tuple[str, ...]
    parts: Any
    foreign: frozenset[str] = frozenset()


class Kind(Protocol):
    """A kind of file, between its bytes and the library."""

    name: str
    """What the owner of such a file begins with."""
    folder: str
    """Where new files are made, below the vault."""
    foreign_told: str
    """What is told, after their number, of parts that the library cannot take in."""

    def read(self, data: bytes) -> Opened:
        """Take a file apart.

        Raises:
            Held: It cannot be read.
        """

    def blank(self) -> Any:
        """Return what a file says before anything is said."""

    def parts_gone(self, base: Any, file: Any, library: Any, unclear: Collection[str]) -> tuple[int, int]:
        """Return how many parts of the base only the file has no more, and how many there were."""

    def merge(self, base: Any, file: Any, library: Any, unclear: Collection[str], role: Role) -> Merge[Any]:
        """Merge what file and library say."""

    def patched(self, opened: Opened, said: Any) -> bytes:
        """Return a file's bytes changed to say something else.

        Raises:
            Held: That cannot be done with certainty.
        """

    def resolve(self, keys: Iterable[str]) -> Mapping[str, str]:
        """Return the keys that the library knows, each with what it calls them now."""

    def in_library(self, keys: Iterable[str]) -> Mapping[str, Any]:
        """Return what the library says, by key."""

    def existing(self, keys: Iterable[str]) -> set[str]:
        """Return which of some keys are in the library."""

    def foreign(self, key: str, file: Any, library: Any) -> frozenset[str]:
        """Return the ids of parts of a file that the library cannot take in for this key."""

    def without(self, said: Any, parts: Collection[str]) -> Any:
        """Return what a file says without parts of it."""

    def wants_file(self, key: str, said: Any) -> bool:
        """Return whether there is anything to put into a new file."""

    def title(self, key: str) -> str:
        """Return what the reader calls it."""

    def file_name(self, key: str) -> str:
        """Return the name of its new file."""

    def new(self, key: str, said: Any) -> bytes:
        """Return the bytes of a new file.

        Raises:
            Held: It cannot be said in a file.
        """

    def apply(self, key: str, before: Any, after: Any) -> None:
        """Change the library so that it says something else, within a transaction that the caller holds."""
