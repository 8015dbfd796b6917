"""`postil searches`: the searches kept under a name."""

import click

from postil.store.errors import QueryError
from postil.store.exporters.json_paper import json_line
from postil.store.library import Library
from postil.store.query import parse
from postil.store.search.engine import Searcher
from postil.store.searches import SavedSearch

from ..failing import complain
from ..format import plural
from .declaring import ExampleCommand, ExampleGroup, QueryCommand
from .errors import BadQuery
from .invocation import Invocation, typed
from .output import say, say_json
from .querying import asked_of, complete_saved, searching

EXAMPLES = ("postil searches save unread-graphs graph is:unread", "postil searches ls")
AS_OBJECT = click.option("--json", "as_object", is_flag=True, help="One JSON object.")


@click.group("searches", cls=ExampleGroup, examples=EXAMPLES)
def searches() -> None:
    """Keep searches under names, as smart lists: list:NAME asks for what one finds today."""


@searches.command("ls", cls=ExampleCommand, examples=("postil searches ls", "postil searches ls --json"))
@click.option("--json", "as_lines", is_flag=True, help="One JSON object a search.")
@click.pass_obj
def ls(run: Invocation, as_lines: bool) -> int:
    """List the saved searches, each with the number of papers that it finds."""
    with run.library() as library:
        saved = library.searches.all()
        if not saved:
            complain("no search is saved yet; `postil searches save NAME QUERY`")
            return 1
        with searching(library) as searcher:
            for search in saved:
                total, at_least = _found(run, library, searcher, search)
                if as_lines:
                    say_json(json_line(search._asdict() | {"papers": total, "at_least": at_least}))
                else:
                    number = "" if total is None else f"{'≥ ' * at_least}{plural(total, 'paper')}"
                    say(f"{number:>16}  {search.name}: {search.query}")
    return 0


@searches.command("save", cls=QueryCommand, examples=("postil searches save cubes cubes -is:read",))
@click.argument("name", shell_complete=complete_saved)
@click.argument("query", nargs=-1, required=True)
@AS_OBJECT
@click.pass_obj
def save(run: Invocation, name: str, query: tuple[str, ...], as_object: bool) -> int:
    """Keep a search under a name; one that has the name already is replaced."""
    text = typed(" ".join(query))
    try:
        parse(text, run.pens_in(text))
    except QueryError as error:
        raise BadQuery(text, error) from error
    with run.library() as library:
        _tell("saved", library.searches.save(typed(name), text, run.pens_in(text)), as_object)
    return 0


@searches.command("rename", cls=ExampleCommand, examples=("postil searches rename cubes dice",))
@click.argument("old", shell_complete=complete_saved)
@click.argument("new")
@AS_OBJECT
@click.pass_obj
def rename(run: Invocation, old: str, new: str, as_object: bool) -> int:
    """Give a saved search another name."""
    with run.library() as library:
        _tell("renamed", library.searches.rename(typed(old), typed(new)), as_object)
    return 0


@searches.command("move", cls=ExampleCommand, examples=("postil searches move cubes 1",))
@click.argument("name", shell_complete=complete_saved)
@click.argument("position", type=click.IntRange(min=1))
@AS_OBJECT
@click.pass_obj
def move(run: Invocation, name: str, position: int, as_object: bool) -> int:
    """Put a saved search into another place, from 1."""
    with run.library() as library:
        library.searches.move(typed(name), position)
        _tell("moved", library.searches.get(typed(name)), as_object)
    return 0


@searches.command("delete", cls=ExampleCommand, examples=("postil searches delete cubes && postil undo",))
@click.argument("name", shell_complete=complete_saved)
@AS_OBJECT
@click.pass_obj
def delete(run: Invocation, name: str, as_object: bool) -> int:
    """Forget a saved search; `postil undo` brings it back."""
    with run.library() as library:
        _tell("deleted", library.searches.delete(typed(name)), as_object)
    return 0


def _found(
    run: Invocation, library: Library, searcher: Searcher, search: SavedSearch
) -> tuple[int | None, bool]:
    """Return how many papers a search finds and whether it may be more; None if it is understood no more."""
    try:
        query = asked_of(run, library, parse(search.query, run.pens_in(search.query)))
        results = searcher.search(query, 1)
    except (click.UsageError, QueryError) as error:
        complain(f"{search.name}: {error}")
        return None, False
    return results.total, results.at_least


def _tell(what: str, search: SavedSearch, as_object: bool) -> None:
    if as_object:
        say_json(json_line(search._asdict()))
    else:
        say(f"{what}: {search.name}: {search.query}")
