"""Papers whose titles are nearly the same: told, never merged.

Only titles that begin alike are compared, and of these only neighbours in the order of titles, so that the
cost does not grow with the library.
"""

import sqlite3
from collections import deque
from collections.abc import Callable, Iterator

from .identity import MARKED, normal_title
from .titles import Titled, grouped

ALIKE = 92  # per cent
START = 12  # characters
NEIGHBOURS = 100
LARGE = 20_000
NEIGHBOURS_IN_LARGE = 16
NEIGHBOURS_SWEPT = 4
MANY = 20  # one in so many papers is new: reading all titles once is cheaper than asking for each

BETWEEN = "SELECT id, title FROM paper WHERE title_norm >= ? AND title_norm < ? AND id <> ?"
AFTER = f"{BETWEEN} ORDER BY title_norm LIMIT ?"
BEFORE = f"{BETWEEN} ORDER BY title_norm DESC LIMIT ?"
MARKS = "SELECT id, title_norm FROM paper ORDER BY title_norm"
LAST = "\U0010ffff"
KEYS = "SELECT (SELECT key FROM paper WHERE id = ?), (SELECT key FROM paper WHERE id = ?)"


def near(db: sqlite3.Connection, paper_id: int, neighbours: int = NEIGHBOURS) -> Iterator[int]:
    """Yield the ids of papers whose title is nearly that of one.

    Args:
        db: An open library.
        paper_id: The paper.
        neighbours: How many titles to compare on each side.
    """
    alike = _comparison()
    norm = normal_title(db.execute("SELECT title FROM paper WHERE id = ?", (paper_id,)).fetchone()[0])
    first, low, high = norm[:START], norm[:MARKED], norm[:MARKED] + LAST
    titles = db.execute(AFTER, (low, high, paper_id, NEIGHBOURS)).fetchall()  # these have no order of theirs
    titles += db.execute(BEFORE, (first, low, paper_id, neighbours)).fetchall()
    titles += db.execute(AFTER, (high, first + LAST, paper_id, neighbours)).fetchall()
    yield from sorted(other for other, title in titles if alike(norm, normal_title(title)))


def lookalikes(db: sqlite3.Connection, since: int) -> list[tuple[str, str]]:
    """Return the keys of papers with nearly the same title, in pairs, the newer first.

    Args:
        db: An open library.
        since: Papers with a larger id are new; each pair has one of them.
    """
    last = db.execute("SELECT coalesce(max(id), 0) FROM paper").fetchone()[0]
    large = last > LARGE
    pairs: set[tuple[int, int]] = set()
    if (last - since) * MANY > last:
        pairs.update(_swept(db, since, NEIGHBOURS_SWEPT if large else NEIGHBOURS))
    else:
        most = NEIGHBOURS_IN_LARGE if large else NEIGHBOURS
        for (new,) in db.execute("SELECT id FROM paper WHERE id > ?", (since,)).fetchall():
            pairs.update((max(new, other), min(new, other)) for other in near(db, new, most))
    return [db.execute(KEYS, pair).fetchone() for pair in sorted(pairs)]


def _swept(db: sqlite3.Connection, since: int, neighbours: int) -> Iterator[tuple[int, int]]:
    """Yield pairs of ids, found by reading all titles once in their order."""
    alike = _comparison()
    for group in grouped(db, db.execute(MARKS), START, since):
        before: deque[Titled] = deque(maxlen=neighbours)
        for new, norm in group:
            for other, title in before:
                if (new > since or other > since) and alike(norm, title):
                    yield max(new, other), min(new, other)
            before.append((new, norm))


def _comparison() -> Callable[[str, str], float]:
    """Return what says whether two titles are nearly the same."""
    # Deferred: only an import compares titles, and every command line passes through here.
    from rapidfuzz import fuzz  # noqa: PLC0415

    return lambda one, other: fuzz.ratio(one, other, score_cutoff=ALIKE)
