"""A real terminal for tests and benches: a program in a pty, its bytes, and the screen they draw.

Example::

    with Terminal([sys.executable, "-m", "postil.tui"], columns=120, lines=36) as terminal:
        terminal.wait_for("papers")
        terminal.press("j", "j", "enter")
        print("\\n".join(terminal.text()))
"""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from types import MappingProxyType
from typing import Self

import pyte

KEYS = MappingProxyType(
    {
        "enter": "\r",
        "escape": "\x1b",
        "tab": "\t",
        "shift+tab": "\x1b[Z",
        "space": " ",
        "backspace": "\x7f",
        "up": "\x1b[A",
        "down": "\x1b[B",
        "right": "\x1b[C",
        "left": "\x1b[D",
        "home": "\x1b[H",
        "end": "\x1b[F",
        "delete": "\x1b[3~",
        "pageup": "\x1b[5~",
        "pagedown": "\x1b[6~",
        "f1": "\x1bOP",
    }
)


Awaited = str | Callable[["Terminal"], bool]


class TerminalError(AssertionError):
    """What was awaited did not come; the message shows the screen as it stood."""


def key_bytes(key: str) -> bytes:
    """Return what a terminal sends for a key: a name of `KEYS`, ``ctrl+x``, or any text as it is."""
    if key.startswith("ctrl+") and len(key) == 6:
        return bytes([ord(key[5].upper()) & 0x1F])
    return KEYS.get(key, key).encode()


class _Screen(pyte.Screen):
    """pyte's screen, which takes kitty's ``CSI > 25 u`` for a restored cursor and stumbles over the 25."""

    def report_device_status(self, mode: int, **_: bool) -> None:
        """Answer nothing: the harness promises no magic."""

    def restore_cursor(self, *_: int, **__: bool) -> None:
        """Restore the cursor, whatever a private variant carries along."""
        super().restore_cursor()


