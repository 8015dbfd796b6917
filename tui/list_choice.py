"""The reading lists that papers are on or can go to, as a chooser offers them. No Textual here."""

from collections.abc import Iterator, Sequence

from postil.store.list_names import line
from postil.store.lists import Lists
from postil.store.models import ReadingList
from postil.store.text.folding import fold

from .entries import Entry, mark_of, new_entry
from .matching import Names


def offered(lists: Lists, keys: Sequence[str], typed: str) -> list[Entry]:
    """Return the lists that fit what is typed, marked where papers are on them, and it as a new one.

    Args:
        lists: The library's lists.
        keys: The keys of the papers.
        typed: What is typed.
    """
    known, on = lists.all(), lists.of(keys)
    rows = {one.name: _entry(one, mark_of(on.get(one.name, 0), len(keys))) for one in known}
    return [*(rows[name] for name in Names(rows).fitting(typed)), *_new(typed, known)]


def others(lists: Lists, source: str, typed: str) -> list[Entry]:
    """Return the lists but one that fit what is typed, and it as a new one if there is none of this name.

    Args:
        lists: The library's lists.
        source: The name of the one that is not offered.
        typed: What is typed.
    """
    known = lists.all()
    rows = {one.name: _entry(one) for one in known if one.name != source}
    return [*(rows[name] for name in Names(rows).fitting(typed)), *_new(typed, known)]


def _entry(one: ReadingList, mark: str = "") -> Entry:
    return Entry(one.name, one.name, one.papers, done=one.done, mark=mark)


def _new(typed: str, known: Sequence[ReadingList]) -> Iterator[Entry]:
    name = line(typed)
    if name and all(fold(one.name) != fold(name) for one in known):
        yield new_entry("list", name)
