"""The reader's highlights: passages of a paper marked with one of five pens, perhaps with a comment."""

import json
import re
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Any, NamedTuple

from .anchoring.passages import passage
from .errors import NotFound, PostilError
from .history import Sitting
from .models import ID, PENS, Highlight, HighlightField, Texts
from .placing import COLUMNS, as_highlight, highlights_of, rows_of, standing, texts_of
from .prose import kept, shortened
from .reading import Change
from .whereabouts import whereabouts

ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
TOGETHER = 200
"""Papers whose highlights are read at a time."""

VALUES = ", ".join(f"excluded.{column}" for column in COLUMNS.split(", "))
ONE = f"SELECT {COLUMNS} FROM highlight WHERE highlight_id = ?"
PUT = f"""
INSERT INTO highlight ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (highlight_id) DO UPDATE SET ({COLUMNS}) = ({VALUES})
"""
WRITTEN = ("quote", "prefix", "suffix", "text_digest", "comment")

GATHERED = f"""
SELECT p.id, p.title, p.published, {COLUMNS} FROM highlight h JOIN paper p ON p.key = h.paper_key
WHERE {{where}} ORDER BY {{order}}
"""
BY_PAPER = "p.published DESC, p.id, h.state = 'detached', h.field <> 'title', h.start, h.stop"

MARKED = """
SELECT p.id, p.key FROM paper p WHERE p.id IN (SELECT value FROM json_each(?))
AND EXISTS (SELECT 1 FROM highlight h WHERE h.paper_key = p.key)
"""


class Gathered(NamedTuple):
    """A highlight among those of other papers, as it is kept.

    Args:
        highlight: The highlight.
        paper_id: The row id of its paper.
        title: The paper's title.
        published: The paper's date.
    """

    highlight: Highlight
    paper_id: int
    title: str
    published: str | None


