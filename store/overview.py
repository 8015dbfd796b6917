"""What a library holds, in figures: the numbers behind statistics."""

import sqlite3
from dataclasses import dataclass

from .counts import count
from .models import Counts

FIGURES = """
WITH linked AS MATERIALIZED (SELECT links FROM paper_text WHERE links <> '[]')
SELECT
    p.dated, p.with_authors, p.with_comments,
    (SELECT count(*) FROM linked),
    (SELECT count(DISTINCT value) FROM linked, json_each(links)),
    (SELECT count(*) FROM appearance),
    (SELECT count(*) FROM rejected),
    (SELECT count(*) FROM note),
    (SELECT count(*) FROM highlight)
FROM (
    SELECT count(published) AS dated, count(authors_count) AS with_authors, count(comments) AS with_comments
    FROM paper
) p
"""
"""What stands behind the abstracts is read once: to get there is what takes the time."""
RATINGS = "SELECT rating, count(*) FROM reading WHERE rating IS NOT NULL GROUP BY rating ORDER BY rating"


@dataclass(frozen=True, slots=True)
class Overview:
    """A library in figures.

    Args:
        counts: How many papers stand where.
        ratings: Papers by rating.
        dated: Papers with a date.
        with_authors: Papers whose number of authors is known.
        with_comments: Papers with comments.
        with_links: Papers with links.
        links: Distinct links.
        records: Records of all dumps, repeated ones included.
        rejected: What importing did not understand.
        notes: Papers with a note.
        highlights: Highlights on all papers.
    """

    counts: Counts
    ratings: dict[int, int]
    dated: int
    with_authors: int
    with_comments: int
    with_links: int
    links: int
    records: int
    rejected: int
    notes: int
    highlights: int


def overview(db: sqlite3.Connection) -> Overview:
    """Return a library in figures.

    Args:
        db: An open library.
    """
    figures = db.execute(FIGURES).fetchone()
    return Overview(count(db), dict(db.execute(RATINGS)), *figures)
