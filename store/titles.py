"""Titles in their order: the index of papers holds marks, which order all but those that begin alike."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice

from .identity import MARKED, normal_title

TOGETHER = 1000
"""Groups of titles that are read with one question."""

TITLES = "SELECT id, title FROM paper WHERE id IN (SELECT value FROM json_each(?))"

Titled = tuple[int, str]
"""A paper's row id and its title: the mark of it, or the normalised title itself."""


def in_order(db: sqlite3.Connection, marked: Iterable[Titled]) -> Iterator[int]:
    """Yield the row ids of papers in the order of their normalised titles, then of their ids.

    Args:
        db: An open library.
        marked: The papers in the order of their marks.
    """
    for group in grouped(db, marked, MARKED):
        yield from [paper for paper, _ in group]


def grouped(
    db: sqlite3.Connection, marked: Iterable[Titled], size: int, since: int = 0
) -> Iterator[Sequence[Titled]]:
    """Yield papers whose titles begin alike, with their normalised titles and in the order of these.

    A group of one paper, or without any that is new, is of no interest: it comes as it was given.

    Args:
        db: An open library.
        marked: The papers in the order of their marks.
        size: How many characters are a beginning; no more than `MARKED`.
        since: Papers with a larger id are new.
    """
    groups = ([*group] for _, group in groupby(marked, lambda titled: titled[1][:size]))
    while some := [*islice(groups, TOGETHER)]:
        wanted = [group for group in some if len(group) > 1 and max(group)[0] > since]
        papers = json.dumps([paper for group in wanted for paper, _ in group])
        titles = {paper: normal_title(title) for paper, title in db.execute(TITLES, (papers,))}
        for group in wanted:
            group[:] = sorted(((paper, titles[paper]) for paper, _ in group), key=lambda titled: titled[::-1])
        yield from some
