"""How vault and library stand, in the words of the status line. Pure."""

from typing import Literal, NamedTuple

Phase = Literal["none", "waiting", "syncing", "in step", "trouble"]


class Standing(NamedTuple):
    """How vault and library stand.

    Args:
        phase: Whether there is a vault, and what goes on with it.
        held: How many files are held back.
    """

    phase: Phase = "none"
    held: int = 0

    @property
    def words(self) -> str:
        """What the status line says of it."""
        if self.phase == "in step" and self.held:
            return f"vault: {self.held:,} held"
        return {
            "none": "no vault",
            "waiting": "",
            "syncing": "vault syncing",
            "in step": "vault in step",
            "trouble": "! vault",
        }[self.phase]

    @property
    def short(self) -> str:
        """The same where there is hardly any room."""
        return self.words.removeprefix("vault").lstrip(": ")


def kept_words(readonly: bool, standing: Standing) -> tuple[str, str]:
    """Return whether changes are kept, and how the vault stands: at length, and in short.

    Args:
        readonly: Whether the library can only be read.
        standing: How vault and library stand.
    """
    if readonly:
        return "read only", "read only"
    return " · ".join(filter(None, ("saved", standing.words))), standing.short or "saved"
