"""What is new in words, for desk and command line. Pure."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from postil.store.news.changes import TEXTS
from postil.store.records import Value
from postil.store.text.revision import revised
from postil.store.text.safe import clean_line

from .format import SEPARATOR

if TYPE_CHECKING:
    from postil.store.news.changes import Change, Changed

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

CHANGED = ("revised", "learnt")
"""Those of them that tell of changes, paper by paper."""
UNKNOWN = "nothing"
SIGNS = {" ": " ", "-": "−", "+": "+"}
STYLES = {" ": "muted", "-": "removed", "+": "added"}
KEPT = "Postil shows the fuller text of before, and keeps this one as a variant."

Line = tuple[str, str, str]
"""What stands before a line, the line, and how it is written."""


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


def change_lines(changed: "Changed") -> Iterator[Line]:
    """Yield what was changed about a paper: texts sentence by sentence, then everything else."""
    for change in changed.changes:
        if change.field in TEXTS:
            yield from _text_lines(change)
    facts = [change for change in changed.changes if change.field not in TEXTS]
    if facts:
        yield "", "Besides", "heading"
    for change in facts:
        yield f"{_named(change.field)} ", f"{_said(change.before)} → {_said(change.now)}", ""


def _text_lines(change: "Change") -> Iterator[Line]:
    """Yield what was revised in a text: what was removed before what took its place."""
    yield "", change.field.capitalize(), "heading"
    for sentence in revised(str(change.before or ""), str(change.now)):
        yield SIGNS[sentence.sign], clean_line(" ".join(sentence.text.split())), STYLES[sentence.sign]
    if not change.shown:
        yield "", KEPT, "muted"
