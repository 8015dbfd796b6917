"""Looking into texts where the index alone cannot tell: whether words stand side by side, and single days."""

import json
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence

from ..text.folding import fold
from .bits import bits_of, has_more, latest, without

MOST = 1_000
"""Papers that are looked into for one question; beyond them the newest are taken."""
BATCH = 500

COLUMNS: Mapping[str, str] = {
    "title": "p.title",
    "abstract": "t.abstract",
    "authors": "t.authors",
    "organization": "p.organization",
}
SQL = """
SELECT p.id, %s FROM paper p LEFT JOIN paper_text t ON t.paper_id = p.id
WHERE p.id IN (SELECT value FROM json_each(?))
"""


class Proof:
    """Proves what papers say.

    Args:
        library: The open library.
        pause: Called now and then; it raises when nobody waits for the answer any more.

    Attributes:
        cut: Whether some papers could not be looked into, since there were too many.
        doubt: Whether those count as proved: where they are to be left out, none may slip through.
    """

    def __init__(self, library: sqlite3.Connection, pause: Callable[[], None]) -> None:
        self._library = library
        self._pause = pause
        self.cut = False
        self.doubt = False

    def standing(
        self, papers: int, terms: Sequence[str], columns: Sequence[str], open_end: bool = False
    ) -> int:
        """Return the papers in which some words stand side by side.

        Args:
            papers: The papers that have all of the words.
            terms: The words, folded.
            columns: Where to look: some of title, abstract, authors, organization.
            open_end: Whether the last word may be the beginning of one.
        """
        stands = _standing(terms, open_end)
        found = [
            int(paper)
            for paper, *texts in self._rows(papers, [COLUMNS[column] for column in columns])
            if any(stands(fold(text)) for text in texts if text)
        ]
        return self._with_the_rest(papers, found)

    def dated(self, papers: int, low: str, high: str) -> int:
        """Return the papers whose date is between two texts."""
        rows = self._rows(papers, ["p.published"])
        found = [int(paper) for paper, date in rows if date and low <= date <= high]
        return self._with_the_rest(papers, found)

    def _with_the_rest(self, papers: int, found: Sequence[int]) -> int:
        """Return what was proved, and in doubt what was not looked into, too."""
        proved = bits_of(found, max(found, default=0))
        if self.doubt and has_more(papers, MOST):
            latest_of = latest(papers, MOST)
            proved |= without(papers, bits_of(latest_of, latest_of[0]))
        return proved

    def _rows(self, papers: int, columns: Sequence[str]) -> Iterator[Sequence[str]]:
        ids = latest(papers, MOST + 1)
        if len(ids) > MOST:
            self.cut = True
            ids.pop()
        sql = SQL % ", ".join(columns)
        for start in range(0, len(ids), BATCH):
            self._pause()
            yield from self._library.execute(sql, (json.dumps(ids[start : start + BATCH]),))


def _standing(terms: Sequence[str], open_end: bool) -> Callable[[str], bool]:
    """Return what tells whether words stand side by side in a folded text.

    The pattern begins with plain letters, which are looked for much faster than what may stand before them.
    """
    gap, end = r"[\W_]+", "" if open_end else r"(?![^\W_])"
    pattern = re.compile(gap.join(map(re.escape, terms)) + end)

    def stands(text: str) -> bool:
        found = pattern.search(text)
        while found and found.start() and text[found.start() - 1].isalnum():
            found = pattern.search(text, found.start() + 1)
        return found is not None

    return stands
