"""`postil tag`: the reader's own tags."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import click

from postil.store.errors import PostilError
from postil.store.exporters.json_paper import as_json, json_line
from postil.store.library import Library
from postil.store.tag_tree import Tag, by_papers

from ..failing import complain
from ..format import plural
from .declaring import ExampleCommand, ExampleGroup
from .invocation import Invocation, complete_key, typed
from .output import say, say_json
from .papers import selected
from .querying import asked, searching

EXAMPLES = (
    "postil tag add mask-r-cnn to-cite method/vision",
    "postil tag add --query 'graph is:unread' graphs && postil list tag:graphs",
    "postil tag ls --sort papers",
)


class Wanted(NamedTuple):
    """What a command is to do, as it was typed.

    Args:
        first: A paper's key; a tag, where there is a query; None if nothing was typed.
        tags: Tags.
        query: What asks for the papers, if that is not a key.
    """

    first: str | None
    tags: tuple[str, ...]
    query: str | None


def complete_tag(ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """Return the tags that a shell may complete to; none where the library cannot be read."""
    try:
        with Invocation.completing(ctx).library() as library:
            return list(library.tags.completing(typed(incomplete)))
    except PostilError:
        return []


def _complete_first(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Return keys, or tags where a query stands for them."""
    complete = complete_tag if ctx.params.get("query") else complete_key
    return complete(ctx, parameter, incomplete)


