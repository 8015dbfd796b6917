"""Loading late what the first frame does not need: one frame costs less than our own imports would."""

from importlib import import_module
from typing import Any


def load(target: str) -> Any:
    """Return something by its place, importing its module when it is first wanted.

    Args:
        target: `module:name`, the module relative to the distribution, such as `tui.palette:CommandProvider`.
    """
    module, _, name = target.partition(":")
    return getattr(import_module(f"postil.{module}"), name)
