"""What a sync did."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about one file that the reader should know.

    Args:
        path: The file, below the vault.
        message: What about it, in a few words.
    """

    path: str
    message: str


@dataclass(slots=True)
class Report:
    """What a sync did, or would do.

    Args:
        files: How many files of ours there are.
        taken: Files whose changes the library took in.
        written: Files that were changed.
        created: Files that were made.
        absorbed: Conflict copies that were taken in and moved away.
        merged: What both sides had changed.
        held: Files that were left alone, and why.
        notes: What was not understood, or was kept against the look of it.
        bytes_written: How many bytes went into files of the vault.
        dry_run: Whether nothing was written.
    """

    files: int = 0
    taken: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    created: list[str] = field(default_factory=list)
    absorbed: list[str] = field(default_factory=list)
    merged: list[Notice] = field(default_factory=list)
    held: list[Notice] = field(default_factory=list)
    notes: list[Notice] = field(default_factory=list)
    bytes_written: int = 0
    dry_run: bool = False

    def hold(self, path: str, reason: str) -> None:
        """Tell that a file was left alone."""
        self.held.append(Notice(path, reason))

    def note(self, path: str, message: str) -> None:
        """Tell something about a file, once however often it is come upon."""
        notice = Notice(path, message)
        if notice not in self.notes:
            self.notes.append(notice)

    @property
    def is_idle(self) -> bool:
        """Whether there was nothing to do."""
        return not (self.taken or self.written or self.created or self.absorbed)
