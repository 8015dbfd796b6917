"""The reader's tags: which papers carry them, and changes to any number of papers at once."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from .errors import NotFound, PostilError
from .reading import Change, said_of
from .tag_names import Identity, identity, tag_name, typed_name
from .tag_tree import Branch, Tag, branches, moved
from .text.folding import fold

GIVEN = "(SELECT value FROM json_each(?))"
NAMES = "SELECT name, count(*) FROM tag GROUP BY name"
WITHIN = """
SELECT e.key, count(DISTINCT g.paper_key)
FROM json_each(?) e, json_each(e.value) n JOIN tag g ON g.name = n.value GROUP BY e.key
"""
CARRIED = f"SELECT name, count(*) FROM tag WHERE paper_key IN {GIVEN} GROUP BY name"
PUT = """
INSERT OR IGNORE INTO tag (paper_key, name)
SELECT p.key, ?1 FROM json_each(?2) k JOIN paper p ON p.key = k.value WHERE NOT EXISTS (
    SELECT 1 FROM tag g WHERE g.paper_key = p.key AND g.name IN (SELECT value FROM json_each(?3))
) ORDER BY p.key RETURNING paper_key
"""
TAKE = f"DELETE FROM tag WHERE paper_key IN {GIVEN} AND name IN {GIVEN} RETURNING paper_key"
TAKE_ALL = f"DELETE FROM tag WHERE name IN {GIVEN}"
BECOME = "SELECT g.paper_key, b.value FROM json_each(?) b JOIN tag g ON g.name = b.key ORDER BY 1"
PUT_ALL = """
INSERT OR IGNORE INTO tag (paper_key, name)
SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?)
"""
CARRYING = f"SELECT count(DISTINCT paper_key) FROM tag WHERE name IN {GIVEN}"
NONE = "SELECT (SELECT count(*) FROM paper) - count(DISTINCT paper_key) FROM tag"
SHOWN = 3
"""How many names a step of history repeats."""


class Changes(NamedTuple):
    """What is to change about the tags of some papers.

    Args:
        added: The tags that all of them are to carry.
        removed: Those that none of them is to carry.
    """

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


class Tags:
    """The tags of a library; each change is one transaction and one step of history.

    What is called by a name in other letters is the same tag; a new one is spelt as it is given.

    Args:
        db: The library's connection.
        change: Opens a journalled transaction under a label.
    """

    def __init__(self, db: sqlite3.Connection, change: Change) -> None:
        self._db = db
        self._change = change

    def all(self) -> tuple[Tag, ...]:
        """Return every tag with its papers, each followed by those under it."""
        return counted(self._db)

    def untagged(self) -> int:
        """Return how many papers have no tag."""
        return int(self._db.execute(NONE).fetchone()[0])

    def get(self, name: str) -> Tag:
        """Return a tag by its name.

        Raises:
            NotFound: There is none.
        """
        place = _found(name, self._branches())
        return Tag(place.name, self._papers(place.names), self._papers(place.own))

    def completing(self, start: str) -> tuple[str, ...]:
        """Return the names of which the whole or a part begins so, those that begin so first."""
        typed, found = fold(start), {tag.name: fold(tag.name) for tag in self.all()}
        begun = [name for name, folded in found.items() if folded.startswith(typed)]
        inside = [name for name, folded in found.items() if f"/{typed}" in folded]
        return tuple(dict.fromkeys((*begun, *inside)))

    def of(self, keys: Collection[str]) -> Mapping[str, int]:
        """Return the tags that papers themselves carry, each with how many of them do."""
        return dict(self._db.execute(CARRIED, (_json(keys),)))

    # What changes some papers

    def add(self, keys: Collection[str], names: Iterable[str]) -> int:
        """Give papers tags; return how many papers changed.

        Raises:
            PostilError: A name is none.
        """
        return self.apply(keys, Changes(added=tuple(names)))

    def remove(self, keys: Collection[str], names: Iterable[str]) -> int:
        """Take tags from papers; return how many papers changed.

        Raises:
            PostilError: A name is none.
        """
        return self.apply(keys, Changes(removed=tuple(names)))

    def apply(self, keys: Collection[str], changes: Changes) -> int:
        """Give and take tags, all as one step; return how many papers changed.

        Raises:
            PostilError: A name is none.
        """
        added = _unique(map(typed_name, changes.added))
        removed = _unique(map(typed_name, changes.removed))
        deeds = [f"{deed} {_row(names)}" for deed, names in (("tag", added), ("untag", removed)) if names]
        papers, changed = _json(dict.fromkeys(keys)), set()
        with self._change(f"{', '.join(deeds)}: {said_of(self._db, [*keys])}") as db:
            known = self._branches()
            for name in added:
                rows = db.execute(PUT, (_spelt(name, known), papers, _json(_own(name, known))))
                changed.update(rows.fetchall())
            own = tuple(
                each for name in removed if (place := known.get(identity(name))) for each in place.own
            )
            changed.update(db.execute(TAKE, (papers, _json(own))).fetchall())
        return len(changed)

    def put(self, key: str, before: Collection[str], after: Collection[str]) -> None:
        """Let a paper carry other tags, spelt as they are given; for what was kept elsewhere.

        Args:
            key: The paper's key.
            before: The names of those it carries.
            after: The names of those it is to carry.
        """
        gone = set(before) - set(after)
        with self._change(f"tags: {said_of(self._db, [key])}") as db:
            carried = [(key, name) for name in self.of([key]) if tag_name(name) in gone]
            db.executemany("DELETE FROM tag WHERE paper_key = ? AND name = ?", carried)
            new = [(key, name) for name in sorted(set(after) - set(before))]
            db.executemany("INSERT OR IGNORE INTO tag VALUES (?, ?)", new)

    # What changes tags

    def rename(self, old: str, new: str) -> Tag:
        """Give a tag another name, and with it all under it; return it as it is then.

        Raises:
            NotFound: There is no such tag.
            PostilError: The new name is none, or another tag has it.
        """
        known, name = self._branches(), typed_name(new)
        place = _found(old, known)
        if identity(name) != identity(place.name) and identity(name) in known:
            raise PostilError(f'there is a tag "{name}" already; to make one of both, merge them')
        return self._become([place.name], name, f"rename the tag {place.name} to {name}")

    def merge(self, names: Sequence[str], into: str) -> Tag:
        """Make tags one with another, which may be new, and with them all under them; return that one.

        Raises:
            NotFound: One of the tags is none.
            PostilError: The other name is none.
        """
        known = self._branches()
        tags, name = [_found(each, known).name for each in names], _spelt(typed_name(into), known)
        many = "tags" if len(tags) > 1 else "tag"
        return self._become(tags, name, f"merge the {many} {_row(tags)} into {name}")

    def delete(self, names: Sequence[str]) -> tuple[Tag, ...]:
        """Take tags, with all under them, from every paper; return what they were.

        Raises:
            NotFound: One of them is none.
        """
        tags = tuple(map(self.get, names))
        called = [tag.name for tag in tags]
        with self._change(f"delete the {'tags' if len(tags) > 1 else 'tag'} {_row(called)}") as db:
            db.execute(TAKE_ALL, (_json(self._within(called)),))
        return tags

    def _become(self, tags: Sequence[str], into: str, label: str) -> Tag:
        """Let papers carry one tag instead of others; what is under these comes along."""
        with self._change(label) as db:
            names = self._names()
            new = moved(names, tags, into)
            left = branches(name for name in names if name not in new)
            became = json.dumps({name: _spelt(to, left) for name, to in new.items()})
            rows = db.execute(BECOME, (became,)).fetchall()
            db.execute(TAKE_ALL, (_json(new),))
            db.execute(PUT_ALL, (json.dumps(rows, ensure_ascii=False),))
        return self.get(into)

    def _papers(self, names: Iterable[str]) -> int:
        """Return how many papers carry one of some names."""
        return int(self._db.execute(CARRYING, (_json(names),)).fetchone()[0])

    def _names(self) -> list[str]:
        return [name for name, _papers in self._db.execute(NAMES)]

    def _branches(self) -> Mapping[Identity, Branch]:
        return branches(self._names())

    def _within(self, names: Iterable[str]) -> list[str]:
        """Return the spellings of tags and of all under them."""
        known = self._branches()
        places = (known.get(identity(tag_name(name))) for name in names)
        return list(dict.fromkeys(each for place in places if place for each in place.names))


def counted(db: sqlite3.Connection) -> tuple[Tag, ...]:
    """Return every tag with its papers, each followed by those under it.

    Args:
        db: An open library.
    """
    carried = dict(db.execute(NAMES))
    places = branches(carried).values()
    several = [names for place in places for names in (place.names, place.own) if len(names) > 1]
    found = dict(db.execute(WITHIN, (json.dumps(several),))) if several else {}
    papers: dict[tuple[str, ...], int] = {(name,): number for name, number in carried.items()}
    papers |= {names: found.get(at, 0) for at, names in enumerate(several)} | {(): 0}
    return tuple(Tag(place.name, papers[place.names], papers[place.own]) for place in places)


def _found(name: str, known: Mapping[Identity, Branch]) -> Branch:
    """Return the place of a tag.

    Raises:
        NotFound: There is no such tag.
    """
    place = known.get(identity(tag_name(name)))
    if place is None:
        raise NotFound(f'there is no tag "{tag_name(name)}"; `postil tag ls` names them')
    return place


def _own(name: str, known: Mapping[Identity, Branch]) -> tuple[str, ...]:
    """Return the spellings in which papers carry a tag itself."""
    place = known.get(identity(name))
    return place.own if place else ()


def _spelt(name: str, known: Mapping[Identity, Branch]) -> str:
    """Return a name as it is spelt already, as far as there is such a tag or one that it stands under."""
    tag, parts = identity(name), name.split("/")
    for length in range(len(tag), 0, -1):
        if tag[:length] in known:
            return "/".join((known[tag[:length]].name, *parts[length:]))
    return name


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    """Return names, each tag once."""
    return tuple({identity(name): name for name in names}.values())


def _row(names: Sequence[str]) -> str:
    more = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" and {more} more" if more > 0 else "")


def _json(values: Iterable[str]) -> str:
    return json.dumps(list(values), ensure_ascii=False)
