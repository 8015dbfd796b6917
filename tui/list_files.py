"""Lists as markdown files: written for others, and read from them."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from postil.store.errors import PostilError
from postil.store.models import ListItem, ReadingList

from .asking import first_of
from .commands import Call
from .format import plural
from .lazy import load
from .shelf import ShelfRow
from .shelving import Shelving

if TYPE_CHECKING:
    from postil.store.search import Results

ENDING = ".md"
MOST = 10_000
"""Papers of a smart list that are written: all of them are read whole."""


class ListFiles(Shelving):
    """A screen whose lists can be written to files and read from them.

    Args:
        session: What the desk is looking at.
        go: Leads to another place.
    """

    def do_lists_export(self, _call: Call) -> None:
        """Ask for a file, and write the list."""
        current = self.current
        if current is not None:
            name: str = load("store.vault.names:list_name")(current.name)
            self.ask_line("Write the list to a markdown file", name, partial(self._write, current), "a file")

    def _write(self, current: ShelfRow, path: str) -> None:
        if current.kind == "list":
            reading = self.session.library.lists.get(current.name)
            self._put(path, reading, self.session.library.lists.items(current.name))
            return

        def then(results: "Results") -> None:
            try:
                keys = self.session.library.papers.keys(results.ids[:MOST])
                items = [ListItem(key, number) for number, key in enumerate(keys, 1)]
                self._put(path, ReadingList("", current.name, current.about), items)
            except PostilError as error:
                self.notice(str(error))

        self.consult("export", first_of(self.asked_of(current), MOST), then, True)

    def _put(self, path: str, reading: ReadingList, items: Sequence[ListItem]) -> None:
        if Path(path).suffix != ENDING:
            raise PostilError(f"{path}: the ending must be {ENDING}")
        library, by_key = self.session.library, {item.key: item for item in items}
        papers = library.papers.each(library.papers.ids_of(list(by_key)))
        pairs = ((by_key[paper.key], paper) for paper in papers)
        text = load("store.list_markdown:as_markdown")(reading, pairs)
        with load("tui.files:opened")(str(Path(path).expanduser())) as file:
            file.write(load("store.text.safe:clean")(text) + "\n")
        self.notice(f"{plural(len(items), 'paper')} written to {path}")

    def do_lists_import(self, _call: Call) -> None:
        """Ask for a file, and read a list from it."""
        self.ask_line("Read a list from a markdown file", "", self._read, "a file: bullets, boxes or numbers")

    def _read(self, path: str) -> None:
        file = Path(path).expanduser()
        try:
            text = file.read_bytes().decode("utf-8-sig", "replace")
        except OSError as error:
            raise PostilError(f"{path} cannot be read: {error.strerror or error}") from error
        draft = load("store.list_markdown:read_markdown")(text)
        taken = load("store.list_import:take_list")(self.session.library, draft, draft.name or file.stem)
        self.reach("list", taken.of.name)
        for line, reason in taken.missing:
            self.notice(f"{path}:{line.number}: {reason}: {line.text}")
        lacking = f", {plural(len(taken.missing), 'line')} not found: g m" if taken.missing else ""
        self.notice(f"{taken.of.name}: {plural(taken.added, 'paper')} added{lacking}")
