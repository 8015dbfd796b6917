"""The files to import: found in folders, opened so that they can be read twice."""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from .errors import ImportFailure
from .text.safe import clean_line

CHUNK = 1 << 20


def files(paths: Iterable[str | Path]) -> Iterator[Path]:
    """Yield files, and of each folder the files in it that are not hidden, in order of name.

    Args:
        paths: Files, folders, or `-` for standard input.
    """
    for path in map(Path, paths):
        if os.path.isdir(path):  # unlike Path.is_dir, quiet about names that no system takes
            inside = (found for found in path.rglob("*") if found.is_file())
            yield from sorted(
                f for f in inside if not any(part.startswith(".") for part in f.relative_to(path).parts)
            )
        else:
            yield path


@contextmanager
def opened(path: Path, stdin: BinaryIO | None) -> Iterator[tuple[BinaryIO, str]]:
    """Open a dump so that it can be read twice; standard input goes through a temporary file.

    Args:
        path: A file, or `-`.
        stdin: Where `-` reads from.

    Yields:
        The open file, and the name to report.

    Raises:
        ImportFailure: It is nothing that can be read.
    """
    if str(path) != "-":
        if os.path.exists(path) and not path.is_file():
            raise ImportFailure("is neither a file nor a folder; name a file")
        with path.open("rb") as file:
            yield file, clean_line(path.name)
        return
    if stdin is None:
        raise ImportFailure("there is no standard input to read")
    with tempfile.TemporaryFile() as spool:
        while chunk := stdin.read(CHUNK):
            spool.write(chunk)
        spool.seek(0)
        yield spool, "-"


def digest(file: BinaryIO) -> str:
    """Return the SHA-256 of a file, hexadecimal; the file is left at its beginning.

    Args:
        file: The file; it can be sought.
    """
    file.seek(0)
    found = hashlib.sha256()
    while chunk := file.read(CHUNK):
        found.update(chunk)
    file.seek(0)
    return found.hexdigest()
