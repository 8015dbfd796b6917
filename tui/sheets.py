"""The texts of help, provenance and messages, as documents. Pure."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from postil.store.models import Claim, Paper

from .commands import PLACES, Where, commands_of, shown
from .document import Document, Writer
from .format import plural
from .lazy import load

if TYPE_CHECKING:
    from postil.store.search import Part
    from postil.store.topics.verdicts import Standing


LANGUAGE = "What can be searched"


def _matches(words: str, *texts: str) -> bool:
    return all(word in " ".join(texts).casefold() for word in words.casefold().split())


def help_document(words: str = "", here: Where = "library") -> Document:
    """Return every command with its keys, or those that match all words; the present place comes first."""
    writer = Writer()
    for place, heading in sorted(PLACES.items(), key=lambda item: item[0] != here):
        rows = []
        for command in commands_of(place):
            keys = "  ".join(map(_shown, command.typed))
            if _matches(words, keys, command.help, command.label, command.id, heading):
                rows.append((keys, command.help))
        if rows:
            writer.add(heading, "heading")
            writer.add("\n")
            _table(writer, rows)
            writer.add("\n")
    language = [row for row in load("store.query.grammar:grammar_lines")() if _matches(words, *row, LANGUAGE)]
    if language and here != "reader":
        writer.add(LANGUAGE, "heading")
        writer.add("\n")
        _table(writer, language)
    return writer.document()


def _shown(keys: str) -> str:
    return " ".join(shown(key) for key in keys.split(" "))


def _table(writer: Writer, rows: Sequence[tuple[str, str]]) -> None:
    width = max(len(left) for left, _right in rows) + 1
    for left, right in rows:
        writer.add(left.ljust(width), "key")
        writer.add(f"\t{right}\n")


def why_document(
    paper: Paper,
    claims: Iterable[Claim],
    words: str = "",
    score: "Sequence[Part]" = (),
    topics: "Sequence[Standing]" = (),
) -> Document:
    """Return the ledger of a paper: what each dump says of each field, where, and by which rule.

    Args:
        paper: The paper.
        claims: What is said of its fields.
        words: What a line must have to be shown.
        score: What its score in the present search is made of.
        topics: How topics stand with it.
    """
    writer = Writer()
    writer.add(paper.title, "title")
    writer.add("\n")
    _score(writer, [part for part in score if _matches(words, "why it was found", part.label, part.detail)])
    wanted = [one for one in topics if _matches(words, "topics", one.topic)]
    load("tui.topics_view:write_topics")(writer, wanted, paper)
    fields: dict[str, list[Claim]] = {}
    for claim in claims:
        if _matches(words, claim.field, claim.value, claim.source.name, claim.rule):
            fields.setdefault(claim.field, []).append(claim)
    for field, said in fields.items():
        writer.add("\n")
        writer.add(field.replace("_", " "), "heading")
        for value in dict.fromkeys(claim.value for claim in said):
            same = [claim for claim in said if claim.value == value]
            writer.add("\n  ")
            writer.add(_short(value), "" if same[0].chosen else "muted")
            if not same[0].chosen:
                writer.add("  (variant, kept)", "accent")
            for claim in same:
                inferred = "inferred: " if claim.inferred else ""
                where = f"{claim.source.name}:{claim.source.line} · record {claim.source.position}"
                writer.add("\n    ")
                writer.add(f"{where} · {inferred}{claim.rule}", "muted")
        writer.add("\n")
    return writer.document()


def _score(writer: Writer, parts: "Sequence[Part]") -> None:
    """Write what a score is made of, part by part."""
    if not parts:
        return
    writer.add("\n")
    writer.add("Why it was found", "heading")
    writer.add("\n")
    width = max(len(part.label) for part in parts)
    for part in parts:
        writer.add(f"  {part.label.ljust(width)} {part.value:8.2f}  ", "key")
        writer.add(f"\t{part.detail}\n", "muted")


def _short(value: str, most: int = 160) -> str:
    """Return the beginning and the end of a long value, where variants differ least and most."""
    if len(value) <= most:
        return value
    head, tail = value[: most // 2], value[-most // 2 :]
    return f"{head.rpartition(' ')[0] or head} … {tail.partition(' ')[2] or tail}"


def messages_document(messages: Sequence[str], words: str = "") -> Document:
    """Return every notice so far, the newest first."""
    writer = Writer()
    shown = [text for text in reversed(messages) if _matches(words, text)]
    writer.add(plural(len(shown), "notice"), "heading")
    for text in shown:
        writer.add(f"\n{text}")
    return writer.document()
