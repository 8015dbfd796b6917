"""The way from printed text to display text."""

from .latex import render
from .markup import from_html
from .safe import clean, clean_line


def display_title(raw: str) -> str:
    """Make a title fit to show.

    Args:
        raw: The title as printed.

    Returns:
        One line without HTML, LaTeX rendered, safe for a terminal.
    """
    return clean_line(render(from_html(raw, plain=True)))


def display_abstract(raw: str) -> str:
    """Make an abstract fit to show.

    Args:
        raw: The abstract as printed.

    Returns:
        Text of one line or several, HTML as markdown, LaTeX rendered, safe for a terminal.
    """
    return clean(render(from_html(raw))).strip()
