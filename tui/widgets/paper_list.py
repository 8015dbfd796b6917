"""The list of papers: two lines each, drawn from pages that are fetched when they come into view."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events

from postil.store.models import Row

from ..document import Marks, Span
from ..format import SEPARATOR, facts_line
from ..layout import crop
from ..line_pane import LinePane
from ..looks import Look, Looks
from ..messages import CursorMoved, Opened
from ..paint import paint

PAGE = 64
LINES = 2

GLYPHS = {"unread": "●", "reading": "◐", "read": " ", "dropped": "×"}


def _no_rows(_start: int, _stop: int) -> Sequence[Row]:
    return ()


def _none(_index: int) -> bool:
    return False


class Lead(NamedTuple):
    """What stands before a paper of a reading list.

    Args:
        text: Its number and its mark, as wide as those of the other papers.
        due: When it is due, in words.
        overdue: Whether it should have been read by now.
    """

    text: str = ""
    due: str = ""
    overdue: bool = False


def _no_lead(_paper_id: int) -> Lead:
    return Lead()


class PaperSource(NamedTuple):
    """What a list of papers shows.

    Args:
        length: How many papers there are.
        fetch: Returns the rows from one index to another.
        marks: Finds what answers the search in a title.
        chosen: Whether the paper at an index is selected.
        empty: What is said where there are no papers.
        choices: What is offered below the papers, one line each.
        notes: What is said of a paper instead of its facts, by row id.
        lead: Returns what stands before a paper, by its row id.
    """

    length: int = 0
    fetch: Callable[[int, int], Sequence[Row]] = _no_rows
    marks: Marks | None = None
    chosen: Callable[[int], bool] = _none
    empty: Sequence[str] = ()
    choices: Sequence[str] = ()
    notes: Mapping[int, str] = MappingProxyType({})
    lead: Callable[[int], Lead] = _no_lead


class PaperList(LinePane):
    """A list of papers of any length.

    Looks:
        cursor: The row under the cursor while the list has the focus.
        resting: The same while it has not.
        chosen: A selected row.
        bar, muted, unread, star, hit, title, dropped, warning: Parts of a row.

    Messages: `CursorMoved`, `Opened`.
    """

    DEFAULT_CSS = "PaperList { background: $ground; color: $text; }"

    LOOKS: ClassVar[Looks] = {
        "cursor": Look("cursor-text", "cursor-background", "$cursor-style"),
        "resting": Look("", "cursor-blurred-background"),
        "muted": Look("muted"),
        "unread": Look("unread"),
        "star": Look("star"),
        "hit": Look("hit-text", "hit-background", "$hit-style"),
        "title": Look(style="bold"),
        "dropped": Look("muted", style="strike"),
        "chosen": Look("selection-text", "selection-background"),
        "bar": Look("accent"),
        "warning": Look("warning"),
    }

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.cursor = 0
        self._source = PaperSource()
        self._pages: dict[int, Sequence[Row]] = {}

    def show(self, source: PaperSource, cursor: int) -> None:
        """Show other papers at once, with the cursor at an index."""
        self._source = source
        self._pages.clear()
        self.refit()
        self._stand(cursor, False)

    def forget(self) -> None:
        """Fetch the rows anew: something about them changed."""
        self._pages.clear()
        self.repaint()

    def row(self, index: int) -> Row | None:
        """Return the row at an index, or None past the ends."""
        if not 0 <= index < self._source.length:
            return None
        page = index // PAGE
        if page not in self._pages:
            if len(self._pages) > 32:
                self._pages.clear()
            self._pages[page] = self._source.fetch(page * PAGE, min((page + 1) * PAGE, self._source.length))
        rows = self._pages[page]
        return rows[index % PAGE] if index % PAGE < len(rows) else None

    def line_count(self) -> int:
        """Return two lines a paper, or those that say that there is none."""
        return self._papers() + (len(self._source.choices) + 1 if self._source.choices else 0)

    def _papers(self) -> int:
        """Return the lines that the papers take, or what is said where there are none."""
        return self._source.length * LINES or len(self._source.empty)

    def draw(self, line: int, width: int) -> list[Segment]:
        """Draw one of the two lines of a paper."""
        if line >= self._papers():
            return self._choice(line - self._papers() - 1, width)
        if not self._source.length:
            return [Segment(crop(f"  {self._source.empty[line]}", width), self.base + self.named("muted"))]
        index, second = divmod(line, LINES)
        row = self.row(index)
        if row is None:
            return []
        chosen, here = self._source.chosen(index), index == self.cursor
        base = self.base
        if here:
            base += self.named("cursor" if self.has_focus else "resting")
        elif chosen:
            base += self.named("chosen")
        bar = Segment("┃" if chosen else "▌" if here and self.has_focus else " ", base + self.named("bar"))
        lead = self._source.lead(row.paper_id)
        number = Segment(" " * cell_len(lead.text) if second else lead.text, base + self.named("muted"))
        width -= cell_len(lead.text)
        if second:
            return [bar, number, *self._facts(row, base, width, lead)]
        return [bar, number, *self._title(row, base, width - 1)]

    def _choice(self, number: int, width: int) -> list[Segment]:
        """Draw something that is offered, below a free line."""
        if number < 0:
            return []
        here = not self._source.length and number == self.cursor
        style = self.base + self.named("cursor") if here else self.base
        return [Segment(crop(f"  {self._source.choices[number]}", width).ljust(width), style)]

    def _title(self, row: Row, base: Style, width: int) -> list[Segment]:
        star = " ★" if row.starred else ""
        title = crop(row.title, width - 2 - len(star) - 1)
        spans = [Span(0, len(title), "dropped")] if row.status == "dropped" else []
        if row.status == "unread":
            spans.append(Span(0, len(title), "title"))
        if self._source.marks:
            spans += [Span(start, stop, "hit") for start, stop in self._source.marks(row.title)]
        used = 2 + cell_len(title) + len(star)
        return [
            Segment(GLYPHS[row.status] + " ", base + self.named("unread")),
            *paint(title, spans, self.named, base),
            Segment(" " * max(width - used - 1, 0), base),
            Segment(star + " ", base + self.named("star")),
        ]

    def _facts(self, row: Row, base: Style, width: int, lead: Lead) -> list[Segment]:
        note = self._source.notes.get(row.paper_id)
        due = crop(f"  {lead.due}", width - 2) if lead.due else ""
        parts = [note] if note else [facts_line(row), *(f"#{tag}" for tag in row.tags)]
        if row.rating is not None:
            parts.append("●" * row.rating + "○" * (5 - row.rating))
        if row.notes:
            parts.append("note")
        gap = SEPARATOR if due else "  "
        text = crop(gap + SEPARATOR.join(filter(None, parts)), width - 2 - cell_len(due))
        style = base + self.named("muted")
        pressing = base + self.named("warning") if lead.overdue else style
        rest = " " * (width - 1 - cell_len(due) - cell_len(text))
        return [Segment(due, pressing), Segment(text + rest, style)]

    def move(self, lines: int) -> None:
        """Go down by some papers, or up."""
        self._stand(self.cursor + lines, True)

    def move_to(self, line: int) -> None:
        """Go to a paper by its index; a negative one counts from the end."""
        self._stand(line if line >= 0 else self._source.length + line, True)

    def page(self, pages: float) -> None:
        """Go by pages of this window."""
        self.move(round(pages * max(self.size.height // LINES - 1, 1)))

    def _stand(self, index: int, by_reader: bool) -> None:
        self.cursor = max(0, min(index, (self._source.length or len(self._source.choices)) - 1))
        self._follow()
        self.post_message(CursorMoved(self.cursor, by_reader))

    def _follow(self) -> None:
        """Keep the cursor in view, with a paper of context where there is room."""
        context = LINES if self.size.height >= 4 * LINES else 0
        top = self.cursor * LINES
        self.reveal(max(top - context, 0), min(top + LINES + context, self.line_count()) - 1)

    def on_resize(self) -> None:
        """Fit to the new size, with the cursor still in view."""
        super().on_resize()
        self._follow()

    def on_click(self, event: events.Click) -> None:
        """Stand on the clicked paper; a second click opens it."""
        index = (event.y + self.top) // LINES
        if index < self._source.length:
            self._stand(index, True)
            if event.chain > 1:
                self.post_message(Opened())
