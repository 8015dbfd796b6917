"""Lending the terminal to the reader's own editor, while the desk stands aside."""

import os
from collections.abc import Callable
from typing import Any

from textual.app import App, SuspendNotSupported

from postil.store.errors import PostilError

from .lazy import load


def lend(app: App[Any], work: Callable[[list[str]], None]) -> str:
    """Let the reader's editor have the terminal; return what went wrong, or "".

    Args:
        app: The desk.
        work: Called with the editor and its arguments while the desk stands aside.
    """
    try:
        editor = load("tui.external:command")(os.environ)
        with app.suspend():
            # Inside: an error that left the desk suspended would leave the terminal to nobody.
            try:
                work(editor)
            except PostilError as error:
                return str(error)
    except SuspendNotSupported:
        return "this terminal cannot be lent to an editor; press e to write here"
    except PostilError as error:
        return str(error)
    return ""
