"""Whether another passage of an old version has as good a claim to a place in the new one.

Two sentences may differ by a word, and a revision may take one of them out and that word from the other:
then no likeness tells which of them is left.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from .revision import Revision, Run
from .wording import Wording, telling

ALIKE = 62.0
"""What a passage must keep to be the same after a revision, as a ratio of likeness (`fuzz.ratio`)."""

TELLING = 5
"""Words that make a quote: fewer may stand in another sentence by chance."""

MARGIN = 0.2
"""How much more of what was found ours must explain than any other, as a share of its words' weight."""


def likeness(revision: Revision, was: Run, now: Run) -> float:
    """Return how alike two places in the old text and in the new one are, as a ratio from 0 to 100."""
    return fuzz.ratio(revision.old.text[slice(*was)], revision.new.text[slice(*now)])


def is_claimed(revisions: Sequence[Revision], share: float, was: Run, now: Run) -> bool:
    """Return whether another passage explains a place nearly as well as ours, and is not surely elsewhere.

    Args:
        revisions: How the texts are compared; the first as a whole.
        share: How much of a passage must have survived.
        was: Our passage in the old text.
        now: Where it would be in the new one.
    """
    whole = revisions[0]
    first, end = whole.new.within(*now)
    words = whole.new.words[first:end]
    own = Counter(words) & Counter(whole.old.words[slice(*whole.old.within(*was))])
    least = sum(map(telling, own.elements())) - MARGIN * whole.new.weight(range(first, end))
    for rival in _rivals(whole.old, was, words, least):
        text = whole.old.text[slice(*rival)]
        is_telling = len(text.split()) >= TELLING
        if is_telling and _apart(text, whole.new.text, now) >= _apart(text, whole.old.text, was):
            continue
        places = (revision.kept(*rival, share) for revision in revisions)
        place = next(filter(None, places), None)
        if place is None or (place[0] < now[1] and now[0] < place[1]):
            return True
        if likeness(whole, rival, place) < ALIKE:
            return True
    return False


def _apart(words: str, text: str, place: Run) -> int:
    """Return how often some words stand in a text without touching a place in it."""
    return text.count(words, 0, place[0]) + text.count(words, place[1])


def _rivals(old: Wording, was: Run, words: Sequence[str], least: float) -> Iterator[Run]:
    """Yield the shortest passages beside ours that have so much of some words, by their weight."""
    first, end = old.within(*was)
    wanted, size = Counter(words), len(words) * 3 // 2 + 1
    for numbers in (range(first), range(end, len(old.words))):
        has: Counter[str] = Counter()
        weight, begin = 0, numbers.start
        for last in numbers:
            word = old.words[last]
            has[word] += 1
            weight += telling(word) * (has[word] <= wanted[word])
            while begin <= last and (
                last - begin >= size or has[old.words[begin]] > wanted[old.words[begin]]
            ):
                gone = old.words[begin]
                weight -= telling(gone) * (has[gone] <= wanted[gone])
                has[gone] -= 1
                begin += 1
            if word in wanted and weight >= least:
                yield old.place(begin, last + 1)
