"""Children that can be killed: forked by a process that never touched a database."""

import os
import signal
import struct
from collections.abc import Callable
from contextlib import suppress

NUMBER = struct.Struct("i")


class Nursery:
    """Starts a job in a child, again and again.

    To be made before anything opens a library: SQLite must not be carried over a fork.

    Args:
        job: What a child does.
    """

    def __init__(self, job: Callable[[], None]) -> None:
        (orders, self._orders), (self._told, told) = os.pipe(), os.pipe()
        self._pid = os.fork()
        if not self._pid:
            os.close(self._orders)
            _serve(orders, told, job)
        os.close(orders)
        os.close(told)

    def start(self) -> int:
        """Start a child and return its id."""
        os.write(self._orders, b"!")
        return int(NUMBER.unpack(os.read(self._told, NUMBER.size))[0])

    def wait(self) -> int:
        """Wait for the child to end; return its status as the system tells it."""
        return int(NUMBER.unpack(os.read(self._told, NUMBER.size))[0])

    def kill(self, pid: int) -> bool:
        """Kill a child; return whether it was still at work."""
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        return os.WIFSIGNALED(self.wait())

    def close(self) -> None:
        """End the process that forks."""
        os.close(self._orders)
        os.waitpid(self._pid, 0)


def _serve(orders: int, told: int, job: Callable[[], None]) -> None:
    while os.read(orders, 1):
        pid = os.fork()
        if not pid:
            status = 1
            try:
                job()
                status = 0
            finally:
                os._exit(status)
        os.write(told, NUMBER.pack(pid))
        os.write(told, NUMBER.pack(os.waitpid(pid, 0)[1]))
    os._exit(0)
