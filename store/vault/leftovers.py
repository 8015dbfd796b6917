"""What a sync left in a vault that was stopped half-way."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from .errors import Held
from .folder import NEW, SWAP, Found
from .record import VaultRecord, digest_of
from .report import Report
from .writing import Writer, beside


class Leftovers:
    """Does away with what is ours, and finds what somebody saved while a file was swapped.

    Args:
        writer: Writes the files of the vault.
        record: The library's memory of it.
        report: Where it is told what cannot be looked at.
    """

    def __init__(self, writer: Writer, record: VaultRecord, report: Report) -> None:
        self._writer = writer
        self._record = record
        self._report = report

    def finish(self, paths: Sequence[str]) -> Iterator[Found]:
        """Yield what holds words that nobody has taken in, to be merged as a conflict copy is.

        Args:
            paths: What was left, below the vault.
        """
        owners = self._owners() if paths else {}
        for path in paths:
            try:
                if path.endswith(NEW):  # written in part perhaps; what it was to say is in the library
                    (self._writer.root / path).unlink()
                elif self._is_strange(path, *owners.get(path, ("", ""))):
                    yield Found(path, is_copy=True)
            except FileNotFoundError:
                pass
            except (Held, OSError) as error:
                self._report.hold(path, str(error))

    def _owners(self) -> Mapping[str, tuple[str, str]]:
        """Return for the name that a file has once it is swapped out its owner and its own name."""
        return {
            str(beside(Path(record.path), SWAP)): (owner, record.path)
            for records in (self._record.files(), self._record.outbox())
            for owner, record in records.items()
        }

    def _is_strange(self, path: str, owner: str, target: str) -> bool:
        """Return whether what was swapped out is still there, and not known."""
        root = self._writer.root
        swap = root / path
        if owner and (root / target).exists():
            self._writer.resolve(
                swap, root / target, lambda data: self._record.is_known(owner, digest_of(data))
            )
        elif self._record.is_known_to_any(digest_of(self._writer.settled(swap))):
            swap.unlink()
        return swap.exists()
