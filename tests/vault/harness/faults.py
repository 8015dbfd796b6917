"""System calls that fail: the disk is full, broken, or not ours, at any step of a sync."""

import os
import random
import subprocess
import sys
from pathlib import Path

from postil.store.journal_check import disagreements

from ..desk import Desk
from .editor import Editor
from .reader import DeskReader
from .tally import Tally

CALLS = (
    "fsync", "fdatasync", "renameat2", "rename", "linkat", "unlink", "pwrite64", "write",
    "ftruncate", "fchmod",
)  # fmt: skip
ERRORS = ("EIO", "ENOSPC", "EACCES")
SYNC = """
import sys
from pathlib import Path
from postil.store.errors import PostilError
from postil.store.library import Library
from postil.store.vault.sync import Sync
home = Path(sys.argv[1])
try:
    with Library.open(home / "library.db") as library:
        report = Sync(library, home / "vault", settle=0.0).run()
    sys.exit(1 if report.held else 0)
except (PostilError, OSError) as error:
    sys.exit(3)
"""


def run(home: Path, most: int, seed: int) -> dict[str, object]:
    """Let every call fail in turn at its first, second, third use, and count what is lost.

    Args:
        home: An empty folder.
        most: How many uses of each call.
        seed: Of the chance.
    """
    desk, chance, tally = Desk(home), random.Random(seed), Tally()
    editor, reader = Editor(desk.vault, chance), DeskReader(desk, chance)
    injected = ended = 0
    surprises: list[str] = []
    for call in CALLS:
        for error in ERRORS:
            for use in range(1, most + 1):
                for _ in range(4):
                    key, word = chance.choice(desk.owners), tally.word()
                    by_hand = chance.random() < 0.5
                    place = editor.edit(key, word) if by_hand else reader.edit(key, word)
                    if place is not None:
                        tally.acknowledge(word, key, "comment" if place == "mark" else place)
                done = _failing(home, call, error, use)
                injected += "(INJECTED)" in done.stderr
                ended += done.returncode != 0
                if done.returncode not in {0, 1, 3} or "Traceback" in done.stderr:
                    surprises.append(f"{call} {error} {use}: {done.returncode} {done.stderr[-300:]}")
                desk.sync()
    report = desk.sync()
    tally.check(desk)
    left = list(disagreements(desk.library.db))
    left += [str(path) for path in desk.vault.rglob(".*.postil-*")]
    desk.close()
    return {
        "faults": injected,
        "syncs that told of it": ended,
        "acknowledged edits": tally.acknowledged,
        "lost": len(tally.lost),
        "corrupt": len(left) + len(report.held),
        "surprises": surprises[:5],
        "what": tally.lost[:5] + left,
    }


def _failing(home: Path, call: str, error: str, use: int) -> "subprocess.CompletedProcess[str]":
    """Run a sync in which one call fails."""
    inject = f"{call}:error={error}:when={use}"
    return subprocess.run(
        ["strace", "-f", "-qq", "-e", f"trace={call}", "-e", f"inject={inject}",
         sys.executable, "-c", SYNC, str(home)],
        capture_output=True, text=True, check=False, timeout=60, env=os.environ,
    )  # fmt: skip
