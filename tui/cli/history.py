"""`postil undo`, `postil redo` and `postil history`."""

import click

from postil.store.exporters.json_paper import json_line
from postil.store.models import Step

from ..failing import complain
from ..format import age
from .declaring import ExampleCommand
from .invocation import Invocation
from .output import say, say_json

STATES = {"done": "", "undone": " (undone)", "abandoned": " (undone for good)"}


@click.command("undo", cls=ExampleCommand, examples=("postil undo",))
@click.pass_obj
def undo(run: Invocation) -> int:
    """Take back the last change; again, the one before it."""
    with run.library() as library:
        return _told("undone", library.history.undo(), "there is nothing to undo")


@click.command("redo", cls=ExampleCommand, examples=("postil redo",))
@click.pass_obj
def redo(run: Invocation) -> int:
    """Do again what was undone last."""
    with run.library() as library:
        return _told("done again", library.history.redo(), "there is nothing to redo")


@click.command("history", cls=ExampleCommand, examples=("postil history", "postil history --limit 3 --json"))
@click.option(
    "--limit", type=click.IntRange(1, 2**31), default=20, show_default=True, help="How many at most."
)
@click.option("--json", "as_lines", is_flag=True, help="One JSON object a change.")
@click.pass_obj
def history(run: Invocation, limit: int, as_lines: bool) -> int:
    """List your last changes, newest first, with their age."""
    with run.library() as library:
        steps = library.history.steps(limit)
    for step in steps:
        if as_lines:
            say_json(json_line(_plain(step)))
        else:
            say(f"{age(step.at):>16}  {step.label}{STATES[step.state]}")
    if not steps:
        complain("nothing has been changed yet")
    return 0 if steps else 1


def _told(what: str, step: Step | None, nothing: str) -> int:
    if step is None:
        complain(nothing)
        return 1
    say(f"{what}: {step.label} ({age(step.at)})")
    return 0


def _plain(step: Step) -> dict[str, object]:
    return {"id": step.step_id, "at": step.at, "label": step.label, "state": step.state, "rows": step.rows}
