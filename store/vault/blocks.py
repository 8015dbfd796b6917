"""The block of one highlight: a quotation with a comment, and an id below it."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, get_args

from ..models import ID, PENS, HighlightField
from . import moments
from .lines import bare, folded, is_blank
from .outline import Span

FIELDS: tuple[str, ...] = get_args(HighlightField)
"""The parts of a paper that can be marked."""

_SPACE = re.compile(r"[ \t\r\n]+")
_ID = re.compile(rf"\^({ID})[ \t]*")
_MENTION = re.compile(rf"\^({ID})(?![a-z2-7])")
_HEADER = re.compile(r"> ?\[!(?P<kind>[^\]\s]+)\][+-]?(?P<title>.*)")
_WHICH = re.compile(r"[1-9][0-9]{0,3}")
_ESCAPED = re.compile(r"\\+\[!quote\]")
_OURS = re.compile(
    rf"> ?\[!quote\] (?:{'|'.join(FIELDS)}) · (?:{'|'.join(PENS)})(?: · [0-9]+)?(?: · {moments.MOMENT})?\s*"
)


class Mark(NamedTuple):
    """What a highlight says, in the file as in the library.

    Args:
        field: The part of the paper that is marked; None where a file names none that there is.
        pen: The pen's name; None where a file names none that there is.
        quote: The passage in one line.
        comment: The reader's words on it.
        which: Where the quote stands several times in its text, which of these it is, from 1; else 0.
        created: When it was made, as a file says it; None where a file does not say.
    """

    field: str | None
    pen: str | None
    quote: str
    comment: str = ""
    which: int = 0
    created: str | None = None

    @classmethod
    def of(  # noqa: PLR0913, PLR0917 (what the library keeps of one)
        cls, field: str, pen: str, quote: str, comment: str, which: int = 0, created: str = ""
    ) -> "Mark":
        """Return a mark of the library in the form in which a file gives it back."""
        return cls(field, pen, _one_line(quote), folded(comment), which, moments.written(created))


class Block(NamedTuple):
    """A mark and where it stands, in lines from 0.

    Args:
        block_id: Its id, without the `^`.
        mark: What it says.
        start: The line of its header.
        comment: The line that separates quote and comment, or the one after the quote.
        end: The line after the quotation.
        stop: The line after the id.
    """

    block_id: str
    mark: Mark
    start: int
    comment: int
    end: int
    stop: int


def find_blocks(lines: Sequence[str], code: Sequence[bool], body: int, notes: Span | None) -> Iterator[Block]:
    """Yield the highlights of a file in order; of an id that stands twice the first one.

    Args:
        lines: The file.
        code: For each line whether it is code.
        body: The first line behind the frontmatter.
        notes: The lines of the Notes section, where nothing is a highlight.
    """
    seen = set()
    for at in range(body, len(lines)):
        found = _ID.fullmatch(bare(lines[at])) if lines[at].startswith("^h") and not code[at] else None
        if found and found[1] not in seen and not (notes and notes[0] <= at < notes[1]):
            block = _block(lines, body, at, found[1])
            if block is not None:
                seen.add(found[1])
                yield block


def mentions(lines: Sequence[str]) -> set[str]:
    """Return every id that is written anywhere."""
    return {found for line in lines if "^h" in line for found in _MENTION.findall(line)}


def render(block_id: str, mark: Mark, end: str) -> list[str]:
    """Return the lines of a new block, each with its end."""
    return [line + end for line in (_header(mark), f"> {mark.quote}", *_comment(mark), "", f"^{block_id}")]


def changed(lines: Sequence[str], block: Block, mark: Mark) -> list[str]:
    """Return the lines of a block's quotation so that it says something else; what stays is kept as it is."""
    old, end = block.mark, "\r\n" if lines[block.start].endswith("\r\n") else "\n"
    header, quote = lines[block.start], list(lines[block.start + 1 : block.comment])
    comment = list(lines[block.comment : block.end])
    if _header(mark) != _header(old):
        header = _recoloured(header, old, mark, end)
    if mark.quote != old.quote:
        quote = [f"> {mark.quote}{end}"]
    if mark.comment != old.comment:
        comment = [line + end for line in _comment(mark)]
    return [header, *quote, *comment]


def _comment(mark: Mark) -> list[str]:
    if not mark.comment:
        return []
    return [">", *(f"> {_written(line)}" if line else ">" for line in mark.comment.split("\n"))]


def _recoloured(header: str, old: Mark, new: Mark, end: str) -> str:
    """Return a header that names another pen or field, the rest of it as it was where that is possible."""
    if old.pen and new.pen and old._replace(pen=new.pen, comment=new.comment, quote=new.quote) == new:
        head, found, tail = header.rpartition(old.pen)
        if found:
            return f"{head}{new.pen}{tail}"
    return f"{_header(new)}{end}"


def _header(mark: Mark) -> str:
    more = (str(part) for part in (mark.which, mark.created) if part)
    return f"> [!quote] {' · '.join((str(mark.field), str(mark.pen), *more))}"


def _block(lines: Sequence[str], body: int, at: int, block_id: str) -> Block | None:
    """Read the block above an id; None where it is not certain what belongs to it."""
    end = at - 1 if at > body and is_blank(lines[at - 1]) else at
    start = end
    while start > body and lines[start - 1].startswith(">"):
        start -= 1
    header = _HEADER.fullmatch(bare(lines[start])) if start < end else None
    if header is None or any(_OURS.fullmatch(bare(line)) for line in lines[start + 1 : end]):
        return None
    lone = next((line for line in range(start + 1, end) if is_blank(lines[line][1:])), end)
    quote = _one_line("\n".join(_text(line) for line in lines[start + 1 : lone]))
    if not quote:
        return None
    comment = "\n".join(_read(_text(line)) for line in lines[lone + 1 : end])
    return Block(block_id, _said(header["title"], quote, folded(comment)), start, lone, end, at + 1)


def _said(title: str, quote: str, comment: str) -> Mark:
    """Return a mark with all that its header names of it."""
    parts = [part.strip() for part in title.split("·")]
    created = moments.read(parts[-1])
    parts = parts[:-1] if created else parts
    pens = filter(PENS.__contains__, reversed(parts))
    which = int(parts[-1]) if parts and _WHICH.fullmatch(parts[-1]) else 0
    field = next(filter(FIELDS.__contains__, parts), None)
    return Mark(field, next(pens, None), quote, comment, which, created)


def _text(line: str) -> str:
    """Return what a line of a quotation says."""
    return bare(line)[1:].removeprefix(" ")


def _written(line: str) -> str:
    r"""Return a line of a comment so that it is no header; `_read` takes the `\\` away again."""
    return f"\\{line}" if line.startswith("[!quote]") or _ESCAPED.match(line) else line


def _read(line: str) -> str:
    return line[1:] if _ESCAPED.match(line) else line


def _one_line(text: str) -> str:
    return _SPACE.sub(" ", folded(text)).strip(" ")
