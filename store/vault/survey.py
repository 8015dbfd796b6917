"""What the files of a vault hold, and to whom they belong."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from .errors import Held
from .folder import Found
from .lines import decode, split
from .outline import BOM, outline
from .record import FileRecord, digest_of
from .stable import read_stable
from .yaml_read import LONGEST, read_values

KEYS: Mapping[str, str] = {"postil": "paper", "postil-list": "list"}
"""The values of the frontmatter that name an owner, and what an owner of each begins with."""

Resolve = Callable[[str, Iterable[str]], Mapping[str, str]]


class Seen(NamedTuple):
    """A file that was read.

    Args:
        path: Where it stands, below the vault.
        data: What it holds.
        digest: Of what it holds.
    """

    path: str
    data: bytes
    digest: bytes


class Survey(NamedTuple):
    """What was found in a vault.

    Args:
        files: The files of each owner.
        copies: The conflict copies of each owner.
        held: Files that cannot be used, by path, with the reason.
        owners_held: Owners whose file is one of these.
    """

    files: Mapping[str, list[Seen]]
    copies: Mapping[str, list[Seen]]
    held: Mapping[str, str]
    owners_held: frozenset[str]


class Surveyor:
    """Reads the files of a vault.

    Args:
        root: The vault.
        agreed: The files that were agreed on or are to be made, by owner.
        resolve: Returns of a kind and keys those that the library knows, with what it calls them now.
    """

    def __init__(self, root: Path, agreed: Mapping[str, FileRecord], resolve: Resolve) -> None:
        self._root = root
        self._resolve = resolve
        self._by_digest = {record.digest: owner for owner, record in agreed.items()}
        self._by_path = {record.path: owner for owner, record in agreed.items()}
        self._held: dict[str, str] = {}
        self._owners_held: set[str] = set()
        self._named: list[tuple[Found, Seen, str]] = []

    def survey(self, found: Iterable[Found]) -> Survey:
        """Read files, and tell whose they are."""
        for each in found:
            try:
                self._read(each)
            except FileNotFoundError:
                pass  # taken away since the folder was read: the next sync sees where it went
            except Held as held:
                self._hold(each.path, str(held))
        files: defaultdict[str, list[Seen]] = defaultdict(list)
        copies: defaultdict[str, list[Seen]] = defaultdict(list)
        known = self._known()
        for each, seen, owner in self._named:
            if owner in known:
                (copies if each.is_copy else files)[known[owner]].append(seen)
            else:
                kind, _, key = owner.partition(":")
                self._held[each.path] = f"no {kind} in the library has the key {key[:80]!r}"
        return Survey(files, copies, self._held, frozenset(self._owners_held))

    def _read(self, found: Found) -> None:
        if found.trouble:
            raise Held(found.trouble)
        content = read_stable(self._root / found.path)
        digest = digest_of(content.data)
        owner = self._by_digest.get(digest) or owner_of(content.data)
        if owner is None:
            if found.path in self._by_path:
                raise Held("it is empty" if not content.data.strip() else "its frontmatter is gone")
            return
        if not content.is_whole:
            raise Held(f"it is too large: {content.size / 1e6:,.0f} MB")
        self._named.append((found, Seen(found.path, content.data, digest), owner))

    def _hold(self, path: str, reason: str) -> None:
        self._held[path] = reason
        if path in self._by_path:
            self._owners_held.add(self._by_path[path])

    def _known(self) -> Mapping[str, str]:
        """Return the owners that the library knows, each with what it is called now."""
        keys: defaultdict[str, set[str]] = defaultdict(set)
        for _, _, owner in self._named:
            kind, _, key = owner.partition(":")
            keys[kind].add(key)
        return {
            f"{kind}:{key}": f"{kind}:{now}"
            for kind, wanted in keys.items()
            for key, now in self._resolve(kind, wanted).items()
        }


def owner_of(data: bytes) -> str | None:
    """Return the owner that a file names; None for a file that is not ours.

    Raises:
        Held: It is ours, but its frontmatter cannot be read.
    """
    head = data[:LONGEST]
    if not head.removeprefix(BOM.encode()).startswith(b"---") or b"postil" not in head:
        return None
    lines = split(decode(head))
    front = outline(lines).front
    text = "".join(lines[slice(*front)]) if front else ""
    if "postil" not in text:
        return None
    values = read_values(text)
    for name, kind in KEYS.items():
        if name in values and len(values[name].texts) == 1:
            return f"{kind}:{values[name].texts[0]}"
    return None
