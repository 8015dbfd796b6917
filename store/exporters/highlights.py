"""Highlights for other programs: as JSON, as rows of a table, as markdown; each with the paper it is from."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple

from ..models import PENS, Highlight, Paper
from ..text.safe import clean
from .addresses import home_page
from .json_paper import json_line
from .markdown import escaped, quoted
from .wording import reference

COLUMNS = (
    "id",
    "key",
    "title",
    "quote",
    "comment",
    "pen",
    "state",
    "created",
    "published",
    "url",
    "reference",
)
"""The columns of a table of highlights."""


class Marked(NamedTuple):
    """A highlight with its paper."""

    highlight: Highlight
    paper: Paper


def as_values(marked: Marked, pens: Sequence[str] = PENS) -> dict[str, object]:
    """Return a highlight as plain values, in the contract's order; what is unknown is None.

    Args:
        marked: The highlight.
        pens: What the reader calls the five pens.
    """
    highlight, paper = marked
    start, stop = highlight.place or (None, None)
    return {
        "id": highlight.highlight_id,
        "key": paper.key,
        "title": paper.title,
        "quote": highlight.quote,
        "comment": highlight.comment,
        "pen": pens[highlight.pen - 1],
        "state": highlight.state,
        "created": highlight.created,
        "pen_number": highlight.pen,
        "field": highlight.field,
        "start": start,
        "stop": stop,
        "published": paper.published,
        "authors": list(paper.authors),
        "arxiv_id": paper.arxiv_id,
        "doi": paper.doi,
        "url": home_page(paper),
        "reference": reference(paper),
    }


def json_lines(marked: Iterable[Marked], pens: Sequence[str]) -> Iterator[str]:
    """Yield highlights as JSON, one a line."""
    return (json_line(as_values(one, pens)) + "\n" for one in marked)


def csv_lines(marked: Iterable[Marked], pens: Sequence[str]) -> Iterator[str]:
    """Yield a table of highlights, with a line of names before it."""
    yield _row(COLUMNS)
    for one in marked:
        values = as_values(one, pens)
        yield _row([clean(str(values[name] or "")) for name in COLUMNS])


def markdown_parts(marked: Iterable[Marked], pens: Sequence[str]) -> Iterator[str]:
    """Yield highlights as markdown: each paper once, with its reference, and below it what is marked."""
    for number, (paper, those) in enumerate(groupby(marked, key=lambda one: one.paper)):
        yield f"{chr(10) if number else ''}# {escaped(paper.title)}\n\n{escaped(reference(paper))}\n"
        for highlight, _paper in those:
            gone = ", detached" if highlight.state == "detached" else ""
            yield f"\n{quoted(highlight)}\n\n*{pens[highlight.pen - 1]}{gone}*\n"


Write = Callable[[Iterable[Marked], Sequence[str]], Iterator[str]]

FORMATS: Mapping[str, Write] = MappingProxyType({"md": markdown_parts, "csv": csv_lines, "jsonl": json_lines})
"""Formats by their name, which is the ending of their files; each takes the names of the pens."""


def _row(cells: Sequence[str]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerow(cells)
    return stream.getvalue()
