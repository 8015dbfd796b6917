"""What an import says anew of papers that were there before it.

The ledger keeps what every dump ever said, and which claim a paper shows follows from the claims alone. So
what was shown before an import can be told at any time, and nothing has to be kept for it.
"""

import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..merge import Bid, best, restored
from ..models import Paper
from ..records import Value
from ..schema import CLAIMS
from ..whole import whole
from .runs import Stretch

TEXTS = ("title", "abstract")
FACTS = (
    *("published", "authors", "authors_count", "organization", "comments", "upvotes"),
    *("arxiv_id", "doi", "links"),
)
"""The fields that are told of, in the order in which they are told; texts stand before them."""

SAID_ANEW = """
SELECT a.paper_id, c.field IN ('title', 'abstract') FROM claim c JOIN appearance a ON a.id = c.appearance_id
WHERE c.appearance_id > :after AND c.appearance_id <= :until AND a.paper_id <= :before
AND a.dump_id NOT IN (SELECT value FROM json_each(:others)) AND NOT EXISTS (
    SELECT 1 FROM appearance b LEFT JOIN claim x ON x.appearance_id = b.id AND x.field = c.field
    WHERE b.paper_id = a.paper_id AND b.id < a.id AND x.value IS c.value
    AND (x.field IS NOT NULL
         OR EXISTS (SELECT 1 FROM shape_claim s WHERE s.shape_id = b.shape_id AND s.field = c.field))
)
GROUP BY 1, 2 ORDER BY 1
"""
"""The papers of which something is said that nothing before said, each with whether it is a text."""
IN_STRETCH = """
SELECT id FROM appearance WHERE paper_id = :paper AND id > :after AND id <= :until
AND dump_id NOT IN (SELECT value FROM json_each(:others))
"""


class Change(NamedTuple):
    """What is said anew of one field of a paper.

    Args:
        field: The field's name in `Paper`.
        before: What the paper showed before; None where nothing was known.
        now: What is said now.
        shown: Whether the paper shows that; if not, it keeps what is more informative, and this as a variant.
    """

    field: str
    before: Value | None
    now: Value
    shown: bool


class Changed(NamedTuple):
    """A paper of which something is said anew.

    Args:
        paper: The paper as it is now.
        changes: What is said anew, field by field.
    """

    paper: Paper
    changes: tuple[Change, ...]


def changed_papers(db: sqlite3.Connection, stretch: Stretch) -> tuple[Sequence[int], Sequence[int]]:
    """Return the papers of which a stretch says something anew, by row id.

    Args:
        db: An open library.
        stretch: What came.

    Returns:
        Those with another title or abstract, and those of which only another field is said anew.
    """
    rows = db.execute(SAID_ANEW, stretch.values()).fetchall()
    texts = {paper for paper, is_text in rows if is_text}
    facts = (paper for paper, is_text in rows if not is_text and paper not in texts)
    return array("q", sorted(texts)), array("q", facts)


def change_of(db: sqlite3.Connection, stretch: Stretch, paper_id: int) -> Changed | None:
    """Return what a stretch says anew of a paper; None if the paper is gone.

    Args:
        db: An open library.
        stretch: What came.
        paper_id: Its row id.
    """
    papers = whole(db, [paper_id])
    return Changed(papers[0], _changes(db, stretch, paper_id, papers[0])) if papers else None


def _changes(db: sqlite3.Connection, stretch: Stretch, paper_id: int, paper: Paper) -> tuple[Change, ...]:
    bids: defaultdict[str, list[Bid]] = defaultdict(list)
    for number, field, _line, _rule, inferred, value, raw in db.execute(CLAIMS, {"paper": paper_id}):
        said = getattr(paper, field) if value is None else restored(field, value)
        bids[field].append(Bid(number, said, bool(inferred), raw))
    own = {number for (number,) in db.execute(IN_STRETCH, {**stretch.values(), "paper": paper_id})}
    found = (_change(field, bids[field], stretch, own) for field in (*TEXTS, *FACTS) if field in bids)
    return tuple(change for change in found if change is not None)


def _change(field: str, bids: Iterable[Bid], stretch: Stretch, own: set[int]) -> Change | None:
    """Return what is said anew of a field, if anything is."""
    bids = [bid for bid in bids if bid.appearance_id <= stretch.until]
    earlier = [bid for bid in bids if bid.appearance_id <= stretch.after]
    known = {bid.value for bid in bids if bid.appearance_id not in own}
    said = [bid for bid in bids if bid.appearance_id in own and bid.value not in known]
    if not said:
        return None
    now = best(field, said)
    before = best(field, earlier).value if earlier else None
    return Change(field, before, now.value, best(field, bids).value == now.value)
