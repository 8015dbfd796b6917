"""`postil highlight`."""

import click

from postil.store.exporters.highlights import Marked, as_values
from postil.store.exporters.json_paper import json_line

from .declaring import ExampleCommand
from .invocation import Invocation, complete_key, typed
from .output import say, say_json
from .pens import complete_pen, pen_number

EXAMPLES = (
    "postil highlight mask-r-cnn 'bilinear sampling removes the error' --pen method",
    "postil highlight mask-r-cnn 'the sensible default' --pen 4 --comment 'is it still?' --json",
)


@click.command("highlight", cls=ExampleCommand, examples=EXAMPLES)
@click.argument("key", shell_complete=complete_key)
@click.argument("quote")
@click.option(
    "--pen",
    default="1",
    metavar="1-5|NAME",
    help="Which pen; the first, unless given.",
    shell_complete=complete_pen,
)
@click.option("--comment", default="", metavar="TEXT", help="What you say to it, as markdown.")
@click.option("--json", "as_object", is_flag=True, help="One JSON object.")
@click.pass_obj
def highlight(  # noqa: PLR0913, PLR0917 (one parameter an option)
    run: Invocation, key: str, quote: str, pen: str, comment: str, as_object: bool
) -> int:
    """Mark a passage of a paper.

    QUOTE is what stands in the title or the abstract; how it is typeset does not matter. A quote that stands
    there more than once needs more words.
    """
    number = pen_number(run, pen)
    if not typed(quote).strip():
        raise click.UsageError("there is no QUOTE to look for")
    with run.library() as library:
        found = library.papers.resolve(typed(key))
        field, start, stop = library.highlights.find(found, typed(quote))
        made = library.highlights.add(found, field, start, stop, number, typed(comment))
        paper = library.papers.get(found)
    if as_object:
        say_json(json_line(as_values(Marked(made, paper), run.finder.pens)))
    else:
        say(f"{run.finder.pens[number - 1]}: {made.quote}")
    return 0
