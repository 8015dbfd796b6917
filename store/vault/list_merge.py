"""The three-way merge of a reading list."""

from collections.abc import Mapping

from .errors import Held
from .list_file import SaidList
from .list_line import SaidItem
from .merging import Merge, Role
from .text_merge import merge_text

Papers = Mapping[str, SaidItem]


def merge_lists(base: SaidList, file: SaidList, library: SaidList, role: Role) -> Merge[SaidList]:
    """Merge what a file and the library say of a list.

    Papers that one side added are kept, those that one side took away and the other left as they were go. The
    order is that of the side which changed it, the file's if both did.

    Raises:
        Held: The library has the list no more, and nobody changed the file.
    """
    if base.name and not library.name:
        if file == base:
            raise Held(
                "its list was deleted in the library; delete the file, or change it to bring the list back"
            )
        base = SaidList()  # an edit beats a delete: all of it comes back
    return _Merging(role).said(base, file, library)


class _Merging:
    """One merge, which notes what clashed on its way."""

    def __init__(self, role: Role) -> None:
        self._role = role
        self._adding_only = role is not Role.FILE
        self._clashes: list[str] = []

    def said(self, base: SaidList, file: SaidList, library: SaidList) -> Merge[SaidList]:
        sides = base.papers, file.papers, library.papers
        merged = (self._paper(*(side.get(tail) for side in sides)) for tail in _order(*sides))
        said = SaidList(
            self._value("the name", base.name, file.name or library.name, library.name),
            self._description(base.description, file.description, library.description),
            self._value("the question", base.question, file.question, library.question),
            self._value("the day", base.due, file.due, library.due),
            tuple(paper for paper in merged if paper is not None),
        )
        return Merge(said, tuple(self._clashes))

    def _value(self, what: str, base: str, file: str, library: str) -> str:
        """Return a single value: that of the side which changed it, the file's if both did."""
        if file in {base, library} or (self._adding_only and not file):
            return library
        if library != base and (base or library):
            self._clashes.append(what)
            return library if self._role is Role.COPY and library else file
        return file

    def _description(self, base: str, file: str, library: str) -> str:
        if file in {base, library}:
            return library
        return merge_text(
            base, file, library, adding_only=self._adding_only, one_first=self._role is not Role.COPY
        )

    def _paper(
        self, base: SaidItem | None, file: SaidItem | None, library: SaidItem | None
    ) -> SaidItem | None:
        """Return what is said of a paper; None if it is on the list no more."""
        if file is None:
            return None if library == base and not self._adding_only else library
        if library is None:
            return None if file == base else file
        before = base or SaidItem(file.tail)
        done = library.done if file.done == before.done else file.done
        due = self._value(f"the day of ^p{file.tail}", before.due, file.due, library.due)
        return SaidItem(file.tail, done, due)


def _order(base: Papers, file: Papers, library: Papers) -> list[str]:
    """Return all papers of both sides in order."""
    before = [tail for tail in base if tail in file]
    unmoved = before == [tail for tail in file if tail in base]
    first, second = (library, file) if unmoved else (file, library)
    return _woven(list(first), second)


def _woven(order: list[str], other: Papers) -> list[str]:
    """Return an order with what only the other side has behind what stands before it there."""
    last = -1
    for tail in other:
        if tail in order:
            last = order.index(tail)
        else:
            last += 1
            order.insert(last, tail)
    return order
