"""`postil lists add`, `remove`, `move`, `carry`, `done`, `undone` and `due`: the papers on a list."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import click

from postil.store.exporters.json_paper import json_line
from postil.store.library import Library
from postil.store.reading import said_of

from ...format import plural
from ..declaring import ExampleCommand
from ..invocation import Invocation, complete_key, typed
from ..output import say, say_json
from ..papers import papers_argument, selected
from .telling import DAYS, as_day, as_values, complete_list, name_argument

AS_OBJECT = click.option(
    "--json", "as_object", is_flag=True, help="One JSON object: the list as it is then, and how many changed."
)


class Chosen(NamedTuple):
    """The papers that a command is to change on a list.

    Args:
        name: The list.
        keys: What was typed of papers.
        query: A query that finds more of them, or None.
        as_object: Whether the outcome is to be told as JSON.
    """

    name: str
    keys: tuple[str, ...]
    query: str | None
    as_object: bool


@click.command(
    "add",
    cls=ExampleCommand,
    examples=(
        "postil lists add club mask-r-cnn u-net",
        "postil lists add club --query 'is:starred' --due '+2w'",
        "echo u-net | postil lists add club - --json",
    ),
)
@name_argument
@papers_argument
@click.option("--due", "day", callback=as_day, metavar="DAY", help=f"By when they are to be read: {DAYS}.")
@AS_OBJECT
@click.pass_obj
def add(  # noqa: PLR0913, PLR0917 (one parameter an option)
    run: Invocation, name: str, keys: tuple[str, ...], query: str | None, day: str | None, as_object: bool
) -> int:
    """Put papers on a list, behind those that are there.

    KEY names a paper as for `postil show`; - reads keys, or papers as JSON, from standard input, one a
    line.
    """

    def write(library: Library, papers: Sequence[str]) -> int:
        label = f"put {said_of(library.db, papers)} on {library.lists.get(typed(name)).name}"
        with library.change(label):
            added = library.lists.add(typed(name), papers)
            return added if day is None else max(added, library.lists.set_due(typed(name), papers, day))

    return _change(run, Chosen(name, keys, query, as_object), "{papers} put on {name}", write)


@click.command(
    "remove",
    cls=ExampleCommand,
    examples=("postil lists remove club mask-r-cnn", "postil lists remove club --query 'is:starred'"),
)
@name_argument
@papers_argument
@AS_OBJECT
@click.pass_obj
def remove(run: Invocation, name: str, keys: tuple[str, ...], query: str | None, as_object: bool) -> int:
    """Take papers off a list."""
    chosen = Chosen(name, keys, query, as_object)
    return _change(
        run,
        chosen,
        "{papers} taken off {name}",
        lambda library, papers: library.lists.remove(typed(name), papers),
    )


@click.command("move", cls=ExampleCommand, examples=("postil lists move club mask-r-cnn 1",))
@name_argument
@click.argument("key", shell_complete=complete_key)
@click.argument("position", type=click.IntRange(min=1))
@AS_OBJECT
@click.pass_obj
def move(run: Invocation, name: str, key: str, position: int, as_object: bool) -> int:
    """Put a paper into another place on a list, from 1; beyond the last, the last."""

    def write(library: Library, papers: Sequence[str]) -> int:
        return library.lists.place(typed(name), papers, position)

    return _change(run, Chosen(name, (key,), None, as_object), "{papers} moved on {name}", write)


@click.command(
    "carry",
    cls=ExampleCommand,
    examples=(
        "postil lists carry club vision mask-r-cnn",
        "postil lists carry club vision --query is:starred",
    ),
)
@click.argument("source", shell_complete=complete_list)
@click.argument("target", shell_complete=complete_list)
@papers_argument
@AS_OBJECT
@click.pass_obj
def carry(  # noqa: PLR0913, PLR0917 (one parameter an option)
    run: Invocation, source: str, target: str, keys: tuple[str, ...], query: str | None, as_object: bool
) -> int:
    """Move papers from one list to the end of another, done and due as they are."""

    def write(library: Library, papers: Sequence[str]) -> int:
        return library.lists.carry(papers, typed(source), typed(target))

    return _change(run, Chosen(target, keys, query, as_object), "{papers} moved to {name}", write)


@click.command("done", cls=ExampleCommand, examples=("postil lists done club mask-r-cnn",))
@name_argument
@papers_argument
@AS_OBJECT
@click.pass_obj
def done(run: Invocation, name: str, keys: tuple[str, ...], query: str | None, as_object: bool) -> int:
    """Tick papers on a list."""

    def write(library: Library, papers: Sequence[str]) -> int:
        return library.lists.set_done(typed(name), papers, True)

    return _change(run, Chosen(name, keys, query, as_object), "{papers} done on {name}", write)


@click.command("undone", cls=ExampleCommand, examples=("postil lists undone club mask-r-cnn",))
@name_argument
@papers_argument
@AS_OBJECT
@click.pass_obj
def undone(run: Invocation, name: str, keys: tuple[str, ...], query: str | None, as_object: bool) -> int:
    """Take the tick of papers on a list away."""

    def write(library: Library, papers: Sequence[str]) -> int:
        return library.lists.set_done(typed(name), papers, False)

    return _change(run, Chosen(name, keys, query, as_object), "{papers} not done on {name}", write)


@click.command(
    "due",
    cls=ExampleCommand,
    examples=("postil lists due club friday mask-r-cnn", "postil lists due club none mask-r-cnn --json"),
)
@name_argument
@click.argument("day", callback=as_day)
@papers_argument
@AS_OBJECT
@click.pass_obj
def due(  # noqa: PLR0913, PLR0917 (one parameter an option)
    run: Invocation, name: str, day: str, keys: tuple[str, ...], query: str | None, as_object: bool
) -> int:
    """Say by when papers on a list are to be read.

    DAY is 2026-12-03, tomorrow, friday, +3d or 'in 2 weeks'; none takes it away.
    """
    told = "{papers} due " + (day or "no day") + " on {name}"

    def write(library: Library, papers: Sequence[str]) -> int:
        return library.lists.set_due(typed(name), papers, day)

    return _change(run, Chosen(name, keys, query, as_object), told, write)


def _change(
    run: Invocation, chosen: Chosen, told: str, write: Callable[[Library, Sequence[str]], int]
) -> int:
    """Change papers on a list, and tell the outcome.

    Args:
        run: Which library.
        chosen: Which papers, on which list.
        told: The outcome in words, with `{papers}` and `{name}`.
        write: Changes papers of these keys, and returns how many changed.
    """
    with run.library() as library:
        changed = write(library, selected(run, library, chosen.keys, chosen.query))
        of = library.lists.get(typed(chosen.name))
    if chosen.as_object:
        say_json(json_line({**as_values(of), "changed": changed}))
    else:
        say(told.format(papers=plural(changed, "paper"), name=of.name) if changed else "nothing to change")
    return 0
