"""Statistics as a document. Pure."""

from collections.abc import Iterable

from .document import Document, Writer
from .stats_lines import Section


def stats_document(sections: Iterable[Section]) -> Document:
    """Return sections one below the other."""
    writer = Writer()
    for heading, lines in sections:
        writer.add(heading, "heading")
        for said, drawn, style in lines:
            writer.add("\n")
            writer.add(said if drawn else said.rstrip(), style)
            writer.add(drawn, "accent")
        writer.add("\n\n")
    return writer.document()
