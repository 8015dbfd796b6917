"""Painting a stretch of text with named styles, segment by segment. Nothing here reads markup."""

from collections.abc import Callable, Iterable
from itertools import pairwise

from rich.segment import Segment
from rich.style import Style

from .document import Span

Styles = Callable[[str], Style]


def paint(text: str, spans: Iterable[Span], styles: Styles, base: Style, offset: int = 0) -> list[Segment]:
    """Return a text as segments.

    Args:
        text: The text of one row, without control characters.
        spans: Styles by offset; those outside are passed over, later ones are laid over earlier ones.
        styles: Gives the style of a name.
        base: The style under all of them.
        offset: The offset of the text's first character, in the spans' counting.
    """
    end = offset + len(text)
    inside = [span for span in spans if span.start < end and span.stop > offset]
    cuts = {offset, end}
    for span in inside:
        cuts.update((max(span.start, offset), min(span.stop, end)))
    edges = sorted(cuts)
    segments = []
    for start, stop in pairwise(edges):
        style = base
        for span in inside:
            if span.start <= start and span.stop >= stop:
                style += styles(span.style)
        segments.append(Segment(text[start - offset : stop - offset], style))
    return segments
