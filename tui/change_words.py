"""What a step of history changed, in words: for each paper, list or choice the lines that tell it. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from postil.store.changes import Names, RowChange
from postil.store.models import PENS
from postil.store.text.safe import clean_line

from .format import day
from .text_diff import Line, text_lines

NONE = "none"
SHORT = 72
"""Characters of a quote that name a highlight which is not new."""
GRADES = MappingProxyType({1: "again", 2: "hard", 3: "good", 4: "easy"})
VERDICTS = MappingProxyType({None: "no word", 0: "refused", 1: "accepted"})
UNSAID: Mapping[str, Any] = MappingProxyType({"status": "unread", "rating": None, "starred": 0})
"""What is so of a paper of which nothing was said."""


class Told(NamedTuple):
    """What became of one thing.

    Args:
        heading: What it is called.
        lines: What was changed.
        key: The paper's key; "" where it is none.
    """

    heading: str
    lines: tuple[Line, ...]
    key: str = ""


class Teller(NamedTuple):
    """Tells changes, given what things are called.

    Args:
        names: What papers, lists and highlights are called.
        pens: What the reader calls the five pens.
    """

    names: Names
    pens: Sequence[str] = PENS

    def told(self, rows: Iterable[RowChange]) -> list[Told]:
        """Return what became of each thing, in the order in which it was first changed."""
        found: dict[tuple[str, str], list[Line]] = {}
        for row in rows:
            key = self.names.paper_of(row)
            heading = self.names.papers.get(key, key) if key else self._heading(row)
            found.setdefault((clean_line(heading), key), []).extend(self._lines(row))
        return [Told(heading, tuple(lines), key) for (heading, key), lines in found.items() if lines]

    def _heading(self, row: RowChange) -> str:
        """Return what a thing is called that is no paper."""
        if row.table == "list":
            return f"List {self._list(row)}"
        return {"saved_search": "Saved searches", "preference": "Choices"}.get(row.table, row.table)

    def _lines(self, row: RowChange) -> Iterator[Line]:
        return TELL.get(row.table, Teller._other)(self, row)

    # One kind of row each

    def _reading(self, row: RowChange) -> Iterator[Line]:
        before, after = row.before or UNSAID, row.after or UNSAID
        yield from _turned("status", before["status"], after["status"])
        yield from _turned("rating", before["rating"], after["rating"])
        if before["starred"] != after["starred"]:
            yield Line("+" if after["starred"] else "-", "star")

    def _tag(self, row: RowChange) -> Iterator[Line]:
        yield _come_or_gone(row, f"tag {clean_line(row.row['name'])}")

    def _verdict(self, row: RowChange) -> Iterator[Line]:
        before, after = (VERDICTS[(image or {}).get("given")] for image in (row.before, row.after))
        yield from _turned(f"topic {clean_line(row.row['topic'])}:", before, after)

    def _triage(self, row: RowChange) -> Iterator[Line]:
        yield from _turned("triage", _decided(row.before), _decided(row.after))

    def _note(self, row: RowChange) -> Iterator[Line]:
        yield Line(" ", "note")
        yield from _text(row, "text")

    def _highlight(self, row: RowChange) -> Iterator[Line]:
        quote = f"“{clean_line(row.row['quote'])}”"
        if row.before is None or row.after is None:
            yield _come_or_gone(row, f"highlight ({self._pen(row.row)}) {quote}")
        else:
            yield Line(" ", f"highlight {_short(quote)}")
            yield from _turned("pen", self._pen(row.before), self._pen(row.after))
            yield from _turned("it is", row.before["state"], row.after["state"])
            if (row.before["start"], row.before["stop"]) != (row.after["start"], row.after["stop"]):
                yield Line(" ", "it stands in another place of the text")
        yield from _text(row, "comment")

    def _list_row(self, row: RowChange) -> Iterator[Line]:
        if row.before is None or row.after is None:
            yield _come_or_gone(row, f"list {clean_line(row.row['name'])}")
        yield from _turned("name", *_both(row, "name"))
        for column in ("description", "question"):
            if _changed(row, column):
                yield Line(" ", column)
                yield from _text(row, column)
        yield from _turned("due", *map(_day, _both(row, "due")))
        if row.before is not None and row.after is not None and _changed(row, "position"):
            yield Line(" ", f"moved {_way(row)} among the lists")

    def _list_item(self, row: RowChange) -> Iterator[Line]:
        name = self._list(row)
        if row.before is None or row.after is None:
            yield _come_or_gone(row, f"on the list {name}")
            return
        if _changed(row, "position"):
            yield Line(" ", f"moved {_way(row)} on {name}")
        if _changed(row, "done"):
            yield Line("+" if row.after["done"] else "-", f"done on {name}")
        yield from _turned(f"due on {name}", *map(_day, _both(row, "due")))

    def _saved_search(self, row: RowChange) -> Iterator[Line]:
        if _changed(row, "query"):
            for sign, image in (("-", row.before), ("+", row.after)):
                if image is not None:
                    yield Line(sign, f"{clean_line(image['name'])}: {clean_line(image['query'])}")
        elif row.before is not None and row.after is not None:
            moved = f"moved from {row.before['position']} to {row.after['position']}"
            yield Line(" ", f"{clean_line(row.after['name'])} {moved}")

    def _recall(self, row: RowChange) -> Iterator[Line]:
        card = f"recall of {self._quote(row)}"
        if row.before is None or row.after is None:
            yield _come_or_gone(row, f"{card}, due {_day(row.row['due'])}")
        else:
            yield from _turned(f"{card} due", *map(_day, _both(row, "due")))

    def _review(self, row: RowChange) -> Iterator[Line]:
        grade = row.row["grade"]
        yield _come_or_gone(row, f"reviewed {self._quote(row)}: {GRADES.get(grade, grade)}")

    def _preference(self, row: RowChange) -> Iterator[Line]:
        yield from _turned(clean_line(row.row["name"]), *((image or {}).get("value") for image in row[2:]))

    def _other(self, row: RowChange) -> Iterator[Line]:
        for column in row.row:
            if column not in row.key:
                yield from _turned(column, *((image or {}).get(column) for image in row[2:]))

    # What things are called

    def _list(self, row: RowChange) -> str:
        number = row.row["list_id"]
        return clean_line(self.names.lists.get(number) or number)

    def _quote(self, row: RowChange) -> str:
        marked = self.names.marked.get(row.row["highlight_id"])
        return _short(f"“{clean_line(marked.quote)}”") if marked else "a highlight"

    def _pen(self, image: Mapping[str, Any]) -> str:
        return clean_line(self.pens[image["pen"] - 1])


TELL: Mapping[str, Callable[[Teller, RowChange], Iterator[Line]]] = MappingProxyType(
    {
        "reading": Teller._reading,
        "tag": Teller._tag,
        "topic_verdict": Teller._verdict,
        "triage": Teller._triage,
        "note": Teller._note,
        "highlight": Teller._highlight,
        "list": Teller._list_row,
        "list_item": Teller._list_item,
        "saved_search": Teller._saved_search,
        "recall": Teller._recall,
        "recall_review": Teller._review,
        "preference": Teller._preference,
    }
)
"""How the changes of each table are told."""


def _way(row: RowChange) -> str:
    """Return which way a row was moved; its places have gaps between them, and so are not told."""
    before, after = _both(row, "position")
    return "down" if after > before else "up"


def _come_or_gone(row: RowChange, text: str) -> Line:
    return Line("-" if row.after is None else "+", text)


def _changed(row: RowChange, column: str) -> bool:
    before, after = ((image or {}).get(column) or None for image in (row.before, row.after))
    return before != after


def _both(row: RowChange, column: str) -> tuple[Any, Any]:
    """Return a value before and after; of a row that came or went, nothing that would be worth telling."""
    if row.before is None or row.after is None:
        return None, None
    return row.before[column], row.after[column]


def _turned(what: str, before: object, after: object) -> Iterator[Line]:
    """Yield that a value became another, if it did."""
    if before != after:
        yield Line(" ", f"{what} {_value(before)} → {_value(after)}")


def _value(value: object) -> str:
    return NONE if value in (None, "") else clean_line(str(value))


def _text(row: RowChange, column: str) -> Iterator[Line]:
    return text_lines((row.before or {}).get(column) or "", (row.after or {}).get(column) or "")


def _day(at: str | None) -> str:
    return day(at[:10]) if at else NONE


def _decided(image: Mapping[str, Any] | None) -> str:
    if image is None:
        return NONE
    return f"{image['verdict']} ({_day(image['day'])})"


def _short(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[: SHORT - 1].rstrip()}…"
