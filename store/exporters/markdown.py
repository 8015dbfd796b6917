"""A paper as clean markdown, to paste into notes."""

import re
from collections.abc import Iterator

from ..models import Highlight, Paper
from ..text.safe import clean
from .addresses import addresses
from .wording import facts, places

_ANYWHERE = re.compile(r"[\\`*\[\]<>$~|]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
_AT_START = re.compile(r"^(\s*)(?:([#+=-])|(\d{1,9})([.)]))(?=\s|[-=]|$)")
_IN_BRACKETS = str.maketrans({"<": "%3C", ">": "%3E", " ": "%20"})


def as_markdown(paper: Paper) -> str:
    """Return a paper as markdown, with what the reader wrote, and where it was found."""
    return "\n\n".join(_blocks(paper))


def escaped(text: str) -> str:
    """Return one line of text with everything escaped that markdown would take for markup."""
    text = _ANYWHERE.sub(lambda found: f"\\{found[0]}", text)
    return _AT_START.sub(lambda found: f"{found[1]}{found[3] or ''}\\{found[2] or found[4]}", text)


def quoted(highlight: Highlight) -> str:
    """Return a highlight as a quotation in markdown, with its comment, which is markdown itself."""
    lines = [escaped(line) for line in highlight.quote.splitlines()]
    if highlight.comment.strip():
        lines += ["", *highlight.comment.strip().splitlines()]
    return clean("\n".join(f"> {line}".rstrip() for line in lines))


def _blocks(paper: Paper) -> Iterator[str]:
    yield f"# {escaped(paper.title)}"
    known = facts(paper)
    if known:
        yield escaped(known)
    if paper.abstract:
        yield "\n".join(map(escaped, paper.abstract.splitlines()))
    links = addresses(paper)
    if links:
        yield "\n".join(f"- <{link.translate(_IN_BRACKETS)}>" for link in links)
    if paper.highlighted:
        yield "## Highlights"
        yield from map(quoted, paper.highlighted)
    if paper.note_text:
        yield f"## Notes\n\n{clean(paper.note_text.strip())}"
    if paper.sources:
        yield f"Found in {escaped(places(paper))}"
