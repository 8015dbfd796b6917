"""Reading lists between their files and the library."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple, cast
from urllib.parse import quote

from ..days import is_day
from ..library import Library
from ..list_names import line
from ..list_rows import arrange, new_list
from ..models import ReadingList
from .errors import Held
from .kinds import Opened
from .lines import folded
from .list_file import ListFile, SaidList, new_file, read_list, with_list
from .list_line import Entry, SaidItem
from .list_merge import merge_lists
from .merging import Merge, Role
from .names import list_name
from .record import VaultRecord

WANTED = "(SELECT value FROM json_each(?))"
LISTS = f"""
SELECT list_id, name, description, question, coalesce(due, '') FROM list WHERE list_id IN {WANTED}
"""
ITEMS = f"""
SELECT list_id, substr(paper_key, -6), done, coalesce(due, '') FROM list_item WHERE list_id IN {WANTED}
ORDER BY list_id, position, paper_key
"""
TAILS = f"""
SELECT substr(key, -6), min(key), min(title) FROM paper WHERE substr(key, -6) IN {WANTED}
GROUP BY 1 HAVING count(*) = 1
"""
CALLED_SO = "SELECT 1 FROM list WHERE fold(name) = fold(?) AND list_id <> ?"
DESCRIBE = "UPDATE list SET name = ?, description = ?, question = ?, due = ? WHERE list_id = ?"
MARK = "UPDATE list_item SET done = ?, due = ? WHERE list_id = ? AND paper_key = ?"
ID = 64
"""The longest id of a list, in characters."""


class _Paper(NamedTuple):
    key: str
    title: str


class ListKind:
    """The files of reading lists.

    Args:
        library: The library.
        record: What it remembers of the vault, which knows where the files of papers are.
    """

    name = "list"
    folder = "lists"
    foreign_told = "of its papers are not in the library"

    def __init__(self, library: Library, record: VaultRecord) -> None:
        self._db: sqlite3.Connection = library.db
        self._record = record

    def read(self, data: bytes) -> Opened:
        """Take a file apart."""
        file = read_list(data)
        return Opened(file.key, file.said, frozenset(), (), file)

    def blank(self) -> SaidList:
        """Return what a file says before anything is said."""
        return SaidList()

    def parts_gone(
        self, base: SaidList, file: SaidList, library: SaidList, unclear: Collection[str]
    ) -> tuple[int, int]:
        """Return how many papers of the base only the file has no more, and how many there were."""
        gone = (base.papers.keys() & library.papers.keys()) - file.papers.keys() - set(unclear)
        return len(gone), len(base.items)

    def merge(
        self, base: SaidList, file: SaidList, library: SaidList, unclear: Collection[str], role: Role
    ) -> Merge[SaidList]:
        """Merge what file and library say."""
        return merge_lists(base, file.without(unclear), library, role)

    def patched(self, opened: Opened, said: SaidList) -> bytes:
        """Return a file's bytes changed to say something else."""
        file = cast(ListFile, opened.parts)
        return with_list(file, said, self._entries(said), opened.unclear)

    def resolve(self, keys: Iterable[str]) -> Mapping[str, str]:
        """Return ids as they are: a list comes into being with its file."""
        return {key: key for key in keys if 0 < len(key) <= ID}

    def in_library(self, keys: Iterable[str]) -> Mapping[str, SaidList]:
        """Return what the library says of lists; of one that it has not, nothing."""
        keys = list(keys)
        wanted = (json.dumps(keys),)
        items: defaultdict[str, list[SaidItem]] = defaultdict(list)
        for list_id, tail, done, due in self._db.execute(ITEMS, wanted):
            items[list_id].append(SaidItem(tail, bool(done), due if is_day(due) else ""))
        found = {
            key: SaidList(
                line(name), folded(text), line(question), due if is_day(due) else "", tuple(items[key])
            )
            for key, name, text, question, due in self._db.execute(LISTS, wanted)
        }
        return {key: found.get(key, SaidList()) for key in keys}

    def existing(self, keys: Iterable[str]) -> set[str]:
        """Return the ids of those lists that are in the library."""
        return {key for key, said in self.in_library(keys).items() if said.name}

    def foreign(self, key: str, file: SaidList, library: SaidList) -> frozenset[str]:
        """Return the papers that the library does not have."""
        return frozenset(file.papers.keys() - self._find(file.papers).keys())

    def without(self, said: SaidList, parts: Collection[str]) -> SaidList:
        """Return what a file says without some of its papers."""
        return said.without(parts)

    def wants_file(self, key: str, said: SaidList) -> bool:
        """Return whether there is such a list."""
        return bool(said.name)

    def title(self, key: str) -> str:
        """Return a list's name."""
        return self.in_library([key])[key].name or key

    def file_name(self, key: str) -> str:
        """Return the name of its new file."""
        return list_name(self.title(key))

    def new(self, key: str, said: SaidList) -> bytes:
        """Return the bytes of a new file."""
        return new_file(key, said, self._entries(said))

    def apply(self, key: str, before: SaidList, after: SaidList) -> None:
        """Change the library so that it says something else of a list.

        Raises:
            Held: The list has no name, or another list has it.
        """
        if not after.name:
            raise Held("its frontmatter has no name")
        if after.name != before.name and self._db.execute(CALLED_SO, (after.name, key)).fetchone():
            raise Held(f"another list is called {after.name!r} already; give one of them another name")
        said = after.name, after.description, after.question, after.due or None
        if not self._is_there(key):
            new_list(self._db, ReadingList(key, *said))
        elif after._replace(items=()) != before._replace(items=()):
            self._db.execute(DESCRIBE, (*said, key))
        self._put_papers(key, before, after)

    def _is_there(self, key: str) -> bool:
        return self._db.execute("SELECT 1 FROM list WHERE list_id = ?", (key,)).fetchone() is not None

    def _put_papers(self, key: str, before: SaidList, after: SaidList) -> None:
        """Put papers on a list, in order, each with what is said of it; only rows that change are written."""
        here, there = before.papers, after.papers
        papers = self._find((*here, *there))
        gone = [(key, papers[tail].key) for tail in here if tail not in there]
        self._db.executemany("DELETE FROM list_item WHERE list_id = ? AND paper_key = ?", gone)
        new = {papers[tail].key: (item.done, item.due or None) for tail, item in there.items()}
        arrange(self._db, key, [papers[tail].key for tail in there], new)
        changed = (item for tail, item in there.items() if tail in here and item != here[tail])
        rows = [(item.done, item.due or None, key, papers[item.tail].key) for item in changed]
        self._db.executemany(MARK, rows)

    def _entries(self, said: SaidList) -> Mapping[str, Entry]:
        papers, files = self._find(said.papers), self._record.files()
        places = {tail: files.get(f"paper:{paper.key}") for tail, paper in papers.items()}
        return {
            tail: Entry(paper.title, f"../{quote(place.path, safe='/')}" if (place := places[tail]) else None)
            for tail, paper in papers.items()
        }

    def _find(self, tails: Iterable[str]) -> Mapping[str, _Paper]:
        """Return the papers whose keys end so; those that cannot be told apart are left out."""
        rows = self._db.execute(TAILS, (json.dumps(list(tails)),))
        return {tail: _Paper(key, title) for tail, key, title in rows}
