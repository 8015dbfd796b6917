"""What is new, as entries, notes and documents. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from postil.store.news.changes import TEXTS
from postil.store.records import Value
from postil.store.text.revision import revised
from postil.store.text.safe import clean_line

from .document import Document, Writer
from .entries import Entry
from .format import SEPARATOR, day, facts_line, plural

if TYPE_CHECKING:
    from postil.store.news.brought import Brought
    from postil.store.news.changes import Change, Changed
    from postil.store.news.runs import Run, Stretch
    from postil.store.news.terms import NewTerm

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "new": "New papers",
        "revised": "Revised texts",
        "learnt": "Other changes",
        "missing": "No longer listed",
        "terms": "New terms",
    }
)
"""What news are about, with its heading, in the order in which it is told."""

SINCE = "since"
UNKNOWN = "nothing"
SIGNS = {" ": " ", "-": "−", "+": "+"}
STYLES = {" ": "muted", "-": "removed", "+": "added"}
KEPT = "Postil shows the fuller text of before, and keeps this one as a variant."
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


def note(changed: "Changed") -> str:
    """Return what was changed about a paper in a line, such as `abstract revised · comments 2 → 7`."""
    return SEPARATOR.join(map(_noted, changed.changes))


def _noted(change: "Change") -> str:
    if change.field in TEXTS:
        return f"{change.field} revised"
    return f"{_named(change.field)} {_said(change.before)} → {_said(change.now)}"


def _named(field: str) -> str:
    return {"authors_count": "authors", "authors": "names"}.get(field, field)


def _said(value: Value | None) -> str:
    if value is None:
        return UNKNOWN
    return clean_line(", ".join(value) if isinstance(value, tuple) else str(value))


def change_document(changed: "Changed") -> Document:
    """Return what was changed about a paper: texts sentence by sentence, then everything else."""
    writer = Writer()
    writer.add(clean_line(changed.paper.title), "title")
    writer.add("\n")
    writer.add(facts_line(changed.paper), "muted")
    for change in changed.changes:
        if change.field in TEXTS:
            _write_text(writer, change)
    facts = [change for change in changed.changes if change.field not in TEXTS]
    if facts:
        writer.add("\n\n")
        writer.add("Besides", "heading")
    for change in facts:
        writer.add(f"\n{_named(change.field)} ", "key")
        writer.add(f"\t{_said(change.before)} → {_said(change.now)}")
    return writer.document()


def _write_text(writer: Writer, change: "Change") -> None:
    """Write what was revised in a text: what was removed struck, what was added marked."""
    writer.add("\n\n")
    writer.add(change.field.capitalize(), "heading")
    for sentence in revised(str(change.before or ""), str(change.now)):
        text = " ".join(sentence.text.split())
        writer.add("\n")
        writer.add(f"{SIGNS[sentence.sign]}\t")
        writer.add(text, STYLES[sentence.sign])
    if not change.shown:
        writer.add("\n")
        writer.add(KEPT, "muted")


def nothing_document() -> Document:
    """Return what stands there where there is no news."""
    writer = Writer()
    writer.add(NOTHING, "muted")
    return writer.document()
