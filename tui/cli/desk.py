"""`postil` without a command: the desk."""

import os
import sys

import click

from .invocation import Invocation


@click.command("desk")
@click.pass_obj
def desk(run: Invocation) -> int:
    """Open the desk: on the reader's library, or on the sample while there is none."""
    driven = "TEXTUAL_DRIVER" in os.environ  # a browser or a test draws the screen
    if not driven and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError("the desk needs a terminal; without one, use a command such as `postil list`")
    # Deferred: importing Textual takes longer than any command may.
    from postil.tui.app import run_desk  # noqa: PLC0415

    return run_desk(run.finder.places())
