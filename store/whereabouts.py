"""Where a passage stands that somebody quotes by hand, from a paper or from memory."""

from collections.abc import Callable

from .errors import Ambiguous, NotFound
from .models import HighlightField, Texts
from .prose import shortened

FIELDS: tuple[HighlightField, ...] = ("title", "abstract")
NEAR, AROUND = 160, 24
"""How much an error shows of a passage, and of what stands around it, in characters."""

Place = tuple[HighlightField, int, int]
"""A field, and from where to where in it."""


def whereabouts(quote: str, texts: Texts) -> Place:
    """Return where a quote stands in the texts of a paper.

    Raises:
        NotFound: It does not stand there; the error names the passage that is most like it.
        Ambiguous: It stands there more than once.
    """
    # Deferred: only who quotes by hand needs it.
    from .anchoring.quoting import exactly, in_words, nearest  # noqa: PLC0415

    quote = " ".join(quote.split())

    def places(way: Callable[[str, str], list[tuple[int, int]]]) -> list[Place]:
        return [(field, *place) for field in FIELDS for place in way(quote, texts.named(field))]

    found = places(exactly) or places(in_words)
    if not found:
        near = shortened(nearest(quote, list(texts)), NEAR)
        raise NotFound(f"{shortened(quote)!r} does not stand in the paper; the nearest passage is {near!r}")
    if len(found) > 1:
        around = " and ".join(
            repr(shortened(texts.named(field)[max(start - AROUND, 0) : stop + AROUND], NEAR))
            for field, start, stop in found[:3]
        )
        raise Ambiguous(
            f"{shortened(quote)!r} stands there {len(found)} times; quote more words of it: {around}"
        )
    return found[0]
