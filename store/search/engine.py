"""The searcher: from a query to the papers that answer it, best first."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, TypeVar

from ..models import Counts, Hit, Sort
from ..query import Query, parse
from ..query.relaxing import relaxations
from ..text.folding import fold
from ..topics.ruleset import Ruleset
from .beginning import alike
from .bits import bits_of, without
from .candidates import candidates
from .explaining import parts
from .facets import Facets
from .feedback import teach
from .filters import Filters
from .index import Index
from .kinds import AUTHOR, ORGANIZATION, STUB
from .marks import Marker
from .orderings import Orderings
from .profiles import Profiles
from .proof import Proof
from .ranking import Candidate, Ranker, ranked
from .relating import Relations
from .results import Advice, Interrupted, Matched, Part, Related, Results
from .slots import Seeker, Slot
from .texts import Texts

EVERYWHERE = 2 / 3
FIRST_FEW = 10
HALVES = 2
WORTH_A_LOOK, WORTH_LISTING = 0.2, 0.45
Answer = TypeVar("Answer")


class Ranked(NamedTuple):
    """The best papers of a query.

    Attributes:
        slots: The sought words.
        first, second: What scored the papers at first, and the best of them after a second look.
        found: The papers with their scores.
        lifts: By how much feedback lifted some of them.
        answering: The set of all papers that have every word.
        is_cut: Whether there are papers with some of the words that were not ranked.
    """

    slots: list[Slot]
    first: Ranker
    second: Ranker
    found: dict[int, Candidate]
    lifts: dict[int, float]
    answering: int
    is_cut: bool


class Searcher:
    """Answers queries over one library; keep it open between keystrokes."""

    def __init__(
        self,
        library_db: sqlite3.Connection,
        library_path: Path,
        patient: bool = True,
        rules: Ruleset | None = None,
    ) -> None:
        """Open the index of a library, building it if need be.

        Args:
            library_db: An open library.
            library_path: Its file; the index stands beside it.
            patient: Whether to wait for an index that takes long to build; otherwise answers are made from
                what there is of it, while another process builds it.
            rules: What gives topics to papers; the shipped rules, unless given.
        """
        self._library = library_db
        self._stopped = False
        self._texts = Texts(library_db)
        self._proof = Proof(library_db, self._pause)
        self._use(Index.open(library_db, library_path, patient, rules=rules))

    def _use(self, index: Index) -> None:
        self._index = index
        self._seeker = Seeker(index)
        self._filters = Filters(index, self._library, self._proof)
        self._facets = Facets(index, self._library, self._filters)
        self._profiles = Profiles(index, self._texts)
        self._relations = Relations(index, self._library, self._texts, self._profiles)
        self._orderings = Orderings(index, self._library)
        self._seen = index.dictionary
        self._last: tuple[Query, Ranked] | None = None

    def close(self) -> None:
        """Close the index; the library stays open."""
        self._index.close()

    def interrupt(self) -> None:
        """Abort a running call from another thread, and every call from now on, until `resume`."""
        self._stopped = True
        self._library.interrupt()
        self._index.interrupt()

    def resume(self) -> None:
        """Answer again."""
        self._stopped = False

    def _pause(self) -> None:
        if self._stopped:
            raise Interrupted

    def _tried(self, work: Callable[[], Answer]) -> Answer:
        """Do some work on an index that is up to date; on one that turns out to be damaged, once more.

        Raises:
            Interrupted: It was aborted.
        """
        try:
            try:
                self._pause()
                self._index.refresh()
                return self._at_once(work)
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError:
                self._index = self._index.replaced()
                return self._at_once(work)
        except sqlite3.OperationalError as error:
            if self._stopped:
                raise Interrupted from error
            raise

    def _at_once(self, work: Callable[[], Answer]) -> Answer:
        """Do some work on the index as it is now, whatever other processes write meanwhile."""
        self._proof.cut = False
        with self._index.reading():
            if self._seen is not self._index.dictionary:
                self._texts.forget()
                self._use(self._index)
            return work()

    def search(self, query: Query, limit: int | None = None, sort: Sort | None = None) -> Results:
        """Return the papers that answer a query.

        Free words rank; everything else narrows. Without free words the papers come newest first.

        Args:
            query: What to look for.
            limit: The most papers to return; None for all.
            sort: The order; None for the best match first.

        Raises:
            Interrupted: The search was aborted.
        """
        return self._tried(lambda: self._search(query, limit, sort))

    def _search(self, query: Query, limit: int | None, sort: Sort | None) -> Results:
        best = self._ranked(query)
        if best is None:
            papers = self._filters.narrowed(query)
            ids = self._orderings.sorted(papers, sort or "newest", limit, query.list_name)
            return Results(ids, (), papers.bit_count(), self._is_cut, matched=Matched(papers))
        hits = _answers(best.found)
        head = [hit.paper_id for hit in hits]
        at_the_head = bits_of(head, max(head, default=0))
        papers = best.answering | at_the_head
        is_cut = self._is_cut or (best.is_cut and best.answering.bit_count() < len(hits))
        if sort is None:
            behind = 0 if limit is not None and len(head) >= limit else without(papers, at_the_head)
            ids = self._orderings.behind(head[:limit], behind, limit)
        else:
            ids = self._orderings.sorted(papers, sort, limit, query.list_name)
        return Results(
            ids, tuple(hits[:limit]), papers.bit_count(), is_cut, _corrections(best.slots),
            _marker(best.slots, self._index.total), Matched(papers),
        )  # fmt: skip

    @property
    def _is_cut(self) -> bool:
        """Whether there may be more papers than were found."""
        return self._proof.cut or self._index.behind

    def _ranked(self, query: Query) -> Ranked | None:
        """Rank the best papers of a query; None if it has no words."""
        slots = self._seeker.slots(query.groups)
        if not slots:
            return None
        self._pause()
        among = self._filters.narrowed(query)
        chosen = candidates(slots, among)
        self._pause()
        titles = self._texts.titles(chosen.papers)
        first, second, found = ranked(slots, titles, self._texts.of, self._index.means)
        self._pause()
        lifts = teach(found, self._profiles.of)
        answering = 0 if chosen.complete else chosen.answering
        if all(slot.optional for slot in slots):
            answering = among
        self._last = query, Ranked(slots, first, second, found, lifts, answering, not chosen.complete)
        return self._last[1]

    def counts(self, matched: Matched) -> Counts:
        """Return how many of the papers that answer stand where."""
        return self._tried(lambda: self._facets.of(matched.papers))

    def topics(self) -> dict[str, int]:
        """Return how many of all papers have each topic, the commonest first."""
        return self._tried(lambda: self._facets.by_topic(self._index.papers))

    def related(self, key: str, limit: int = 20) -> tuple[Related, ...]:
        """Return the papers that are most like one, with what both share.

        Args:
            key: The paper's key.
            limit: The most papers to return.
        """
        return self._tried(lambda: self._relations.of(key, limit))

    def explain(self, query: Query, paper_id: int) -> tuple[Part, ...]:
        """Return what a paper's score is made of; nothing if it is not among the best that have one."""
        return self._tried(lambda: tuple(self._parts(query, paper_id)))

    def _parts(self, query: Query, paper_id: int) -> Iterator[Part]:
        best = self._last[1] if self._last and self._last[0] == query else self._ranked(query)
        if best is not None and paper_id in best.found:
            ranker = best.second if paper_id in best.second.ranked else best.first
            lift = best.lifts.get(paper_id, 0.0)
            yield from parts(ranker, best.slots, paper_id, best.found[paper_id], lift)

    def advice(self, query: Query) -> tuple[Advice, ...]:
        """Return queries that ask for less and find more, each with what it does otherwise."""
        found = self.search(query, 1).total
        ways = relaxations(query) or alike(query, self.values)
        looser = ((text, other, self.search(parse(other), 1).total) for text, other in ways)
        return tuple(Advice(text, other, total) for text, other, total in looser if total > found)

    def values(self, field: str, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Return the commonest words that begin so, with their numbers of papers.

        Args:
            field: `author`, `org`, or "" for the words of titles and abstracts.
            prefix: How they begin.
            limit: The most of them.
        """
        kind = {"author": AUTHOR, "org": ORGANIZATION}.get(field, "")
        found = self._tried(lambda: self._index.dictionary.starting(kind + fold(prefix), limit))
        return [(term[len(kind) :], papers) for term, papers in found.items()]


def _answers(found: Mapping[int, Candidate]) -> list[Hit]:
    """Return the papers that really answer, best first; the first few may answer only in part."""
    most = max((candidate.coverage for candidate in found.values()), default=0.0)
    hits: list[Hit] = []
    for paper in sorted(found, key=lambda paper: (-found[paper].score, paper)):
        enough = WORTH_A_LOOK if len(hits) < FIRST_FEW else WORTH_LISTING
        if found[paper].coverage >= enough * most:
            hits.append(Hit(paper, round(found[paper].score, 4)))
    return hits


def _corrections(slots: list[Slot]) -> tuple[tuple[str, str], ...]:
    """Return the words that were taken for others."""
    return tuple(
        (slot.typed, " ".join(best))
        for slot in slots
        if slot.variants
        and not slot.exact
        and not any(term.removeprefix(STUB).startswith(slot.typed) for term in slot.variants)
        for best in [slot.spoken[0] if slot.spoken else [max(slot.variants, key=slot.variants.__getitem__)]]
    )


def _marker(slots: list[Slot], papers: int) -> Marker:
    """Return what to mark; little words that are everywhere only where there is nothing else."""
    telling = [slot for slot in slots if len(slot.typed) > 4 or slot.papers.bit_count() < EVERYWHERE * papers]
    return Marker(
        term
        for slot in telling or slots
        for term in (*slot.variants, *("".join(row) for row in slot.spoken if len(row) == HALVES))
    )
