"""The files of a vault: which there are, and which cannot be what they seem."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from .names import SUFFIX, is_copy

OWN = ".postil"
"""Our own folder in a vault: the lock, and conflict copies that were taken in."""
NEW, SWAP = ".postil-new", ".postil-swap"
"""What ends the name of a file that is being written, and of one that is or was swapped for another."""


class Found(NamedTuple):
    """A file of a vault.

    Args:
        path: Where it stands, below the vault.
        is_copy: Whether it is the loser of a conflict that another program met.
        trouble: Why it cannot be read at all, or "".
    """

    path: str
    is_copy: bool = False
    trouble: str = ""


class Walk(NamedTuple):
    """What stands in a vault.

    Args:
        files: Its markdown files and what is called like one, by path.
        leftovers: What we began to write and did not end, below the vault.
    """

    files: tuple[Found, ...]
    leftovers: tuple[str, ...]


def walk(root: Path) -> Walk:
    """Look through a vault; hidden folders are passed by, and links are not followed."""
    files: list[Found] = []
    leftovers: list[str] = []
    pending = [""]
    while pending:
        folder = pending.pop()
        try:
            if not folder and not root.is_dir():
                break
            entries = sorted(os.scandir(root / folder), key=lambda entry: entry.name)
        except OSError as error:
            files.append(Found(folder or ".", trouble=f"it cannot be read: {error.strerror}"))
            continue
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if entry.name.startswith("."):
                if entry.name.endswith((NEW, SWAP)):
                    leftovers.append(path)
            elif entry.is_dir(follow_symlinks=False) and not entry.name.endswith(SUFFIX):
                pending.append(path)
            else:
                files += _found(root, entry, path)
    return Walk(tuple(files), tuple(leftovers))


def _found(root: Path, entry: "os.DirEntry[str]", path: str) -> Iterator[Found]:
    """Yield an entry that is a file of the vault, or would be one."""
    if entry.is_symlink():
        if not _leads_inside(root, path) and (entry.name.endswith(SUFFIX) or entry.is_dir()):
            yield Found(path, trouble="it is a link that leads out of the vault")
    elif entry.name.endswith(SUFFIX):
        regular = entry.is_file(follow_symlinks=False)
        trouble = "" if regular else "it is a folder" if entry.is_dir() else "it is no regular file"
        yield Found(path, is_copy(entry.name), trouble)


def _leads_inside(root: Path, path: str) -> bool:
    try:
        return os.path.realpath(root / path).startswith(os.path.realpath(root) + os.sep)
    except OSError:
        return False
