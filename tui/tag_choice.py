"""The tags of some papers, offered to be given and taken one after the other. No Textual here."""

from collections.abc import Collection, Container, Iterator, Sequence

from postil.store.errors import NotFound
from postil.store.tag_names import Identity, above, identity, tag_name
from postil.store.tag_tree import Tag
from postil.store.tags import Changes, Tags

from .entries import Entry, mark_of, new_entry
from .matching import Names


class TagChoice:
    """Tags to choose from, and what was chosen; each choice is a step of history.

    The order stays while one chooses: first what the papers carry, then the commonest.

    Args:
        tags: The library's tags.
        keys: The keys of the papers.
    """

    def __init__(self, tags: Tags, keys: Sequence[str]) -> None:
        self._tags, self._keys = tags, keys
        self._turned: dict[str, bool] = {}
        self._here = self._at_first = self._carried()
        known = sorted(tags.all(), key=lambda tag: (-self._here.get(identity(tag.name), 0), -tag.papers))
        self._papers = {identity(tag.name): tag.papers for tag in known}
        self._names = Names(tag.name for tag in known)

    @property
    def changes(self) -> Changes:
        """What was changed so far, all in all."""
        return Changes(
            tuple(name for name, given in self._turned.items() if given),
            tuple(name for name, given in self._turned.items() if not given),
        )

    def entries(self, typed: str) -> list[Entry]:
        """Return the tags that fit what is typed, and it as a new one if there is none of this name."""
        return [*map(self._entry, self._names.fitting(typed)), *_new(typed, self._papers)]

    def _entry(self, name: str) -> Entry:
        tag = identity(name)
        carried = self._here.get(tag, 0)
        return Entry(name, name, self._papers[tag], mark=mark_of(carried, len(self._keys)))

    def toggle(self, name: str) -> None:
        """Give all papers a tag, or take it away where all have it.

        Raises:
            PostilError: It cannot be written.
        """
        given = not self._is_on_all(self._here.get(identity(name), 0))
        changed = (self._tags.add if given else self._tags.remove)(self._keys, [name])
        if not changed:
            return
        self._turned[name] = given
        if self._at_first.get(identity(name), 0) == (len(self._keys) if given else 0):
            del self._turned[name]  # it is as it was
        self._here = self._carried()
        self._count(name)

    def _is_on_all(self, carried: int) -> bool:
        return 0 < len(self._keys) <= carried

    def _carried(self) -> dict[Identity, int]:
        """Return how many of the papers carry each tag."""
        found: dict[Identity, int] = {}
        for name, papers in self._tags.of(self._keys).items():
            found[identity(name)] = found.get(identity(name), 0) + papers
        return found

    def _count(self, name: str) -> None:
        """Count a tag, and those that it stands under, anew; what is new comes first."""
        for place in above(identity(name)):
            try:
                tag = self._tags.get("/".join(place))
            except NotFound:
                self._papers[place] = 0  # offered as long as one chooses
                continue
            if place not in self._papers:
                self._names = Names((tag.name, *self._names.fitting("")))
            self._papers[place] = tag.papers


def others(tags: Sequence[Tag], but: Collection[str], typed: str) -> list[Entry]:
    """Return the tags but some that fit what is typed, and it as a new one if there is none of this name.

    Args:
        tags: All tags.
        but: The names of those that are not offered.
        typed: What is typed.
    """
    known = {tag.name: tag.papers for tag in tags if tag.name not in but}
    rows = [Entry(name, name, known[name]) for name in Names(known).fitting(typed)]
    return [*rows, *_new(typed, {identity(tag.name) for tag in tags})]


def _new(typed: str, known: Container[Identity]) -> Iterator[Entry]:
    name = tag_name(typed)
    if name and identity(name) not in known:
        yield new_entry("tag", name)
