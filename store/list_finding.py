"""Which papers the lines of a list in markdown name: by key, by id, by link, by title, or nearly by title."""

import html
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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

KEYS = "SELECT key FROM paper ORDER BY id"
LINKS = """
SELECT value, p.key FROM paper p JOIN paper_text t ON t.paper_id = p.id,
json_each(iif(json_valid(t.links), t.links, '[]'))
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
        several = ""
        for how, keys in self._ways(text):
            number = len(set(keys))
            if number == 1:
                return Found(keys[0], how)
            several = several or (f"{number} papers have this {how}" if number else "")
        return several or self._nearly(_plain(text))

    def _ways(self, text: str) -> Iterator[tuple[str, Sequence[str]]]:
        """Yield the keys of the papers that are named in each way, the surest way first."""
        tail = _TAIL.search(text) or _FILE.search(text)
        yield "mark", self._tails.get(tail[1], ()) if tail else ()
        bare = _TAIL.sub("", text).strip()
        links = find_links(bare)
        ids = (each for each in (*links, *_ID.findall(bare)) if normal_arxiv(each) or normal_doi(each))
        yield "id", self._exactly(ids)
        yield "link", [key for link in links for key in self._links.get(_folded(link), ())]
        yield "name", self._exactly((bare, *_titles(bare)))

    def _exactly(self, names: Iterable[str]) -> list[str]:
        return [key for name in names for key in self._papers.exactly(name)]

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
    def _keys(self) -> Sequence[str]:
        return [key for (key,) in self._db.execute(KEYS)]

    @cached_property
    def _titles(self) -> Sequence[str]:
        rows = self._db.execute("SELECT title FROM paper ORDER BY id")
        return [normal_title(title)[:MOST] for (title,) in rows]

    @cached_property
    def _tails(self) -> Mapping[str, Sequence[str]]:
        """The keys that end with the same six letters."""
        return _grouped((key[-6:], key) for key in self._keys)

    @cached_property
    def _links(self) -> Mapping[str, Sequence[str]]:
        return _grouped((_folded(str(link)), key) for link, key in self._db.execute(LINKS))


def _grouped(pairs: Iterable[tuple[str, str]]) -> Mapping[str, Sequence[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name, key in pairs:
        found[name].append(key)
    return found


def _folded(link: str) -> str:
    return link.lower().rstrip("/")


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
