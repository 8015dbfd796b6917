"""`postil lists` itself, with all its commands."""

import click

from ..declaring import ExampleGroup
from .files import export_list, import_list
from .keeping import delete, describe, ls, new, rename, reorder
from .papers import add, carry, done, due, move, remove, undone
from .showing import show

EXAMPLES = (
    "postil lists new 'next week' --question 'Does it need labels?' --due friday",
    "postil lists add 'next week' mask-r-cnn u-net",
    "postil lists ls",
)


@click.group("lists", cls=ExampleGroup, examples=EXAMPLES)
def lists() -> None:
    """Keep papers on reading lists: in an order, with a day, and a question they should answer."""


COMMANDS = (
    ls, show, new, add, remove, move, carry, done, undone, due, describe, rename, reorder, delete,
    export_list, import_list,
)  # fmt: skip
for command in COMMANDS:
    lists.add_command(command)
