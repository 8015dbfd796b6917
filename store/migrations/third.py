"""The third step: indexes that hold no more than they must.

A normalised title is kept only as far as it tells one title from another, papers without a number no longer
stand in the order of that number, and one index serves both orders of dates.
"""

from sqlite_utils import Database

from ..identity import title_mark
from .steps import library, run

ORDERS = """
DROP INDEX paper_newest;
DROP INDEX paper_comments;
DROP INDEX paper_upvotes;
CREATE INDEX paper_comments ON paper (comments DESC, id) WHERE comments IS NOT NULL;
CREATE INDEX paper_upvotes ON paper (upvotes DESC, id) WHERE upvotes IS NOT NULL;
"""

TITLES = """
DROP INDEX paper_title_norm;
UPDATE paper SET title_norm = title_mark(title_norm) WHERE title_norm <> title_mark(title_norm);
CREATE INDEX paper_title_norm ON paper (title_norm);
UPDATE OR REPLACE other_title SET title_norm = title_mark(title_norm);
"""


@library(name="0003_slim")
def third(db: Database) -> None:
    """Make the indexes of papers smaller."""
    db.execute("PRAGMA user_version = 3")
    db.register_function(title_mark, deterministic=True)
    run(db, ORDERS)
    run(db, TITLES)
