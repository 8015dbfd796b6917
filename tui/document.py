"""A paper as one text with named spans: what the reading pane draws. Pure."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from postil.store.models import Paper

from .format import facts_line
from .layout import HANG
from .lazy import load

Marks = Callable[[str], Sequence[tuple[int, int]]]


class Span(NamedTuple):
    """A stretch of text and the name of its style; of two that overlap the later one wins."""

    start: int
    stop: int
    style: str


class Document(NamedTuple):
    """A text to read.

    Args:
        text: All of it; paragraphs end at newlines.
        spans: Styles by offset.
        sentences: Where the sentences of the abstract stand, in order.
        hits: Where the search was answered, in order.
    """

    text: str = ""
    spans: tuple[Span, ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()
    hits: tuple[tuple[int, int], ...] = ()


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
        self, sentences: Sequence[tuple[int, int]] = (), hits: Sequence[tuple[int, int]] = ()
    ) -> Document:
        """Return what was written, hits painted over everything else."""
        spans = (*self._spans, *(Span(start, stop, "hit") for start, stop in hits))
        return Document("".join(self._parts), spans, tuple(sentences), tuple(hits))


def paper_document(paper: Paper, marks: Marks | None = None, reading: bool = False) -> Document:
    """Return a paper as a document.

    Args:
        paper: The paper.
        marks: Finds what answers the current search in a text; None while nothing is searched.
        reading: Whether its sentences are wanted too.
    """
    writer = Writer()
    title, _ = writer.add(_without_tabs(paper.title), "title")
    writer.add("\n")
    writer.add(facts_line(paper), "muted")
    state = _state(paper)
    if state:
        writer.add("\n")
        writer.add(state, "accent")
    writer.add("\n\n")
    abstract, _ = writer.add(_without_tabs(paper.abstract))
    _links(writer, paper)
    _sources(writer, paper)
    return writer.document(
        [(abstract + a, abstract + b) for a, b in _sentences(paper.abstract)] if reading else [],
        []
        if marks is None
        else [
            *((title + a, title + b) for a, b in marks(paper.title)),
            *((abstract + a, abstract + b) for a, b in marks(paper.abstract)),
        ],
    )


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


def _links(writer: Writer, paper: Paper) -> None:
    for number, link in enumerate(paper.links, 1):
        writer.add("\n" if number > 1 else "\n\n")
        writer.add(f"{number} " if number < 10 else "  ", "key")
        writer.add(load("store.text.links:display_url")(link), "link")


def _sources(writer: Writer, paper: Paper) -> None:
    places = " · ".join(f"{source.name} #{source.position}" for source in paper.sources)
    writer.add("\n\n")
    writer.add(places, "muted")
