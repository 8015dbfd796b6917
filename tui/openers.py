"""Opening a link in a browser that the reader can see."""

import os
import subprocess
import sys


def has_browser() -> bool:
    """Return whether a link can be opened beside the terminal, rather than over it or on another machine."""
    if os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"):
        return False
    if sys.platform in ("darwin", "win32") or os.environ.get("BROWSER"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_link(url: str) -> None:
    """Open an address that was found safe; may block, so run it on a thread.

    Args:
        url: An http or https address.
    """
    # In a process of its own: what a browser prints would be drawn over the desk.
    command = [sys.executable, "-m", "webbrowser", url]
    quiet = subprocess.DEVNULL
    subprocess.run(command, stdin=quiet, stdout=quiet, stderr=quiet, check=False)
