"""A list of entries under headings, each with a count: the sidebar, and every dialog that offers a choice."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events

from ..entries import Entry
from ..layout import crop
from ..line_pane import LinePane
from ..looks import Look, Looks
from ..messages import EntryChosen, EntryReached
from ..strips import drawn


class EntryList(LinePane):
    """Entries to choose from.

    Args:
        id: What its screen calls it.
        lent: Whether a field has the keys and lends some, so that the cursor shows without the focus.

    Looks:
        heading, muted, cursor, current: Parts of a line; `current` is an entry in force.

    Messages: `EntryReached` where the cursor goes, `EntryChosen`.

    Args:
        lit: Whether the cursor shows while a field beside it has the keys, too.
    """

    DEFAULT_CSS = "EntryList { background: $panel; color: $text; }"

    LOOKS: ClassVar[Looks] = {
        "heading": Look("accent", style="bold"),
        "muted": Look("muted"),
        "cursor": Look("cursor-text", "cursor-background", "$cursor-style"),
        "current": Look("accent", style="bold"),
    }

    def __init__(self, id: str | None = None, lit: bool = False) -> None:
        super().__init__(id=id)
        self._lit = lit
        self._entries: Sequence[Entry] = ()
        self._current = ""
        self._cursor = 0

    def show(self, entries: Sequence[Entry], current: str) -> None:
        """Show other entries.

        The cursor goes to the entry in force when that is another one, unless the reader is moving it here:
        what is in force may be told after the keys that follow.

        Args:
            entries: Headings and entries.
            current: The value of the entry in force.
        """
        entries = tuple(entries)
        if entries == self._entries and current == self._current:
            return
        before, moved = self.entry, current != self._current
        self._entries, self._current = entries, current
        if before is None or (moved and not self.has_focus):
            self._cursor = next((at for at, entry in enumerate(entries) if entry.value == current), 0)
        else:
            self._cursor = self._nearest(before)
        self.refit()

    @property
    def entry(self) -> Entry | None:
        """The entry under the cursor."""
        return self._entries[self._cursor] if self._cursor < len(self._entries) else None

    def _nearest(self, wanted: Entry) -> int:
        """Return where an entry stands now, whatever its figures are; or else what took its place."""
        places = [at for at, entry in enumerate(self._entries) if entry.value is not None]
        same = (wanted.kind, wanted.value)
        found = [at for at in places if (self._entries[at].kind, self._entries[at].value) == same]
        return found[0] if found else min(places, key=lambda at: abs(at - self._cursor), default=0)

    def line_count(self) -> int:
        """Return one line an entry."""
        return len(self._entries)

    def draw(self, line: int, width: int) -> list[Segment]:
        """Draw an entry with its count at the right."""
        entry = self._entries[line]
        base = self.base
        if entry.value is None:
            return [Segment(" " + crop(entry.label, width - 1), base + self.named("heading"))]
        if line == self._cursor and (self.has_focus or self._lit):
            base += self.named("cursor")
        count = _count(entry)
        room = width - 5 - len(count)
        label = crop(drawn(entry.shown or entry.label), room)
        current = entry.kind == "place" and entry.value == self._current
        name = base
        sign = "▸" if current else "+" if entry.added else entry.mark or " "
        if sign != " ":
            name = base + self.named("current")
        elif entry.papers == 0:
            name = base + self.named("muted")
        return [
            Segment(f" {sign} ", name),
            Segment(label + " " * (room - cell_len(label)), name),
            Segment(f" {count} ", base + self.named("muted")),
        ]

    def move(self, lines: int) -> None:
        """Go down by some entries, over the headings, or up."""
        values = [number for number, entry in enumerate(self._entries) if entry.value is not None]
        if values:
            here = values.index(self._cursor) if self._cursor in values else 0
            self._stand(values[max(0, min(here + lines, len(values) - 1))])

    def move_to(self, line: int) -> None:
        """Go to the first entry, or for a negative number to the last."""
        self.move(-len(self._entries) if line >= 0 else len(self._entries))

    def reach(self, value: str) -> None:
        """Go to the entry of a value, if there is one."""
        for line, entry in enumerate(self._entries):
            if entry.value == value:
                self._stand(line)

    def choose(self) -> None:
        """Choose the entry under the cursor."""
        entry = self.entry
        if entry and entry.value is not None:
            self.post_message(EntryChosen(entry.value, entry.label, entry.kind))

    def _stand(self, line: int) -> None:
        self._cursor = line
        self.reveal(line, line)
        value = self._entries[line].value
        if value is not None:
            self.post_message(EntryReached(value))

    def on_click(self, event: events.Click) -> None:
        """Choose the clicked entry."""
        line = event.y + self.top
        if line < len(self._entries) and self._entries[line].value is not None:
            self._stand(line)
            self.choose()


def _count(entry: Entry) -> str:
    """Return how many papers an entry has, and before that how many of them are done."""
    if entry.papers is None:
        return ""
    done = "" if entry.done is None else f"{entry.done:,}/"
    return f"{done}{'≈' if entry.about and entry.papers else ''}{entry.papers:,}"