class Terminal:
    """A program running in a pty of `columns` by `lines`, with stdin, stdout and stderr on it.

    The environment is this process's own with `env` on top (a value of None removes a variable), a
    true-colour xterm's TERM and COLORTERM, and neither NO_COLOR nor what would tell of the terminal outside
    or keep Python from its bytecode.
    The terminal answers no query. `raw` holds every byte so far.
    """

    def __init__(
        self,
        argv: Sequence[str],
        columns: int = 80,
        lines: int = 24,
        env: Mapping[str, str | None] = MappingProxyType({}),
    ) -> None:
        self.columns, self.lines = columns, lines
        self.raw = b""
        self._pieces: deque[tuple[float, bytes]] = deque()
        self._screen = _Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._master, slave = pty.openpty()
        try:
            self._set_size()
            self.started = time.perf_counter()
            self.process = subprocess.Popen(
                argv,
                stdin=slave,
                stdout=slave,
                stderr=slave,
                env=_environment(env),
                start_new_session=True,
                preexec_fn=_take_terminal,  # noqa: PLW1509 - one ioctl, which holds no lock
            )
        except BaseException:
            os.close(self._master)
            raise
        finally:
            os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def press(self, *keys: str) -> None:
        """Send keys, one write each: ``press("g", "g", "ctrl+d", "enter", "some text")``."""
        for key in keys:
            os.write(self._master, key_bytes(key))

    def send(self, data: bytes) -> None:
        """Send bytes as they are: a mouse report, a paste."""
        os.write(self._master, data)

    def text(self) -> list[str]:
        """Return the lines on the screen, as drawn by all that was read so far."""
        # Not the screen's own display: it fails on the second half of a wide character that lost its first.
        columns, rows = range(self._screen.columns), range(self._screen.lines)
        lines = (self._screen.buffer[row] for row in rows)
        return ["".join(line[column].data for column in columns).rstrip() for line in lines]

    @property
    def cursor(self) -> tuple[int, int]:
        """Where the terminal's cursor stands: column and line, from 0."""
        return self._screen.cursor.x, self._screen.cursor.y

    @property
    def cells(self) -> list[list[pyte.screens.Char]]:
        """The cells of the screen, line by line, each with its character, colours and styles."""
        buffer = self._screen.buffer
        return [[buffer[y][x] for x in range(self.columns)] for y in range(self.lines)]

    def wait_for(self, awaited: Awaited, timeout: float = 10, lull: float = 0) -> float:
        """Read until a text stands on the screen, or a predicate holds; return that moment (perf_counter).

        The moment is when the piece that made it true was read. Drawing takes time too, and would delay the
        pieces behind: who measures gives a `lull`, and nothing is drawn before that many seconds of silence.

        Raises:
            TerminalError: It did not happen in `timeout` seconds, or the program ended first.
        """
        deadline = time.perf_counter() + timeout
        moment = time.perf_counter()
        while not self._holds(awaited):
            if not self._pieces and not self._gather(deadline, lull):
                raise TerminalError(self._complaint(awaited, timeout))
            moment, data = self._pieces.popleft()
            self._stream.feed(data)
        self._draw()
        return moment

    def settle(self, quiet: float = 0.3, timeout: float = 10) -> None:
        """Read until nothing has come for `quiet` seconds, or the program ended, or `timeout` is over."""
        deadline = time.perf_counter() + timeout
        while time.perf_counter() < deadline and self._read(quiet):
            pass
        self._draw()

    def last_change(self, view: Callable[["Terminal"], object], quiet: float = 0.25) -> float | None:
        """Read until `quiet` seconds of silence; return when the piece came that gave `view` its last value.

        None if it stayed as it was. Nothing is drawn before the silence, so that drawing delays no reading.

        Raises:
            TerminalError: The program ended meanwhile.
        """
        moment, before = None, view(self)
        while self._read(quiet):
            pass
        while self._pieces:
            arrived, data = self._pieces.popleft()
            self._stream.feed(data)
            if (now := view(self)) != before:
                moment, before = arrived, now
        if self.process.poll() is not None:
            raise TerminalError(self._complaint("a change", quiet))
        return moment

    def resize(self, columns: int, lines: int) -> None:
        """Give the terminal another size; the kernel tells the program (SIGWINCH)."""
        self._draw()
        self.columns, self.lines = columns, lines
        self._screen.resize(lines, columns)
        self._set_size()

    def wait(self, timeout: float = 10) -> int:
        """Read until the program ends; return its exit code.

        Raises:
            TerminalError: It is still running after `timeout` seconds.
        """
        deadline = time.perf_counter() + timeout
        self.settle(timeout, timeout)
        try:
            return self.process.wait(max(0.1, deadline - time.perf_counter()))
        except subprocess.TimeoutExpired:
            raise TerminalError(self._complaint("the end", timeout)) from None

    def close(self) -> None:
        """End the program and all it started, and give the pty back. Harmless when done twice."""
        if self._master < 0:
            return
        for number in (signal.SIGTERM, signal.SIGKILL):
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(0.3)
        os.close(self._master)
        self._master = -1

    def _gather(self, deadline: float, lull: float) -> bool:
        """Read at least one piece before the deadline, and go on until a lull; False if none came."""
        left = deadline - time.perf_counter()
        arrived = left > 0 and self._read(left)
        while arrived and lull and self._read(lull):
            pass
        return arrived

    def _read(self, timeout: float) -> bool:
        """Read one piece within `timeout`, to be drawn later; False if nothing came or can come."""
        if not select.select([self._master], [], [], max(0, timeout))[0]:
            return False
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:  # Linux reports the end of the last writer as EIO.
            return False
        self._pieces.append((time.perf_counter(), data))
        self.raw += data
        return bool(data)

    def _draw(self) -> None:
        while self._pieces:
            self._stream.feed(self._pieces.popleft()[1])

    def _holds(self, awaited: Awaited) -> bool:
        if isinstance(awaited, str):
            return any(awaited in line for line in self.text())
        return awaited(self)

    def _set_size(self) -> None:
        size = struct.pack("HHHH", self.lines, self.columns, 0, 0)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, size)

    def _complaint(self, awaited: object, timeout: float) -> str:
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(0.2)
        state = self.process.returncode
        ended = "still runs" if state is None else f"ended with {state}"
        screen = "\n".join(f"|{line}" for line in self.text())
        return f"waited {timeout} s for {awaited!r}; the program {ended}; the screen:\n{screen}"


def _environment(changes: Mapping[str, str | None]) -> dict[str, str]:
    terminal = (
        "NO_COLOR",
        "FORCE_COLOR",
        "COLUMNS",
        "LINES",
        "TERM_PROGRAM",
        "TMUX",
        "STY",
        "SSH_CONNECTION",
    )
    # An installed program is compiled; without its bytecode a third of a start would go into that.
    outside = (*terminal, "SSH_CONNECTION", "PYTHONDONTWRITEBYTECODE")
    base: dict[str, str | None] = {name: value for name, value in os.environ.items() if name not in outside}
    base |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", **changes}
    return {name: value for name, value in base.items() if value is not None}


def _take_terminal() -> None:
    """Make the pty the new session's controlling terminal, so that SIGWINCH and ctrl+c arrive."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
