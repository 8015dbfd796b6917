"""The harness itself: a tiny program in a real pty sees its keys and sizes, and its bytes come back."""

import os
import sys
import time

import pytest

from tests.terminal import Terminal, TerminalError, key_bytes

ECHO = """
import os, signal, sys, termios, tty
def size(*_):
    columns, lines = os.get_terminal_size()
    os.write(1, f"[{columns}x{lines}]".encode())
signal.signal(signal.SIGWINCH, size)
tty.setraw(0, termios.TCSANOW)
os.write(2, b"\\x1b[1mready\\x1b[0m ")
size()
while (data := os.read(0, 100)) != b"q":
    os.write(1, repr(data).encode())
sys.exit(7)
"""
TEXTUAL = """
from textual.app import App
from textual.widgets import Input
class Small(App):
    def compose(self):
        yield Input()
    def on_resize(self, event):
        self.query_one(Input).border_title = f"{event.size.width} wide"
Small().run()
"""


def python(script: str, **more: object) -> Terminal:
    return Terminal([sys.executable, "-c", script], **more)  # type: ignore[arg-type]


def test_keys_sizes_and_bytes() -> None:
    with python(ECHO, columns=60, lines=10) as terminal:
        terminal.wait_for("ready [60x10]")
        terminal.press("j")
        terminal.wait_for("b'j'")
        terminal.press("ctrl+d")
        terminal.wait_for(r"b'\x04'")
        terminal.press("up")
        terminal.wait_for(r"b'\x1b[A'")
        terminal.resize(40, 12)
        terminal.wait_for("[40x12]")
        assert len(terminal.text()) == 12
        assert b"\x1b[1mready\x1b[0m [60x10]b'j'" in terminal.raw
        assert terminal.cells[0][0].bold
        terminal.press("q")
        assert terminal.wait() == 7


def test_names_of_keys() -> None:
    assert [key_bytes(key) for key in ("g", "enter", "ctrl+p", "é")] == [b"g", b"\r", b"\x10", b"\xc3\xa9"]


def test_what_does_not_come_is_reported_with_the_screen() -> None:
    with python("print('only this', flush=True); input()") as terminal:
        with pytest.raises(TerminalError, match=r"(?s)0.3 s for 'that'; the program still runs.*\|only this"):
            terminal.wait_for("that", timeout=0.3)
        terminal.press("enter")
        with pytest.raises(TerminalError, match="ended with 0"):
            terminal.wait_for("that")


def test_a_predicate_can_be_awaited() -> None:
    with python("print('x' * 30, flush=True); input()") as terminal:
        terminal.wait_for(lambda seen: seen.cursor == (0, 1))


def test_the_environment_is_a_true_color_terminal_s(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    names = ("TERM", "COLORTERM", "NO_COLOR", "MINE", "HOME")
    script = f"import os; print(*map(os.environ.get, {names}))"
    with python(script, env={"MINE": "yes", "HOME": None}) as terminal:
        terminal.wait_for("xterm-256color truecolor None yes None")


def test_closing_ends_even_the_stubborn() -> None:
    stubborn = (
        "import signal, time; signal.signal(15, signal.SIG_IGN); print('on', flush=True); time.sleep(60)"
    )
    with python(stubborn) as terminal:
        terminal.wait_for("on")
    assert terminal.process.poll() is not None
    terminal.close()
    with pytest.raises(ProcessLookupError):
        os.killpg(terminal.process.pid, 0)


def test_a_command_that_is_not_there_leaves_nothing_open() -> None:
    before = len(os.listdir("/proc/self/fd"))
    with pytest.raises(FileNotFoundError):
        Terminal(["/nonexistent/command"])
    assert len(os.listdir("/proc/self/fd")) == before


def test_a_textual_app_starts_and_follows_without_delay() -> None:
    with python(TEXTUAL, columns=50, lines=8) as terminal:
        began = time.perf_counter()
        terminal.wait_for("50 wide")
        assert time.perf_counter() - began < 5
        terminal.press("h", "i")
        terminal.wait_for(" hi")
        terminal.resize(70, 9)
        terminal.wait_for("70 wide")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
