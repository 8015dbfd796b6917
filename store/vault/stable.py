"""Reading a file that somebody else may be writing."""

import errno
import os
import stat
from pathlib import Path
from typing import NamedTuple

from .errors import Held

LARGEST = 4 * 1024 * 1024
"""The largest file that is read, in bytes."""
TRIES = 3

_FLAGS = (
    os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
)


class Content(NamedTuple):
    """What a file holds.

    Args:
        data: Its bytes; of one that is too large its beginning.
        size: How large it is.
    """

    data: bytes
    size: int

    @property
    def is_whole(self) -> bool:
        """Whether all of it was read."""
        return len(self.data) == self.size


def read_stable(path: Path | str) -> Content:
    """Return what a file holds, read while nobody changed it.

    Raises:
        Held: It is no regular file, cannot be read, or changes all the time.
        FileNotFoundError: It is not there.
    """
    for _ in range(TRIES):
        content = _read(path)
        if content is not None:
            return content
    raise Held("it is being written just now")


def _read(path: Path | str) -> Content | None:
    """Read a file once; None if it changed meanwhile."""
    try:
        descriptor = os.open(path, _FLAGS)
    except OSError as error:
        if error.errno in {errno.ENOENT, errno.ENOTDIR}:
            raise
        raise Held(f"it cannot be read: {error.strerror}") from error
    try:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            raise Held("it is no regular file")
        data = _bytes(descriptor, before.st_size)
        after = os.fstat(descriptor)
    except OSError as error:
        raise Held(f"it cannot be read: {error.strerror}") from error
    finally:
        os.close(descriptor)
    whole = len(data) == before.st_size or before.st_size > LARGEST
    return Content(data, before.st_size) if whole and _told(before) == _told(after) else None


def _bytes(descriptor: int, size: int) -> bytes:
    """Return a file's bytes, and one more byte than its size if it has grown."""
    if size > LARGEST:
        return os.read(descriptor, 64 * 1024)
    pieces = []
    left = size + 1
    while left > 0 and (piece := os.read(descriptor, left)):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def _told(status: os.stat_result) -> tuple[int, ...]:
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns
