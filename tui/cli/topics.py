"""`postil topics`: the automatic tags, why they were given, and the reader's word on them."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from postil.store.errors import PostilError
from postil.store.exporters.json_paper import json_line
from postil.store.library import Library
from postil.store.models import Paper
from postil.store.topics.reasons import Evidence, evidence, shown
from postil.store.topics.ruleset import Ruleset
from postil.store.topics.verdicts import Standing

from ..failing import complain, warn
from ..format import plural
from .declaring import ExampleCommand, ExampleGroup, QueryCommand
from .invocation import Invocation, complete_key, typed
from .output import say, say_json
from .querying import asked, searching

EXAMPLES = (
    "postil topics ls",
    "postil topics why mask-r-cnn",
    "postil topics refuse mask-r-cnn 3d && postil list topic:segmentation -topic:3d",
)


KEY = click.argument("key", shell_complete=complete_key)
NAMES = click.argument("names", metavar="TOPIC...", nargs=-1, required=True)
TOPICS_THEN = click.option(
    "--json", "as_object", is_flag=True, help="One JSON object: the paper's topics then."
)


@click.group("topics", cls=ExampleGroup, examples=EXAMPLES)
def topics() -> None:
    """Look at the topics that rules give to papers, and correct them.

    The rules ship with Postil; a topics.toml beside config.toml adds to them and changes them. What you
    accept or refuse stands whatever the rules say, and `topic:NAME` in a query honours it.
    """


@topics.command("ls", cls=QueryCommand, examples=("postil topics ls", "postil topics ls year:2018.. --json"))
@click.argument("query", nargs=-1)
@click.option("--json", "as_lines", is_flag=True, help="One JSON object a topic.")
@click.pass_obj
def ls(run: Invocation, query: tuple[str, ...], as_lines: bool) -> int:
    """List the topics of the papers that answer a query, or of all, the commonest first."""
    wanted = asked(run, query)
    with run.library() as library:
        _warn(library.rules)
        with searching(library) as searcher:
            counts = searcher.counts(searcher.search(wanted).matched).topics
        about = {name: topic.about for name, topic in library.rules.book.topics.items()}
    for name, papers in counts.items():
        if as_lines:
            say_json(json_line({"topic": name, "papers": papers, "about": about.get(name) or None}))
        else:
            say(f"{papers:>9,}  {name}{about.get(name, '') and f': {about[name]}'}")
    if not counts:
        complain("no paper has a topic")
    return 0 if counts else 1


@topics.command("why", cls=ExampleCommand, examples=("postil topics why mask-r-cnn",))
@KEY
@click.option("--json", "as_lines", is_flag=True, help="One JSON object a topic.")
@click.pass_obj
def why(run: Invocation, key: str, as_lines: bool) -> int:
    """Tell why a paper has its topics: what was found where, and what it is worth."""
    with run.library() as library:
        _warn(library.rules)
        paper = library.papers.get(library.papers.resolve(typed(key)))
        standing = library.topics.standing(paper)
    for one in standing:
        if as_lines:
            say_json(json_line(_plain(one, paper)))
        else:
            say("\n".join(_lines(one, paper)))
    if not standing:
        complain("the paper has no topics")
    return 0 if standing else 1


@topics.command("accept", cls=ExampleCommand, examples=("postil topics accept mask-r-cnn vision",))
@KEY
@NAMES
@TOPICS_THEN
@click.pass_obj
def accept(run: Invocation, key: str, names: tuple[str, ...], as_object: bool) -> int:
    """Let a paper have topics, whatever the rules say."""
    return _judge(run, key, names, "accept", as_object)


@topics.command("refuse", cls=ExampleCommand, examples=("postil topics refuse mask-r-cnn 3d && postil undo",))
@KEY
@NAMES
@TOPICS_THEN
@click.pass_obj
def refuse(run: Invocation, key: str, names: tuple[str, ...], as_object: bool) -> int:
    """Let a paper not have topics, whatever the rules say."""
    return _judge(run, key, names, "refuse", as_object)


@topics.command("forget", cls=ExampleCommand, examples=("postil topics forget mask-r-cnn vision",))
@KEY
@NAMES
@TOPICS_THEN
@click.pass_obj
def forget(run: Invocation, key: str, names: tuple[str, ...], as_object: bool) -> int:
    """Let the rules decide again on topics of a paper."""
    return _judge(run, key, names, "forget", as_object)


@topics.command("check", cls=ExampleCommand, examples=("postil topics check",))
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--json", "as_object", is_flag=True, help="One JSON object.")
@click.pass_obj
def check(run: Invocation, file: Path | None, as_object: bool) -> int:
    """Check a file of rules, the reader's own unless FILE is given, and tell what is wrong with it."""
    if file is not None and not file.exists():
        raise PostilError(f"there is no file {file}")
    rules = Ruleset(file or run.finder.topics)
    if as_object:
        say_json(json_line({"topics": len(rules.book.topics), "warnings": list(rules.warnings)}))
    else:
        _warn(rules)
        say(f"{plural(len(rules.book.topics), 'topic')} in force, {plural(len(rules.warnings), 'warning')}")
    return 1 if rules.warnings else 0


def _judge(run: Invocation, key: str, names: Sequence[str], deed: str, as_object: bool) -> int:
    """Accept, refuse or forget topics of a paper, as one step of history."""
    with run.library() as library:
        key = library.papers.resolve(typed(key))
        called = [library.topics.called(typed(name)) for name in dict.fromkeys(names)]
        with library.change(f"{deed} the {'topic' if len(called) == 1 else 'topics'} {', '.join(called)}"):
            for name in called:
                getattr(library.topics, deed)([key], name)
        _tell(library, key, as_object)
    return 0


def _tell(library: Library, key: str, as_object: bool) -> None:
    given = library.topics.of(library.papers.get(key))
    if as_object:
        say_json(json_line({"key": key, "auto_tags": list(given)}))
    else:
        say(f"{key}: {', '.join(given) or 'no topics'}")


def _warn(rules: Ruleset) -> None:
    for sentence in rules.warnings:
        warn(sentence)


def _lines(one: Standing, paper: Paper) -> Iterator[str]:
    """Yield the lines on a topic."""
    said = {None: "", True: "  (you accepted it)", False: "  (you refused it)"}[one.verdict]
    yield f"{one.topic}{said}"
    for found in evidence(one, paper):
        yield f"    {found.worth:4.2f}  {found.field}: {found.around}  ‹{shown(found.pattern)}›"
    if one.reason and one.reason.by:
        yield f"    implied by {', '.join(one.reason.by)}"


def _plain(one: Standing, paper: Paper) -> dict[str, object]:
    found: Sequence[Evidence] = tuple(evidence(one, paper))
    return {
        "topic": one.topic,
        "given": one.given,
        "verdict": {None: None, True: "accepted", False: "refused"}[one.verdict],
        "implied_by": list(one.reason.by) if one.reason else [],
        "places": [each._asdict() for each in found],
    }
