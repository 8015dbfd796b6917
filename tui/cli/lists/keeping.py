"""`postil lists ls`, `new`, `describe`, `rename`, `reorder` and `delete`: the lists themselves."""

from datetime import date

import click

from postil.store.exporters.json_paper import json_line
from postil.store.list_due import Pressing, pressing

from ...failing import complain
from ..declaring import ExampleCommand
from ..invocation import Invocation, typed
from ..output import say, say_json
from .telling import DAYS, as_day, as_values, bar, headline, name_argument, say_list

AS_OBJECT = click.option("--json", "as_object", is_flag=True, help="One JSON object, the list as it is then.")


@click.command("ls", cls=ExampleCommand, examples=("postil lists ls", "postil lists ls --json"))
@click.option("--json", "as_lines", is_flag=True, help="One JSON object a list.")
@click.pass_obj
def ls(run: Invocation, as_lines: bool) -> int:
    """Name the reading lists: how far each is done, when it is due, what it asks."""
    today = date.today()
    with run.library() as library:
        lists, pressed = library.lists.all(), pressing(library.db, today)
    if not lists:
        complain("there is no reading list yet; `postil lists new NAME` makes one")
        return 1
    if as_lines:
        for each in lists:
            counts = pressed.get(each.name, Pressing())
            say_json(json_line({**as_values(each), "overdue": counts.overdue, "due_soon": counts.soon}))
        return 0
    bars = [bar(each, run.plain) for each in lists]
    width = max(map(len, bars))
    for each, done in zip(lists, bars, strict=True):
        say(f"{done:<{width}}  {headline(each, pressed.get(each.name, Pressing()), today)}")
        if each.question:
            say(f"{'':{width}}  {each.question}")
    return 0


@click.command(
    "new",
    cls=ExampleCommand,
    examples=(
        "postil lists new someday",
        "postil lists new 'next week' --question 'Does it need labels?' --due '+1w' --json",
    ),
)
@click.argument("name")
@click.option("--description", default="", metavar="TEXT", help="What it is for, as markdown.")
@click.option("--question", default="", metavar="TEXT", help="What its papers should answer.")
@click.option("--due", "day", callback=as_day, metavar="DAY", help=f"By when it is to be read: {DAYS}.")
@AS_OBJECT
@click.pass_obj
def new(  # noqa: PLR0913, PLR0917 (one parameter an option)
    run: Invocation, name: str, description: str, question: str, day: str | None, as_object: bool
) -> int:
    """Make a reading list."""
    with run.library() as library:
        made = library.lists.new(typed(name), typed(description), typed(question), day)
    say_list("made", made, as_object)
    return 0


@click.command(
    "describe",
    cls=ExampleCommand,
    examples=(
        "postil lists describe club --question 'Would we use it?' --due friday",
        "postil lists describe club --description '' --due none",
    ),
)
@name_argument
@click.option("--description", metavar="TEXT", help="What it is for, as markdown; '' takes it away.")
@click.option("--question", metavar="TEXT", help="What its papers should answer; '' takes it away.")
@click.option("--due", "day", callback=as_day, metavar="DAY", help=f"{DAYS}; none takes it away.")
@AS_OBJECT
@click.pass_obj
def describe(  # noqa: PLR0913, PLR0917 (one parameter an option)
    run: Invocation,
    name: str,
    description: str | None,
    question: str | None,
    day: str | None,
    as_object: bool,
) -> int:
    """Say what a list is for, what its papers should answer, and by when it is to be read."""
    if description is None and question is None and day is None:
        raise click.UsageError("nothing to say: give --description, --question or --due")
    texts = {"description": description, "question": question}
    said = {what: typed(text) for what, text in texts.items() if text is not None}
    with run.library() as library:
        changed = library.lists.describe(typed(name), **said, due=day)
    say_list("described", changed, as_object)
    return 0


@click.command("rename", cls=ExampleCommand, examples=("postil lists rename club 'journal club'",))
@name_argument
@click.argument("new")
@AS_OBJECT
@click.pass_obj
def rename(run: Invocation, name: str, new: str, as_object: bool) -> int:
    """Give a list another name."""
    with run.library() as library:
        renamed = library.lists.rename(typed(name), typed(new))
    say_list("renamed", renamed, as_object)
    return 0


@click.command("reorder", cls=ExampleCommand, examples=("postil lists reorder club 1",))
@name_argument
@click.argument("position", type=click.IntRange(min=1))
@AS_OBJECT
@click.pass_obj
def reorder(run: Invocation, name: str, position: int, as_object: bool) -> int:
    """Put a list into another place among the lists, from 1."""
    with run.library() as library:
        library.lists.reorder(typed(name), position)
        moved = library.lists.get(typed(name))
    say_list("moved", moved, as_object)
    return 0


@click.command("delete", cls=ExampleCommand, examples=("postil lists delete club && postil undo",))
@name_argument
@AS_OBJECT
@click.pass_obj
def delete(run: Invocation, name: str, as_object: bool) -> int:
    """Delete a list, and none of its papers; `postil undo` brings it back."""
    with run.library() as library:
        gone = library.lists.delete(typed(name))
    say_list("deleted", gone, as_object)
    return 0
