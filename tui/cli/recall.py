"""`postil recall`: the daily review of one's own highlights."""

import sys
from datetime import datetime, timedelta

import click

from postil.store.cloze import hidden, passage_of
from postil.store.exporters.json_paper import json_line
from postil.store.library import Library
from postil.store.recall import GRADES, Asked
from postil.store.text.safe import clean

from ..failing import complain
from ..format import in_days, plural
from .declaring import ExampleCommand, ExampleGroup
from .invocation import Invocation
from .output import say, say_json

EXAMPLES = ("postil recall", "postil recall --json", "postil recall on && postil recall")
AS_OBJECT = click.option("--json", "as_object", is_flag=True, help="One JSON object.")
OFF = "recall is off; `postil recall on` begins"
NUMBERS = tuple(str(number) for number in range(1, len(GRADES) + 1))
STOP = ("q", None)


@click.group("recall", cls=ExampleGroup, examples=EXAMPLES, invoke_without_command=True)
@AS_OBJECT
@click.pass_context
def recall(ctx: click.Context, as_object: bool) -> int:
    """Review your own highlights, a minute a day; without a command, tell how many are due.

    It is off until you want it.
    """
    if ctx.invoked_subcommand is not None:
        return 0
    run: Invocation = ctx.obj
    with run.library() as library:
        _tell(library, as_object)
    return 0


@recall.command("on", cls=ExampleCommand, examples=("postil recall on",))
@AS_OBJECT
@click.pass_obj
def on(run: Invocation, as_object: bool) -> int:
    """Begin with it."""
    with run.library() as library:
        library.recall.turn(True)
        _tell(library, as_object)
    return 0


@recall.command("off", cls=ExampleCommand, examples=("postil recall off",))
@AS_OBJECT
@click.pass_obj
def off(run: Invocation, as_object: bool) -> int:
    """Leave it; what you knew is kept."""
    with run.library() as library:
        library.recall.turn(False)
        _tell(library, as_object)
    return 0


@recall.command("review", cls=ExampleCommand, examples=("postil recall on && yes 3 | postil recall review",))
@click.option("--json", "as_lines", is_flag=True, help="One JSON object a highlight, once it is graded.")
@click.pass_obj
def review(run: Invocation, as_lines: bool) -> int:
    """Go through what is due today, by questions and answers.

    Each passage is shown with a gap; Enter shows what you marked, and you say how well you knew it: 1 again,
    2 hard, 3 good, 4 easy, or q to stop.
    """
    with run.library() as library:
        if not library.recall.is_on:
            complain(OFF)
            return 1
        due = library.recall.due(_now().date())
        for number, asked in enumerate(due, 1):
            grade = _ask(library, asked, f"{number} of {len(due)}", as_lines)
            if grade is None:
                break
            again = library.recall.grade(asked.highlight.highlight_id, grade, _now())
            if as_lines:
                say_json(json_line({"id": asked.highlight.highlight_id, "grade": grade, "due": again}))
        if not as_lines:
            _tell(library, as_object=False)
    return 0


def _ask(library: Library, asked: Asked, place: str, aside: bool) -> int | None:
    """Ask for one highlight.

    Args:
        library: The library.
        asked: The highlight.
        place: Which of how many it is.
        aside: Whether the talk goes to standard error.

    Returns:
        How well it was known; None to stop.
    """
    highlight = asked.highlight
    paper = library.papers.get(highlight.key)
    passage = passage_of(highlight, paper)
    title = "" if highlight.field == "title" else paper.title
    comment = f"You wrote: {highlight.comment}" if highlight.comment else ""
    _talk("\n".join(filter(None, (f"\n{place}", title, hidden(passage), comment))), aside)
    if _answer("Enter shows what you marked, q stops: ", aside) in STOP:
        return None
    days = library.recall.days(asked, _now().date())
    grades = (
        f"{number} {name} ({in_days(again)})"
        for number, (name, again) in enumerate(zip(GRADES, days, strict=True), 1)
    )
    _talk(f"{highlight.quote}\n{', '.join(grades)}", aside)
    while (said := _answer("How well did you know it? ", aside)) not in STOP:
        if said in NUMBERS:
            return int(said)
    return None


def _talk(text: str, aside: bool) -> None:
    click.echo(clean(text), err=aside)


def _answer(question: str, aside: bool) -> str | None:
    """Return what is typed to a question; None at the end of the input."""
    click.echo(question, nl=False, err=aside)
    line = sys.stdin.readline()
    if not sys.stdin.isatty():
        click.echo(err=aside)
    return line.strip().casefold() if line else None


def _tell(library: Library, as_object: bool) -> None:
    """Print how much there is to recall."""
    recall, today = library.recall, _now().date()
    is_on = recall.is_on
    due, new = recall.ahead(today) if is_on else (0, 0)
    tomorrow = recall.ahead(today + timedelta(1)).due if is_on else 0
    if as_object:
        say_json(json_line({"on": is_on, "due": due, "new": new, "tomorrow": tomorrow}))
    elif is_on:
        fresh = f", {new} of them new" if new else ""
        say(f"{plural(due, 'highlight')} to recall today{fresh}; tomorrow {tomorrow}")
    else:
        say(OFF)


def _now() -> datetime:
    """Return the present moment by the reader's clock, with its zone."""
    return datetime.now().astimezone()
