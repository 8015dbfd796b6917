"""A reading list as markdown for others, and any list in markdown as what a reading list can be made of."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import quote

from .days import is_day
from .exporters.addresses import home_page
from .models import ListItem, Paper, ReadingList
from .vault.errors import Held
from .vault.front import scalar
from .vault.lines import bare, folded, split
from .vault.list_line import Entry, SaidItem, due_in, new_line
from .vault.outline import Heading, Outline, outline
from .vault.yaml_read import read_values

VALUES = ("name", "question", "due")

_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[(?P<box>[ xX])\][ \t]+)?(?P<text>\S.*)")
_SPACES = re.compile(r"\n{3,}")


class Line(NamedTuple):
    """A line that names a paper.

    Args:
        number: Which line of the file, from 1.
        text: What it says, without box and day.
        done: Whether its box is ticked.
        due: The day by which the paper is to be read, or None.
    """

    number: int
    text: str
    done: bool
    due: str | None


class Draft(NamedTuple):
    """What a reading list can be made of.

    Args:
        name: What it is called; "" where nothing says so.
        description: All that names no paper.
        question: What its papers should answer.
        due: The day by which it is to be read, or None.
        lines: The lines that name papers.
    """

    name: str
    description: str
    question: str
    due: str | None
    lines: tuple[Line, ...]


def as_markdown(of: ReadingList, papers: Iterable[tuple[ListItem, Paper]]) -> str:
    """Return a list as markdown that `read_markdown` reads, here and elsewhere.

    Args:
        of: The list.
        papers: Its papers in order.
    """
    values = (f"{name}: {scalar(value)}" for name in VALUES[:2] if (value := getattr(of, name)))
    front = "\n".join(("---", *values, *([f"due: {of.due}"] if of.due else []), "---"))
    lines = "".join(_line(item, paper) for item, paper in papers).rstrip("\n")
    return "\n\n".join(filter(None, (f"{front}\n# {of.name}", of.description, lines)))


def read_markdown(text: str) -> Draft:
    """Return what a list in markdown says: every bullet and every numbered line outside code names a paper.

    Args:
        text: The file; its frontmatter may give name, question and day, else its first heading is its name.
    """
    lines = split(text)
    parts = outline(lines)
    values = _values(lines, parts)
    title = next((heading for heading in parts.headings if heading.level == 1), None)
    papers = {at: found for at, found in _papers(lines, parts)}
    others = [
        line
        for at, line in enumerate(lines[parts.body :], parts.body)
        if at not in papers and not (title and at == title.line)
    ]
    due = values.get("due", "")
    return Draft(
        name=values.get("name") or _named(title),
        description=_SPACES.sub("\n\n", folded("".join(others))),
        question=values.get("question", ""),
        due=due if is_day(due) else None,
        lines=tuple(papers.values()),
    )


def _line(item: ListItem, paper: Paper) -> str:
    page = home_page(paper)
    entry = Entry(paper.title, quote(page, safe=":/?&=#%+@~,;!$*'") if page else None)
    return new_line(SaidItem(item.key[-6:], item.done, item.due or ""), entry, "\n")


def _papers(lines: Sequence[str], parts: Outline) -> Iterator[tuple[int, Line]]:
    for at in range(parts.body, len(lines)):
        found = None if parts.code[at] else _ITEM.fullmatch(bare(lines[at]))
        if found:
            due = due_in(found["text"])
            text = found["text"] if due is None else found["text"].replace(due[0], "")
            done = (found["box"] or " ") != " "
            yield at, Line(at + 1, " ".join(text.split()), done, due["day"] if due else None)


def _values(lines: Sequence[str], parts: Outline) -> dict[str, str]:
    """Return the values of the frontmatter; of one that cannot be read, none."""
    if parts.front is None:
        return {}
    try:
        values = read_values("".join(lines[slice(*parts.front)]))
    except Held:
        return {}
    found = {name: values[name].texts for name in VALUES if name in values}
    return {name: " ".join(texts[0].split()) for name, texts in found.items() if len(texts) == 1}


def _named(title: Heading | None) -> str:
    return title.text if title else ""
