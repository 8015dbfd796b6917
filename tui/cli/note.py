"""`postil note`."""

import sys

import click

from postil.store.exporters.json_paper import json_line
from postil.store.text.markup import markdown_of

from ..failing import complain
from .declaring import ExampleCommand
from .invocation import Invocation, complete_key, typed
from .output import say, say_json

EXAMPLES = (
    "postil note mask-r-cnn 'Compare with the two-stage ones.'",
    "postil note mask-r-cnn",
    "echo '<p>It <b>holds</b>.</p>' | postil note mask-r-cnn --append --html -",
)


@click.command("note", cls=ExampleCommand, examples=EXAMPLES)
@click.argument("key", shell_complete=complete_key)
@click.argument("text", required=False)
@click.option("--append", is_flag=True, help="Add a paragraph to the note, rather than replace it.")
@click.option("--html", is_flag=True, help="TEXT is HTML; it becomes markdown.")
@click.option("--json", "as_object", is_flag=True, help="One JSON object, the note as it is then.")
@click.pass_obj
def note(  # noqa: PLR0913, PLR0917 (one parameter an option)
    run: Invocation, key: str, text: str | None, append: bool, html: bool, as_object: bool
) -> int:
    """Show the note on a paper, or write it.

    TEXT is markdown, or - for standard input; an empty one takes the note away.
    """
    if text is None and (append or html):
        raise click.UsageError("there is no TEXT to write; give it, or - for standard input")
    with run.library() as library:
        found = library.papers.resolve(typed(key))
        changed = text is not None
        if text is not None:
            written = sys.stdin.read() if text == "-" else typed(text)
            written = markdown_of(written) if html else written
            write = library.notes.append if append else library.notes.set
            changed = write(found, written)
        paper = library.papers.get(found)
    if as_object:
        say_json(json_line({"key": paper.key, "title": paper.title, "note": paper.note_text or None}))
    elif text is not None:
        say(
            f"{'noted' if paper.note_text else 'note taken away'}: {paper.title}"
            if changed
            else "nothing to change"
        )
    elif paper.note_text:
        say(paper.note_text.rstrip("\n"))
    if text is None and not paper.note_text:
        complain(f"there is no note on {paper.title}")
        return 1
    return 0
