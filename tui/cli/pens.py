"""Pens as they are named on the command line."""

from collections.abc import Sequence

import click

from postil.store.models import PENS

from .invocation import Invocation, typed

NUMBERS = tuple(str(number) for number in range(1, len(PENS) + 1))


def pen_number(run: Invocation, text: str) -> int:
    """Return the number of a pen that is given by number or by name.

    Raises:
        UsageError: There is no such pen.
    """
    if text in NUMBERS:
        return int(text)
    names = [name.casefold() for name in run.finder.pens]
    name = typed(text).casefold()
    if name not in names:
        raise click.UsageError(f"there is no pen {typed(text)!r}; there are {_listed(run.finder.pens)}")
    return names.index(name) + 1


def complete_pen(ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """Return the names of pens that a shell may complete to."""
    names = (*Invocation.completing(ctx).finder.pens, *NUMBERS)
    return [name for name in names if name.startswith(typed(incomplete))]


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"{number} {name}" for number, name in enumerate(names, 1))
