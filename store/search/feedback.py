"""Pseudo-relevance feedback: the best papers teach what the query is about.

After Rocchio ("Relevance feedback in information retrieval", 1971) and the relevance models of Lavrenko and
Croft (SIGIR 2001): the key terms of the best papers, weighted by their scores, make a profile, and the papers
found are lifted by their likeness to it. Only papers that have something of the query are ordered anew.
"""

from collections.abc import Callable, Collection, Mapping
from math import sqrt

from .profiles import Profile, likeness
from .ranking import Candidate

TEACHERS = 4
PUPILS = 32
WEIGHT = 0.5


def teach(
    found: Mapping[int, Candidate], profiles: Callable[[Collection[int]], Mapping[int, Profile]]
) -> dict[int, float]:
    """Lift the papers that are like the best ones.

    Args:
        found: Papers by id, with their scores; these are changed.
        profiles: Gives the key terms of papers by their ids, as vectors of length 1.

    Returns:
        By how much each paper was lifted.
    """
    pupils = sorted(found, key=lambda paper: -found[paper].score)[:PUPILS]
    if len(pupils) < 3:
        return {}
    known = profiles(pupils)
    lesson: dict[str, float] = {}
    for paper in pupils[:TEACHERS]:
        for term, weight in known[paper].items():
            lesson[term] = lesson.get(term, 0.0) + found[paper].score * weight
    length = sqrt(sum(weight * weight for weight in lesson.values())) or 1.0
    scale = WEIGHT * found[pupils[0]].score / length
    lifts = {paper: scale * likeness(known[paper], lesson) * found[paper].coverage for paper in pupils}
    for paper, lift in lifts.items():
        found[paper].score += lift
    return lifts
