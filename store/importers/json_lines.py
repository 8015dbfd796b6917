"""Papers as JSON, one object a line, in the shape in which Postil prints them."""

import json
import re
from collections.abc import Iterator
from typing import BinaryIO, Never

from ..records import Page, Record, Rejected
from .base import Unacceptable, digest, rejected
from .json_fields import read_fields
from .json_marks import read_marks, read_sources
from .lines import Line, read_lines, unreadable

# A hundred thousand authors fit, and what a line unfolds to in memory stays far below 200 MB.
_MAX_LINE = 4 * 1024 * 1024
_MAX_DIGITS = 19
# Signs of markup, and all of Latin-1 that is not shown as it is.
_SUSPECT = bytes([*b"\\<$", *range(0x7F, 0xA1), 0xAD])
_ONE_A_LINE = "one JSON object a line is wanted"


class JsonLines:
    """Reads one paper a line; a bad line costs no other."""

    name = "jsonl"
    title = "JSON lines, one paper a line, as Postil exports them"

    def sniffs(self, head: bytes, name: str) -> bool:
        """Say whether a file is named or begins like JSON.

        Args:
            head: Its first few thousand bytes.
            name: The name it goes by.

        Returns:
            Whether it should be read as JSON lines.
        """
        if name.lower().endswith((".jsonl", ".ndjson", ".json")):
            return True
        return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"{", b"["))

    def read(self, file: BinaryIO, name: str, year: int | None) -> Iterator[Page | Record | Rejected]:
        """Read a file of papers.

        Args:
            file: The file; it can be sought.
            name: The name to report.
            year: Not used: each paper carries its own date.

        Yields:
            The records, and the lines that are none.
        """
        if reason := unreadable(file):
            yield rejected(name, 1, reason, "")
            return
        lines = (line for line in read_lines(file, _MAX_LINE) if line.text.strip() or line.trouble)
        for position, line in enumerate(lines, 1):
            try:
                yield _record(line, position)
            except Unacceptable as error:
                yield rejected(name, line.number, str(error), line.text)
            if position == 1 and line.text.strip() == "[":
                return  # every line of a pretty-printed array would be one more complaint


def _record(line: Line, position: int) -> Record:
    """Read one line."""
    if line.trouble:
        raise Unacceptable(line.trouble)
    value = _parsed(line.text)
    if not isinstance(value, dict):
        raise Unacceptable(_not_an_object(line.text))
    fields = read_fields(value, line.number, is_plain(line.text))
    key, marks, sources = value.get("key"), read_marks(value), read_sources(value)
    return Record(position, line.number, digest(line.text.strip()), fields, key, marks, sources)


def is_plain(text: str) -> bool:
    """Say whether no text in a line of JSON can hold markup or anything unsafe.

    Without a backslash there is no LaTeX, and no control character but those of Latin-1, since JSON has the
    others escaped. Most lines of most dumps are so, and to look at the line once is a great deal faster than
    to clean every text in it.
    """
    try:
        data = text.encode("latin-1")
    except UnicodeEncodeError:
        return False
    return len(data.translate(None, _SUSPECT)) == len(data)


def _parsed(text: str) -> object:
    """Parse JSON that may be anything."""
    try:
        return _DECODER.decode(text)
    except RecursionError:
        raise Unacceptable("the JSON is nested too deep") from None
    except json.JSONDecodeError as error:
        if text.lstrip().startswith("["):
            raise Unacceptable(_not_an_object(text)) from None
        raise Unacceptable(f"this is not whole JSON: {error.msg} at column {error.colno}") from None


def _integer(digits: str) -> int:
    """Read an integer, unless it is too long for any number in a record."""
    value = int(digits) if len(digits) <= _MAX_DIGITS + 1 else None
    if value is None or not -(2**63) <= value < 2**63:
        raise Unacceptable("a number is beyond 63 bits")
    return value


def _constant(name: str) -> Never:
    """Refuse what JSON does not have."""
    raise Unacceptable(f"{name} is not a number in JSON")


_DECODER = json.JSONDecoder(parse_int=_integer, parse_constant=_constant)


def _not_an_object(text: str) -> str:
    """Say what is wanted instead of an array or a bare value."""
    if re.match(r"\s*\[", text):
        return f"{_ONE_A_LINE}, not an array; convert it first: jq -c '.[]' papers.json > papers.jsonl"
    return f"{_ONE_A_LINE}; this line is something else"
