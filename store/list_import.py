"""Taking a list in markdown into the library: every line that names a paper, and what it says of it."""

from collections.abc import Mapping
from typing import NamedTuple

from .errors import NotFound, PostilError
from .library import Library
from .list_finding import Finder, Found
from .list_markdown import Draft, Line
from .models import ReadingList


class Taken(NamedTuple):
    """What became of a list in markdown.

    Args:
        of: The list as it is then.
        added: How many papers are new on it.
        found: The lines whose papers were found, each with its paper.
        missing: The lines that name no paper of the library, each with the reason.
    """

    of: ReadingList
    added: int
    found: tuple[tuple[Line, Found], ...]
    missing: tuple[tuple[Line, str], ...]


def take_list(library: Library, draft: Draft, name: str, dry_run: bool = False) -> Taken:
    """Make a reading list, or add to one of the same name, as one step of history.

    What a list says of itself stands; papers that are on it keep their places, and what is ticked stays so.

    Args:
        library: The library.
        draft: The list in markdown.
        name: What to call it.
        dry_run: Whether nothing is to be written.

    Raises:
        PostilError: It has no name, or no line that names a paper.
    """
    if not draft.lines:
        raise PostilError("there is no list in it: no line begins with -, *, + or a number")
    finder = Finder(library.db)
    told = [(line, finder.find(line.text)) for line in draft.lines]
    found = tuple((line, each) for line, each in told if isinstance(each, Found))
    missing = tuple((line, each) for line, each in told if isinstance(each, str))
    keys = list(dict.fromkeys(each.key for _, each in found))
    of = _existing(library, name)
    if dry_run:
        new = len(set(keys) - {item.key for item in library.lists.items(of.name)}) if of else len(keys)
        return Taken(of or ReadingList("", name), new, found, missing)
    with library.change(f"import the list {name}"):
        of = of or library.lists.new(name)
        _describe(library, of, draft)
        added = library.lists.add(of.name, keys)
        _mark(library, of.name, {each.key: line for line, each in reversed(found)})
    return Taken(library.lists.get(of.name), added, found, missing)


def _existing(library: Library, name: str) -> ReadingList | None:
    try:
        return library.lists.get(name)
    except NotFound:
        return None


def _describe(library: Library, of: ReadingList, draft: Draft) -> None:
    """Say of a list what it does not say of itself yet."""
    library.lists.describe(
        of.name,
        description=of.description or draft.description,
        question=of.question or draft.question,
        due=of.due or draft.due,
    )


def _mark(library: Library, name: str, lines: Mapping[str, Line]) -> None:
    """Tick papers, and say by when they are to be read, where their lines say so."""
    library.lists.set_done(name, [key for key, line in lines.items() if line.done], True)
    for day in dict.fromkeys(line.due for line in lines.values() if line.due):
        library.lists.set_due(name, [key for key, line in lines.items() if line.due == day], day)
