"""Copying: to the terminal by OSC 52 always, and to the system's clipboard where that is the reader's own."""

import os


def is_local() -> bool:
    """Return whether this machine's clipboard is the reader's: over SSH it is somebody else's."""
    return not (os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"))


def way() -> str:
    """Return by which way a text goes, in words: nobody can know whether it arrived."""
    return "sent to the clipboard" if is_local() else "sent to your terminal's clipboard"


def copy(text: str) -> None:
    """Put a text on the system's clipboard, if there is one; slow, so run it on a thread.

    Args:
        text: What to copy.
    """
    # Deferred: it looks for clipboard programs when imported.
    import pyperclip  # noqa: PLC0415

    try:
        pyperclip.copy(text)
    except pyperclip.PyperclipException:
        # No clipboard program here; the terminal has the text by OSC 52.
        return
