"""Starting `postil` in a real terminal: first runs, files that are no library, windows without room."""

import os
import sqlite3
import sys
from pathlib import Path

import pytest

from postil.store.library import Library
from tests.terminal import Terminal

from .conftest import NEWEST, Desk
from .hostile import vocabulary

WITHOUT_RIGHTS = """
import ctypes, os, sys
if os.geteuid() == 0:
    # Root may write anywhere by two capabilities; without them it is held to a file's mode like anybody.
    for capability in (1, 2):
        if ctypes.CDLL(None).prctl(24, capability, 0, 0, 0):
            sys.exit("cannot give up root's rights")
os.execv(sys.executable, [sys.executable, "-m", "postil.tui"])
"""


def is_usable(terminal: Terminal) -> bool:
    """Whether a terminal was given back: the alternate screen left, the cursor shown, the mouse let go."""
    raw = terminal.raw
    left = raw.rfind(b"\x1b[?1049l") >= raw.rfind(b"\x1b[?1049h")
    cursor = raw.rfind(b"\x1b[?25h") >= raw.rfind(b"\x1b[?25l")
    mouse = raw.rfind(b"\x1b[?1003l") >= raw.rfind(b"\x1b[?1003h")
    paste = raw.rfind(b"\x1b[?2004l") >= raw.rfind(b"\x1b[?2004h")
    return left and cursor and mouse and paste


def test_the_first_run_opens_on_the_sample(tmp_path: Path) -> None:
    home = tmp_path / "empty home"
    home.mkdir()
    settings = {"HOME": str(home), "XDG_DATA_HOME": None, "XDG_STATE_HOME": None, "XDG_CONFIG_HOME": None}
    argv = [sys.executable, "-m", "postil.tui"]
    with Terminal(argv, columns=100, lines=30, env=settings) as terminal:
        terminal.wait_for("g i import yours")
        terminal.wait_for("62 papers · 62 unread")
        terminal.wait_for("LIST 1/62")
        terminal.press("j")
        terminal.wait_for("LIST 2/62")
        terminal.press("q")
        assert terminal.wait() == 0
        assert is_usable(terminal)
    made = {path.name for path in home.rglob("*") if path.is_file()}
    assert "sample.db" in made
    assert "library.db" not in made, "the reader's own library is made by the first import"
    with Terminal(argv, columns=100, lines=30, env=settings) as terminal:
        terminal.wait_for("LIST 2/62")
        terminal.press("g", "e")
        terminal.wait_for("This library is empty.")
        terminal.press("q")
        assert terminal.wait() == 0
    with Terminal(argv, columns=100, lines=30, env=settings) as terminal:
        terminal.wait_for("This library is empty.")


