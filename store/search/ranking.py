"""The one ranking function: how well papers answer a row of sought words.

- Words: BM25F over title and abstract (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25
  and Beyond", 2009). All variants of a word count as one word, each by its weight.
- Nearness: neighbours in the query that are near each other in a field, by the distance between them
  (after Büttcher, Clarke and Lushman, SIGIR 2006), and a title that begins with the query.
- Coverage: the share of the query's weight that a paper has at all.
"""

from collections.abc import Mapping, Sequence
from math import log

from .postings import ABSTRACT, Facts
from .slots import Places, Slot

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
CLOSELY = 100
_WORTH = sorted(
    ((at, (1.0 if at >= 0 else SWAPPED) / max(1, abs(at))) for at in range(-WINDOW, WINDOW + 1)),
    key=lambda pair: -pair[1],
)
"""Distances from a word to the next, with what they are worth; the best first."""


class Candidate:
    """A paper on its way up: its score so far, and the share of the query that it has."""

    __slots__ = ("coverage", "score")

    def __init__(self, coverage: float = 0.0) -> None:
        self.score, self.coverage = 0.0, coverage


def rank(slots: Sequence[Slot], papers: Mapping[int, Facts]) -> dict[int, Candidate]:
    """Return every paper that has any of the sought words, with its score; in no order.

    Args:
        slots: The sought words, located.
        papers: The facts of every paper of the library.
    """
    rarities = [_rarity(slot, len(papers)) for slot in slots]
    needed = sum(rarity for slot, rarity in zip(slots, rarities, strict=True) if not slot.optional)
    means = _means(papers)
    found: dict[int, Candidate] = {}
    for slot, rarity in zip(slots, rarities, strict=True):
        for paper, places in slot.found.items():
            candidate = found.setdefault(paper, Candidate())
            likeness = max(places.values())
            candidate.score += rarity * likeness * _frequency(places, papers[paper], means)
            if not slot.optional:
                candidate.coverage += rarity * likeness / needed
    _look_closely(slots, rarities, found)
    newest = max((papers[paper][2] for paper in found), default=0)
    for paper, candidate in found.items():
        candidate.coverage = min(1.0, candidate.coverage) if needed else 1.0
        candidate.score *= candidate.coverage**COVERAGE * _freshness(newest - papers[paper][2])
    return found


def _rarity(slot: Slot, total: int) -> float:
    """Return the inverse document frequency of a slot, its papers counted by their best variant."""
    top = max(slot.variants.values(), default=1.0)
    papers = min(total, sum(max(places.values()) for places in slot.found.values()) / top)
    return log(1 + (total - papers + 0.5) / (papers + 0.5))


def _means(papers: Mapping[int, Facts]) -> tuple[float, float]:
    """Return the mean lengths of titles and abstracts, at least 1."""
    titles, abstracts, _ = map(sum, zip(*papers.values(), strict=True)) if papers else (0, 0, 0)
    count = len(papers) or 1
    return max(1.0, titles / count), max(1.0, abstracts / count)


def _frequency(places: Places, facts: Facts, means: tuple[float, float]) -> float:
    """Return how much a paper is about a word, from 0 to 1: BM25F's saturated, weighted frequency."""
    in_title = in_abstract = 0.0
    for place, weight in places.items():
        if place < ABSTRACT:
            in_title += weight
        else:
            in_abstract += weight
    frequency = TITLE_WEIGHT * in_title / (1 - TITLE_NORM + TITLE_NORM * facts[0] / means[0])
    frequency += in_abstract / (1 - ABSTRACT_NORM + ABSTRACT_NORM * facts[1] / means[1])
    return frequency / (SATURATION + frequency)


def _look_closely(slots: Sequence[Slot], rarities: Sequence[float], found: dict[int, Candidate]) -> None:
    """Add what nearness is worth to the most promising papers."""
    best = sorted(found, key=lambda paper: -found[paper].score * found[paper].coverage)[:CLOSELY]
    for at, slot in enumerate(slots[1:], 1):
        if slot.follows:
            before = slots[at - 1].found
            weight = max(PLAINEST, (rarities[at - 1] + rarities[at]) / 2)
            for paper in best:
                if paper in slot.found and paper in before:
                    found[paper].score += weight * _nearness(before[paper], slot.found[paper])
    for paper in best:
        found[paper].score += TITLE_START * max(PLAINEST, rarities[0]) * _opening(slots, paper)


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


def _opening(slots: Sequence[Slot], paper: int) -> float:
    """Return how near to the beginning of the title the words start, if all of them are in the title."""
    rows = [slot.found.get(paper) for slot in slots if not slot.optional]
    if not rows or not all(row and min(row) < ABSTRACT for row in rows):
        return 0.0
    return max(weight / (1 + place) for place, weight in (rows[0] or {}).items() if place < ABSTRACT)


def _freshness(months: int) -> float:
    """Return a factor that lifts recent papers a little; undated ones count as old."""
    return 1 + RECENCY * max(0.0, 1 - months / 12 / RECENT_YEARS)
