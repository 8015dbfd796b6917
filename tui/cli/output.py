"""What the command line prints: cleaned text to standard output, one sentence to standard error."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence

from postil.store.models import Row
from postil.store.text.safe import clean, clean_line

from ..format import SEPARATOR, facts_line

BOLD, NORMAL = "\x1b[1m", "\x1b[22m"

Spans = Sequence[tuple[int, int]]


def say(text: str = "") -> None:
    """Print text, of one line or several, made safe for a terminal."""
    print(clean(text))


def say_json(line: str) -> None:
    """Print a line of JSON as `postil.store.exporters.json_line` makes it."""
    print(line)


def has_style(plain: bool) -> bool:
    """Return whether standard output may carry bold text."""
    terminal = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    return terminal and not plain and not os.environ.get("NO_COLOR")


def emphasised(text: str, spans: Spans) -> str:
    """Return one line of text, made safe, with some spans of it in bold; they stand in order."""
    pieces, at = [], 0
    for start, stop in spans:
        pieces += [clean(text[at:start]), BOLD, clean(text[start:stop]), NORMAL]
        at = stop
    return "".join((*pieces, clean(text[at:])))


def say_row(row: Row, rank: int | None = None, spans: Spans = ()) -> None:
    """Print a paper as a title and a line of what is known of it, its key last.

    Args:
        row: The paper.
        rank: Its place among the hits of a search.
        spans: What to set in bold in its title.
    """
    label = "" if rank is None else f"{rank:>3}  "
    details = SEPARATOR.join((*_details(row), row.key))
    print(f"{label}{emphasised(row.title, spans)}\n{' ' * (len(label) or 2)}{clean_line(details)}")


def batches(ids: Sequence[int], size: int = 256) -> Iterator[Sequence[int]]:
    """Yield ids in batches, so that a long list is printed as it is read."""
    for start in range(0, len(ids), size):
        yield ids[start : start + size]


def _details(row: Row) -> Iterable[str]:
    facts = facts_line(row)
    if facts:
        yield facts
    if row.status != "unread":
        yield row.status
    if row.rating is not None:
        yield f"rated {row.rating}"
    if row.starred:
        yield "starred"
    yield from (f"#{tag}" for tag in row.tags)
