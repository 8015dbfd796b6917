"""What is new, as entries, notes and documents. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from postil.store.text.safe import clean_line

from .document import Document, Writer
from .entries import Entry
from .format import SEPARATOR, day, facts_line, plural
from .news_words import KINDS, change_lines

if TYPE_CHECKING:
    from postil.store.news.brought import Brought
    from postil.store.news.changes import Changed
    from postil.store.news.runs import Run, Stretch
    from postil.store.news.terms import NewTerm

SINCE = "since"
NOTHING = "Nothing came since you last looked. Papers come by import: g i, or `postil import`."


class Block(NamedTuple):
    """All that came since some moment, or with one import.

    Args:
        name: `since`, or the number of the import.
        heading: What stands over it.
        stretch: What came.
        came: The papers of each kind; None while they are being counted.
        terms: The new terms; None where nobody asked for them yet.
    """

    name: str
    heading: str
    stretch: "Stretch"
    came: "Brought | None" = None
    terms: "Sequence[NewTerm] | None" = None

    def papers(self, kind: str) -> Sequence[int]:
        """Return the papers of a kind by row id, as far as they are counted."""
        return () if self.came is None or kind == "terms" else getattr(self.came, kind)


def run_heading(run: "Run", today: str) -> str:
    """Return what stands over the news of an import: its day and its dumps.

    Args:
        run: The import.
        today: The present day, ISO 8601; its year goes without saying.
    """
    at = day(run.at[:10]).removesuffix(f" {today[:4]}")
    name = clean_line(PurePath(run.names[0]).stem)
    more = f" +{len(run.names) - 1}" if len(run.names) > 1 else ""
    return f"{at}{SEPARATOR}{name}{more}"


def entries(blocks: Iterable[Block], earlier: int = 0) -> list[Entry]:
    """Return the news as headings and sections with their numbers; of what brought nothing, nothing.

    Args:
        blocks: The news, in order.
        earlier: How many imports before them are left out.
    """
    rows: list[Entry] = []
    for block in blocks:
        sections = list(_sections(block))
        if sections or block.came is None:
            rows += [Entry(""), Entry(block.heading), *sections]
    if earlier:
        rows += [Entry(""), Entry(f"and {plural(earlier, 'earlier import')}")]
    return rows[1:]


def _sections(block: Block) -> Iterator[Entry]:
    for kind, label in KINDS.items():
        number = len(block.papers(kind))
        if number:
            yield Entry(label, f"{block.name}:{kind}", number)
        elif kind == "terms" and block.stretch.before and block.papers("new") and block.terms != ():
            yield Entry(label, f"{block.name}:{kind}", None if block.terms is None else len(block.terms))


def term_entries(terms: "Iterable[NewTerm]") -> list[Entry]:
    """Return new terms with the number of papers that have them."""
    return [Entry(clean_line(term.text), term.text, term.papers, term.about) for term in terms]


def change_document(changed: "Changed") -> Document:
    """Return what was changed about a paper: what was removed struck, what was added marked."""
    writer = Writer()
    writer.add(clean_line(changed.paper.title), "title")
    writer.add("\n")
    writer.add(facts_line(changed.paper), "muted")
    for sign, text, style in change_lines(changed):
        writer.add("\n\n" if style == "heading" else "\n")
        if sign:
            writer.add(f"{sign}\t")
        writer.add(text, style)
    return writer.document()


def nothing_document() -> Document:
    """Return what stands there where there is no news."""
    writer = Writer()
    writer.add(NOTHING, "muted")
    return writer.document()
