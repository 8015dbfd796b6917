"""A reader with an editor that has all the habits of real ones."""

import os
import random
import re
import subprocess
import tempfile
import time
from pathlib import Path

from postil.store.vault.paper_file import read_paper

from ..desk import LIST, named
from .fields import FIELDS
from .listing import write_by_hand

BLOCK_END = re.compile(r"^\^h[a-z2-7]{10}$", re.MULTILINE)


class Editor:
    """Holds a buffer of each file, perhaps an old one, and saves it in one way or another.

    Args:
        vault: The vault.
        chance: What decides.
        slowness: The longest pause in the middle of a save, in seconds.
        renames: How often a file gets another name when it is saved.
    """

    def __init__(
        self, vault: Path, chance: random.Random, slowness: float = 0.0, renames: float = 0.05
    ) -> None:
        self._vault = vault
        self._chance = chance
        self._slowness = slowness
        self._renames = renames
        self._buffers: dict[str, str] = {}

    def edit(self, key: str, token: str) -> str | None:
        """Write a word into a paper's file or the list's, and save it; return where, None if nowhere."""
        path = self.find(key)
        if path is None:
            return None
        stale = key in self._buffers and self._chance.random() < 0.3
        text = self._buffers[key] if stale else path.read_text()
        by_list = key == LIST
        place, changed = (
            ("list", write_by_hand(text, self._chance, token)) if by_list else self._typed(text, token)
        )
        if changed is None or not text:
            return None
        if self._chance.random() < self._renames:
            path = self.renamed(path)
        if not by_list and self._chance.random() < 0.1:
            place, changed = self._merged_by_git(path, text, place, changed)
        self.save(path, changed)
        self._buffers[key] = changed
        return place

    def reload(self) -> None:
        """Forget all buffers: the next edit begins with what stands in the file."""
        self._buffers.clear()

    def find(self, key: str) -> Path | None:
        """Return the file of a paper or the list, wherever it is."""
        for path in sorted(self._vault.rglob("*.md")):
            if ".postil" not in path.parts and "conflict" not in path.name:
                text = path.read_bytes()
                if named(key).encode() in text:
                    return path
        return None

    def save(self, path: Path, text: str) -> None:
        """Save a text, in place or by renaming another file over it."""
        if self._chance.random() < 0.5:
            with tempfile.NamedTemporaryFile(
                "w", dir=path.parent, prefix=".editor-", delete=False, newline=""
            ) as file:
                file.write(text)
            os.replace(file.name, path)
            return
        with path.open("w", newline="") as file:
            cut = self._chance.randrange(len(text) + 1)
            file.write(text[:cut])
            file.flush()
            time.sleep(self._chance.random() * self._slowness)
            file.write(text[cut:])

    def _typed(self, text: str, token: str) -> tuple[str, str | None]:
        """Return a text with a word more, and where that is."""
        place = self._chance.choice(["own", "own", "note", "comment", "comment", *FIELDS])
        if place == "own":
            return place, text.replace(
                "\n## Highlights", f"\n{token}\n\n## Highlights", 1
            ) if "\n## Highlights" in text else None
        if place == "note":
            return place, text.rstrip("\n") + f"\n{token}\n" if "\n## Notes\n" in text else None
        if place in FIELDS:
            return place, FIELDS[place](text, token)
        ends = [found.start() for found in BLOCK_END.finditer(text)]
        if not ends:
            return place, None
        at = self._chance.choice(ends)
        head = text[:at].rstrip("\n")
        bar = "" if "\n>\n" in head[head.rfind("[!quote]") :] else "\n>"
        return place, f"{head}{bar}\n> {token}\n\n{text[at:]}"

    def renamed(self, path: Path) -> Path:
        """Give a file another name and return where it is then."""
        other = path.with_name(f"{path.stem.partition(' moved')[0]} moved {self._chance.randrange(1000)}.md")
        if not other.exists():
            os.rename(path, other)
            return other
        return path

    def _merged_by_git(self, path: Path, base: str, place: str, ours: str) -> tuple[str, str]:
        """Return what git makes of a buffer and of what stands in the file by now."""
        with tempfile.TemporaryDirectory() as folder:
            names = []
            for name, text in (("ours", ours), ("base", base), ("theirs", path.read_text())):
                (Path(folder) / name).write_text(text)
                names.append(str(Path(folder) / name))
            done = subprocess.run(
                ["git", "merge-file", "-p", "--union", *names], capture_output=True, check=False
            )
        merged = done.stdout.decode()
        try:
            read_paper(done.stdout)
        except Exception:
            return place, ours
        return place, merged if done.returncode == 0 and merged else ours
