"""Statistics as lines, drawn with block characters, for desk and command line. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from postil.store.models import STATUSES, Counts
from postil.store.text.safe import clean_line

from .blocks import LABEL, bar, calendar, cells, curve, cut, legend, meter
from .format import SEPARATOR, month, plural

if TYPE_CHECKING:
    from postil.store.habits import Habits, Streaks

COLUMN = 76
"""Cells of a line, where there is room."""
BAR, BESIDE = 24, 26
"""Cells of the longest bar, where there is room; and those that what stands before it needs."""
WIDEST_LABEL = 40
MOST = 8
"""Tags and lists that are drawn."""
MONTHS_DRAWN = 36
NO_HABITS = "Nothing has been read yet: r marks a paper read, 1 to 5 highlight in it."

Table = Mapping[str, int]


class Line(NamedTuple):
    """A line.

    Args:
        said: What it says.
        drawn: What is drawn behind that.
        style: How what it says is written.
    """

    said: str
    drawn: str = ""
    style: str = ""


Section = tuple[str, tuple[Line, ...]]
"""A heading and what stands under it."""


class Room(NamedTuple):
    """What there is to draw in.

    Args:
        width: Cells of a line.
        plain: Whether nothing is drawn: figures only, for screen readers.
    """

    width: int = COLUMN
    plain: bool = False

    @property
    def bar(self) -> int:
        """The cells of the longest bar; 0 where nothing is drawn."""
        return 0 if self.plain else min(BAR, max(self.width - BESIDE, 0))


def sections(
    counts: Counts, habits: "Habits", streaks: "Streaks", today: date, room: Room
) -> Iterator[Section]:
    """Yield how a reader reads, and what stands where, as far as there is anything.

    Args:
        counts: How many papers stand where.
        habits: How the reader reads.
        streaks: Days in a row.
        today: The present day.
        room: What to draw in.
    """
    for heading, lines in (
        ("Reading", _reading(habits, streaks, today, room)),
        ("From all papers to those you wrote in", _funnel(counts.papers, habits.funnel, room)),
        ("From import to reading", _waits(habits, room)),
        ("Reading lists", _lists(habits.lists, room)),
        ("Tags over time", over_time(habits.tags, room)),
        *((heading, table_lines(table, room)) for heading, table in tables(counts)),
    ):
        found = tuple(lines)
        if found:
            yield heading, found


def tables(counts: Counts) -> Iterator[tuple[str, Table]]:
    """Yield what stands where, as far as there is anything: a heading, and papers by name."""
    yield "Status", {status: counts.statuses.get(status, 0) for status in STATUSES}
    for heading, table in (("Years", counts.years), ("Tags", counts.tags)):
        if table:
            yield heading, table


def table_lines(table: Table, room: Room, bars: bool = True) -> Iterator[Line]:
    """Yield a table of names, numbers and bars.

    Args:
        table: Numbers by name.
        room: What to draw in.
        bars: Whether the numbers can be compared.
    """
    names = {name: clean_line(name) for name in table}
    digits = max(len(f"{number:,}") for number in table.values())
    most = max(table.values()) if bars else 0
    label = min(max(map(cells, names.values())), WIDEST_LABEL, room.width - digits - room.bar - 6)
    for name, number in table.items():
        drawn = bar(number, most, room.bar) if most and room.bar else ""
        yield Line(f"  {_padded(names[name], label)}  {number:>{digits},}  ", drawn)


def _padded(text: str, width: int) -> str:
    cropped = cut(text, width)
    return cropped + " " * (width - cells(cropped))


def _reading(habits: "Habits", streaks: "Streaks", today: date, room: Room) -> Iterator[Line]:
    """Yield the calendar and its sum."""
    if not habits.days:
        yield Line(NO_HABITS, style="muted")
        return
    if room.plain:
        yield from (Line(f"  {day}  {_deeds(*done)}") for day, done in habits.days.items())
    else:
        deeds = {day: sum(done) for day, done in habits.days.items()}
        months, *weekdays = calendar(deeds, today, room.width)
        yield Line(months, style="muted")
        yield from (Line(line[:LABEL], line[LABEL:], "muted") for line in weekdays)
        yield Line(legend(), style="muted")
    totals = [sum(numbers) for numbers in zip(*habits.days.values(), strict=True)]
    yield Line(f"{_deeds(*totals)} on {plural(len(habits.days), 'day')}")
    yield Line(f"{plural(streaks.current, 'day')} in a row now, {streaks.longest:,} at the longest")


def _deeds(read: int, highlights: int, notes: int) -> str:
    """Return what was done, in words."""
    said = (
        f"{read:,} read" if read else "",
        plural(highlights, "highlight") if highlights else "",
        plural(notes, "note") if notes else "",
    )
    return SEPARATOR.join(filter(None, said))


def _funnel(papers: int, funnel: Table, room: Room) -> Iterator[Line]:
    """Yield how many papers come how far, each with its share of those that came to the step before."""
    if not papers:
        return
    before, digits = papers, len(f"{papers:,}")
    for name, number in {"all": papers, **funnel}.items():
        share = f"{number / before:>4.0%}" if before and name != "all" else "    "
        drawn = bar(number, papers, room.bar) if room.bar else ""
        yield Line(f"  {name:<9}  {number:>{digits},}  {share}  ", drawn)
        before = number


def _waits(habits: "Habits", room: Room) -> Iterator[Line]:
    """Yield how long papers waited to be read."""
    wait = habits.median_wait
    if wait is None:
        return
    yield Line(f"Half of what you read was read within {plural(max(round(wait), 1), 'day')}.")
    yield from table_lines(habits.waited(), room)


def _lists(lists: Mapping[str, tuple[int, int]], room: Room) -> Iterator[Line]:
    """Yield the longest lists, with how much of each is done."""
    shown = dict(list(lists.items())[:MOST])
    if not shown:
        return
    names = {name: clean_line(name) for name in shown}
    figures = {name: f"{done:,}/{papers:,}" for name, (papers, done) in shown.items()}
    digits = max(map(len, figures.values()))
    label = min(max(map(cells, names.values())), room.width - digits - room.bar - 6)
    for name, (papers, done) in shown.items():
        drawn = meter(done, papers, room.bar)
        yield Line(f"  {_padded(names[name], label)}  {figures[name]:>{digits}}  ", drawn)
    left_out = len(lists) - len(shown)
    if left_out:
        yield Line(f"  and {plural(left_out, 'shorter list')}", style="muted")


def over_time(groups: Mapping[str, Table], room: Room) -> Iterator[Line]:
    """Yield the largest groups of papers as curves over the months of their publication.

    Args:
        groups: Papers by month, such as `2025-06`, of each group.
        room: What to draw in.
    """
    shown = sorted(groups, key=lambda name: (-sum(groups[name].values()), name))[:MOST]
    if not shown:
        return
    names = {name: clean_line(name) for name in shown}
    digits = max(len(f"{sum(groups[name].values()):,}") for name in shown)
    label = min(max(map(cells, names.values())), WIDEST_LABEL if room.plain else max(room.width // 3, 8))
    span = 0 if room.plain else min(room.width - label - digits - 6, MONTHS_DRAWN)
    months = _months(groups.values(), span)
    for name in shown:
        total = sum(groups[name].values())
        drawn = curve([groups[name].get(month, 0) for month in months])
        yield Line(f"  {_padded(names[name], label)}  {total:>{digits},}  ", drawn)
    if months:
        first, last = month(months[0]), month(months[-1])
        gap = len(months) - len(first) - len(last)
        ends = f"{first}{' ' * gap}{last}" if gap > 0 else first
        yield Line(" " * (label + digits + 6) + ends, style="muted")


def _months(groups: Iterable[Table], span: int) -> Sequence[str]:
    """Return the last months in which any group has a paper, so many at most, without a gap."""
    known = [month for group in groups for month in group]
    if not known or not span:
        return ()
    first, last = (12 * int(month[:4]) + int(month[5:7]) - 1 for month in (min(known), max(known)))
    return [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(max(first, last - span + 1), last + 1)]
