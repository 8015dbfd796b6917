"""Writing in the reader's own editor: no shell, a file of its own, kept while it is written."""

import os
import shlex
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from postil.store.errors import PostilError

POLL = 0.5
"""Seconds between two looks at the file."""


class EditorError(PostilError):
    """An editor that cannot be used."""


def command(environ: Mapping[str, str]) -> list[str]:
    """Return the editor that the reader wants, with its arguments.

    Raises:
        EditorError: What is set for it is no command.
    """
    wanted = environ.get("VISUAL") or environ.get("EDITOR") or "vi"
    try:
        words = shlex.split(wanted)
    except ValueError as error:
        raise EditorError(f"$EDITOR is {wanted!r}, which is no command: {error}") from error
    if not words:
        raise EditorError("$EDITOR is blank; set it to an editor")
    return words


def edit(editor: list[str], name: str, text: str, keep: Callable[[str], object]) -> None:
    """Let an editor change a text, keeping each state of it that is saved.

    Args:
        editor: The editor and its arguments.
        name: What to call the file, without an ending.
        text: The text at first.
        keep: Keeps a whole text.

    Raises:
        EditorError: The editor cannot be started, or ended with an error; or what it saved last cannot be
            kept, and stays in its file.
    """
    folder = Path(tempfile.mkdtemp(prefix="postil-")).resolve()
    path = folder / f"{name}.md"
    path.write_text(text, encoding="utf-8", newline="")
    with _interrupts_passed_over():
        status = _run([*editor, "--", str(path)], path, keep)
    written = _read(path)
    try:
        if written is not None and not status:
            keep(written)
    except PostilError as error:
        raise EditorError(f"{error}; what you wrote is in {path}") from error
    shutil.rmtree(folder, ignore_errors=True)
    if status:
        raise EditorError(f"{editor[0]} ended with {status}; the note is as it was saved last")


def _run(command: list[str], path: Path, keep: Callable[[str], object]) -> int:
    """Run an editor to its end, keeping what it saves meanwhile; return its status.

    Raises:
        EditorError: It cannot be started.
    """
    seen = _state(path)
    try:
        process = subprocess.Popen(command)
    except OSError as error:
        raise EditorError(f"{command[0]} cannot be started: {error.strerror or error}") from error
    while process.poll() is None:
        time.sleep(POLL)
        if _state(path) != seen:
            seen = _state(path)
            # An editor that writes in place empties the file first; what cannot be kept now is at the end.
            if written := _read(path):
                with suppress(PostilError):
                    keep(written)
    return process.returncode


@contextmanager
def _interrupts_passed_over() -> Iterator[None]:
    """Leave ctrl+c to the editor: it reaches every program at the terminal."""
    before = signal.signal(signal.SIGINT, lambda *_: None)  # not ignored: that the editor would inherit
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _state(path: Path) -> tuple[int, ...] | None:
    """Return what changes whenever a file is written; None if there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _read(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8", "replace")
    except OSError:
        return None
