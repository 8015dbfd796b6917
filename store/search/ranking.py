"""The one ranking function: how well a paper answers a row of sought words.

- Words: BM25F over title and abstract (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25
  and Beyond", 2009). All variants of a word count as one word, each by its weight.
- Nearness: neighbours in the query that are near each other in a field, by the distance between them
  (after Büttcher, Clarke and Lushman, SIGIR 2006), and a title that begins with the query.
- Coverage: the share of the query's weight that a paper has at all.
"""

from collections.abc import Callable, Collection, Mapping, Sequence

from .slots import Places, Slot, look_into
from .texts import ABSTRACT, PaperText

SATURATION = 1.2
TITLE_WEIGHT = 4.0
TITLE_NORM, ABSTRACT_NORM = 0.6, 0.5
TITLE_NEAR, ABSTRACT_NEAR = 1.5, 0.7
TITLE_START = 0.8
PLAINEST = 1.0
WINDOW = 8
SWAPPED = 0.6
COVERAGE = 1.5
RECENCY = 0.02
RECENT_YEARS = 10
CLOSELY, WHOLLY = 80, 32
"""Papers whose nearness is looked at, and papers that are read wholly where there are many."""
_WORTH = sorted(
    ((at, (1.0 if at >= 0 else SWAPPED) / max(1, abs(at))) for at in range(-WINDOW, WINDOW + 1)),
    key=lambda pair: -pair[1],
)
"""Distances from a word to the next, with what they are worth; the best first."""

Reader = Callable[[Collection[int]], Mapping[int, PaperText]]


class Candidate:
    """A paper on its way up: its score so far, and the share of the query that it has."""

    __slots__ = ("coverage", "score")

    def __init__(self, coverage: float = 0.0) -> None:
        self.score, self.coverage = 0.0, coverage


def ranked(
    slots: Sequence[Slot], titles: Mapping[int, PaperText], read: Reader, means: tuple[float, float]
) -> "tuple[Ranker, Ranker, dict[int, Candidate]]":
    """Rank papers in two looks: all by their titles and by what the index knows, the most promising by all.

    Args:
        slots: The sought words.
        titles: The papers, at least their titles read.
        read: Reads papers wholly.
        means: The mean numbers of places in the titles and the abstracts of the library.

    Returns:
        What ranked the papers at the first look and those at the second, and the papers with their scores.
    """
    look_into(slots, titles, wholly=False)
    first = Ranker(slots, titles, means)
    found = first.rank(titles)
    best = sorted(found, key=lambda paper: -found[paper].score)[:WHOLLY]
    look_into(slots, read(best), wholly=True)
    second = Ranker(slots, titles, means, wholly=True)
    return first, second, found | second.rank(best)


class Ranker:
    """Ranks papers by the slots of one query.

    Args:
        slots: The sought words, located in the papers to be ranked.
        papers: Those papers.
        means: The mean numbers of places in the titles and the abstracts of the library.
        wholly: Whether the abstracts were looked into; otherwise each counts as one of mean length.

    Attributes:
        ranked: The papers that it ranked.
        closely: Those of them whose nearness was looked at.
    """

    def __init__(
        self,
        slots: Sequence[Slot],
        papers: Mapping[int, PaperText],
        means: tuple[float, float],
        wholly: bool = False,
    ) -> None:
        self._slots = slots
        self._wholly = wholly
        self._papers = papers
        self._means = means
        self._needed = sum(slot.rarity for slot in slots if not slot.optional)
        self._newest = max((text.month for text in papers.values()), default=0)
        self.ranked: frozenset[int] = frozenset()
        self.closely: frozenset[int] = frozenset()

    def rank(self, papers: Collection[int]) -> dict[int, Candidate]:
        """Return those of some papers that have any of the sought words, with their scores; in no order."""
        found = {paper: Candidate() for paper in papers}
        self.ranked = frozenset(found)
        for slot in self._slots:
            for paper in found.keys() & slot.found.keys():
                found[paper].score += self.word(slot, paper)
                if not slot.optional:
                    found[paper].coverage += slot.rarity * max(slot.found[paper].values()) / self._needed
        found = {paper: candidate for paper, candidate in found.items() if candidate.score}
        promising = sorted(found, key=lambda paper: -found[paper].score * found[paper].coverage)
        self.closely = frozenset(promising[:CLOSELY])
        for paper in self.closely:
            found[paper].score += sum(self.near(at, paper) for at in range(1, len(self._slots)))
            found[paper].score += self.opening(paper)
        for paper, candidate in found.items():
            candidate.coverage = min(1.0, candidate.coverage) if self._needed else 1.0
            candidate.score *= candidate.coverage**COVERAGE * self.freshness(paper)
        return found

    def word(self, slot: Slot, paper: int) -> float:
        """Return what one word is worth in a paper: BM25F's saturated, weighted frequency."""
        places, text = slot.found.get(paper, {}), self._papers[paper]
        in_title = in_abstract = best = 0.0
        for place, weight in places.items():
            if place < ABSTRACT:
                in_title += weight
            else:
                in_abstract += weight
            best = max(best, weight)
        frequency = TITLE_WEIGHT * in_title / _norm(TITLE_NORM, text.title_places / self._means[0])
        length = text.abstract_places / self._means[1] if self._wholly else 1.0
        frequency += in_abstract / _norm(ABSTRACT_NORM, length)
        return slot.rarity * best * frequency / (SATURATION + frequency)

    def near(self, at: int, paper: int) -> float:
        """Return what it is worth that a word stands near the one before it in the query."""
        slot, before = self._slots[at], self._slots[at - 1]
        if not slot.follows or paper not in slot.found or paper not in before.found:
            return 0.0
        weight = max(PLAINEST, (before.rarity + slot.rarity) / 2)
        return weight * _nearness(self._known(before, paper), self._known(slot, paper))

    def _known(self, slot: Slot, paper: int) -> Places:
        """Return the places that are known: of an abstract that was not looked into, none is."""
        places = slot.found[paper]
        return places if self._wholly else {p: weight for p, weight in places.items() if p < ABSTRACT}

    def opening(self, paper: int) -> float:
        """Return what it is worth how early in the title the words start, if all of them are in the title."""
        rows = [slot.found.get(paper) for slot in self._slots if not slot.optional]
        if not rows or not all(row and min(row) < ABSTRACT for row in rows):
            return 0.0
        best = max(weight / (1 + place) for place, weight in (rows[0] or {}).items() if place < ABSTRACT)
        return TITLE_START * max(PLAINEST, self._slots[0].rarity) * best

    def freshness(self, paper: int) -> float:
        """Return a factor that lifts recent papers a little; undated ones count as old."""
        months = self._newest - self._papers[paper].month
        return 1 + RECENCY * max(0.0, 1 - months / 12 / RECENT_YEARS)


def _norm(share: float, length: float) -> float:
    return 1 - share + share * length


def _nearness(before: Places, after: Places) -> float:
    """Return how near two words of a paper are at their nearest, title and abstract together."""
    title = abstract = 0.0
    fewer, more, sign = (before, after, 1) if len(before) < len(after) else (after, before, -1)
    for place, weight in fewer.items():
        for distance, worth in _WORTH:
            other = more.get(place + sign * distance)
            if other is not None:
                near = worth * min(weight, other)
                if place < ABSTRACT:
                    title = max(title, near)
                else:
                    abstract = max(abstract, near)
                break
    return TITLE_NEAR * title + ABSTRACT_NEAR * abstract
