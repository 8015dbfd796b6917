"""Strips for the screen, through the one net that no control character passes.

Importing cleans what it reads, but a library may come from anywhere. Each character that could act on a
terminal is drawn as one that cannot, one for one, so that every offset still holds.
"""

import re
from collections.abc import Iterable, Mapping

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

PICTURES = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421}
REPLACED = (
    *range(0x80, 0xA0),  # C1
    *(0x061C, *range(0x200B, 0x2010), 0xFEFF),  # marks without width
    *range(0x2028, 0x202F),  # separators and bidi embeddings
    *range(0x2060, 0x2070),  # invisible operators and bidi isolates
    *range(0xD800, 0xE000),  # surrogates
    *range(0xFFF9, 0xFFFC),  # annotations
    *range(0xE0000, 0xE0080),  # tags
)
REPLACEMENT = "\ufffd"
NET: Mapping[int, int | str] = PICTURES | dict.fromkeys(REPLACED, REPLACEMENT)
PILED = r"(?<=[\u0300-\u036f]{4})[\u0300-\u036f]+"
"""Combining marks beyond the fourth on one letter."""


def drawn(text: str) -> str:
    """Return a text of the same length that only draws."""
    if text.isascii() and text.isprintable():
        return text
    return re.sub(PILED, lambda found: REPLACEMENT * len(found.group()), text.translate(NET))


def strip_of(segments: Iterable[Segment], width: int, base: Style, last: Segment | None = None) -> Strip:
    """Return segments as a strip of just this width.

    Args:
        segments: What to draw.
        width: Cells.
        base: The style of what is left free.
        last: One cell that stands behind them.
    """
    safe = [Segment(drawn(segment.text), segment.style) for segment in segments]
    line = Segment.adjust_line_length(safe, width, base)
    return Strip(line, width) if last is None else Strip([*line, last], width + 1)
