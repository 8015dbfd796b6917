"""The tree that the slashes in the names of tags make. Pure."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from .tag_names import Identity, above, identity


class Tag(NamedTuple):
    """A tag, or what others only stand under.

    Args:
        name: Its whole name.
        papers: How many papers carry it or one under it.
        own: How many carry it itself; 0 where others only stand under it.
    """

    name: str
    papers: int
    own: int

    @property
    def depth(self) -> int:
        """How many tags it stands under."""
        return self.name.count("/")

    @property
    def last(self) -> str:
        """The last part of its name."""
        return self.name.rpartition("/")[2]


class Branch(NamedTuple):
    """A place in the tree.

    Args:
        name: Its whole name; of several spellings of one tag, a small letter before its capital.
        own: The spellings of the tag itself; none where others only stand under it.
        names: Those, and all under it.
    """

    name: str
    own: tuple[str, ...]
    names: tuple[str, ...]


def branches(names: Iterable[str]) -> dict[Identity, Branch]:
    """Return every place in the tree of some names, each followed by those under it."""
    places: dict[Identity, tuple[list[str], list[str], list[str]]] = {}
    for name in names:
        tag, parts = identity(name), name.split("/")
        for length in range(1, len(tag) + 1):
            spelt, _own, within = places.setdefault(tag[:length], ([], [], []))
            spelt.append(name if length == len(parts) else "/".join(parts[:length]))
            within.append(name)
        places[tag][1].append(name)
    return {
        place: Branch(max(spelt), tuple(own), tuple(within))
        for place, (spelt, own, within) in sorted(places.items())
    }


def by_papers(tags: Iterable[Tag]) -> list[Tag]:
    """Return tags with those of most papers first, each still followed by those under it."""
    tags = tuple(tags)
    papers = {identity(tag.name): tag.papers for tag in tags}

    def place(tag: Tag) -> list[tuple[int, Identity]]:
        return [(-papers[each], each) for each in reversed(above(identity(tag.name)))]

    return sorted(tags, key=place)


def moved(names: Iterable[str], tags: Iterable[str], into: str) -> Mapping[str, str]:
    """Return what names become when tags, with all under them, become another one.

    What is the other tag already, or stands under it, stays, unless one of the tags is nearer.

    Args:
        names: Every name.
        tags: Which tags.
        into: The other tag.
    """
    gone, kept = {identity(tag) for tag in tags}, identity(into)
    found = {}
    for name in names:
        tag = identity(name)
        nearest = next((place for place in above(tag) if place == kept or place in gone), ())
        if nearest in gone:
            found[name] = "/".join((into, *name.split("/")[len(nearest) :]))
    return {name: new for name, new in found.items() if name != new}
