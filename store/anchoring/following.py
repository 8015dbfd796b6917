"""Finding a passage again, in its own text or in a revision of it.

The order is that of "robust" and "fuzzy" anchoring as published: Phelps and Wilensky, *Robust Intra-document
Locations* (2000), Brush et al., *Robust Annotation Positioning in Digital Documents* (CHI 2001), and
Hypothesis' fuzzy anchoring (2013): the exact quote, then its context, then likeness. What is added here is
the old version, which tells the passage from those that resemble it.
"""

from collections.abc import Iterator
from typing import NamedTuple

from .claims import ALIKE, TELLING, is_claimed, likeness
from .passages import Passage, digest
from .revision import Revision, Run
from .wording import Wording, wording

HALF = 0.53
"""What a passage must keep to be the same after a revision, as a share of its words by their weight."""

MOST, NEARLY = 0.7, 80.0
"""What a passage must keep that stands in quite another place: that share, and the ratio of likeness."""

LONGEST = 5_000
"""Words beyond which no text is compared word by word: it takes as long as the square of their number."""


class Place(NamedTuple):
    """Where a passage stands.

    Args:
        start: The offset of its first character.
        stop: The offset after its last one.
        verbatim: Whether it stands there as it was quoted.
    """

    start: int
    stop: int
    verbatim: bool


def locate(passage: Passage, text: str) -> Place | None:
    """Find a passage in a text without knowing the version that it comes from.

    Returns:
        Its place if the quote stands there once, or once between what stood around it; else None.
    """
    if passage.start is not None and passage.text_digest == digest(text):
        return _placed(passage, text, passage.start, passage.stop or passage.start)
    found = list(occurrences(passage.quote, text))
    if len(found) > 1:
        found = [at for at in found if _fits(passage, text, at)]
    if len(found) == 1:
        return Place(found[0], found[0] + len(passage.quote), True)
    return None if found else _by_words(passage, wording(text))


def follow(passage: Passage, old: str, new: str) -> Place | None:
    """Find a passage again after its text was revised.

    Args:
        passage: The passage, told by its place in the old version.
        old: The version of the text that its offsets count in.
        new: The text as it is now.

    Returns:
        Its place, or None where the passage is gone or cannot be told from others.
    """
    start, stop = passage.start, passage.stop
    if start is None or stop is None or old == new:
        return locate(passage, new)
    was, now = wording(old), wording(new)
    first, end = was.within(start, stop)
    at = _only(passage.quote, new) if _only(passage.quote, old) is not None else None
    verbatim = None if at is None else Place(at, at + len(passage.quote), True)
    if first == end:
        return verbatim
    if max(len(was.words), len(now.words)) > LONGEST:
        return locate(passage._replace(text_digest=""), new)
    revision = Revision(was, now)
    if verbatim and end - first >= TELLING:
        return None if is_claimed((revision,), HALF, (start, stop), verbatim[:2]) else verbatim
    found = _survivor(revision, start, stop)
    return found and _placed(
        passage, new, *_with_marks(found, old, (start, stop), was.place(first, end), new)
    )


def occurrences(quote: str, text: str) -> Iterator[int]:
    """Yield every offset at which a quote stands in a text."""
    at = text.find(quote) if quote else -1
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def _only(quote: str, text: str) -> int | None:
    """Return where a quote stands, if it does so just once."""
    found = list(occurrences(quote, text))
    return found[0] if len(found) == 1 else None


def _fits(passage: Passage, text: str, at: int) -> bool:
    """Return whether what stood around a quote stands around one of its occurrences."""
    after = at + len(passage.quote)
    return text[:at].endswith(passage.prefix) and text[after:].startswith(passage.suffix)


def _placed(passage: Passage, text: str, start: int, stop: int) -> Place:
    return Place(start, stop, text[start:stop] == passage.quote)


def _by_words(passage: Passage, text: Wording) -> Place | None:
    """Find a quote that stands in a text once, in other typography."""
    quoted = wording(passage.quote).words
    size = len(quoted)
    if size < TELLING:
        return None
    starts = [at for at in range(len(text.words) - size + 1) if text.words[at : at + size] == quoted]
    if len(starts) != 1:
        return None
    return _placed(passage, text.text, text.spans[starts[0]][0], text.spans[starts[0] + size - 1][1])


def _survivor(revision: Revision, start: int, stop: int) -> Run | None:
    """Return where a passage is whose words were revised in their place, or that was moved."""
    for version, share, ratio in ((revision, HALF, ALIKE), (revision.residue(start, stop), MOST, NEARLY)):
        found = version.kept(start, stop, share)
        if found is not None and likeness(revision, (start, stop), found) >= ratio:
            return None if is_claimed((revision, version), share, (start, stop), found) else found
    return None


def _with_marks(found: Run, old: str, was: Run, words: Run, new: str) -> Run:
    """Return a place with the punctuation around its words, where the passage had some."""
    start, stop = found
    if was[0] < words[0]:
        while start > 0 and _is_mark(new[start - 1]):
            start -= 1
    if was[1] > words[1]:
        while stop < len(new) and _is_mark(new[stop]):
            stop += 1
    return start, stop


def _is_mark(char: str) -> bool:
    return not char.isalnum() and not char.isspace()
