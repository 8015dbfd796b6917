"""`postil` without a command: the desk, behind global options or where no terminal is."""

import os
import sys

import click

from ..lazy import load
from .invocation import Invocation


def desk(run: Invocation) -> int:
    """Open the desk: on the reader's library, or on the sample while there is none."""
    driven = "TEXTUAL_DRIVER" in os.environ  # a browser or a test draws the screen
    if not driven and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError("the desk needs a terminal; without one, use a command such as `postil list`")
    return int(load("tui.app:run_desk")(run.finder.places()))
