"""Some files at a time: merged in one transaction, written, and noted as written in another."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from ..errors import LibraryError, PostilError
from ..library import Library
from .descent import lines_of
from .errors import Held
from .folder import OWN, SWAP
from .joining import Item, Joiner, Plan
from .kinds import Kind
from .names import SUFFIX, another
from .record import VaultRecord, digest_of
from .report import Report
from .stopping import going_on
from .survey import Seen
from .writing import Raced, Writer

ABSORBED = "absorbed"
"""Where conflict copies go once they were taken in, below our own folder."""
MOST_NAMES = 100


class _DryRun(Exception):
    """Rolls a transaction back at its end."""


class Batch:
    """Brings some files of one kind and the library together.

    Args:
        library: The library.
        kind: What kind of files they are.
        writer: Writes the files of the vault.
        report: What is told of it all.
        is_stopped: Asked between two files whether to end.
    """

    def __init__(
        self,
        library: Library,
        kind: Kind,
        writer: Writer,
        report: Report,
        is_stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        self._library = library
        self._kind = kind
        self._writer = writer
        self._report = report
        self._is_stopped = is_stopped
        self._record = VaultRecord(library.db)
        self._joiner = Joiner(kind, self._record, report)

    def run(self, items: Sequence[Item]) -> bool:
        """Do all of it; return whether a file was saved meanwhile, so that it must be merged once more.

        Args:
            items: The owners; some hundreds at most.

        Raises:
            Stopped: Somebody asked to end before anything was taken in.
        """
        plans: list[Plan] = []
        with suppress(_DryRun), self._library.change(self._label(items)):
            plans += self._joined(items)
            if self._report.dry_run:
                self._tell(plans)
                raise _DryRun
        return not self._report.dry_run and self._carry_out(plans)

    def _label(self, items: Sequence[Item]) -> str:
        if len(items) == 1:
            return f"take over from the vault: {self._kind.title(items[0].key)}"
        return f"take over from {len(items)} files of the vault"

    def _joined(self, items: Sequence[Item]) -> Iterator[Plan]:
        """Merge, and yield what is to be written; what one file cannot do is undone for it alone."""
        said: Mapping[str, Any] = self._kind.in_library([item.key for item in items])
        for item in going_on(items, self._is_stopped):
            try:
                with self._library.transaction():
                    plan = self._joiner.join(item, said[item.key])
            except LibraryError:
                raise
            except PostilError as held:
                self._report.hold(item.path, str(held))
            else:
                yield plan

    def _tell(self, plans: Sequence[Plan]) -> None:
        """Tell what would be written."""
        for plan in plans:
            if plan.data is not None:
                (self._report.written if plan.item.file else self._report.created).append(plan.path)
            self._report.absorbed += [seen.path for seen in plan.absorbed]

    def _carry_out(self, plans: Sequence[Plan]) -> bool:
        """Write files, note those that were written, and move away the copies that were taken in."""
        raced, written = False, []
        for plan in plans:
            if self._is_stopped():
                break  # what a file is to become stands in the outbox
            try:
                if plan.data is not None:
                    written.append((plan, self._write(plan, plan.data)))
            except Raced:
                raced = True
            except (Held, OSError) as error:
                self._report.hold(plan.path, _why(error))
        if written:
            with self._library.transaction():
                for plan, path in written:
                    self._record.agree(plan.item.owner, path, digest_of(plan.data or b""))
        for plan in plans:
            self._move_away(plan)
        return raced

    def _write(self, plan: Plan, data: bytes) -> str:
        """Write a file and return where it stands."""
        if plan.item.file is not None:
            self._writer.replace(plan.path, plan.item.file.data, data)
            self._report.written.append(plan.path)
        else:
            plan = plan._replace(path=self._created(plan.path, data))
            self._report.created.append(plan.path)
        self._report.bytes_written += len(data)
        return plan.path

    def _created(self, path: str, data: bytes) -> str:
        """Make a file under its name or, where something else has that, under one like it; return which."""
        for number in range(1, MOST_NAMES):
            free = path if number == 1 else another(path, number)
            with suppress(FileExistsError):
                self._writer.create(free, data)
                return free
        raise Held("there are files of all names that it could have")

    def _move_away(self, plan: Plan) -> None:
        for seen in plan.absorbed:
            folder = self._writer.root / OWN / ABSORBED
            name = Path(seen.path).name.removesuffix(SWAP).lstrip(".").removesuffix(SUFFIX)
            try:
                folder.mkdir(parents=True, exist_ok=True)
                target = folder / f"{name}.{seen.digest.hex()[:8]}{SUFFIX}"
                os.replace(self._writer.root / seen.path, target)
                self._report.absorbed.append(seen.path)
                self._tell_what_is_aside(plan, seen, target.name)
            except OSError as error:
                self._report.hold(seen.path, _why(error))

    def _tell_what_is_aside(self, plan: Plan, seen: Seen, name: str) -> None:
        """Tell whether a copy had words outside our own parts, which are the reader's to merge."""
        here = plan.data or (plan.item.file.data if plan.item.file else b"")
        if aside := (lines_of(seen.data) - lines_of(here)).total():
            told = f"{aside} of its lines stand nowhere but in {OWN}/{ABSORBED}/{name}"
            self._report.note(seen.path, told)


def _why(error: Exception) -> str:
    reason = error.strerror if isinstance(error, OSError) else None
    return f"it cannot be written: {reason or error}" if isinstance(error, OSError) else str(error)
