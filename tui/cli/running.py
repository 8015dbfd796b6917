"""Runs the command line and turns what goes wrong into one sentence."""

import io
import os
import sys
from collections.abc import Sequence

import click

from postil.store.errors import LibraryError, PostilError, QueryError

from .errors import BadQuery
from .group import postil
from .output import complain

IN_PART, USAGE, NO_LIBRARY, INTERRUPTED = 1, 2, 3, 130


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
        status = postil.main(typed, prog_name="postil", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        return _pipe_closed()
    except Exception as error:
        status = _explained(error)
        if status is None:
            raise
    return int(status or 0)


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
            return _status(error)
    return None


def _status(error: PostilError | OSError) -> int:
    if isinstance(error, LibraryError):
        return NO_LIBRARY
    return USAGE if isinstance(error, QueryError) else IN_PART


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
