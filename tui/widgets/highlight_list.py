"""The highlights of many papers, three lines each: what was marked, what was said to it, where it stands."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events

from postil.store.highlights import Gathered

from ..format import SEPARATOR, age, month
from ..layout import crop, wrap
from ..line_pane import LinePane
from ..looks import PEN_LOOKS, Look, Looks
from ..messages import Opened

LINES = 3
"""Lines of a highlight."""


class HighlightList(LinePane):
    """A list of highlights with a cursor.

    Looks:
        cursor: What is under the cursor.
        bar, muted, pen-1 to pen-5: Parts of a highlight.

    Messages: `Opened`.
    """

    DEFAULT_CSS = "HighlightList { background: $ground; color: $text; }"

    LOOKS: ClassVar[Looks] = {
        "cursor": Look("cursor-text", "cursor-background", "$cursor-style"),
        "muted": Look("muted"),
        "bar": Look("accent"),
        **PEN_LOOKS,
    }

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.cursor = 0
        self._shown: Sequence[Gathered] = ()

    def show(self, gathered: Sequence[Gathered]) -> None:
        """Show other highlights; the cursor stays on the same one, if it is there."""
        before = self.current
        self._shown = gathered
        ids = [one.highlight.highlight_id for one in gathered]
        wanted = before.highlight.highlight_id if before else ""
        self._stand(ids.index(wanted) if wanted in ids else self.cursor)

    @property
    def current(self) -> Gathered | None:
        """The highlight under the cursor."""
        return self._shown[self.cursor] if self.cursor < len(self._shown) else None

    def line_count(self) -> int:
        """Return the lines of all highlights."""
        return len(self._shown) * LINES

    def draw(self, line: int, width: int) -> list[Segment]:
        """Draw one of the lines of a highlight."""
        number, part = divmod(line, LINES)
        one = self._shown[number]
        here = number == self.cursor
        base = self.base + self.named("cursor") if here else self.base
        start = [Segment("▌" if here else " ", base + self.named("bar"))]
        pen = self.base + self.named(f"pen-{one.highlight.pen}")
        quote, comment = _said(one, max(width - 4, 1))
        if part == 0:
            drawn = [Segment(f"{one.highlight.pen} ", base + self.named("bar")), Segment(quote[0], pen)]
        elif part == 1:
            drawn = [Segment("  ", base), Segment(comment, base) if comment else Segment(quote[1], pen)]
        else:
            drawn = [Segment(f"  {_facts(one, max(width - 4, 1))}", base + self.named("muted"))]
        return _filled([*start, *drawn], width, base)

    def move(self, lines: int) -> None:
        """Go down by some highlights, or up."""
        self._stand(self.cursor + lines)

    def move_to(self, line: int) -> None:
        """Go to a highlight from 0; a negative one counts from the end."""
        self._stand(line if line >= 0 else len(self._shown) + line)

    def page(self, pages: float) -> None:
        """Go by pages of this window."""
        self.move(round(pages * max(self.size.height // LINES, 1)))

    def _stand(self, number: int) -> None:
        self.cursor = max(0, min(number, len(self._shown) - 1))
        self.refit()
        self.reveal(self.cursor * LINES, self.cursor * LINES + LINES - 1)

    def on_click(self, event: events.Click) -> None:
        """Stand on the clicked highlight; a second click opens it."""
        number = (event.y + self.top) // LINES
        if number < len(self._shown):
            self._stand(number)
            if event.chain > 1:
                self.post_message(Opened())


def _said(one: Gathered, width: int) -> tuple[tuple[str, str], str]:
    """Return the quote in two lines, or in one where a comment needs the second, and the comment."""
    quote, comment = (" ".join(text.split()) for text in (one.highlight.quote, one.highlight.comment))
    rows = wrap(quote, width)
    if comment or len(rows) == 1:
        return (crop(quote, width), ""), crop(comment, width)
    return (quote[: rows[0].stop], crop(quote[rows[1].start :], width)), ""


def _facts(one: Gathered, width: int) -> str:
    """Return title, month, age and state in a line; only the title gives way where it is too narrow."""
    state = "" if one.highlight.state == "anchored" else one.highlight.state
    others = SEPARATOR.join(filter(None, (month(one.published), age(one.highlight.created), state)))
    room = width - cell_len(SEPARATOR + others)
    return crop(f"{crop(one.title, room)}{SEPARATOR}{others}" if room > 0 else others, width)


def _filled(segments: list[Segment], width: int, base: Style) -> list[Segment]:
    """Return segments with blanks up to a width."""
    used = sum(cell_len(segment.text) for segment in segments)
    return [*segments, Segment(" " * (width - used), base)]
