"""What may be put into the search line: completions, earlier searches, and words as they were typed. Pure."""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from postil.store.query.completing import Completion

SHORTEST = 2
"""Letters of a field's name that must be typed before it is offered unasked."""


class Option(NamedTuple):
    """Something that may stand in the search line.

    Args:
        text: The whole line with it.
        cursor: Where the cursor is then.
        label: How it is shown.
        papers: How many papers it has; None where that is not known.
    """

    text: str
    cursor: int
    label: str
    papers: int | None = None


def offered(text: str, completion: "Completion", asked: bool) -> list[Option]:
    """Return the lines that a completion offers, without the one that stands there already.

    Args:
        text: The line.
        completion: What may stand at the cursor.
        asked: Whether the reader asked for it; unasked, a letter or two bring nothing up.
    """
    typed = text[completion.start : completion.stop]
    names = all(choice.text.endswith(":") for choice in completion.choices)
    if not asked and names and len(typed) < SHORTEST:
        return []
    lines = [
        Option(*completion.applied(text, choice), choice.label, choice.count) for choice in completion.choices
    ]
    return [line for line in lines if line.text != text]


def recalled(searches: Iterable[str]) -> list[Option]:
    """Return earlier searches as lines to choose from."""
    return [Option(text, len(text), text) for text in searches]


def exactly(text: str, corrections: Sequence[tuple[str, str]]) -> str:
    """Return a search line in which the words that were corrected are searched as they were typed."""
    for typed, _taken in corrections:
        word = re.compile(rf"(?<![\w'\"]){re.escape(typed)}(?!\w)", re.IGNORECASE)
        text = word.sub(lambda found: f"'{found.group()}", text, count=1)
    return text
