"""The three-way merge of what is said in a file and in the library; nothing that anybody wrote is lost."""

from collections.abc import Collection, Mapping, Set
from enum import Enum, auto
from typing import Generic, NamedTuple, TypeVar

from ..prose import shortened
from .blocks import Mark
from .said import NO_TOPICS, Said
from .text_merge import merge_text

S = TypeVar("S")
V = TypeVar("V")

LABEL = 40
"""How much of a quote names its highlight, in characters."""


class Role(Enum):
    """What a file is to its owner, which decides how far it is believed."""

    FILE = auto()
    """The one file there is: what it lacks was taken away."""
    RIVAL = auto()
    """A file beside a conflict copy: it may descend from a version of another machine, and only adds."""
    COPY = auto()
    """A conflict copy: it only adds, and of single values the library's stands."""


class Merge(NamedTuple, Generic[S]):
    """What a merge came to.

    Args:
        said: What file and library both shall say.
        clashes: What both had changed, in a few words each.
    """

    said: S
    clashes: tuple[str, ...]


def merge(
    base: Said,
    file: Said,
    library: Said,
    *,
    unclear: Collection[str] = (),
    role: Role = Role.FILE,
) -> Merge[Said]:
    """Merge what a file and the library say, part by part and field by field.

    A change of one side is taken. Of texts that both changed the lines of both are kept; of a single value
    the file's. What one side took away and the other one changed stays.

    Args:
        base: What both said last.
        file: What the file says.
        library: What the library says.
        unclear: Highlights of which the file does not surely say anything, and so neither that they are gone.
        role: What the file is.
    """
    return _Merging(role, unclear).said(base, file, library)


def merge_sets(base: Set[V], one: Set[V], other: Set[V]) -> frozenset[V]:
    """Return what both sides have and what one of them added."""
    return frozenset((one & other) | (one - base) | (other - base))


class _Merging:
    """One merge, which notes what clashed on its way."""

    def __init__(self, role: Role, unclear: Collection[str]) -> None:
        self._role = role
        self._adding_only = role is not Role.FILE
        self._unclear = unclear
        self._clashes: list[str] = []

    def said(self, base: Said, file: Said, library: Said) -> Merge[Said]:
        said = Said(
            self._marks(base.marks, file.marks, library.marks),
            self._text("the note", base.note, file.note, library.note),
            self._tags(base.tags or frozenset(), file.tags, library.tags or frozenset()),
            self._topics(base.topics or NO_TOPICS, file.topics, library.topics or NO_TOPICS),
            {name: self._value(name, base, file, library) for name in library.values},
        )
        return Merge(said, tuple(self._clashes))

    def _tags(
        self, base: frozenset[str], file: frozenset[str] | None, library: frozenset[str]
    ) -> frozenset[str]:
        if file is None:
            return library
        return file | library if self._adding_only else merge_sets(base, file, library)

    def _topics(
        self, base: Mapping[str, bool], file: Mapping[str, bool] | None, library: Mapping[str, bool]
    ) -> Mapping[str, bool]:
        if file is None:
            return library
        merged = {
            topic: self._topic(topic, base.get(topic), file.get(topic), library.get(topic))
            for topic in dict.fromkeys((*file, *library))
        }
        return {topic: given for topic, given in merged.items() if given is not None}

    def _topic(self, topic: str, base: bool | None, file: bool | None, library: bool | None) -> bool | None:
        if file is None:
            return None if library == base and not self._adding_only else library
        if library is None:
            return None if file == base and not self._adding_only else file
        return self._one(f"the topic {topic}", base, file, library)

    def _value(self, name: str, base: Said, file: Said, library: Said) -> str:
        before, here = base.values.get(name), file.values.get(name)
        return (
            library.values[name]
            if here is None
            else self._one(f"the {name}", before, here, library.values[name])
        )

    def _marks(
        self, base: Mapping[str, Mark], file: Mapping[str, Mark], library: Mapping[str, Mark]
    ) -> Mapping[str, Mark]:
        merged = {}
        for name in dict.fromkeys((*file, *library)):
            mark = library.get(name)
            if name not in self._unclear:
                mark = self._mark(base.get(name), file.get(name), mark)
            if mark is not None:
                merged[name] = mark
        return merged

    def _mark(self, base: Mark | None, file: Mark | None, library: Mark | None) -> Mark | None:
        if file is None:
            return None if library == base and not self._adding_only else library
        if library is None:
            return None if base is not None and _fits(file, base) else file
        before, called = base or Mark(None, None, ""), f"“{shortened(library.quote, LABEL)}”"
        return Mark(
            self._of_mark(f"the field of {called}", before.field, file.field, library.field),
            self._of_mark(f"the pen of {called}", before.pen, file.pen, library.pen),
            self._one(f"the quote of {called}", before.quote, file.quote, library.quote),
            self._text(f"the comment on {called}", before.comment, file.comment, library.comment),
            self._one(f"the place of {called}", before.which, file.which, library.which),
            self._of_mark(f"the moment of {called}", before.created, file.created, library.created),
        )

    def _of_mark(self, what: str, base: str | None, file: str | None, library: str | None) -> str | None:
        return library if file is None else self._one(what, base, file, library)

    def _text(self, what: str, base: str, file: str, library: str) -> str:
        if file in {library, base}:
            return library
        if self._adding_only and not file:
            return library
        if library == base and not self._adding_only:
            return file
        if library != base:
            self._clashes.append(what)
        return merge_text(
            base, file, library, adding_only=self._adding_only, one_first=self._role is not Role.COPY
        )

    def _one(self, what: str, base: V | None, file: V, library: V) -> V:
        if base in (file, library) or file == library:
            return library if file == base else file
        self._clashes.append(what)
        return library if self._role is Role.COPY else file


def _fits(mark: Mark, base: Mark) -> bool:
    """Return whether a file says of a highlight what it said before, as far as it can be understood."""
    return mark == base._replace(
        field=mark.field and base.field, pen=mark.pen and base.pen, created=mark.created and base.created
    )
