"""What the system can do beyond Python's own calls: swap two files, and tell whether anybody has one open."""

import ctypes
import errno
import fcntl
import os
import signal
from functools import cache
from pathlib import Path
from typing import Any

_HERE = -100  # AT_FDCWD
_EXCHANGE = 2  # RENAME_EXCHANGE
_SYSCALL = {"x86_64": 316, "aarch64": 276}
_UNABLE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}


def exchange(one: Path, other: Path) -> bool:
    """Swap two files in one step; return whether the system can do that here.

    Raises:
        OSError: It can, and failed.
    """
    rename = _rename()
    if rename is None:
        return False
    ctypes.set_errno(0)
    if rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _UNABLE:
        return False
    raise OSError(code, os.strerror(code), str(one))


def is_open_elsewhere(path: Path, writers_only: bool) -> bool | None:
    """Return whether another program has a file open; None where the system does not tell.

    Linux gives a lease on a file only while nobody else has it open.

    Args:
        path: The file; this process must not have it open.
        writers_only: Whether those that only read it do not count.

    Raises:
        OSError: It cannot be opened.
    """
    if not hasattr(fcntl, "F_SETLEASE"):
        return None
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        # Who opens the file meanwhile sends us a signal; this one is not heeded, the usual one would kill.
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK if writers_only else fcntl.F_WRLCK)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError as error:
        return True if error.errno == errno.EAGAIN else None
    finally:
        os.close(descriptor)
    return False


def flush_folder(folder: Path) -> None:
    """Make sure that what was renamed in a folder stays so when the power fails."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@cache
def _rename() -> Any:
    """Return the system's `renameat2`, by its number where the C library does not have it yet; or None."""
    try:
        libc = ctypes.CDLL(None, use_errno=True)
    except OSError:
        return None
    if hasattr(libc, "renameat2"):
        return libc.renameat2
    number = _SYSCALL.get(os.uname().machine) if os.uname().sysname == "Linux" else None
    if number is None or not hasattr(libc, "syscall"):
        return None
    return lambda *arguments: libc.syscall(number, *arguments)
