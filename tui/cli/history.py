"""`postil undo`, `postil redo` and `postil history`."""

from collections.abc import Callable, Iterator
from itertools import islice

import click

from postil.store.changes import RowChange
from postil.store.exporters.json_paper import json_line
from postil.store.history import History
from postil.store.models import Step

from ..change_words import Teller
from ..failing import complain
from ..format import age
from .declaring import ExampleCommand
from .invocation import Invocation
from .output import say, say_json

STATES = {"done": "", "undone": " (undone)", "abandoned": " (undone for good)"}
TOGETHER = 200
"""Rows that are named and told at a time."""

UNDO = ("postil undo", "postil undo 2   # the last two changes", "postil undo --to 1 && postil redo --to 1")
REDO = ("postil redo", "postil undo 2 && postil redo 2", "postil undo --to 1 && postil redo --to 1 --json")
HISTORY = ("postil history", "postil history --step 1", "postil history --limit 3 --diff --json")

TIMES = click.argument("times", metavar="[N]", type=click.IntRange(min=1), required=False)
AS_LINES = click.option("--json", "as_lines", is_flag=True, help="One JSON object a change.")
STEP = click.IntRange(min=1)


@click.command("undo", cls=ExampleCommand, examples=UNDO)
@TIMES
@click.option("--to", "target", metavar="STEP", type=STEP, help="Everything since a step, and the step too.")
@AS_LINES
@click.pass_obj
def undo(run: Invocation, times: int | None, target: int | None, as_lines: bool) -> int:
    """Take back the last change, or the last N; again, those before.

    `postil history` names the steps.
    """
    return _turn(run, "undo", times, target, as_lines)


@click.command("redo", cls=ExampleCommand, examples=REDO)
@TIMES
@click.option("--to", "target", metavar="STEP", type=STEP, help="Everything up to a step, and the step too.")
@AS_LINES
@click.pass_obj
def redo(run: Invocation, times: int | None, target: int | None, as_lines: bool) -> int:
    """Do again what was undone last, or the last N."""
    return _turn(run, "redo", times, target, as_lines)


@click.command("history", cls=ExampleCommand, examples=HISTORY)
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="How many at most.")
@click.option("--step", "number", metavar="STEP", type=STEP, help="Only this one, with what it changed.")
@click.option("--diff", is_flag=True, help="Show what each changed; as JSON, each row before and after.")
@AS_LINES
@click.pass_obj
def history(run: Invocation, limit: int, number: int | None, diff: bool, as_lines: bool) -> int:
    """List your last changes, newest first, with their number and age."""
    with run.library() as library:
        kept = library.history
        steps = kept.some(kept.ids()[:limit]) if number is None else [kept.get(number)]
        for step in steps:
            rows = kept.changes(step.step_id) if diff or number is not None else None
            if as_lines:
                _print_json(step, rows)
            else:
                say(f"{step.step_id:>6}  {age(step.at):>16}  {step.label}{STATES[step.state]}")
                for line in _told(kept, rows or iter(()), run):
                    say(line)
    if not steps:
        complain("nothing has been changed yet")
    return 0 if steps else 1


def _turn(run: Invocation, deed: str, times: int | None, target: int | None, as_lines: bool) -> int:
    """Undo or redo some steps, all of them or none, and print each as it is then."""
    if times is not None and target is not None:
        raise click.UsageError("give N or --to STEP, not both")
    with run.library() as library, library.transaction():
        history = library.history
        once, far = (history.undo, history.undo_to) if deed == "undo" else (history.redo, history.redo_to)
        steps = _some(once, times or 1) if target is None else far(target)
    done = "undone" if deed == "undo" else "done again"
    for step in steps:
        if as_lines:
            say_json(json_line(_plain(step)))
        else:
            say(f"{done}: {step.label} ({age(step.at)})")
    if target is not None or len(steps) >= (times or 1):
        return 0
    complain(f"there is nothing {'more ' if steps else ''}to {deed}")
    return 1


def _some(once: Callable[[], Step | None], times: int) -> list[Step]:
    """Return the steps of so many times, or of as many as there are."""
    steps: list[Step] = []
    while len(steps) < times and (step := once()):
        steps.append(step)
    return steps


def _told(history: History, rows: Iterator[RowChange], run: Invocation) -> Iterator[str]:
    """Yield the lines that tell what a step changed, however many rows those are."""
    heading = ""
    while some := list(islice(rows, TOGETHER)):
        for one in Teller(history.named(some), run.finder.pens).told(some):
            if one.heading != heading:
                yield f"{'':8}{one.heading}"
            heading = one.heading
            yield from (f"{'':8}{line.sign} {line.text}" for line in one.lines)


def _print_json(step: Step, rows: Iterator[RowChange] | None) -> None:
    """Print a step as one object; of its rows only one is held at a time."""
    line = json_line(_plain(step))
    if rows is None:
        say_json(line)
        return
    print(line.removesuffix("}"), end=', "changes": [')
    for number, row in enumerate(rows):
        print(", " if number else "", json_line(row._asdict()), sep="", end="")
    say_json("]}")


def _plain(step: Step) -> dict[str, object]:
    return {"id": step.step_id, "at": step.at, "label": step.label, "state": step.state, "rows": step.rows}
