"""The three-way merge of a reading list."""

from collections.abc import Mapping

from .errors import Held
from .list_file import SaidList
from .merging import Merge, Role
from .text_merge import merge_text

Done = Mapping[str, bool]


def merge_lists(base: SaidList, file: SaidList, library: SaidList, role: Role) -> Merge[SaidList]:
    """Merge what a file and the library say of a list.

    Papers that one side added are kept, those that one side took away and the other left as they were go. The
    order is that of the side which changed it, the file's if both did.

    Raises:
        Held: The library has the list no more, and nobody changed the file.
    """
    if base.name and not library.name and file == base:
        raise Held(
            "its list was deleted in the library; delete the file, or change it to bring the list back"
        )
    clashes: list[str] = []
    adding_only = role is not Role.FILE
    name = library.name
    if file.name and file.name not in {base.name, library.name}:
        if library.name != base.name and base.name:
            clashes.append("the name")
        name = file.name if role is not Role.COPY else library.name
    description = library.description
    if file.description not in {base.description, library.description}:
        description = merge_text(
            base.description, file.description, library.description,
            adding_only=adding_only, one_first=role is not Role.COPY,
        )  # fmt: skip
    sides = base.done, file.done, library.done
    merged = ((tail, _done(tail, *sides, adding_only)) for tail in _order(*sides))
    items = tuple((tail, done) for tail, done in merged if done is not None)
    return Merge(SaidList(name, description, items), tuple(clashes))


def _done(tail: str, base: Done, file: Done, library: Done, adding_only: bool) -> bool | None:
    """Return whether a paper is done; None if it is on the list no more."""
    before, here, there = (side.get(tail) for side in (base, file, library))
    if here is None:
        return None if there == before and not adding_only else there
    if there is None:
        return None if here == before else here
    return there if here == bool(before) else here


def _order(base: Done, file: Done, library: Done) -> list[str]:
    """Return all papers of both sides in order."""
    before = [tail for tail in base if tail in file]
    unmoved = before == [tail for tail in file if tail in base]
    first, second = (library, file) if unmoved else (file, library)
    return _woven(list(first), second)


def _woven(order: list[str], other: Done) -> list[str]:
    """Return an order with what only the other side has behind what stands before it there."""
    last = -1
    for tail in other:
        if tail in order:
            last = order.index(tail)
        else:
            last += 1
            order.insert(last, tail)
    return order
