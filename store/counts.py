"""How many papers stand where: the figures of the sidebar and of statistics."""

import sqlite3

from .models import Counts

DUMPS = """
SELECT d.name, count(DISTINCT a.paper_id) FROM dump d LEFT JOIN appearance a ON a.dump_id = d.id
GROUP BY d.name ORDER BY d.name
"""
LISTS = """
SELECT l.name, count(i.paper_key) FROM list l LEFT JOIN list_item i USING (list_id)
GROUP BY l.list_id ORDER BY l.name COLLATE NOCASE
"""
YEARS = """
SELECT substr(published, 1, 4), count(*) FROM paper WHERE published IS NOT NULL GROUP BY 1 ORDER BY 1
"""


def count(db: sqlite3.Connection) -> Counts:
    """Return how many papers stand where.

    Args:
        db: An open library.
    """
    papers = db.execute("SELECT count(*) FROM paper").fetchone()[0]
    statuses = dict(db.execute("SELECT status, count(*) FROM reading GROUP BY status"))
    marked = sum(number for status, number in statuses.items() if status != "unread")
    return Counts(
        papers=papers,
        statuses={**statuses, "unread": papers - marked},
        starred=db.execute("SELECT count(*) FROM reading WHERE starred").fetchone()[0],
        tags=dict(db.execute("SELECT name, count(*) FROM tag GROUP BY name ORDER BY name COLLATE NOCASE")),
        lists=dict(db.execute(LISTS)),
        dumps=dict(db.execute(DUMPS)),
        years=dict(db.execute(YEARS)),
    )
