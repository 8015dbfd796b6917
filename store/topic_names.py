"""What a topic is called, however it is typed. Pure."""

from .text.safe import clean_line

LONGEST = 100
"""The most characters of a name."""


def topic_name(text: str) -> str:
    """Return a text as the name of a topic, cut if it is too long; "" if nothing of it can be one.

    Args:
        text: Any text: blanks become hyphens, and hyphens before and behind are left out.
    """
    return "-".join(clean_line(text).lower().split()).strip("-")[:LONGEST].rstrip("-")
