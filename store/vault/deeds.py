"""What a sync did, file by file: told by its report, and by the versions that the library keeps."""

from collections.abc import Iterator, Mapping
from difflib import unified_diff
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from .lines import decode
from .record import FileRecord, VaultRecord
from .report import Report

if TYPE_CHECKING:
    from .sync import Sync

What = Literal["merged", "taken", "written", "created", "absorbed", "held", "note"]

DONE: tuple[What, ...] = ("taken", "written", "created", "absorbed")
"""What a report lists by path alone."""


MOST = 8
"""How far back it is looked for what a file was before a sync."""


class Deed(NamedTuple):
    """What was done with one file, or why nothing was.

    Args:
        what: What was done; a file that both sides had changed is `merged`.
        path: The file, below the vault.
        owner: Whose file it is; "" if it is nobody's.
        said: What there is to say about it, a few words each.
        contents: What it held, from what was agreed before the sync to what it holds after it, by digest.
    """

    what: What
    path: str
    owner: str = ""
    said: tuple[str, ...] = ()
    contents: tuple[bytes, ...] = ()


class Step(NamedTuple):
    """How a file came from one content to the next.

    Args:
        source: Whose change it was.
        lines: A unified diff without its head.
    """

    source: Literal["vault", "library"]
    lines: tuple[str, ...]


def done(sync: "Sync", restore: bool = False) -> tuple[Report, list[Deed]]:
    """Sync once, and return what was told of it and what it did with each file.

    Args:
        sync: Brings vault and library together.
        restore: Whether files that are gone are written again.

    Raises:
        PostilError: It cannot be done.
    """
    before = sync.record.files()
    report = sync.run(restore=restore)
    return report, deeds(report, before, sync.record)


def deeds(report: Report, before: Mapping[str, FileRecord], record: VaultRecord) -> list[Deed]:
    """Return what a sync did with each file; what was held back stands first.

    Args:
        report: What the sync told.
        before: The files that were agreed on before it.
        record: The library's memory of the vault after it.
    """
    after = record.files()
    owners = {file.path: owner for files in (before, after) for owner, file in files.items()}
    merged = {notice.path for notice in report.merged}
    told: dict[tuple[What, str], list[str]] = {("held", notice.path): [] for notice in report.held}
    for notice in report.held:
        told["held", notice.path].append(notice.message)
    for notice in report.merged:
        told.setdefault(("merged", notice.path), []).append(notice.message)
    for what in DONE:
        for path in getattr(report, what):
            if path not in merged:
                told.setdefault((what, path), [])
    for notice in report.notes:
        told.setdefault(("note", notice.path), []).append(notice.message)
    return [
        Deed(what, path, owner, tuple(said), _contents(owner, before, after, record))
        for (what, path), said in told.items()
        for owner in [owners.get(path, "")]
    ]


def _contents(
    owner: str, before: Mapping[str, FileRecord], after: Mapping[str, FileRecord], record: VaultRecord
) -> tuple[bytes, ...]:
    """Return the contents of a file from the one agreed before to the one agreed now."""
    first, last = before.get(owner), after.get(owner)
    if last is None or first is None:
        return (last.digest,) if last else ()
    digests = [version.digest for version in record.versions(owner)[:MOST]]
    if first.digest == last.digest or first.digest not in digests:
        return ()
    return tuple(reversed(digests[: digests.index(first.digest) + 1]))


def steps(deed: Deed, record: VaultRecord) -> Iterator[Step]:
    """Yield how a file came to be what it is; contents that are no longer kept are passed over.

    Args:
        deed: What was done with it.
        record: The library's memory of the vault.
    """
    kept = {version.digest: version.data for version in record.versions(deed.owner)}
    texts = [decode(kept[digest]).split("\n") for digest in deed.contents if digest in kept]
    if len(deed.contents) == 1:
        texts.insert(0, [])
    from_vault = deed.what in {"merged", "taken"}
    for number, (one, other) in enumerate(pairwise(texts)):
        lines = tuple(unified_diff(one, other, n=1, lineterm=""))[2:]
        if lines:
            yield Step("vault" if from_vault and not number else "library", lines)
