"""What lists and tags were called before and after they were renamed here. No Textual here."""

from collections.abc import Mapping
from typing import NamedTuple

from postil.store.errors import NotFound
from postil.store.library import Library


class Named(NamedTuple):
    """A list or a tag.

    Args:
        kind: `list` or `tag`.
        name: What it is called.
    """

    kind: str
    name: str


class Renamed:
    """The names that places had and have, so that one stays on them, even where a renaming is undone."""

    def __init__(self) -> None:
        self._others: dict[Named, list[Named]] = {}

    def note(self, kind: str, names: Mapping[str, str]) -> None:
        """Note what lists or tags are called from now on.

        Args:
            kind: `list` or `tag`.
            names: Each former name with the new one.
        """
        for old, new in names.items():
            for one, other in ((old, new), (new, old)):
                self._others.setdefault(Named(kind, one), []).append(Named(kind, other))

    def now(self, library: Library, place: Named) -> Named:
        """Return a place by the name that it has now; as it was, where nothing is known of another one.

        Args:
            library: Where it is.
            place: By the name that it had when it was last looked at.
        """
        if place not in self._others:
            return place
        names = [place]
        for one in names:
            names += [other for other in reversed(self._others[one]) if other not in names]
        return next((one for one in names if _is_there(library, one)), place)


def _is_there(library: Library, place: Named) -> bool:
    try:
        (library.lists if place.kind == "list" else library.tags).get(place.name)
    except NotFound:
        return False
    return True
