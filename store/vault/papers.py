"""Papers between their files and the library."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, date, datetime
from itertools import islice
from typing import Literal, cast

from ..anchoring.following import occurrences
from ..anchoring.passages import Passage, passage
from ..library import Library
from ..models import PENS, Highlight, HighlightField, Status, Texts
from ..tag_names import tag_name
from ..topic_names import topic_name
from .blocks import Mark
from .fields import TOPICS, understood
from .kinds import Opened
from .lines import folded
from .merging import Merge, Role, merge
from .moments import as_kept
from .names import paper_name
from .paper_file import Head, PaperFile, new_paper, read_paper, with_said
from .said import VALUES, Said

WANTED = "(SELECT value FROM json_each(?))"
RESOLVED = f"""
SELECT key, key FROM paper WHERE key IN {WANTED}
UNION ALL SELECT alias, key FROM alias WHERE alias IN {WANTED}
"""
MARKS = f"""
SELECT h.paper_key, h.highlight_id, h.field, h.pen, h.quote, h.comment, h.created,
    h.start, iif(h.field = 'title', p.title, t.abstract)
FROM highlight h JOIN paper p ON p.key = h.paper_key JOIN paper_text t ON t.paper_id = p.id
WHERE h.paper_key IN {WANTED} ORDER BY h.paper_key, h.field DESC, h.start, h.created, h.highlight_id
"""
NOTES = f"SELECT paper_key, text FROM note WHERE paper_key IN {WANTED}"
TAGS = f"SELECT paper_key, name FROM tag WHERE paper_key IN {WANTED}"
VERDICTS = f"SELECT paper_key, topic, given FROM topic_verdict WHERE paper_key IN {WANTED}"
READING = f"SELECT paper_key, status, rating, starred FROM reading WHERE paper_key IN {WANTED}"
TRIAGE = f"SELECT paper_key, verdict, day FROM triage WHERE paper_key IN {WANTED}"
TAKEN = f"SELECT highlight_id FROM highlight WHERE highlight_id IN {WANTED} AND paper_key <> ?"
LISTED = "SELECT 1 FROM list_item WHERE paper_key = ?"
MOST_EQUAL = 1000
TEXTS = "SELECT p.title, t.abstract FROM paper p JOIN paper_text t ON t.paper_id = p.id WHERE p.key = ?"
HEAD = "SELECT key, title, published FROM paper WHERE key = ?"


class PaperKind:
    """The files of papers.

    Args:
        library: The library.
    """

    name = "paper"
    folder = "papers"
    foreign_told = "of its highlights belong to another paper, and are text here"

    def __init__(self, library: Library) -> None:
        self._library = library
        self._db: sqlite3.Connection = library.db

    def read(self, data: bytes) -> Opened:
        """Take a file apart."""
        file = read_paper(data)
        return Opened(file.key, file.said, file.unclear, file.troubles, file)

    def blank(self) -> Said:
        """Return what a file says before anything is said."""
        return Said()

    def parts_gone(self, base: Said, file: Said, library: Said, unclear: Collection[str]) -> tuple[int, int]:
        """Return how many highlights of the base only the file has no more, and how many there were."""
        gone = (base.marks.keys() & library.marks.keys()) - file.marks.keys() - set(unclear)
        return len(gone), len(base.marks)

    def merge(
        self, base: Said, file: Said, library: Said, unclear: Collection[str], role: Role
    ) -> Merge[Said]:
        """Merge what file and library say."""
        return merge(base, file, library, unclear=unclear, role=role)

    def patched(self, opened: Opened, said: Said) -> bytes:
        """Return a file's bytes changed to say something else."""
        return with_said(cast(PaperFile, opened.parts), said, opened.unclear)

    def resolve(self, keys: Iterable[str]) -> Mapping[str, str]:
        """Return the keys that the library knows, those of merged papers with what they are called now."""
        wanted = json.dumps(list(keys))
        return dict(self._db.execute(RESOLVED, (wanted, wanted)))

    def in_library(self, keys: Iterable[str]) -> Mapping[str, Said]:
        """Return what the library says of papers."""
        keys = list(keys)
        wanted = (json.dumps(keys),)
        marks: defaultdict[str, dict[str, Mark]] = defaultdict(dict)
        for key, name, field, pen, quote, comment, created, *place in self._db.execute(MARKS, wanted):
            which = _which(quote, *place)
            marks[key][name] = Mark.of(field, PENS[pen - 1], quote, comment, which, created)
        notes = dict(self._db.execute(NOTES, wanted))
        tags: defaultdict[str, set[str]] = defaultdict(set)
        for key, tag in self._db.execute(TAGS, wanted):
            tags[key].add(tag_name(tag))
        topics: defaultdict[str, dict[str, bool]] = defaultdict(dict)
        for key, topic, given in self._db.execute(VERDICTS, wanted):
            topics[key][topic_name(topic)] = bool(given)
        values = self._single_values(wanted)
        return {
            key: Said(
                marks.get(key, {}), folded(notes.get(key, "")), frozenset(tags[key]), topics[key],
                {**VALUES, **values[key]},
            )
            for key in keys
        }  # fmt: skip

    def _single_values(self, wanted: tuple[str]) -> Mapping[str, Mapping[str, str]]:
        """Return the single values of papers, as far as anything is said."""
        values: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for key, status, rating, starred in self._db.execute(READING, wanted):
            values[key] = {
                "status": status,
                "rating": "" if rating is None else str(rating),
                "starred": "true" if starred else "false",
            }
        for key, verdict, day in self._db.execute(TRIAGE, wanted):
            text = f"{verdict} {day}" if verdict == "later" else verdict
            values[key]["triage"] = understood("triage", text) or ""
        return values

    def existing(self, keys: Iterable[str]) -> set[str]:
        """Return the keys of those papers that are in the library."""
        return set(self.resolve(keys).values())

    def foreign(self, key: str, file: Said, library: Said) -> frozenset[str]:
        """Return the ids of highlights of a file that belong to another paper."""
        new = file.marks.keys() - library.marks.keys()
        found = self._db.execute(TAKEN, (json.dumps(list(new)), key)) if new else ()
        return frozenset(name for (name,) in found)

    def without(self, said: Said, parts: Collection[str]) -> Said:
        """Return what a file says without some of its highlights and fields."""
        return said._replace(
            marks={name: mark for name, mark in said.marks.items() if name not in parts},
            topics=None if TOPICS in parts else said.topics,
            values={name: VALUES[name] if name in parts else value for name, value in said.values.items()},
        )

    def wants_file(self, key: str, said: Said) -> bool:
        """Return whether anything is said of a paper, or it is on a list."""
        return not said.is_empty or self._db.execute(LISTED, (key,)).fetchone() is not None

    def title(self, key: str) -> str:
        """Return a paper's title."""
        return self._head(key).title

    def file_name(self, key: str) -> str:
        """Return the name of its new file."""
        return paper_name(self._head(key).title, key)

    def new(self, key: str, said: Said) -> bytes:
        """Return the bytes of a new file."""
        return new_paper(self._head(key), said)

    def apply(self, key: str, before: Said, after: Said) -> None:
        """Change the library so that it says something else of a paper."""
        for name, mark in after.marks.items():
            if mark != before.marks.get(name):
                self._put_mark(key, name, before.marks.get(name), mark)
        for name in before.marks.keys() - after.marks.keys():
            self._library.highlights.remove(name)
        if after.note != before.note:
            self._library.notes.set(key, after.note)
        if after.tags != before.tags:
            self._library.tags.put(key, before.tags or (), after.tags or ())
        if after.topics != before.topics:
            self._library.topics.put(key, before.topics or {}, after.topics or {})
        self._put_values(key, before.values, after.values)

    def _head(self, key: str) -> Head:
        return Head(*self._db.execute(HEAD, (key,)).fetchone())

    def _put_mark(self, key: str, name: str, before: Mark | None, mark: Mark) -> None:
        pen = PENS.index(mark.pen) + 1 if mark.pen else 1
        field = cast(HighlightField, mark.field or "abstract")
        if before is not None and before._replace(pen=mark.pen, comment=mark.comment) == mark:
            self._library.highlights.change(name, pen=pen, comment=mark.comment)
            return
        created = as_kept(mark.created) if mark.created else _now()
        if before is not None and mark.created in {None, before.created}:
            created = self._library.highlights.get(name).created
        text = Texts(*self._db.execute(TEXTS, (key,)).fetchone()).named(field)
        at = [*islice(occurrences(mark.quote, text), mark.which)][-1:] if mark.which else []
        told = passage(text, at[0], at[0] + len(mark.quote)) if at else Passage(mark.quote)
        highlight = Highlight(name, key, field, pen=pen, comment=mark.comment, **told._asdict())
        self._library.highlights.put(highlight._replace(created=created))

    def _put_values(self, key: str, before: Mapping[str, str], after: Mapping[str, str]) -> None:
        reading = self._library.reading
        if after["status"] != before["status"]:
            reading.set_status([key], cast(Status, after["status"]))
        if after["rating"] != before["rating"]:
            reading.set_rating([key], int(after["rating"]) if after["rating"] else None)
        if after["starred"] != before["starred"]:
            reading.set_star([key], after["starred"] == "true")
        if after["triage"] != before["triage"]:
            verdict, _, day = after["triage"].partition(" ")
            kept = cast(Literal["kept", "later"], verdict) if verdict else None
            self._library.triage.put(key, kept, day or date.today().isoformat())


def _which(quote: str, start: int | None, text: str) -> int:
    """Return which of several equal passages one is, from 1; 0 where there are not several."""
    places = [*islice(occurrences(quote, text), MOST_EQUAL)]
    return places.index(start) + 1 if len(places) > 1 and start in places else 0


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
