"""`postil lists show`: a list with its papers, and what they answer."""

from collections.abc import Iterator
from datetime import date

import click

from postil.store.exporters.json_paper import as_json, json_line
from postil.store.library import Library
from postil.store.list_due import Pressing, pressing
from postil.store.models import ListItem, Paper, ReadingList
from postil.store.prose import first_line

from ...format import SEPARATOR, due, facts_line
from ..declaring import ExampleCommand
from ..invocation import Invocation, typed
from ..output import say, say_json
from .telling import bar, headline, name_argument

EXAMPLES = ("postil lists show club", "postil lists show club --json")
NO_ANSWER = "no answer yet"


@click.command("show", cls=ExampleCommand, examples=EXAMPLES)
@name_argument
@click.option("--json", "as_lines", is_flag=True, help="One JSON object a paper, in the list's order.")
@click.pass_obj
def show(run: Invocation, name: str, as_lines: bool) -> int:
    """Show a list with its papers in order.

    Where the list asks a question, each paper is followed by its answer: the first line of your note on it.
    """
    today = date.today()
    with run.library() as library:
        of = library.lists.get(typed(name))
        if as_lines:
            for item, paper in papers_of(library, of):
                say_json(json_line(_values(of, item, paper)))
            return 0
        pressed = pressing(library.db, today).get(of.name, Pressing())
        say(f"{headline(of, pressed, today)}  {bar(of, run.plain)}")
        for text in filter(None, (of.question, of.description)):
            say(f"\n{text}")
        if of.question or of.description:
            say()
        for item, paper in papers_of(library, of):
            say(_told(of, item, paper, today))
    return 0


def papers_of(library: Library, of: ReadingList) -> Iterator[tuple[ListItem, Paper]]:
    """Yield the papers of a list in its order."""
    items = {item.key: item for item in library.lists.items(of.name)}
    for paper in library.papers.each(library.papers.ids_of(list(items))):
        yield items[paper.key], paper


def _values(of: ReadingList, item: ListItem, paper: Paper) -> dict[str, object]:
    own = {"list": of.name, "position": item.position, "done": item.done, "due": item.due}
    return {**own, "answer": first_line(paper.note_text) or None, **as_json(paper)}


def _told(of: ReadingList, item: ListItem, paper: Paper, today: date) -> str:
    """Return a paper of a list in two lines, or three where the list asks a question."""
    day = due(item.due, today) if item.due and not item.done else ""
    details = SEPARATOR.join(filter(None, (facts_line(paper), day, paper.key)))
    lines = [f"{item.position:>4}. [{'x' if item.done else ' '}] {paper.title}", f"          {details}"]
    if of.question:
        lines.append(f"          {first_line(paper.note_text) or NO_ANSWER}")
    return "\n".join(lines)
