"""`postil show`."""

import click

from postil.store.exporters.registry import FORMATS

from .declaring import ExampleCommand
from .invocation import Invocation, complete_key, typed
from .output import say, say_json

EXAMPLES = (
    "postil show mask-r-cnn",
    "postil show 'Graph Attention Networks' --format bibtex",
    "postil show u-net --json",
)

TOPICAL = ("text", "json")
"""Formats that name a paper's topics."""


@click.command("show", cls=ExampleCommand, examples=EXAMPLES)
@click.argument("key", shell_complete=complete_key)
@click.option("--format", "form", type=click.Choice([*FORMATS]), default="text", show_default=True)
@click.option("--json", "as_object", is_flag=True, help="One JSON object, as of --format json.")
@click.pass_obj
def show(run: Invocation, key: str, form: str, as_object: bool) -> int:
    """Show one paper.

    KEY is a paper's key or its beginning, an arXiv id, a DOI, or an exact title.
    """
    if as_object:
        if form not in {"text", "json"}:
            raise click.UsageError(f"--json and --format {form} are two formats; give one of them")
        form = "json"
    with run.library() as library:
        paper = library.papers.get(library.papers.resolve(typed(key)))
        paper = library.topics.onto(paper) if form in TOPICAL else paper
    (say_json if form == "json" else say)(FORMATS[form](paper))
    return 0
