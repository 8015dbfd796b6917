"""Loading late what the first frame does not need: one frame costs less than our own imports would."""

from importlib import import_module
from threading import RLock
from typing import Any

ALONE = RLock()
"""Held while something is loaded: two threads that import parts of one package may each find the other's half
made, and neither can go on."""


def load(target: str) -> Any:
    """Return something by its place, importing its module when it is first wanted.

    Args:
        target: `module:name`, the module relative to the distribution, such as `tui.palette:CommandProvider`.
    """
    module, _, name = target.partition(":")
    with ALONE:
        return getattr(import_module(f"postil.{module}"), name)
