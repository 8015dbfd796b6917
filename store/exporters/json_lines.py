"""Papers as JSON lines that can be imported again without loss, in any number.

A line has everything that `json_paper` says of a paper; the title and the abstract as printed, where they
differ from what is shown; the paper's places on its reading lists; and, beside the numbers of highlights and
notes, the highlights and the note themselves.
"""

from collections.abc import Iterable
from typing import TextIO

from ..models import Highlight, Paper
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
    if paper.note_text:
        values["note_text"] = paper.note_text
    if paper.highlighted:
        values["highlight_list"] = [_plain(highlight) for highlight in paper.highlighted]
    return json_line(values)


def _plain(highlight: Highlight) -> dict[str, object]:
    """Return a highlight under the names that `postil highlights` gives its values, without the paper's."""
    values = highlight._asdict()
    del values["key"]
    return {"id": values.pop("highlight_id"), **values}
