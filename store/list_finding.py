"""Which papers the lines of a list in markdown name: by key, by id, by link, by title, or nearly by title."""

import html
import re
import sqlite3
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from .identity import normal_arxiv, normal_doi, normal_title
from .papers import Papers
from .text.links import find_links

NEAR = 90
"""How much alike two normalised titles are, of 100, that are taken for one."""
APART = 3
"""How much less alike any other title must be."""
MOST = 300
"""The longest title that is looked for among those that are nearly it, in characters."""

TAILED = "SELECT key FROM paper WHERE substr(key, -6) = ?"
LINKED = """
SELECT p.key FROM paper p JOIN paper_text t ON t.paper_id = p.id WHERE t.links LIKE ? ESCAPE '\\'
AND EXISTS (SELECT 1 FROM json_each(t.links) WHERE rtrim(lower(value), '/') = ?)
"""

_TAIL = re.compile(r"\^p([a-z2-7]{6})\s*$")
_FILE = re.compile(r"(?:\(|%28)([a-z2-7]{6})(?:\)|%29)\.md")
_LINK = re.compile(r"!?\[((?:\\.|[^\\\]])*)\](?:\([^()\s]*\)|\[[^\]]*\])?")
_ID = re.compile(r"(?<![\w.])\d{4}\.\d{4,5}(?:v\d+)?(?![\w.]*\d)|10\.\d{4,9}/[^\s\"'<>\])]+")
_MARKS = re.compile(r"[*_`~]{1,3}(?=\w)|(?<=\w|[.?!])[*_`~]{1,3}|<[^<>]*>|#[\w/-]+$")


class Found(NamedTuple):
    """The paper that a line names.

    Args:
        key: Its key.
        how: What it was found by, in a few words.
        near: Its title, where that is only nearly what the line says; else "".
    """

    key: str
    how: str
    near: str = ""


class Finder:
    """Finds papers of a library by what a line of markdown says of them.

    Args:
        db: The library's connection.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._papers = Papers(db)

    def find(self, text: str) -> Found | str:
        """Return the paper that a line names, or why there is none."""
        for how, keys in self._ways(text):
            unique = list(dict.fromkeys(keys))
            if len(unique) == 1:
                return Found(unique[0], how)
            if unique:
                return f"{len(unique)} papers have this {how}"
        return self._nearly(_plain(text))

    def _ways(self, text: str) -> Iterator[tuple[str, list[str]]]:
        """Yield the keys of the papers that are named in each way, the surest way first."""
        yield "mark", self._keyed(TAILED, *(_TAIL.findall(text) or _FILE.findall(text))[:1])
        bare = _TAIL.sub("", text).strip()
        yield "key", self._papers.exactly(bare)
        links = find_links(bare)
        ids = [*links, *_ID.findall(_without_links(bare, links))]
        yield (
            "id",
            [
                key
                for each in ids
                if normal_arxiv(each) or normal_doi(each)
                for key in self._papers.exactly(each)
            ],
        )
        yield "link", [key for link in links for key in self._linked(link)]
        yield "title", [key for title in _titles(bare) for key in self._papers.exactly(title)]

    def _keyed(self, sql: str, *values: str) -> list[str]:
        return [key for (key,) in self._db.execute(sql, values)] if values else []

    def _linked(self, link: str) -> list[str]:
        wanted = link.lower().rstrip("/")
        pattern = wanted.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        return self._keyed(LINKED, f"%{pattern}%", wanted)

    def _nearly(self, title: str) -> Found | str:
        """Return the paper whose title is nearly this one, if there is no other such."""
        # Deferred: a list whose lines all name papers exactly needs none of it.
        from rapidfuzz import fuzz, process  # noqa: PLC0415

        wanted = normal_title(title)[:MOST]
        best = process.extract(wanted, self._titles, scorer=fuzz.ratio, limit=2, score_cutoff=NEAR - APART)
        if not best or best[0][1] < NEAR:
            return "no paper is called so"
        if len(best) > 1 and best[0][1] - best[1][1] < APART:
            return "several papers are called nearly so"
        key = self._keys[best[0][2]]
        return Found(key, "nearly the title", self._papers.get(key).title)

    @cached_property
    def _titles(self) -> Sequence[str]:
        return [
            normal_title(title)[:MOST] for (title,) in self._db.execute("SELECT title FROM paper ORDER BY id")
        ]

    @cached_property
    def _keys(self) -> Sequence[str]:
        return [key for (key,) in self._db.execute("SELECT key FROM paper ORDER BY id")]


def _titles(text: str) -> Iterator[str]:
    """Yield what may be a title in a line: the text of each link, then the whole."""
    for found in _LINK.finditer(text):
        yield _plain(found[1])
    yield _plain(text)


def _plain(text: str) -> str:
    """Return a line as it reads: without links, emphasis and escapes."""
    shown = _LINK.sub(lambda found: found[1], _TAIL.sub("", text))
    shown = re.sub(r"https?://\S+", " ", shown)
    unescaped = re.sub(r"\\([^\w\s])", r"\1", _MARKS.sub("", shown))
    return " ".join(html.unescape(unescaped).split()).strip("—–-: ")


def _without_links(text: str, links: Sequence[str]) -> str:
    for link in links:
        text = text.replace(link, " ")
    return text
