"""The choices that hang under the search line, loaded when there are some."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from .layout import crop
from .looks import Look, Looks, Styled
from .offers import Option
from .strips import strip_of

MOST = 8
WIDEST = 48


class ChoicePopup(Styled, Widget):
    """A few choices, of which one may be under the cursor.

    Looks:
        muted: The number of papers.
        cursor: The choice that Enter would take.
    """

    DEFAULT_CSS = """
    ChoicePopup {
        width: auto; height: auto; display: none; overlay: screen; constrain: inside;
        background: $panel; color: $text; border-left: outer $accent;
        border-right: solid $border;
    }
    ChoicePopup.-shown { display: block; }
    """

    LOOKS: ClassVar[Looks] = {
        "muted": Look("muted"),
        "cursor": Look("cursor-text", "cursor-background", "$cursor-style"),
    }

    def __init__(self) -> None:
        super().__init__()
        self._options: Sequence[Option] = ()
        self._cursor = -1
        self._top = 0

    @property
    def options(self) -> Sequence[Option]:
        """What is offered."""
        return self._options

    @property
    def choice(self) -> Option | None:
        """The choice that the reader moved to."""
        return self._options[self._cursor] if 0 <= self._cursor < len(self._options) else None

    def offer(self, options: Sequence[Option], column: int, cursor: int = -1) -> None:
        """Show some choices, or hide.

        Args:
            options: What to offer.
            column: The cell of the line to hang under.
            cursor: The choice to stand on; -1 for none.
        """
        changed = [option.label for option in options] != [option.label for option in self._options]
        self._options, self._cursor, self._top = options, cursor, 0
        self.set_class(bool(options), "-shown")
        if options:
            self.styles.offset = (max(column - 2, 0), 0)
            self.refresh(layout=changed)

    def move(self, steps: int) -> None:
        """Go to another choice, around the ends, where none is one of them."""
        self._cursor = (self._cursor + 1 + steps) % (len(self._options) + 1) - 1
        self._top = max(min(self._top, self._cursor), self._cursor - MOST + 1, 0)
        self.refresh()

    def get_content_width(self, container: object, viewport: object) -> int:
        """Return the width of the widest choice."""
        widest = max((cell_len(option.label) + len(_count(option)) for option in self._options), default=0)
        return min(widest + 3, WIDEST)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return a row for each choice, as far as they are shown at once."""
        return min(len(self._options), MOST)

    def render_line(self, y: int) -> Strip:
        """Draw a choice with its number of papers."""
        self.restyle(self.app.theme_variables)
        width, base = self.content_size.width, self.rich_style
        index = self._top + y
        if index >= len(self._options):
            return strip_of([], width, base)
        option = self._options[index]
        if index == self._cursor:
            base += self.named("cursor")
        count = _count(option)
        label = crop(f"{'▸' if index == self._cursor else ' '}{option.label}", width - len(count) - 1)
        gap = width - cell_len(label) - len(count) - 1
        muted = base if index == self._cursor else base + self.named("muted")
        return strip_of([Segment(label + " " * max(gap, 0), base), Segment(f"{count} ", muted)], width, base)


def _count(option: Option) -> str:
    return "" if option.papers is None else f" {option.papers:,}"
