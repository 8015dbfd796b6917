"""What a command shows only where somebody looks at it: bold hits, a bar, and how it ends on ctrl+c."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.terminal import Terminal

from .runner import Postil

BOLD = b"\x1b[1m"


@contextmanager
def watched(postil: Postil, *arguments: str, **environment: str) -> Iterator[Terminal]:
    command = [sys.executable, "-m", "postil.tui", *arguments]
    with Terminal(command, columns=100, lines=20, env=postil.environment(**environment)) as terminal:
        yield terminal


def test_hits_are_bold_on_a_terminal(shelf: Postil) -> None:
    with watched(shelf, "search", "vesels") as terminal:
        terminal.wait_for("following-retinal")
        assert b"Following Retinal " + BOLD + b"Vessels" in terminal.raw


def test_hits_are_not_bold_where_that_is_not_wanted(shelf: Postil) -> None:
    with watched(shelf, "search", "vessels", NO_COLOR="1") as terminal:
        terminal.wait_for("following-retinal")
        assert BOLD not in terminal.raw
    with watched(shelf, "--plain", "search", "vessels") as terminal:
        terminal.wait_for("following-retinal")
        assert BOLD not in terminal.raw
    assert BOLD not in shelf.process("search", "vessels").out_bytes


def test_an_import_draws_a_bar_on_a_terminal(shelf: Postil) -> None:
    with watched(shelf, "import", str(shelf.home / "shelf.txt"), "--dry-run") as terminal:
        terminal.wait_for("Nothing changed")
        assert b"reading" in terminal.raw


def test_an_interrupted_command_says_so(postil: Postil) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "postil.tui", "import", "-"],
        env=postil.environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        while not postil.library.exists():
            time.sleep(0.02)
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err.strip()) == (130, b"", b"postil: stopped")
    assert not [*postil.home.glob("library*")]
