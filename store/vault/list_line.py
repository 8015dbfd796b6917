"""The line of a paper on a reading list: a box to tick, what it is called, by when it is due, its key's end.

    - [ ] [Title](../papers/Title%20%28k3v9qa%29.md) 📅 2026-12-03 ^pk3v9qa

The day stands as Obsidian's Tasks and its kin write it. Of a line that is there only the box and the day are
ever changed; whatever else a reader put between them, tags and other days included, stays.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..days import is_day
from .lines import bare

DAY_SIGN = "📅"

_LINE = re.compile(
    r"(?P<lead>[ \t]*[-*+] \[)(?P<box>[ xX])(?P<text>\] .*)(?P<mark>\^p(?P<tail>[a-z2-7]{6})[ \t]*)"
)
_LINK = re.compile(r"\] \[(?:\\.|[^\\\]])*\]\([^()]*\)")
"""The link to a paper's file at the beginning of a text, in whose title a day is none."""
_DUE = re.compile(r"[📅📆🗓]\ufe0f?[ \t]*(?P<day>\d{4}-\d{2}-\d{2})(?!\d)", re.ASCII)


class SaidItem(NamedTuple):
    """What is said of a paper on a list.

    Args:
        tail: The last six letters of its key.
        done: Whether it is done.
        due: The day by which it is to be read, `YYYY-MM-DD`; "" for none.
    """

    tail: str
    done: bool = False
    due: str = ""


class Entry(NamedTuple):
    """What a new line says of a paper.

    Args:
        title: Its title.
        link: Where it leads, as a link of markdown is written; None for nowhere.
    """

    title: str
    link: str | None


def read_line(line: str) -> SaidItem | None:
    """Return what a line says of a paper; None if it is no line of one."""
    found = _LINE.fullmatch(bare(line))
    if found is None:
        return None
    due = due_in(found["text"])
    return SaidItem(found["tail"], found["box"] != " ", due["day"] if due else "")


def changed_line(line: str, item: SaidItem) -> str:
    """Return a line with another box and another day; all else in it stays.

    Args:
        line: A line of a paper.
        item: What it shall say.
    """
    found = _LINE.fullmatch(bare(line))
    assert found
    box = found["box"] if (found["box"] != " ") == item.done else _box(item.done)
    before = found["text"].rstrip(" \t")
    text = _with_due(before, item.due)
    gap = found["text"][len(before) :] or ("" if text == before else " ")
    return f"{found['lead']}{box}{text}{gap}{found['mark']}{line[len(bare(line)) :]}"


def new_line(item: SaidItem, entry: Entry, end: str) -> str:
    """Return the line of a paper that has none yet."""
    # A day in a title that is no link would be read as the paper's.
    title = re.sub(r"([\\\[\]])", r"\\\1", _DUE.sub(" ", entry.title))
    link = f"[{title}]({entry.link})" if entry.link else title
    due = f" {DAY_SIGN} {item.due}" if item.due else ""
    return f"- [{_box(item.done)}] {link}{due} ^p{item.tail}{end}"


def _box(done: bool) -> str:
    return "x" if done else " "


def due_in(text: str) -> re.Match[str] | None:
    """Return where the day stands in the text of a line: the last one that is in the calendar."""
    return next(reversed([*_days(text)]), None)


def _days(text: str) -> Iterator[re.Match[str]]:
    link = _LINK.match(text)
    return (found for found in _DUE.finditer(text, link.end() if link else 0) if is_day(found["day"]))


def _with_due(text: str, due: str) -> str:
    found = due_in(text)
    if found is None:
        return f"{text} {DAY_SIGN} {due}" if due else text
    if found["day"] == due:
        return text
    if due:
        return f"{text[: found.start('day')]}{due}{text[found.end() :]}"
    return text[: found.start()].rstrip(" \t") + text[found.end() :]
