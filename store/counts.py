"""How many papers stand where: the figures of the sidebar and of statistics."""

import sqlite3

from .models import Counts
from .schema import SEEN_PAPER
from .tally import tallied

LISTS = """
SELECT l.name, count(i.paper_key), coalesce(sum(i.done), 0) FROM list l LEFT JOIN list_item i USING (list_id)
GROUP BY l.list_id ORDER BY l.position, l.name COLLATE NOCASE
"""
VERDICTS = """
SELECT verdict, count(*) FROM triage v WHERE NOT EXISTS
    (SELECT 1 FROM reading r WHERE r.paper_key = v.paper_key AND r.status IN ('read', 'dropped'))
GROUP BY verdict
"""
NEW = f"SELECT count(*) FROM paper WHERE id > {SEEN_PAPER}"


def count(db: sqlite3.Connection) -> Counts:
    """Return how many papers stand where.

    Args:
        db: An open library.
    """
    years = dict(tallied(db, "year"))
    papers = sum(years.values())
    years.pop("", None)
    statuses = dict(db.execute("SELECT status, count(*) FROM reading GROUP BY status"))
    marked = sum(number for status, number in statuses.items() if status != "unread")
    verdicts = dict(db.execute(VERDICTS))
    lists = list(db.execute(LISTS))
    return Counts(
        papers=papers,
        statuses={**statuses, "unread": papers - marked},
        starred=db.execute("SELECT count(*) FROM reading WHERE starred").fetchone()[0],
        kept=verdicts.get("kept", 0),
        later=verdicts.get("later", 0),
        tags=_tags(db),
        untagged=papers - db.execute("SELECT count(DISTINCT paper_key) FROM tag").fetchone()[0],
        lists={name: papers for name, papers, _done in lists},
        dumps=tallied(db, "dump"),
        years={year: number for year, number in years.items() if number},
        new=db.execute(NEW).fetchone()[0],
        done={name: done for name, _papers, done in lists},
    )


def _tags(db: sqlite3.Connection) -> dict[str, int]:
    """Return how many papers carry each tag or one under it."""
    if not db.execute("SELECT 1 FROM tag LIMIT 1").fetchone():
        return {}
    # Deferred: a start without tags needs no tree of them.
    from .tags import counted  # noqa: PLC0415

    return {tag.name: tag.papers for tag in counted(db)}
