"""The command `postil` as tests call it, with a home of its own: in this process or in a real one."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack, chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from postil.tui.cli.running import run

OWN = ("POSTIL_", "XDG_", "NO_COLOR")
FOLDERS = ("DATA", "CONFIG", "STATE", "CACHE")
CONTROLS = {*range(0x20), 0x7F, *range(0x80, 0xA0)} - {ord("\n")}


@dataclass(frozen=True)
class Done:
    """What a finished command printed and returned."""

    status: int
    out_bytes: bytes
    err_bytes: bytes

    @property
    def out(self) -> str:
        return self.out_bytes.decode()

    @property
    def err(self) -> str:
        return self.err_bytes.decode()

    @property
    def lines(self) -> list[Any]:
        """Standard output as one JSON value a line."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def object(self) -> Any:
        """Standard output as the one JSON value that it is."""
        (found,) = self.lines
        return found

    def is_clean(self) -> bool:
        """Whether nothing was printed that a terminal would obey, and no traceback."""
        printed = self.out + self.err
        return "Traceback" not in printed and not CONTROLS & set(map(ord, printed))


@dataclass(frozen=True)
class Postil:
    """Runs `postil` with a home, a library and settings of its own."""

    home: Path

    @property
    def library(self) -> Path:
        return self.home / "library.db"

    def environment(self, **more: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("POSTIL_", "XDG_"))}
        own = {
            f"XDG_{name}_HOME": str(self.home / name.lower()) for name in ("DATA", "CONFIG", "STATE", "CACHE")
        }
        return {
            **kept,
            **own,
            "HOME": str(self.home),
            "POSTIL_LIBRARY": str(self.library),
            "POSTIL_VAULT": str(self.home / "vault"),
            "POSTIL_CONFIG_DIR": str(self.home / "settings"),
            **more,
        }

    def __call__(self, *arguments: str | bytes, stdin: bytes = b"", **environment: str) -> Done:
        """Run a command in this process, which is quick; takes what `process` takes."""
        out, err, given = (io.TextIOWrapper(io.BytesIO(data), "utf-8") for data in (b"", b"", stdin))
        with ExitStack() as stack:
            stack.enter_context(patch.dict(os.environ, self.environment(**environment), clear=True))
            stack.enter_context(patch("sys.stdin", given))
            stack.enter_context(chdir(self.home))
            stack.enter_context(redirect_stdout(out))
            stack.enter_context(redirect_stderr(err))
            status = run([os.fsdecode(argument) for argument in arguments])
        return Done(status, printed(out), printed(err))

    def process(
        self,
        *arguments: str | bytes,
        stdin: bytes = b"",
        before: Callable[[], None] | None = None,
        **environment: str,
    ) -> Done:
        """Run a command in a process of its own, to its end.

        Args:
            arguments: What is typed after `postil`.
            stdin: What it reads.
            before: Called in the new process before it becomes `postil`.
            environment: Variables to add; an empty one counts as not set.
        """
        done = subprocess.run(
            [sys.executable, "-m", "postil.tui", *arguments],
            input=stdin,
            capture_output=True,
            cwd=self.home,
            env=self.environment(**environment),
            preexec_fn=before,
            timeout=60,
            check=False,
        )
        return Done(done.returncode, done.stdout, done.stderr)

    def write(self, name: str, text: str | bytes) -> str:
        """Write a file into the home and return its name."""
        path = self.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return name


def printed(stream: io.TextIOWrapper) -> bytes:
    """Return what was written to a stream in memory."""
    stream.flush()
    stream.seek(0)
    return bytes(stream.buffer.read())
