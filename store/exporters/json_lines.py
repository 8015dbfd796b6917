"""Papers as JSON lines that can be imported again without loss, in any number.

A line has everything that `json_paper` says of a paper; the title and the abstract as printed, where they
differ from what is shown; and the paper's places on its reading lists. Of highlights and notes it has the
numbers only.
"""

from collections.abc import Iterable
from typing import TextIO

from ..models import Paper
from .json_paper import as_json, json_line


def write(papers: Iterable[Paper], stream: TextIO) -> int:
    """Write papers, one a line, in memory that does not grow with their number.

    Args:
        papers: The papers, as `Papers.each` yields them.
        stream: Where to.

    Returns:
        How many were written.
    """
    number = 0
    for paper in papers:
        stream.write(as_line(paper) + "\n")
        number += 1
    return number


def as_line(paper: Paper) -> str:
    """Return a paper as one line, without its end."""
    values = as_json(paper)
    for name, raw in (("raw_title", paper.raw_title), ("raw_abstract", paper.raw_abstract)):
        if raw != values[name.removeprefix("raw_")]:
            values[name] = raw
    if paper.lists:
        values["list_positions"] = list(paper.list_positions)
    return json_line(values)
