"""One run of the command line: what its global options say, and the way to the library."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

import click

from postil.store.errors import LibraryError, NotFound, PostilError
from postil.store.library import Library
from postil.store.library_file import explain
from postil.store.models import PENS
from postil.store.topics.ruleset import Ruleset

from ..places import PlaceFinder

COMPLETIONS = 50


class Invocation:
    """What a command is told besides its own arguments.

    Args:
        finder: Finds the library and the other places.
        plain: Whether output shall be plain lines.
    """

    def __init__(self, finder: PlaceFinder, plain: bool) -> None:
        self.finder = finder
        self.plain = plain

    @classmethod
    def completing(cls, ctx: click.Context) -> Self:
        """Return the run of a command line that a shell asks to complete."""
        return cls(PlaceFinder(ctx.find_root().params.get("library")), plain=True)

    @property
    def has_library(self) -> bool:
        """Whether the library's file is there.

        Raises:
            LibraryError: Its folder cannot be read.
        """
        path = self.finder.library
        try:
            path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError as error:
            raise LibraryError(f"{path} cannot be opened: {error.strerror}") from error
        return True

    def pens_in(self, query: str) -> tuple[str, ...]:
        """Return what the reader calls the five pens; settings are read only for a query that names one."""
        return self.finder.pens if "pen:" in query.casefold() else PENS

    @contextmanager
    def library(self) -> Iterator[Library]:
        """Open the library, which must be there: a command that reads never makes one.

        Raises:
            NotFound: There is no library yet.
            LibraryError: It cannot be used, or stops being usable meanwhile.
        """
        if not self.has_library:
            path = self.finder.library
            raise NotFound(f"there is no library at {path} yet; `postil import FILE` makes one")
        with self.new_library() as library:
            yield library

    @contextmanager
    def new_library(self) -> Iterator[Library]:
        """Open the library, making it if it is not there.

        Raises:
            LibraryError: It cannot be used, or stops being usable meanwhile.
        """
        path = self.finder.library
        with Library.open(path, rules=Ruleset(lambda: self.finder.topics)) as library:
            try:
                yield library
            except sqlite3.DatabaseError as error:
                raise LibraryError(explain(path, error)) from error


def typed(text: str) -> str:
    """Return an argument as valid text: bytes that are not UTF-8 become U+FFFD."""
    return os.fsencode(text).decode("utf-8", "replace")


def complete_key(ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """Return the keys that a shell may complete to; none where the library cannot be read."""
    start = typed(incomplete)
    beginning = "p.key >= ? AND p.key < ?", (start, start + "\U0010ffff")
    try:
        with Invocation.completing(ctx).library() as library:
            return library.papers.keys(library.papers.ids(*beginning, "title", COMPLETIONS))
    except PostilError:
        return []
