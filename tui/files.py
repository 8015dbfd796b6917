"""Writing a file for other programs: whole or not at all."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from postil.store.errors import PostilError


@contextmanager
def opened(path: str | None) -> Iterator[TextIO]:
    """Open what is to be written.

    Raises:
        PostilError: It cannot be written.
    """
    if path is None or path == "-":
        yield sys.stdout
        return
    try:
        with _replaced(Path(os.path.realpath(path))) as file:
            yield file
    except OSError as error:
        raise PostilError(f"{path} cannot be written: {error.strerror or error}") from error


@contextmanager
def _replaced(target: Path) -> Iterator[TextIO]:
    """Open a file that takes its place only when it is whole; a pipe or a device is written as it is."""
    is_plain = target.is_file() or not target.exists()
    place = target.with_name(f".postil-{os.getpid()}.part") if is_plain else target
    try:
        with open(place, "w", encoding="utf-8", newline="\n") as file:
            yield file
        if is_plain:
            place.replace(target)
    except BaseException:
        if is_plain:
            place.unlink(missing_ok=True)
        raise
