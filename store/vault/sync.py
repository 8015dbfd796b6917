"""Vault and library, both ways: what either side changed goes to the other, and nothing is lost.

Each file is merged with the library in one transaction, which takes in what the file says and remembers the
content that was read and the one that is to be written; then the file is written; a second transaction notes
that it was. Whatever stops this half-way, the next sync finds the file as it was read or as it was to be, and
knows both.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from ..errors import PostilError
from ..library import Library
from .agenda import agenda, without_unfinished
from .batch import Batch
from .folder import OWN, walk
from .joining import Item
from .kinds import Kind
from .leftovers import Leftovers
from .papers import PaperKind
from .placement import check_placement
from .reading_lists import ListKind
from .record import FileRecord, VaultRecord
from .report import Report
from .stopping import going_on
from .survey import Surveyor
from .writing import Writer

SETTLE = 0.5
"""How long a file must stay as it is to be taken for whole, in seconds."""
TOGETHER = 100
"""How many files are merged in one transaction."""
ROUNDS = 5
"""How often a sync starts again because files were saved while it wrote them."""
LOCK_WAIT = 10.0
"""How long to wait for another sync of the same vault, in seconds."""


class Sync:
    """Brings a vault and a library together.

    Args:
        library: The library.
        root: The vault; it is made if it is not there.
        settle: How long a file must stay as it is to be taken for whole, in seconds.
        on_progress: Called with the number of files done and of all that have something to do.
        is_stopped: Asked between two files whether to end; what is left then is for the next sync.
        together: How many files are merged in one transaction.
    """

    def __init__(  # noqa: PLR0913 (each is one setting, by name)
        self,
        library: Library,
        root: Path,
        *,
        settle: float = SETTLE,
        on_progress: Callable[[int, int], None] = lambda done, total: None,
        is_stopped: Callable[[], bool] = lambda: False,
        together: int = TOGETHER,
    ) -> None:
        self._library = library
        self.root = root
        self._settle = settle
        self._on_progress = on_progress
        self._is_stopped = is_stopped
        self._together = together
        self.record = VaultRecord(library.db)
        self._kinds: Mapping[str, Kind] = {
            kind.name: kind for kind in (PaperKind(library), ListKind(library, self.record))
        }

    def due(self) -> set[str]:
        """Return the owners of which the library has something that no file has."""
        return self.record.due()

    @property
    def version(self) -> int:
        """A number that changes whenever somebody else writes to the library."""
        return int(self._library.db.execute("PRAGMA data_version").fetchone()[0])

    def run(self, *, dry_run: bool = False, restore: bool = False) -> Report:
        """Sync once.

        Args:
            dry_run: Whether to tell only what would be done.
            restore: Whether files that are gone are written again.

        Raises:
            LibraryError: The library may not stand where it does, or cannot be written.
            PostilError: Another sync of this vault is at work, or the vault cannot be used.
            Stopped: It was asked to end.
        """
        check_placement(self._library.path, self.root)
        report = Report(dry_run=dry_run)
        was_there = (self.root / OWN).is_dir()
        if not was_there and dry_run:
            self._round(report, restore, was_there)
            return report
        with _locked(self.root):
            for _ in range(1 if dry_run else ROUNDS):
                report.held.clear()
                if not self._round(report, restore, was_there):
                    break
        return report

    def _round(self, report: Report, restore: bool, was_there: bool) -> bool:
        """Go over the vault once; return whether files were saved meanwhile, so that there is more to do."""
        agreed, writer = self.record.files(), Writer(self.root, self._settle)
        walked = walk(self.root)
        strange = [] if report.dry_run else Leftovers(writer, self.record, report).finish(walked.leftovers)
        found = going_on([*walked.files, *strange], self._is_stopped)
        # A file may stand there that was made just before a sync was killed.
        ours = {**self.record.outbox(), **agreed}
        survey = Surveyor(self.root, ours, self._resolve).survey(found)
        if agreed and not (was_there or restore or survey.files.keys() & agreed.keys()):
            unmounted = f"none of its {len(agreed)} files is there: is it mounted? "
            report.hold(str(self.root), unmounted + "`postil sync --restore` writes them again")
            return False
        for path, reason in survey.held.items():
            report.hold(path, reason)
        report.files = sum(map(len, survey.files.values()))
        due = self.record.due()
        items = list(agenda(survey, self._existing(agreed), due, restore, report))
        if not report.dry_run:
            items = without_unfinished(items, self.root, self._settle, self.record.is_known, report)
        raced = self._carry_out(items, writer, report)
        # A paper that a list's file names is due from now on; what was due before is so for a reason.
        return raced or bool(self.record.due() - due - {item.owner for item in items})

    def _existing(self, agreed: Mapping[str, FileRecord]) -> Mapping[str, FileRecord]:
        """Return the agreed files of owners that the library still has."""
        owners: set[str] = set()
        for name, kind in self._kinds.items():
            keys = [owner.partition(":")[2] for owner in agreed if owner.startswith(f"{name}:")]
            owners |= {f"{name}:{key}" for key in kind.existing(keys)}
        return {owner: record for owner, record in agreed.items() if owner in owners}

    def _carry_out(self, items: list[Item], writer: Writer, report: Report) -> bool:
        raced, done = False, 0
        for name, kind in self._kinds.items():
            own = [item for item in items if item.owner.startswith(f"{name}:")]
            batch = Batch(self._library, kind, writer, report, self._is_stopped)
            for start in range(0, len(own), self._together):
                some = own[start : start + self._together]
                raced |= batch.run(some)
                done += len(some)
                self._on_progress(done, len(items))
        return raced

    def _resolve(self, kind: str, keys: Iterable[str]) -> Mapping[str, str]:
        return self._kinds[kind].resolve(keys) if kind in self._kinds else {}


@contextmanager
def _locked(root: Path) -> Iterator[None]:
    """Keep other syncs of a vault out.

    Raises:
        PostilError: One is at work, or the vault cannot be used.
    """
    own = root / OWN
    try:
        own.mkdir(parents=True, exist_ok=True)
        lock = FileLock(own / "lock", timeout=LOCK_WAIT)
        lock.acquire()
    except Timeout as error:
        raise PostilError(f"another sync of {root} is at work; wait for it to end") from error
    except OSError as error:
        raise PostilError(f"the vault {root} cannot be used: {error.strerror or error}") from error
    try:
        yield
    finally:
        lock.release()
