"""A paper as one text with named spans: what the reading pane draws. Pure."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from postil.store.models import Highlight, HighlightField, Paper

from .format import facts_line
from .layout import HANG
from .lazy import load

Marks = Callable[[str], Sequence[tuple[int, int]]]


class Span(NamedTuple):
    """A stretch of text and the name of its style; of two that overlap the later one wins."""

    start: int
    stop: int
    style: str


class Part(NamedTuple):
    """Where a text of the paper stands in which one can mark."""

    field: HighlightField
    start: int
    stop: int


class Marked(NamedTuple):
    """Where a highlight stands; a detached one stands under the text."""

    start: int
    stop: int
    highlight: Highlight


class Document(NamedTuple):
    """A text to read.

    Args:
        text: All of it; paragraphs end at newlines.
        spans: Styles by offset.
        sentences: Where the sentences of the abstract stand, in order.
        hits: Where the search was answered, in order.
        parts: The texts in which one can mark.
        marked: The highlights, in the order in which they stand.
    """

    text: str = ""
    spans: tuple[Span, ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()
    hits: tuple[tuple[int, int], ...] = ()
    parts: tuple[Part, ...] = ()
    marked: tuple[Marked, ...] = ()


class Writer:
    """Builds a document part by part."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._spans: list[Span] = []

    def add(self, text: str, style: str = "") -> tuple[int, int]:
        """Add a text in a style; return where it stands."""
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        if style:
            self._spans.append(Span(start, self._length, style))
        return start, self._length

    def document(
        self,
        sentences: Sequence[tuple[int, int]] = (),
        hits: Sequence[tuple[int, int]] = (),
        marked: Sequence[Marked] = (),
    ) -> Document:
        """Return what was written, highlights painted over it, and hits over everything else."""
        outer_first = sorted(marked, key=lambda one: (one.start, -one.stop))
        pens = (Span(start, stop, f"pen-{highlight.pen}") for start, stop, highlight in outer_first)
        spans = (*self._spans, *pens, *(Span(start, stop, "hit") for start, stop in hits))
        return Document("".join(self._parts), spans, tuple(sentences), tuple(hits), marked=tuple(marked))


def paper_document(
    paper: Paper, marks: Marks | None = None, reading: bool = False, question: str = ""
) -> Document:
    """Return a paper as a document.

    Args:
        paper: The paper.
        marks: Finds what answers the current search in a text; None while nothing is searched.
        reading: Whether its sentences are wanted too.
        question: What the papers of the list that it is read from should answer.
    """
    writer = Writer()
    title, _ = writer.add(_without_tabs(paper.title), "title")
    writer.add("\n")
    writer.add(facts_line(paper), "muted")
    state = _state(paper)
    if state:
        writer.add("\n")
        writer.add(state, "accent")
    if paper.auto_tags:
        writer.add("\n")
        writer.add(", ".join(paper.auto_tags), "muted")
    _lists(writer, paper, question)
    writer.add("\n\n")
    abstract, _ = writer.add(_without_tabs(paper.abstract))
    parts = (
        Part("title", title, title + len(paper.title)),
        Part("abstract", abstract, abstract + len(paper.abstract)),
    )
    marked = [*_placed(paper, parts), *_detached(writer, paper)]
    _note(writer, paper)
    _links(writer, paper)
    _sources(writer, paper)
    found = [
        (start + a, start + b) for text, start in _texts(paper, parts) for a, b in (marks or _none)(text)
    ]
    whole = writer.document(
        [(abstract + a, abstract + b) for a, b in _sentences(paper.abstract)] if reading else [],
        found,
        marked,
    )
    return whole._replace(parts=parts)


def _none(_text: str) -> Sequence[tuple[int, int]]:
    return ()


def _texts(paper: Paper, parts: Sequence[Part]) -> Iterator[tuple[str, int]]:
    return ((paper.title if part.field == "title" else paper.abstract, part.start) for part in parts)


def _placed(paper: Paper, parts: Sequence[Part]) -> Iterator[Marked]:
    """Yield the highlights that stand in the texts."""
    starts = {part.field: part.start for part in parts}
    for highlight in paper.highlighted:
        if highlight.place:
            start = starts[highlight.field]
            yield Marked(start + highlight.place[0], start + highlight.place[1], highlight)


def _detached(writer: Writer, paper: Paper) -> Iterator[Marked]:
    """Write the highlights whose passages are gone, and yield where they stand."""
    detached = [highlight for highlight in paper.highlighted if not highlight.place]
    if detached:
        writer.add("\n\n")
        writer.add("No longer in the text", "heading")
    for highlight in detached:
        writer.add("\n")
        yield Marked(*writer.add(" ".join(highlight.quote.split())), highlight)


def _note(writer: Writer, paper: Paper) -> None:
    if paper.note_text:
        writer.add("\n\n")
        writer.add("Note", "heading")
        writer.add("\n" + _without_tabs(paper.note_text.strip("\n").replace("\r", "")))


@lru_cache(4)
def _sentences(text: str) -> Sequence[tuple[int, int]]:
    found: Sequence[tuple[int, int]] = load("store.text.sentences:sentences")(text)
    return found


def _without_tabs(text: str) -> str:
    """Return a text of the same length in which no tab passes for the mark under which rows hang."""
    return text.replace(HANG, " ")


def _state(paper: Paper) -> str:
    """Return what the reader said of a paper, in a line."""
    parts: list[str] = [paper.status] if paper.status != "unread" else []
    if paper.starred:
        parts.append("★ starred")
    if paper.rating is not None:
        parts.append("●" * paper.rating + "○" * (5 - paper.rating))
    return " · ".join([*parts, *(f"#{tag}" for tag in paper.tags)])


def _lists(writer: Writer, paper: Paper, question: str) -> None:
    """Write which lists a paper is on, and what the list asks that it is read from."""
    said = load("tui.list_words:on_lists")(paper.lists, paper.lists_done) if paper.lists else ""
    for line in filter(None, (said, question)):
        writer.add("\n")
        writer.add(_without_tabs(line), "muted")


def _links(writer: Writer, paper: Paper) -> None:
    for number, link in enumerate(paper.links, 1):
        writer.add("\n" if number > 1 else "\n\n")
        writer.add(f"{number} " if number < 10 else "  ", "key")
        writer.add(load("store.text.links:display_url")(link), "link")


def _sources(writer: Writer, paper: Paper) -> None:
    places = " · ".join(f"{source.name} #{source.position}" for source in paper.sources)
    writer.add("\n\n")
    writer.add(places, "muted")
