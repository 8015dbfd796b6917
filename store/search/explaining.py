"""What a score is made of, in words."""

from collections.abc import Iterator

from .ranking import COVERAGE, Candidate, Ranker
from .results import Part
from .slots import Slot
from .texts import ABSTRACT


def parts(ranker: Ranker, slots: list[Slot], paper: int, candidate: Candidate, lift: float) -> Iterator[Part]:
    """Yield what the score of a paper is made of; the values add up to it.

    Args:
        ranker: What scored it.
        slots: The sought words.
        paper: The paper.
        candidate: Its score.
        lift: What its likeness to the best papers added.
    """
    worth = [Part(slot.typed, ranker.word(slot, paper), _places(slot, paper)) for slot in slots]
    if paper in ranker.closely:
        worth += [
            Part("near", ranker.near(at, paper), f"{slots[at - 1].typed} {slots[at].typed}")
            for at in range(1, len(slots))
        ]
        worth.append(Part("opening", ranker.opening(paper), "the title begins with it"))
    yield from (part for part in worth if part.value)
    total = sum(part.value for part in worth)
    covered = total * candidate.coverage**COVERAGE
    if candidate.coverage < 1:
        yield Part("coverage", covered - total, f"{candidate.coverage:.0%} of the query")
    if fresh := covered * (ranker.freshness(paper) - 1):
        yield Part("recent", fresh, "newer papers first, a little")
    if lift:
        yield Part("likeness", lift, "like the best papers found")


def _places(slot: Slot, paper: int) -> str:
    """Return where a word was found, and as what if not as typed."""
    places = slot.found.get(paper, {})
    in_title = sum(place < ABSTRACT for place in places)
    counts = ((in_title, "in the title"), (len(places) - in_title, "in the abstract"))
    said = ", ".join(f"{count} {where}" for count, where in counts if count)
    best = max(places.values(), default=1.0)
    return said if best == 1 else f"{said}, taken for {best:.0%}"
