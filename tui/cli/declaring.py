"""How commands are declared: with examples, and where they take a query, with words that start with `-`."""

from collections.abc import Sequence
from typing import Any

import click


class ExampleCommand(click.Command):
    """A command whose help ends with examples.

    Args:
        examples: Command lines that work as they stand.
    """

    def __init__(self, *args: Any, examples: Sequence[str] = (), **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self.examples = examples

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples under the help."""
        write_examples(formatter, self.examples)


class ExampleGroup(click.Group):
    """A group of commands whose help ends with examples.

    Args:
        examples: Command lines that work as they stand.
    """

    def __init__(self, *args: Any, examples: Sequence[str] = (), **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self.examples = examples

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples under the help."""
        write_examples(formatter, self.examples)


class QueryCommand(ExampleCommand):
    """A command that takes a query, in which a word such as `-tag:survey` is no option."""

    def __init__(self, *args: Any, **attributes: Any) -> None:
        super().__init__(*args, context_settings={"ignore_unknown_options": True}, **attributes)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments; a long option that is not known is an error all the same."""
        own = {name for option in self.get_params(ctx) for name in (*option.opts, *option.secondary_opts)}
        options = args[: args.index("--")] if "--" in args else args
        for option in options:
            name = option.partition("=")[0]
            if name.startswith("--") and name not in own:
                raise click.NoSuchOption(name, possibilities=sorted(own), ctx=ctx)
        return super().parse_args(ctx, args)


def write_examples(formatter: click.HelpFormatter, examples: Sequence[str]) -> None:
    """Write examples as they stand, unwrapped."""
    with formatter.section("Examples"):
        for example in examples:
            formatter.write(f"{'':{formatter.current_indent}}{example}\n")
