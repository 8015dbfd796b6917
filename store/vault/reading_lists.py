"""Reading lists between their files and the library."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple, cast

from ..library import Library
from .errors import Held
from .kinds import Opened
from .lines import folded
from .list_file import Entry, ListFile, SaidList, new_list, read_list, with_list
from .list_merge import merge_lists
from .merging import Merge, Role
from .names import list_name
from .record import VaultRecord

WANTED = "(SELECT value FROM json_each(?))"
LISTS = f"SELECT list_id, name, description FROM list WHERE list_id IN {WANTED}"
ITEMS = f"""
SELECT list_id, substr(paper_key, -6), done FROM list_item WHERE list_id IN {WANTED} ORDER BY list_id,
position
"""
TAILS = f"""
SELECT substr(key, -6), min(key), min(title) FROM paper WHERE substr(key, -6) IN {WANTED}
GROUP BY 1 HAVING count(*) = 1
"""
PUT_LIST = """
INSERT INTO list (list_id, name, description) VALUES (?, ?, ?)
ON CONFLICT (list_id) DO UPDATE SET name = excluded.name, description = excluded.description
"""
PUT_ITEM = """
INSERT INTO list_item (list_id, paper_key, position, done) VALUES (?, ?, ?, ?)
ON CONFLICT (list_id, paper_key) DO UPDATE SET position = excluded.position, done = excluded.done
WHERE position <> excluded.position OR done <> excluded.done
"""
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
        gone = (base.done.keys() & library.done.keys()) - file.done.keys() - set(unclear)
        return len(gone), len(base.items)

    def merge(
        self, base: SaidList, file: SaidList, library: SaidList, unclear: Collection[str], role: Role
    ) -> Merge[SaidList]:
        """Merge what file and library say."""
        return merge_lists(base, self.without(file, unclear), library, role)

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
        items: defaultdict[str, dict[str, bool]] = defaultdict(dict)
        for list_id, tail, done in self._db.execute(ITEMS, wanted):
            items[list_id][tail] = bool(done)
        found = {
            key: SaidList(" ".join(name.split()), folded(text), tuple(items[key].items()))
            for key, name, text in self._db.execute(LISTS, wanted)
        }
        return {key: found.get(key, SaidList()) for key in keys}

    def existing(self, keys: Iterable[str]) -> set[str]:
        """Return the ids of those lists that are in the library."""
        return {key for key, said in self.in_library(keys).items() if said.name}

    def foreign(self, key: str, file: SaidList, library: SaidList) -> frozenset[str]:
        """Return the papers that the library does not have."""
        return frozenset(file.done.keys() - self._papers(file.done).keys())

    def without(self, said: SaidList, parts: Collection[str]) -> SaidList:
        """Return what a file says without some of its papers."""
        return said._replace(items=tuple(item for item in said.items if item[0] not in parts))

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
        return new_list(key, said, self._entries(said))

    def apply(self, key: str, before: SaidList, after: SaidList) -> None:
        """Change the library so that it says something else of a list.

        Raises:
            Held: The list has no name, or another list has it.
        """
        if not after.name:
            raise Held("its frontmatter has no name")
        same = self._db.execute(
            "SELECT 1 FROM list WHERE name = ? AND list_id <> ?", (after.name, key)
        ).fetchone()
        if same:
            raise Held(f"another list is called {after.name!r} already; give one of them another name")
        if (after.name, after.description) != (before.name, before.description):
            self._db.execute(PUT_LIST, (key, after.name, after.description))
        papers = self._papers((*before.done, *after.done))
        gone = [(key, papers[tail].key) for tail in before.done if tail not in after.done]
        self._db.executemany("DELETE FROM list_item WHERE list_id = ? AND paper_key = ?", gone)
        rows = [
            (key, papers[tail].key, position, int(done))
            for position, (tail, done) in enumerate(after.items, 1)
        ]
        self._db.executemany(PUT_ITEM, rows)

    def _entries(self, said: SaidList) -> Mapping[str, Entry]:
        papers, files = self._papers(said.done), self._record.files()
        places = {tail: files.get(f"paper:{paper.key}") for tail, paper in papers.items()}
        return {
            tail: Entry(paper.title, place.path if (place := places[tail]) else None)
            for tail, paper in papers.items()
        }

    def _papers(self, tails: Iterable[str]) -> Mapping[str, _Paper]:
        """Return the papers whose keys end so; those that cannot be told apart are left out."""
        rows = self._db.execute(TAILS, (json.dumps(list(tails)),))
        return {tail: _Paper(key, title) for tail, key, title in rows}
