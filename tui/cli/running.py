"""Runs the command line and turns what goes wrong into one sentence."""

import io
import os
import sys
from collections.abc import Sequence

import click

from postil.store.errors import PostilError

from ..failing import IN_PART, INTERRUPTED, complain, status
from .errors import BadQuery
from .group import postil


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit status; never raises for bad input.

    Args:
        arguments: What was typed after `postil`; the process's own arguments, unless given.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        typed = None if arguments is None else list(arguments)
        code = postil.main(typed, prog_name="postil", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        return _pipe_closed()
    except Exception as error:
        code = _explained(error)
        if code is None:
            raise
    return int(code or 0)


def _explained(error: Exception) -> int | None:
    """Tell what went wrong and return the exit status; None for what is a fault of ours."""
    match error:
        case click.Abort():
            complain("stopped")
            return INTERRUPTED
        case click.ClickException():
            return _usage(error)
        case PostilError() | OSError():
            complain(str(error))
            return status(error)
    return None


def _usage(error: click.ClickException) -> int:
    command = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else ""
    complain(error.format_message() + (f" (see `{command} --help`)" if command else ""))
    if isinstance(error, BadQuery):
        print(error.marked(), file=sys.stderr)
    return error.exit_code


def _pipe_closed() -> int:
    """End quietly when a reader such as `head` has enough, flush at exit included."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return IN_PART
