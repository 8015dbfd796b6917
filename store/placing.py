"""Highlights as rows, and where they stand in the texts as these are now.

A row says what the reader marked, and where that stood in one version of the text. Where the text has
changed since, the place is worked out from the version that the row names, which the ledger keeps; so undo
may bring back any row of any time, and it still stands where it belongs.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .anchoring.passages import Passage, digest, passage
from .models import Highlight, Texts

COLUMNS = (
    "highlight_id, paper_key, field, start, stop, quote, prefix, suffix, text_digest, pen, comment, state, "
    "created"
)
OF_PAPERS = f"SELECT {COLUMNS} FROM highlight WHERE paper_key IN (SELECT value FROM json_each(?))"
TEXTS = """
SELECT p.key, p.title, t.abstract FROM paper p JOIN paper_text t ON t.paper_id = p.id
WHERE p.key IN (SELECT value FROM json_each(?))
"""
VERSIONS = """
SELECT DISTINCT c.value FROM claim c JOIN appearance a ON a.id = c.appearance_id
JOIN paper p ON p.id = a.paper_id WHERE p.key = ? AND c.field = ? AND c.value IS NOT NULL
"""


def texts_of(db: sqlite3.Connection, keys: Iterable[str]) -> dict[str, Texts]:
    """Return the texts of papers in which one can mark, by key; papers that are not there are left out."""
    return {key: Texts(*texts) for key, *texts in db.execute(TEXTS, (json.dumps(list(keys)),))}


def highlights_of(db: sqlite3.Connection, texts: Mapping[str, Texts]) -> dict[str, tuple[Highlight, ...]]:
    """Return the highlights of papers by key, each where it stands now, in the order of the text.

    Args:
        db: An open library.
        texts: The texts of the papers, by key.
    """
    found: dict[str, list[Highlight]] = {}
    for highlight in rows_of(db, texts):
        placed = standing(db, highlight, texts[highlight.key])
        found.setdefault(highlight.key, []).append(placed)
    return {key: tuple(sorted(those, key=_in_order)) for key, those in found.items()}


def rows_of(db: sqlite3.Connection, keys: Iterable[str]) -> Iterator[Highlight]:
    """Yield the highlights of papers as they are kept."""
    return (as_highlight(row) for row in db.execute(OF_PAPERS, (json.dumps(list(keys)),)))


def as_highlight(row: Iterable[Any]) -> Highlight:
    """Return a row of `COLUMNS` as a highlight."""
    return Highlight(*row)


def standing(db: sqlite3.Connection, highlight: Highlight, texts: Texts) -> Highlight:
    """Return a highlight where it stands now; one whose passage is gone keeps its last place, detached.

    Args:
        db: An open library, for the former versions of a text.
        highlight: The highlight as it is kept.
        texts: The paper's texts as they are now.
    """
    text = texts.named(highlight.field)
    told = Passage(*(getattr(highlight, name) for name in Passage._fields))
    if highlight.text_digest == digest(text) and highlight.start is not None and highlight.stop is not None:
        verbatim = text[highlight.start : highlight.stop] == highlight.quote
        if verbatim or (highlight.state != "anchored" and 0 <= highlight.start < highlight.stop <= len(text)):
            return highlight._replace(state="anchored" if verbatim else "moved")
        told = told._replace(text_digest="")  # what it says of its place is not so
    # Deferred: comparing texts takes longer to load than most papers need to be shown.
    from .anchoring.following import follow, locate  # noqa: PLC0415

    old = _version(db, highlight)
    place = locate(told, text) if old is None else follow(told, old, text)
    if place is None:
        return highlight._replace(state="detached")
    now = passage(text, place.start, place.stop)._replace(quote=highlight.quote)
    return highlight._replace(**now._asdict(), state="anchored" if place.verbatim else "moved")


def _version(db: sqlite3.Connection, highlight: Highlight) -> str | None:
    """Return the version of a text that a highlight's offsets count in, if the ledger still has it."""
    versions: Iterator[str] = (value for (value,) in db.execute(VERSIONS, (highlight.key, highlight.field)))
    return next((text for text in versions if digest(text) == highlight.text_digest), None)


def _in_order(highlight: Highlight) -> tuple[object, ...]:
    """Return a sort key: the title before the abstract, and what has no place at the end."""
    place = highlight.place or (0, 0)
    return (
        highlight.place is None,
        highlight.field != "title",
        *place,
        highlight.created,
        highlight.highlight_id,
    )
