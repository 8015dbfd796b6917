"""Papers that are like another: by what they are about, by the links that both have, by where they stand."""

import sqlite3
from collections.abc import Mapping, Sequence

from ..whole import listed
from .bits import latest, members, without
from .index import Index
from .kinds import DUMP, LINK, TITLE
from .planes import Planes
from .profiles import Profile, Profiles, likeness
from .results import Related
from .texts import Texts

MOST = 200
DIGITS = 10
COMMONEST = 0.1
"""Share of the library above which a term says too little to look for papers by it."""
ONE_LINK, MORE_LINKS = 0.15, 0.05
SAME_PAGE = 0.03
"""What it adds to the likeness of two papers that some dump has both."""
LARGE = 0.2
"""Share of the library above which a dump tells nothing about its papers."""
REASONS = 5

PAPER = "SELECT p.id, t.links FROM paper p JOIN paper_text t ON t.paper_id = p.id WHERE p.key = ?"
DUMPS = "SELECT DISTINCT d.id, d.name FROM appearance a JOIN dump d ON d.id = a.dump_id WHERE a.paper_id = ?"


class Relations:
    """Finds the papers that are related to one.

    Args:
        index: The index.
        library: The library.
        texts: The texts.
        profiles: What papers are about.
    """

    def __init__(self, index: Index, library: sqlite3.Connection, texts: Texts, profiles: Profiles) -> None:
        self._index = index
        self._library = library
        self._texts = texts
        self._profiles = profiles

    def of(self, key: str, limit: int) -> tuple[Related, ...]:
        """Return the papers that are most like one, the likest first; none for a key that is nobody's."""
        row = self._library.execute(PAPER, (key,)).fetchone()
        if row is None:
            return ()
        paper_id, links = row
        mine = self._profiles.of([paper_id])[paper_id]
        shown = self._shown(paper_id)
        linked = {link: self._index.having(LINK + link) for link in listed(links)}
        paged = {name: papers for name, papers in self._pages(paper_id)}
        near = without(self._near(mine, shown, linked), 1 << paper_id)
        found = []
        for paper, other in self._profiles.of(list(members(near))).items():
            shared = tuple(link for link, papers in linked.items() if papers >> paper & 1)
            dumps = tuple(name for name, papers in paged.items() if papers >> paper & 1)
            score = likeness(mine, other) + SAME_PAGE * bool(dumps)
            if shared:
                score += ONE_LINK + MORE_LINKS * (len(shared) - 1)
            both = (term for term in mine if term in other and term in shown)
            terms = sorted(both, key=lambda term: -mine[term] * other[term])[:REASONS]
            if terms or shared:
                named = tuple(shown.get(term, term) for term in terms)
                found.append(Related(paper, round(min(1.0, score), 4), named, shared, dumps))
        return tuple(sorted(found, key=lambda related: (-related.score, related.paper_id))[:limit])

    def _near(self, mine: Profile, shown: Mapping[str, str], linked: Mapping[str, int]) -> int:
        """Return the papers that share most of what a paper is about."""
        sums = Planes(DIGITS)
        scale = ((1 << DIGITS) - 1) / (sum(mine.values()) * 1.5 + len(linked) or 1.0)
        for stem, weight in mine.items():
            term = shown.get(stem, stem)
            papers = self._index.having(term)
            if papers.bit_count() <= max(2.0, COMMONEST * self._index.total):
                sums.add(papers, int(scale * weight))
                sums.add(self._index.having(TITLE + term), int(scale * weight * 0.5))
        for papers in linked.values():
            sums.add(papers, int(scale))
        above, ties = sums.best(self._index.papers, MOST)
        for paper in latest(ties, MOST - above.bit_count()):
            above |= 1 << paper
        return above

    def _shown(self, paper_id: int) -> dict[str, str]:
        """Return for each telling stem of a paper the word that it stands for most often there."""
        counts: dict[str, dict[str, int]] = {}
        for text in self._texts.of([paper_id]).values():
            for term in text.words():
                of_stem = counts.setdefault(self._profiles.stems[term], {})
                of_stem[term] = of_stem.get(term, 0) + 1
        best = {stem: max(terms, key=lambda term: (terms[term], term)) for stem, terms in counts.items()}
        few = max(2.0, COMMONEST * self._index.total)
        papers = self._index.dictionary.count([*best.values()])
        return {stem: term for stem, term in best.items() if papers.get(term, 0) <= few}

    def _pages(self, paper_id: int) -> Sequence[tuple[str, int]]:
        """Return the dumps of a paper that say something about it, with their papers."""
        rows = self._library.execute(DUMPS, (paper_id,)).fetchall()
        pages = ((name, self._index.having(f"{DUMP}{dump}")) for dump, name in rows)
        return [(name, papers) for name, papers in pages if papers.bit_count() <= LARGE * self._index.total]
