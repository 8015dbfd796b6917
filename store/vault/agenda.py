"""What a sync has to do: which owners, each with its file and its conflict copies."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from time import sleep

from .errors import Held
from .joining import Item
from .record import FileRecord, digest_of
from .report import Report
from .stable import read_stable
from .survey import Seen, Survey
from .system import is_open_elsewhere


def agenda(
    survey: Survey, agreed: Mapping[str, FileRecord], due: Collection[str], restore: bool, report: Report
) -> Iterator[Item]:
    """Yield every owner that has something to do, and tell which files are left alone.

    Args:
        survey: What stands in the vault.
        agreed: The files that were agreed on, by owner.
        due: The owners of which the library has something that no file has.
        restore: Whether files that are gone are written again.
        report: Where it is told what is left alone.
    """
    gone = agreed.keys() - survey.files.keys() - survey.owners_held
    if not restore:
        for owner in sorted(gone):
            report.hold(agreed[owner].path, "it is gone; `postil sync --restore` writes it again")
    wanted = (*survey.files, *survey.copies, *sorted(due), *sorted(gone if restore else ()))
    for owner in dict.fromkeys(wanted):
        files, copies = survey.files.get(owner, []), survey.copies.get(owner, [])
        if len(files) > 1:
            _hold_all(files, report)
        elif owner not in survey.owners_held:
            file, here = files[0] if files else None, agreed.get(owner)
            as_agreed = file is not None and here == FileRecord(file.path, file.digest)
            if copies or owner in due or not as_agreed:
                yield Item(owner, file, copies, may_create=here is None or restore)


def without_unfinished(
    items: Sequence[Item], root: Path, settle: float, is_known: Callable[[str, bytes], bool], report: Report
) -> list[Item]:
    """Wait a moment and leave out owners with a file that somebody is writing just now.

    A content that was there before is whole; where there is no other, nobody waits.

    Args:
        items: The owners.
        root: The vault.
        settle: How long a file must stay as it is to be taken for whole, in seconds.
        is_known: Whether an owner's file had a content before.
        report: Where it is told what is left alone.
    """
    new = [seen for item in items for seen in item.seen if not is_known(item.owner, seen.digest)]
    if not new:
        return list(items)
    sleep(settle)
    busy = {seen.path for seen in new if not _is_still(root, seen)}
    for path in sorted(busy):
        report.hold(path, "it is being written just now; the next sync takes it in")
    return [item for item in items if not busy & {seen.path for seen in item.seen}]


def _hold_all(files: Sequence[Seen], report: Report) -> None:
    for seen in files:
        others = ", ".join(other.path for other in files if other is not seen)
        report.hold(seen.path, f"{others} has the same key; keep one of them")


def _is_still(root: Path, seen: Seen) -> bool:
    try:
        same = digest_of(read_stable(root / seen.path).data) == seen.digest
        return same and not is_open_elsewhere(root / seen.path, writers_only=True)
    except (Held, OSError):
        return False
