"""Writing a file so that neither a crash nor somebody who saves at the same moment costs a word.

The new content is written beside the file, flushed, and swapped with it. What was swapped out is then
looked at: is it not what we had read, then somebody saved in between, and both are swapped back. Where the
system cannot swap, the file that is replaced is kept under a second name until it has been looked at.
"""

import os
import stat
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from time import monotonic, sleep
from typing import NamedTuple

from .errors import Held
from .folder import NEW, SWAP
from .stable import read_stable
from .system import exchange, flush_folder, is_open_elsewhere

LONGEST_WAIT = 3.0
"""How long to wait for a program that has a file open which was swapped out, in seconds."""
PAUSE = 0.02


class Raced(Exception):
    """Somebody saved a file while we wrote it; it is as they saved it."""


class Writer(NamedTuple):
    """Writes the files of a vault.

    Args:
        root: The vault.
        settle: How long a file must stay as it is to count as written, in seconds, where nobody can be asked.
    """

    root: Path
    settle: float

    def create(self, path: str, data: bytes) -> None:
        """Make a file that is not there.

        Raises:
            FileExistsError: It is there.
            OSError: It cannot be written.
        """
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        new = beside(target, NEW)
        _write(new, data, None)
        try:
            _link(new, target)
        finally:
            new.unlink(missing_ok=True)
        flush_folder(target.parent)

    def replace(self, path: str, old: bytes, data: bytes) -> None:
        """Give a file another content.

        Args:
            path: The file, below the vault.
            old: What it holds.
            data: What it shall hold.

        Raises:
            Raced: It held something else, and still does.
            Held: It is open in another program.
            OSError: It cannot be written.
        """
        target = self.root / path
        new, swap = beside(target, NEW), beside(target, SWAP)
        if swap.exists():
            raise Held("a former content of it waits to be looked at")
        _write(new, data, target)
        os.rename(new, swap)
        if not exchange(swap, target):
            os.rename(swap, new)
            _link(target, swap)
            os.replace(new, target)
        flush_folder(target.parent)
        if self.resolve(swap, target, {old, data}.__contains__):
            raise Raced

    def resolve(self, swap: Path, target: Path, is_known: Callable[[bytes], bool]) -> bool:
        """Do away with a file that was swapped out, or put it back if somebody saved it unseen.

        If somebody saved the file once more meanwhile, that is the newest content and stays; the one before
        stays beside it.

        Args:
            swap: What was swapped out, or was to be swapped in.
            target: The file itself.
            is_known: Whether a content is ours, or was taken in.

        Returns:
            Whether somebody's save was found.

        Raises:
            Held: It is open in another program.
        """
        if is_known(self.settled(swap)):
            swap.unlink()
            return False
        if is_known(read_stable(target).data):
            if not exchange(swap, target):
                os.replace(swap, target)
            elif is_known(self.settled(swap)):
                swap.unlink()
            else:
                exchange(swap, target)
            flush_folder(target.parent)
        return True

    def settled(self, path: Path) -> bytes:
        """Return what a file holds once nobody has it open any more.

        Raises:
            Held: Somebody keeps it open.
        """
        until = monotonic() + LONGEST_WAIT
        while (is_open := is_open_elsewhere(path, writers_only=False)) is not False:
            if is_open is None:
                sleep(self.settle)
                break
            if monotonic() > until:
                raise Held("it is open in another program, and is looked at again next time")
            sleep(PAUSE)
        return read_stable(path).data


def beside(target: Path, ending: str) -> Path:
    """Return the name that a file has while it is written, or once it was swapped out."""
    return target.with_name(f".{blake2b(os.fsencode(target.name), digest_size=8).hexdigest()}{ending}")


def _write(path: Path, data: bytes, like: Path | None) -> None:
    """Write a new file and flush it, with the mode of another one."""
    with suppress(FileNotFoundError):
        path.unlink()
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    try:
        with open(os.open(path, flags, 0o666), "wb") as file:
            file.write(data)
            if like is not None:
                os.fchmod(file.fileno(), stat.S_IMODE(like.stat().st_mode))
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        raise


def _link(source: Path, target: Path) -> None:
    """Give a file a second name; where the system has no such names, make sure by hand that it is free."""
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:
        with open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as file:
            file.write(source.read_bytes())
            file.flush()
            os.fsync(file.fileno())
