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


@click.command("undo", cls=ExampleCommand, examples=("postil undo", "postil undo --json"))
@click.option("--json", "as_object", is_flag=True, help="One JSON object.")
@click.pass_obj
def undo(run: Invocation, as_object: bool) -> int:
    """Take back the last change; again, the one before it."""
    with run.library() as library:
        step = library.history.undo()
    if step is None:
        complain("there is nothing to undo")
        return 1
    _tell("undone", step._replace(state="undone"), as_object)
    return 0


@click.command("redo", cls=ExampleCommand, examples=("postil redo", "postil redo --json"))
@click.option("--json", "as_object", is_flag=True, help="One JSON object.")
@click.pass_obj
def redo(run: Invocation, as_object: bool) -> int:
    """Do again what was undone last."""
    with run.library() as library:
        step = library.history.redo()
    if step is None:
        complain("there is nothing to redo")
        return 1
    _tell("done again", step._replace(state="done"), as_object)
    return 0


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


def _tell(what: str, step: Step, as_object: bool) -> None:
    """Print a step that undo or redo turned, in the state that it has now."""
    if as_object:
        say_json(json_line(_plain(step)))
    else:
        say(f"{what}: {step.label} ({age(step.at)})")


def _plain(step: Step) -> dict[str, object]:
    return {"id": step.step_id, "at": step.at, "label": step.label, "state": step.state, "rows": step.rows}
