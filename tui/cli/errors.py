"""Wrong usage that needs more than a sentence."""

import unicodedata

import click

from postil.store.errors import QueryError
from postil.store.text.safe import clean_line

AROUND = 60
"""How much of a query is shown on either side of the place that is not understood, in characters."""


class BadQuery(click.UsageError):
    """A query that cannot be understood.

    Args:
        text: The query.
        error: What is wrong, and where.
    """

    def __init__(self, text: str, error: QueryError) -> None:
        super().__init__(str(error))
        self._text = text
        self._position = error.position

    def marked(self) -> str:
        """Return the query around the place that is not understood, and below it a caret."""
        return marked(self._text, self._position)


def marked(text: str, position: int) -> str:
    """Return a query around a place in it, and below that a caret."""
    start = max(0, position - AROUND)
    # The bars keep the blanks next to the place, which would else be trimmed as a line's ends.
    before = clean_line(f"{text[start:position]}|")[:-1]
    after = clean_line(f"|{text[position : position + AROUND]}")[1:]
    return f"  {before}{after}\n  {' ' * sum(map(_columns, before))}^"


def _columns(char: str) -> int:
    """Return how many columns of a terminal a character takes."""
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
