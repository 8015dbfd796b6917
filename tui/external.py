"""Writing in the reader's own editor: no shell, a file of its own, kept while it is written."""

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
    draft = _Draft(path, text, keep)
    try:
        with _interrupts_passed_over():
            status = _run([*editor, "--", str(path)], draft)
    except EditorError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    try:
        draft.keep(blank=not status)
    except PostilError as error:
        raise EditorError(f"{error}; what you wrote is in {path}") from error
    shutil.rmtree(folder, ignore_errors=True)
    if status:
        raise EditorError(f"{editor[0]} ended with {status}; the note is as it was saved last")


class _Draft:
    """A text in a file, of which each state is kept that differs from the last one.

    What was never changed is not kept again: the text may have been written elsewhere meanwhile.
    """

    def __init__(self, path: Path, text: str, keep: Callable[[str], object]) -> None:
        self._path, self._kept, self._keep = path, text, keep

    def keep(self, blank: bool) -> None:
        """Keep what the file holds now.

        Args:
            blank: Whether an empty file is meant so; an editor that writes in place empties it first.
        """
        written = self._read()
        if written is None or written == self._kept or not (written or blank):
            return
        self._keep(written)
        self._kept = written

    def _read(self) -> str | None:
        try:
            return self._path.read_bytes().decode("utf-8", "replace")
        except OSError:
            return None


def visit(editor: list[str], path: Path) -> None:
    """Open a file where it stands.

    Args:
        editor: The editor and its arguments.
        path: The file.

    Raises:
        EditorError: The editor cannot be started, or ended with an error.
    """
    with _interrupts_passed_over():
        try:
            status = subprocess.call([*editor, "--", str(path.absolute())])
        except OSError as error:
            raise EditorError(f"{editor[0]} cannot be started: {error.strerror or error}") from error
    if status:
        raise EditorError(f"{editor[0]} ended with {status}")


def _run(command: list[str], draft: _Draft) -> int:
    """Run an editor to its end, keeping what it saves meanwhile; return its status.

    Raises:
        EditorError: It cannot be started.
    """
    try:
        process = subprocess.Popen(command)
    except OSError as error:
        raise EditorError(f"{command[0]} cannot be started: {error.strerror or error}") from error
    while process.poll() is None:
        time.sleep(POLL)
        with suppress(PostilError):  # what cannot be kept now is at the end
            draft.keep(blank=False)
    return process.returncode


@contextmanager
def _interrupts_passed_over() -> Iterator[None]:
    """Leave ctrl+c to the editor: it reaches every program at the terminal."""
    before = signal.signal(signal.SIGINT, lambda *_: None)  # not ignored: that the editor would inherit
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
