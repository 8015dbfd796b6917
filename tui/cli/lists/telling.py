"""What the commands of `postil lists` have in common: days, names to complete, and lists in words."""

from collections.abc import Callable
from datetime import date
from typing import Any

import click

from postil.store.days import read_day
from postil.store.errors import PostilError
from postil.store.exporters.json_paper import json_line
from postil.store.list_due import Pressing
from postil.store.models import ReadingList

from ...format import SEPARATOR, due, progress
from ..invocation import Invocation, typed
from ..output import say, say_json

NO_DAY = "none"
DAYS = "2026-12-03, tomorrow, friday, +3d or 'in 2 weeks'"


def complete_list(ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """Return the names of reading lists that a shell may complete to."""
    try:
        with Invocation.completing(ctx).library() as library:
            names = [each.name for each in library.lists.all()]
    except PostilError:
        return []
    return [name for name in names if name.startswith(typed(incomplete))]


def name_argument(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the name of a list."""
    return click.argument("name", shell_complete=complete_list)(command)


def as_day(_ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Read a day as a reader says it, for an option's callback; `none` is "", which takes a day away."""
    if value is None or value == NO_DAY:
        return value and ""
    try:
        return read_day(typed(value), date.today())
    except PostilError as error:
        raise click.BadParameter(str(error), param=param) from error


def as_values(of: ReadingList) -> dict[str, object]:
    """Return a list as the plain values of its JSON."""
    return {
        "name": of.name,
        "description": of.description or None,
        "question": of.question or None,
        "due": of.due,
        "papers": of.papers,
        "done": of.done,
    }


def say_list(what: str, of: ReadingList, as_object: bool) -> None:
    """Print what was done to a list as a whole."""
    if as_object:
        say_json(json_line(as_values(of)))
    else:
        say(f"{what}: {headline(of, Pressing(), date.today())}")


def headline(of: ReadingList, pressing: Pressing, today: date) -> str:
    """Return a list in one line: its name, when it is due, and which of its papers are."""
    is_done = of.papers > 0 and of.done == of.papers
    return SEPARATOR.join(
        part
        for part in (
            of.name,
            due(of.due, today) if of.due and not is_done else "",
            f"{pressing.overdue} overdue" if pressing.overdue else "",
            f"{pressing.soon} due soon" if pressing.soon else "",
        )
        if part
    )


def bar(of: ReadingList, plain: bool) -> str:
    """Return how far a list is done; plainly, without a bar."""
    return f"{of.done}/{of.papers}" if plain else progress(of.done, of.papers)
