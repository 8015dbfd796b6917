"""Merging one file with the library, in a transaction: what each becomes, and what is remembered of it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from .checks import check_content, check_cut, check_parts
from .descent import Descent, descent
from .errors import Held
from .kinds import Kind, Opened
from .merging import Role
from .record import VaultRecord, digest_of
from .report import Notice, Report
from .survey import Seen


class Item(NamedTuple):
    """One owner and what stands in the vault for it.

    Args:
        owner: The owner.
        file: Its file; None if there is none.
        copies: Its conflict copies.
        may_create: Whether a file is to be made where there is none.
    """

    owner: str
    file: Seen | None
    copies: Sequence[Seen] = ()
    may_create: bool = True

    @property
    def key(self) -> str:
        """The paper's key, or the list's id."""
        return self.owner.partition(":")[2]

    @property
    def seen(self) -> tuple[Seen, ...]:
        """All its files."""
        return ((self.file,) if self.file else ()) + tuple(self.copies)

    @property
    def path(self) -> str:
        """The file that is spoken of when something about it is to be told."""
        return self.file.path if self.file else self.copies[0].path if self.copies else self.owner


class Plan(NamedTuple):
    """What is to be written.

    Args:
        item: Whose file it is.
        path: Where, below the vault.
        data: What the file is to hold; None if it stays as it is.
        absorbed: The conflict copies that were taken in.
    """

    item: Item
    path: str
    data: bytes | None
    absorbed: tuple[Seen, ...] = ()


class Joiner:
    """Merges files with the library.

    Args:
        kind: What kind of files they are.
        record: The library's memory of the vault.
        report: What is told of it all.
    """

    def __init__(self, kind: Kind, record: VaultRecord, report: Report) -> None:
        self._kind = kind
        self._record = record
        self._report = report

    def join(self, item: Item, library: Any) -> Plan:
        """Merge an owner's files into the library and return what is to be written.

        Args:
            item: The owner.
            library: What the library says of it.

        Raises:
            Held: A file cannot be read, or is suspect.
        """
        said, opened, origin = library, None, Descent(None)
        if item.file is not None:
            opened, origin, said = self._merged(
                item, item.file, said, Role.RIVAL if item.copies else Role.FILE
            )
        absorbed = []
        for copy in item.copies:
            try:
                _, _, said = self._merged(item, copy, said, Role.COPY)
                absorbed.append(copy)
            except Held as held:
                self._report.hold(copy.path, str(held))
        if said != library:
            self._kind.apply(item.key, library, said)
            self._report.taken.append(item.path)
        if item.file is None or opened is None:
            plan = self._new(item, said)
        else:
            plan = self._patched(item, item.file, opened, origin, said)
            if opened.foreign:  # it may be taken in later
                self._record.postpone(item.owner)
        return plan._replace(absorbed=tuple(absorbed))

    def _merged(self, item: Item, seen: Seen, library: Any, role: Role) -> tuple[Opened, Descent, Any]:
        """Return a file taken apart, where it comes from, and what it and the library come to."""
        check_content(seen.data)
        opened = self._kind.read(seen.data)
        origin = descent(seen.data, self._record.versions(item.owner), self._record.agreed_digest(item.owner))
        base = self._kind.blank()
        if origin.version is not None:
            check_cut(seen.data, origin.version.data)
            base = self._kind.without(self._kind.read(origin.version.data).said, origin.version.unsaid)
        foreign = self._kind.foreign(item.key, opened.said, library)
        unclear = opened.unclear | foreign
        if role is Role.FILE:
            check_parts(*self._kind.parts_gone(base, opened.said, library, unclear))
        merge = self._kind.merge(base, opened.said, library, unclear, role)
        self._report.merged += [Notice(seen.path, clash) for clash in merge.clashes]
        told = (f"{len(foreign)} {self._kind.foreign_told}",) if foreign else ()
        for trouble in (*opened.troubles, *told):
            self._report.note(seen.path, trouble)
        return opened._replace(unclear=unclear, foreign=foreign), origin, merge.said

    def _patched(self, item: Item, file: Seen, opened: Opened, origin: Descent, said: Any) -> Plan:
        try:
            data = self._kind.patched(opened, said)
        except Held as held:
            self._report.hold(file.path, str(held))
            self._record.keep(item.owner, file.data, opened.foreign)
            self._record.agree(item.owner, file.path, file.digest)
            self._record.postpone(item.owner)
            return Plan(item, file.path, None)
        if data == file.data:
            self._record.keep(item.owner, data, opened.foreign)
            self._record.agree(item.owner, file.path, file.digest)
            self._record.settle(item.owner)
            return Plan(item, file.path, None)
        if not self._record.is_known(item.owner, file.digest):
            self._record.keep(item.owner, file.data, opened.foreign)
        if origin.version is not None and origin.returned:
            self._record.mark_returned(item.owner, origin.version.digest)
            lacking = "an older version of it came back, and what that lacks was written again"
            self._report.note(file.path, f"{lacking}; take it out once more to delete it")
        elif origin.is_older:
            self._report.note(file.path, "it goes on from an older version, and what came since stands again")
        self._record.keep(item.owner, data, opened.foreign)
        self._record.agree(item.owner, file.path, file.digest)
        self._record.send(item.owner, file.path, digest_of(data))
        return Plan(item, file.path, data)

    def _new(self, item: Item, said: Any) -> Plan:
        if not item.may_create:
            self._record.postpone(item.owner)
            return Plan(item, item.path, None)
        if not self._kind.wants_file(item.key, said):
            self._record.forget(item.owner)
            self._record.settle(item.owner)
            return Plan(item, item.path, None)
        path = f"{self._kind.folder}/{self._kind.file_name(item.key)}"
        data = self._kind.new(item.key, said)
        self._record.keep(item.owner, data)
        self._record.send(item.owner, path, digest_of(data))
        return Plan(item, path, data)