class Highlights:
    """The highlights of a library; each change is one transaction and one step of history.

    Args:
        db: The library's connection.
        change: Opens a journalled transaction under a label.
    """

    def __init__(self, db: sqlite3.Connection, change: Change) -> None:
        self._db = db
        self._change = change

    def of(self, key: str) -> tuple[Highlight, ...]:
        """Return the highlights of a paper where they stand now, in the order of its text."""
        return highlights_of(self._db, texts_of(self._db, [key])).get(key, ())

    def get(self, highlight_id: str) -> Highlight:
        """Return a highlight where it stands now.

        Raises:
            NotFound: There is none of this id.
        """
        row = self._db.execute(ONE, (highlight_id,)).fetchone()
        if row is None:
            raise NotFound(f"there is no highlight {highlight_id!r}; `postil highlights` lists them")
        highlight = as_highlight(row)
        return standing(self._db, highlight, self._texts(highlight.key))

    def has(self, highlight_id: str) -> bool:
        """Return whether there is a highlight of an id."""
        return self._db.execute(ONE, (highlight_id,)).fetchone() is not None

    def each(self, papers: Iterable[int]) -> Iterator[Highlight]:
        """Yield the highlights of papers by row id, in the order of the papers, in little memory."""
        remaining = iter(papers)
        while some := list(islice(remaining, TOGETHER)):
            marked = dict(self._db.execute(MARKED, (json.dumps(some),)))
            found = highlights_of(self._db, texts_of(self._db, marked.values()))
            for paper_id in some:
                yield from found.get(marked.get(paper_id, ""), ())

    def gathered(
        self, where: str = "1", parameters: Sequence[object] = (), by_date: bool = False
    ) -> list[Gathered]:
        """Return the highlights of all papers that meet a condition, newest paper first.

        They are read as they are kept, without a look at the texts: thousands at once.

        Args:
            where: An SQL condition on `paper p`, as `postil.store.query` makes it.
            parameters: Its values.
            by_date: Whether the highlight that was made last stands first instead.
        """
        order = "h.created DESC, h.highlight_id" if by_date else BY_PAPER
        rows = self._db.execute(GATHERED.format(where=where, order=order), parameters)
        return [Gathered(as_highlight(row[3:]), *row[:3]) for row in rows]

    def find(self, key: str, quote: str) -> tuple[HighlightField, int, int]:
        """Return where a quote stands in a paper: the field, and from where to where.

        Raises:
            NotFound: It does not stand there; the error names the passage that is most like it.
            Ambiguous: It stands there more than once.
        """
        return whereabouts(quote, self._texts(key))

    def add(  # noqa: PLR0913, PLR0917 (a place, and what is said of it)
        self,
        key: str,
        field: HighlightField,
        start: int,
        stop: int,
        pen: int,
        comment: str = "",
        sitting: Sitting | None = None,
    ) -> Highlight:
        """Mark a passage.

        Args:
            key: The paper's key.
            field: The text that is marked.
            start: The offset of the first character, in the text as it is shown now.
            stop: The offset after the last one; blanks at either end are left out.
            pen: From 1 to 5.
            comment: What the reader says to it, as markdown.
            sitting: What this belongs to, where a comment is written bit by bit.

        Raises:
            NotFound: There is no such paper.
            PostilError: The offsets enclose no text, or there is no such pen.
        """
        text = self._texts(key).named(field)
        marked = text[max(start, 0) : max(stop, 0)]
        start = max(start, 0) + len(marked) - len(marked.lstrip())
        stop = start + len(marked.strip())
        try:
            told = passage(text, start, stop)
        except ValueError as error:
            raise PostilError("there is no text to highlight there") from error
        highlight = Highlight(_fresh_id(), key, field, pen=pen, comment=comment, **told._asdict())
        return self._put(highlight, "highlight", sitting)

    def change(
        self,
        highlight_id: str,
        *,
        pen: int | None = None,
        comment: str | None = None,
        sitting: Sitting | None = None,
    ) -> Highlight:
        """Give a highlight another pen, another comment, or both; return it as it is then.

        Args:
            highlight_id: Which.
            pen: From 1 to 5; None leaves it.
            comment: Markdown; None leaves it.
            sitting: What this belongs to, where a comment is written bit by bit.

        Raises:
            NotFound: There is none of this id.
            PostilError: There is no such pen.
        """
        deed = "comment on" if pen is None else "recolour"
        with self._change(f"{deed}: {shortened(self.get(highlight_id).quote)}", sitting=sitting):
            before = changed = self.get(highlight_id)
            if comment is not None:
                written = sitting.onto(kept(comment), before.comment) if sitting else comment
                changed = before._replace(comment=written)
            if pen is not None:
                changed = changed._replace(pen=pen)
            if changed != before:
                changed = self._put(changed, deed)
        if sitting and comment is not None:
            sitting.wrote(kept(comment), before.comment, changed.comment)
        return changed

    def comment(self, highlight: Highlight, comment: str, sitting: Sitting | None = None) -> Highlight:
        """Write what is said to a highlight; one that was deleted meanwhile is there again with it.

        An edit beats a delete: what is written bit by bit must not be lost to a second desk.

        Args:
            highlight: Which, as it was when its comment was begun.
            comment: Markdown.
            sitting: What this belongs to.

        Raises:
            NotFound: Its paper is gone too.
        """
        if self.has(highlight.highlight_id):
            return self.change(highlight.highlight_id, comment=comment, sitting=sitting)
        again = standing(self._db, highlight._replace(comment=comment), self._texts(highlight.key))
        made = self._put(again, "comment on", sitting)
        if sitting:
            sitting.wrote_anew(kept(comment))
        return made

    def remove(self, highlight_id: str) -> Highlight:
        """Delete a highlight; return what it was.

        Raises:
            NotFound: There is none of this id.
        """
        highlight = self.get(highlight_id)
        with self._change(f"delete the highlight: {shortened(highlight.quote)}") as db:
            db.execute("DELETE FROM highlight WHERE highlight_id = ?", (highlight_id,))
        return highlight

    def put(self, highlight: Highlight) -> Highlight:
        """Keep a whole highlight under its own id, in the place of one that has it already.

        Args:
            highlight: From an export or a file; its place is worked out anew where it counts in no version of
                the text that this library has.

        Returns:
            It as it is kept, detached where its quote cannot be found for sure.

        Raises:
            NotFound: There is no such paper.
            PostilError: Its id or its pen is none, or it quotes nothing.
        """
        if not re.fullmatch(ID, highlight.highlight_id):
            raise PostilError(f"{highlight.highlight_id!r} is no id of a highlight")
        if not highlight.quote.strip():
            raise PostilError(f"the highlight {highlight.highlight_id} quotes nothing")
        return self._put(standing(self._db, highlight, self._texts(highlight.key)), "take over")

    def follow(self, keys: Sequence[str]) -> int:
        """Write down where highlights stand after their texts were revised; return how many moved.

        It is the library's own doing, so that it stands aside while something can be redone; where nothing is
        written down, the place is worked out whenever it is asked for.
        """
        rows = list(rows_of(self._db, keys))
        texts = texts_of(self._db, {row.key for row in rows}) if rows else {}
        pairs = [(row, standing(self._db, row, texts[row.key])) for row in rows]
        moved = [now for before, now in pairs if now != before]
        if not moved or self._db.execute("SELECT 1 FROM step WHERE state = 'undone' LIMIT 1").fetchone():
            return 0
        with self._change("follow revised texts", quiet=True) as db:
            db.executemany(PUT, moved)
        return len(moved)

    def _put(self, highlight: Highlight, deed: str, sitting: Sitting | None = None) -> Highlight:
        if highlight.pen not in range(1, len(PENS) + 1):
            raise PostilError(f"there is no pen {highlight.pen}; there are 1 to {len(PENS)}")
        cleaned: dict[str, Any] = {name: kept(getattr(highlight, name)) for name in WRITTEN}
        cleaned["comment"] = cleaned["comment"] if cleaned["comment"].strip() else ""
        highlight = highlight._replace(**cleaned, created=_moment(highlight.created))
        with self._change(f"{deed}: {shortened(highlight.quote)}", sitting=sitting) as db:
            db.execute(PUT, highlight)
        return highlight

    def _texts(self, key: str) -> Texts:
        texts = texts_of(self._db, [key])
        if key not in texts:
            raise NotFound(f"no paper has the key {key!r}")
        return texts[key]


def _moment(created: str) -> str:
    """Return when something was made; what names no moment is now."""
    try:
        datetime.fromisoformat(created)
    except ValueError:
        return datetime.now(UTC).isoformat(timespec="seconds")
    return created


def _fresh_id() -> str:
    return "h" + "".join(secrets.choice(ALPHABET) for _ in range(10))
