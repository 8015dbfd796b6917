"""`postil show`."""

import click

from postil.store.exporters.registry import FORMATS

from .declaring import ExampleCommand
from .invocation import Invocation, complete_key, typed
from .output import say, say_json

EXAMPLES = (
    "postil show mask-r-cnn",
    "postil show 'Graph Attention Networks' --format bibtex",
    "postil show u-net --format json",
)


@click.command("show", cls=ExampleCommand, examples=EXAMPLES)
@click.argument("key", shell_complete=complete_key)
@click.option("--format", "form", type=click.Choice([*FORMATS]), default="text", show_default=True)
@click.pass_obj
def show(run: Invocation, key: str, form: str) -> int:
    """Show one paper.

    KEY is a paper's key or its beginning, an arXiv id, a DOI, or an exact title.
    """
    with run.library() as library:
        paper = library.papers.get(library.papers.resolve(typed(key)))
    (say_json if form == "json" else say)(FORMATS[form](paper))
    return 0
