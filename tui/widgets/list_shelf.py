"""All lists, two lines each: the name with how far it is, and below it when it is due and what it asks."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events

from ..format import SEPARATOR
from ..layout import crop
from ..line_pane import LinePane
from ..looks import Look, Looks
from ..messages import EntryReached, Opened
from ..shelf import ShelfRow
from ..strips import drawn

LINES = 2
"""Lines of a list, and of a heading with the free line above it."""


class ListShelf(LinePane):
    """Lists with a cursor.

    Looks:
        cursor, resting: What is under the cursor while the pane has the focus, and while it has not.
        heading, bar, muted, progress, warning: Parts of a line.

    Messages: `EntryReached` where the cursor goes, `Opened`.
    """

    DEFAULT_CSS = "ListShelf { background: $ground; color: $text; }"

    LOOKS: ClassVar[Looks] = {
        "cursor": Look("cursor-text", "cursor-background", "$cursor-style"),
        "resting": Look("", "cursor-blurred-background"),
        "heading": Look("accent", style="bold"),
        "bar": Look("accent"),
        "muted": Look("muted"),
        "progress": Look("accent"),
        "warning": Look("warning"),
    }

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: Sequence[ShelfRow] = ()
        self._cursor = 0

    def show(self, rows: Sequence[ShelfRow]) -> None:
        """Show other lists; the cursor stays on its list, or on what took its place."""
        before = self.current
        self._rows = rows
        places = [row.place for row in rows]
        if before is not None and before.place in places:
            self._cursor = places.index(before.place)
        self._cursor = self._nearest(self._cursor)
        self.refit()
        self._reveal()

    def reach(self, kind: str, name: str) -> None:
        """Go to a list, if it is there."""
        places = [row.place for row in self._rows]
        if (kind, name) in places:
            self._stand(places.index((kind, name)))

    @property
    def current(self) -> ShelfRow | None:
        """The list under the cursor; None if there is none."""
        row = self._rows[self._cursor] if self._cursor < len(self._rows) else None
        return None if row is None or row.kind == "heading" else row

    def _lists(self) -> list[int]:
        return [number for number, row in enumerate(self._rows) if row.kind != "heading"]

    def _nearest(self, wanted: int) -> int:
        return min(self._lists(), key=lambda number: abs(number - wanted), default=0)

    def line_count(self) -> int:
        """Return the lines of all lists and headings; the first heading has no free line above it."""
        return max(len(self._rows) * LINES - 1, 0)

    def draw(self, line: int, width: int) -> list[Segment]:
        """Draw a line of a list, or a heading."""
        number, part = divmod(line + 1, LINES)
        row = self._rows[number]
        if row.kind == "heading":
            return self._heading(row, width) if part else []
        here = number == self._cursor
        base = self.base
        if here:
            base += self.named("cursor" if self.has_focus else "resting")
        bar = Segment("▌" if here and self.has_focus else " ", base + self.named("bar"))
        return [bar, *(self._asked(row, base, width - 1) if part else self._named(row, base, width - 1))]

    def _heading(self, row: ShelfRow, width: int) -> list[Segment]:
        said = crop(f"  {row.about}", width - 1 - cell_len(row.name)) if row.about else ""
        return [
            Segment(f" {row.name}", self.base + self.named("heading")),
            Segment(said, self.base + self.named("muted")),
        ]

    def _named(self, row: ShelfRow, base: Style, width: int) -> list[Segment]:
        room = width - cell_len(row.number) - cell_len(row.right) - 3
        name = crop(drawn(row.name), room)
        return [
            Segment(f" {row.number}", base + self.named("bar")),
            Segment(name + " " * max(room - cell_len(name) + 1, 0), base),
            Segment(f"{row.right} ", base + self.named("progress")),
        ]

    def _asked(self, row: ShelfRow, base: Style, width: int) -> list[Segment]:
        indent = " " * (1 + cell_len(row.number))
        due = crop(row.due.said, width - len(indent) - 1)
        gap = SEPARATOR if due and row.about else ""
        about = crop(drawn(gap + row.about), width - len(indent) - cell_len(due) - 1)
        muted = base + self.named("muted")
        rest = " " * max(width - len(indent) - cell_len(due) - cell_len(about), 0)
        return [
            Segment(indent, base),
            Segment(due, base + self.named("warning") if row.due.pressing else muted),
            Segment(about + rest, muted),
        ]

    def move(self, lines: int) -> None:
        """Go down by some lists, or up."""
        lists = self._lists()
        if lists:
            here = lists.index(self._cursor) if self._cursor in lists else 0
            self._stand(lists[max(0, min(here + lines, len(lists) - 1))])

    def move_to(self, line: int) -> None:
        """Go to a list from 0; a negative one counts from the end."""
        lists = self._lists()
        if lists:
            self._stand(lists[max(-len(lists), min(line, len(lists) - 1))])

    def page(self, pages: float) -> None:
        """Go by pages of this window."""
        self.move(round(pages * max(self.size.height // LINES, 1)))

    def _stand(self, number: int) -> None:
        self._cursor = number
        self.repaint()
        self._reveal()
        self.post_message(EntryReached(self._rows[number].name))

    def _reveal(self) -> None:
        first = self._cursor * LINES - 1
        above = LINES if self._cursor in self._lists()[:1] else 0  # with its heading
        self.reveal(max(first - above, 0), first + 1)

    def on_resize(self) -> None:
        """Fit to the new size, with the cursor still in view."""
        super().on_resize()
        self._reveal()

    def on_click(self, event: events.Click) -> None:
        """Stand on the clicked list; a second click shows it."""
        number = (event.y + self.top + 1) // LINES
        if number < len(self._rows) and self._rows[number].kind != "heading":
            self._stand(number)
            if event.chain > 1:
                self.post_message(Opened())
