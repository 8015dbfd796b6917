"""The command `postil` itself: its options, and where each command is to be found."""

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType

import click

from ..failing import warn
from ..places import PlaceFinder
from .declaring import write_examples
from .desk import desk
from .invocation import Invocation

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "import": "importing:import_papers",
        "search": "search:search",
        "related": "related:related",
        "searches": "searches:searches",
        "show": "show:show",
        "list": "browse:list_papers",
        "random": "browse:random_paper",
        "mark": "mark:mark",
        "lists": "lists.group:lists",
        "tag": "tag:tag",
        "new": "news:news",
        "note": "note:note",
        "highlight": "highlight:highlight",
        "highlights": "highlights:highlights",
        "recall": "recall:recall",
        "topics": "topics:topics",
        "undo": "history:undo",
        "redo": "history:redo",
        "history": "history:history",
        "export": "export:export",
        "sync": "sync:sync",
        "stats": "stats:stats",
        "doctor": "doctor:doctor",
    }
)
"""Each command's module and name, in the order of help. Only the one that is called is imported."""

EXAMPLES = (
    "postil import dumps/",
    "postil search retinal vessel segmentation",
    "postil --library other.db list is:starred",
    'eval "$(_POSTIL_COMPLETE=bash_source postil)"   # completion for bash; also zsh_source, fish_source',
)
VAULT = "The folder of markdown notes that the desk and `postil sync` keep.  [env: POSTIL_VAULT]"


class LazyGroup(click.Group):
    """A group that imports a command when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in the order of help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name."""
        return load(cmd_name) if cmd_name in COMMANDS else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is called, or suggest one of nearly the same name."""
        name = args[0]
        if name in COMMANDS or name.startswith("-") or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        # Deferred: only a reader who mistypes a command pays for it.
        from difflib import get_close_matches  # noqa: PLC0415

        close = " or ".join(get_close_matches(name, COMMANDS))
        raise click.UsageError(f"there is no command {name!r}{close and f'; did you mean {close}?'}", ctx)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples under the help."""
        write_examples(formatter, EXAMPLES)


def load(name: str) -> click.Command:
    """Import a command and return it."""
    module, _, attribute = COMMANDS[name].partition(":")
    found: click.Command = getattr(import_module(f".{module}", __package__), attribute)
    return found


def _version(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if not wanted or ctx.resilient_parsing:
        return
    # Deferred: only this option needs it.
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

    try:
        click.echo(f"postil {version('postil')}")
    except PackageNotFoundError:
        click.echo("postil (run from its source, not installed)")
    ctx.exit()


@click.group(cls=LazyGroup, invoke_without_command=True)
@click.option("--library", metavar="FILE", help="The library to use.  [env: POSTIL_LIBRARY]")
@click.option("--vault", metavar="DIR", help=VAULT)
@click.option("--plain", is_flag=True, help="Plain lines, for screen readers and pipes.")
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version."
)
@click.pass_context
def postil(ctx: click.Context, library: str | None, vault: str | None, plain: bool) -> int:
    """A reading desk for research papers that lives in the terminal.

    Without a command it opens the desk; with --plain, it lists the papers instead.
    """
    ctx.obj = Invocation(PlaceFinder(library, vault, warn=warn), plain)
    if ctx.invoked_subcommand is not None:
        return 0
    return int(ctx.invoke(load("list"))) if plain else desk(ctx.obj)