def _on_papers(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command what it needs to act on papers: their keys or a query, tags, and JSON."""
    text = "The papers that answer a query, instead of a KEY."
    for decorate in (
        click.pass_obj,
        click.option("--json", "as_lines", is_flag=True, help="One JSON object a paper, as it is then."),
        click.option("--query", metavar="QUERY", help=text),
        click.argument("tags", metavar="TAG...", nargs=-1, shell_complete=complete_tag),
        click.argument("key", required=False, shell_complete=_complete_first),
    ):
        command = decorate(command)
    return command


@click.group("tag", cls=ExampleGroup, examples=EXAMPLES)
def tag() -> None:
    """Tag papers, and keep the tags in order.

    A tag with slashes, such as method/rl, stands under others: tag:method finds it, too. One in other letters
    is the same tag.
    """


@tag.command(
    "add",
    cls=ExampleCommand,
    examples=(
        "postil tag add mask-r-cnn to-cite method/vision",
        "postil tag add --query 'graph is:unread' graphs --json",
        "postil list year:2018 --json | postil tag add - of-2018",
    ),
)
@_on_papers
def add(run: Invocation, key: str | None, tags: tuple[str, ...], query: str | None, as_lines: bool) -> int:
    """Give papers tags.

    KEY names a paper; - reads keys, or papers as JSON, from standard input, one a line. Nothing is written
    unless every key names a paper.
    """
    return _change(run, "tagged", Wanted(key, tags, query), as_lines)


@tag.command(
    "remove",
    cls=ExampleCommand,
    examples=("postil tag remove mask-r-cnn cubes", "postil tag remove --query is:starred cubes"),
)
@_on_papers
def remove(run: Invocation, key: str | None, tags: tuple[str, ...], query: str | None, as_lines: bool) -> int:
    """Take tags from papers; what stands under a tag stays.

    KEY names a paper; - reads keys, or papers as JSON, from standard input, one a line.
    """
    return _change(run, "untagged", Wanted(key, tags, query), as_lines)


@tag.command("rename", cls=ExampleCommand, examples=("postil tag rename cubes shapes/cubes",))
@click.argument("old", shell_complete=complete_tag)
@click.argument("new")
@click.option("--json", "as_object", is_flag=True, help="One JSON object.")
@click.pass_obj
def rename(run: Invocation, old: str, new: str, as_object: bool) -> int:
    """Give a tag another name; those under it come along."""
    with run.library() as library:
        _tell("renamed", [library.tags.rename(typed(old), typed(new))], as_object)
    return 0


@tag.command("merge", cls=ExampleCommand, examples=("postil tag merge cubes dice shapes",))
@click.argument("names", metavar="FROM... INTO", nargs=-1, required=True, shell_complete=complete_tag)
@click.option("--json", "as_object", is_flag=True, help="One JSON object.")
@click.pass_obj
def merge(run: Invocation, names: tuple[str, ...], as_object: bool) -> int:
    """Make tags one with another, which may be new; those under them come along."""
    if len(names) < 2:
        raise click.UsageError("name the tag to merge into behind the others")
    *tags, into = map(typed, names)
    with run.library() as library:
        _tell("merged", [library.tags.merge(tags, into)], as_object)
    return 0


@tag.command("delete", cls=ExampleCommand, examples=("postil tag delete cubes && postil undo",))
@click.argument("names", metavar="TAG...", nargs=-1, required=True, shell_complete=complete_tag)
@click.option("--json", "as_lines", is_flag=True, help="One JSON object a tag, as it was.")
@click.pass_obj
def delete(run: Invocation, names: tuple[str, ...], as_lines: bool) -> int:
    """Take tags, and those under them, from every paper; `postil undo` brings them back."""
    with run.library() as library:
        _tell("deleted", library.tags.delete(list(map(typed, names))), as_lines)
    return 0


@tag.command(
    "ls",
    cls=ExampleCommand,
    examples=("postil tag ls", "postil tag ls --sort papers --json", "postil tag ls --query is:starred"),
)
@click.option("--query", metavar="QUERY", help="Count only the papers that answer it.")
@click.option(
    "--sort", type=click.Choice(["name", "papers"]), default="name", show_default=True, help="The order."
)
@click.option("--json", "as_lines", is_flag=True, help="One JSON object a tag.")
@click.pass_obj
def ls(run: Invocation, query: str | None, sort: str, as_lines: bool) -> int:
    """List the tags, each with the papers that carry it or one under it."""
    with run.library() as library:
        tags = library.tags.all() if query is None else _answering(run, library, query)
    for each in by_papers(tags) if sort == "papers" else tags:
        if as_lines:
            say_json(json_line(_plain(each)))
        else:
            say(f"{plural(each.papers, 'paper'):>16}  {each.name}")
    if not tags:
        complain("no paper there has a tag" if query else "no paper has a tag yet; `postil tag add KEY TAG`")
    return 0 if tags else 1


def _answering(run: Invocation, library: Library, query: str) -> tuple[Tag, ...]:
    """Return the tags of the papers that answer a query, with how many of these they have."""
    wanted = asked(run, [query])
    with searching(library) as searcher:
        found = searcher.counts(searcher.search(wanted).matched).tags
    tags = (each._replace(papers=found.get(each.name, 0)) for each in library.tags.all())
    return tuple(each for each in tags if each.papers)


def _change(run: Invocation, done: str, wanted: Wanted, as_lines: bool) -> int:
    """Give papers tags or take them away."""
    first = (wanted.first,) if wanted.first is not None else ()
    papers, names = (first, wanted.tags) if wanted.query is None else ((), (*first, *wanted.tags))
    if not names:
        raise click.UsageError("name a TAG" if first or wanted.query else "name a KEY, and a TAG behind it")
    with run.library() as library:
        keys, called = selected(run, library, papers, wanted.query), list(map(typed, names))
        if done == "tagged":
            _refuse_keys(library, called)
        change = library.tags.add if done == "tagged" else library.tags.remove
        changed = change(keys, called)
        if as_lines:
            for paper in library.papers.each(filter(None, map(library.papers.id_of, keys))):
                say_json(json_line(as_json(paper)))
        else:
            say(f"{done}: {plural(changed, 'paper')}" if changed else "nothing to change")
    return 0


def _refuse_keys(library: Library, names: Iterable[str]) -> None:
    """Refuse the key of a paper as a tag: who names several papers means them."""
    for name in names:
        if library.papers.id_of(name) is not None:
            raise click.UsageError(
                f"{name} is a paper: after the first KEY come tags; give several papers by -"
            )


def _tell(done: str, tags: Iterable[Tag], as_lines: bool) -> None:
    for each in tags:
        if as_lines:
            say_json(json_line(_plain(each)))
        else:
            say(f"{done}: {each.name} ({plural(each.papers, 'paper')})")


def _plain(tag: Tag) -> dict[str, object]:
    return {"name": tag.name, "papers": tag.papers, "own": tag.own}