def corrupt(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[100:4096] = os.urandom(3996)
    path.write_bytes(data)


def newer(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")


def foreign(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE song (title TEXT)")


def text(path: Path) -> None:
    path.write_text("Dear diary, this is no database at all. " * 200)


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (corrupt, "is damaged"),
        (newer, "was made by a newer Postil"),
        (foreign, "is an SQLite file but not a Postil library"),
        (text, "is not a Postil library"),
        (folder, "library.db"),
    ],
)
def test_a_file_that_is_no_library_is_told_in_one_sentence(desk: Desk, spoil, reason: str) -> None:  # type: ignore[no-untyped-def]
    for name in ("-wal", "-shm"):
        Path(f"{desk.places.library}{name}").unlink(missing_ok=True)
    spoil(desk.places.library)
    with desk.terminal(size=(200, 24)) as terminal:
        assert terminal.wait() == 3
        said = [line for line in terminal.text() if line]
        assert len(said) == 1
        assert said[0].startswith("postil: ")
        assert reason in said[0]
        assert is_usable(terminal)
        assert vocabulary(terminal.raw) <= {b"\r"}


def test_a_broken_page_behind_the_first_ends_in_a_sentence_too(desk: Desk) -> None:
    """The header is whole, so the library opens; what is broken shows when the papers are read."""
    path = desk.places.library
    for name in ("-wal", "-shm"):
        Path(f"{path}{name}").unlink(missing_ok=True)
    data = bytearray(path.read_bytes())
    for page in range(4096, len(data), 4096):
        data[page : page + 1024] = b"\xde\xad\xbe\xef" * 256
    path.write_bytes(data)
    with desk.terminal(size=(200, 24)) as terminal:
        assert terminal.wait() == 3
        assert is_usable(terminal)
        shown = "\n".join(terminal.text())
        assert "Traceback" not in terminal.raw.decode("utf-8", "replace")
        assert "is damaged" in shown


def test_a_window_without_room_and_back(desk: Desk) -> None:
    with desk.terminal(size=(20, 5)) as terminal:
        terminal.wait_for("Enlarge the window")
        assert not any("LIST" in line for line in terminal.text())
        terminal.resize(100, 30)
        terminal.wait_for("LIST 1/13")
        terminal.press("j", "j")
        terminal.wait_for("LIST 3/13")
        for columns, lines in ((20, 5), (45, 20), (20, 5), (29, 7), (30, 8), (130, 40)):
            terminal.resize(columns, lines)
            terminal.settle(0.1)
            awaited = "Enlarge the window" if columns < 30 or lines < 8 else NEWEST[2][:14]
            terminal.wait_for(awaited)
        terminal.wait_for("VIEWS")
        terminal.wait_for("LIST 3/13")
        terminal.press("q")
        assert terminal.wait() == 0
        assert is_usable(terminal)


@pytest.mark.parametrize("size", [(1, 1), (200, 1)])
def test_any_window_starts_and_ends(desk: Desk, size: tuple[int, int]) -> None:
    with desk.terminal(size=size) as terminal:
        terminal.wait_for(lambda seen: len(seen.raw) > 500)
        terminal.settle(0.15)
        assert terminal.process.poll() is None
        terminal.press("q")
        assert terminal.wait() == 0


@pytest.mark.parametrize("keys", [b"jj/harmonic\r", b"gl/harmonic\r", b"\r]q/harmonic\r"])
def test_keys_typed_ahead_of_the_first_frame_count(desk: Desk, keys: bytes) -> None:
    with desk.terminal() as terminal:
        # Before that the terminal itself would echo the keys, and make line feeds of Enter.
        terminal.wait_for(lambda seen: b"\x1b[?2048$p" in seen.raw)
        terminal.send(keys)
        terminal.wait_for("/harmonic  2 hits")
        terminal.wait_for("LIST 1/2")
    with desk.library() as library:
        assert not library.history.steps(), "no letter of the search was taken for a command"


def test_keys_that_come_in_one_burst_are_taken_in_order(desk: Desk) -> None:
    """Over a slow line many keys arrive at once; each must go where the one before it leads."""
    with desk.terminal() as terminal:
        terminal.wait_for("LIST 1/13")
        terminal.settle(0.2)
        terminal.send(b"/xlr8\r")
        terminal.wait_for("/xlr8")
        with desk.library() as library:
            assert not library.history.steps(), "x drops a paper, r marks it read: not from the search line"
        terminal.settle(0.2)
        terminal.send(b"\x1b")
        terminal.wait_for("LIST 1/13")
        terminal.send(b"\r\r")
        terminal.wait_for("READ 1/13")
        terminal.settle(0.2)
        terminal.press("q")
        terminal.wait_for("LIST 1/13")
        terminal.send(b"ww")
        terminal.wait_for("Where it comes from")
        terminal.settle(0.2)
        terminal.press("q")
        terminal.settle(0.2)
        assert not any("Where it comes from" in line for line in terminal.text())
        terminal.send(b"\r]]s")
        terminal.wait_for("★ starred")
        terminal.send(b"qjq")
        assert terminal.wait() == 0
    with Library.open(desk.places.library) as library:
        assert [step.label for step in library.history.steps()] == [f"star: {NEWEST[2]}"]


def test_ctrl_c_and_ctrl_q_harm_nothing(desk: Desk) -> None:
    with desk.terminal() as terminal:
        terminal.wait_for("LIST 1/13")
        terminal.press("ctrl+c", "ctrl+s", "ctrl+z", "s")
        terminal.wait_for("LIST starred")
        terminal.press("j")
        terminal.wait_for("LIST 2/13")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
        assert is_usable(terminal)
    with desk.library() as library:
        assert [step.label for step in library.history.steps()] == [f"star: {NEWEST[0]}"]


def test_killed_at_any_moment_nothing_is_lost(desk: Desk) -> None:
    with desk.terminal() as terminal:
        terminal.wait_for("LIST 1/13")
        terminal.press("s")
        terminal.wait_for("starred")
        terminal.process.kill()
        terminal.process.wait(5)
    with desk.terminal() as terminal:
        terminal.wait_for("★")
        terminal.press("u")
        terminal.wait_for("undone: star")


@pytest.mark.skipif(sys.platform != "linux", reason="rights are given up the Linux way")
def test_a_library_that_may_not_be_written(desk: Desk) -> None:
    """The file and its folder can only be read: the desk opens, says so, and searches all the same."""
    elsewhere = {f"XDG_{name}_HOME": str(desk.home / "x" / name) for name in ("STATE", "DATA", "CACHE")}
    env = {"HOME": str(desk.home), "POSTIL_LIBRARY": str(desk.places.library), **elsewhere}
    desk.places.library.chmod(0o444)
    desk.home.chmod(0o555)
    try:
        with Terminal([sys.executable, "-c", WITHOUT_RIGHTS], columns=130, lines=40, env=env) as terminal:
            terminal.wait_for("read only")
            terminal.press("x")
            terminal.wait_for("can only be read")
            terminal.press("/")
            terminal.settle(0.2)
            terminal.press("harmonic")
            terminal.wait_for("2 hits")
            terminal.press("enter")
            terminal.settle(0.2)
            terminal.press("q")
            assert terminal.wait() == 0
            assert "Traceback" not in terminal.raw.decode("utf-8", "replace")
            assert is_usable(terminal)
    finally:
        desk.home.chmod(0o755)
