"""The fields of a paper in JSON, checked one by one."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from ..identity import normal_arxiv, normal_doi
from ..records import Field, Value
from ..text.display import display_abstract, display_title
from ..text.links import find_links
from ..text.safe import clean_line, is_latin
from .base import MAX_COUNT, YEARS, Unacceptable, check_sizes

_SURROGATE = re.compile("[\ud800-\udfff]")
# Names of plain letters with single blanks between them, as they nearly always are, need no cleaning.
_PLAIN = re.compile(r"[!-~]+(?: [!-~]+)*(?:\n[!-~]+(?: [!-~]+)*)*")
_DAY = re.compile(r"(\d+)-(\d\d)-(\d\d)(?:[T ].*)?", re.ASCII)
_FORM = "2025-02-19"
_SELDOM = frozenset({"key", "id", "year"})
_PRINTED = MappingProxyType({name: (f"raw_{name}", name) for name in ("title", "abstract")})
_NOTHING = ((), "")


def read_fields(record: Mapping[str, object], line: int, plain: bool = False) -> dict[str, Field]:
    """Read the fields of a paper.

    Unknown names are no fault and are passed over; `json_marks` reads what a reader adds to a paper.

    Args:
        record: A JSON object.
        line: The line it stands on.
        plain: Whether its texts are known to hold neither markup nor anything unsafe.

    Returns:
        The fields that have a value.

    Raises:
        Unacceptable: One of them cannot be what it says.
    """
    if not _SELDOM.isdisjoint(record):
        _check_id(record)
        _check_year(record)
    raw_title, raw_abstract = _raw(record, "title", plain), _raw(record, "abstract", plain)
    check_sizes(raw_title, raw_abstract)
    title = _folded(raw_title) if plain else display_title(raw_title)
    abstract = raw_abstract.strip() if plain else display_abstract(raw_abstract)
    fields = {
        "title": _shown("title", title, raw_title, line),
        "abstract": _shown("abstract", abstract, raw_abstract, line),
    }
    for name, (read, rule) in _READERS.items():
        value = record.get(name)
        if value is not None and (shown := read(name, value)) not in _NOTHING:
            fields[name] = Field(shown, line, rule)
    if record.get("published_inferred") is True and "published" in fields:
        fields["published"] = fields["published"]._replace(inferred=True)
    if "links" not in fields and (links := find_links(raw_abstract)):
        fields["links"] = Field(links, line, "links in the abstract")
    return fields


def _folded(text: str) -> str:
    """Fold a plain text to one line."""
    return " ".join(text.split())


def _check_id(record: Mapping[str, object]) -> None:
    """Check the names a record may go by; null is none."""
    for name in ("key", "id"):
        if name in record and not (isinstance(record[name], str) and record[name]):
            raise Unacceptable(f"`{name}` is not text")


def _check_year(record: Mapping[str, object]) -> None:
    """Check a year that stands by itself."""
    year = record.get("year")
    if year is not None and (not isinstance(year, int) or isinstance(year, bool) or year not in YEARS):
        raise Unacceptable(f"`year` is not between {YEARS[0]} and {YEARS[-1]}")


def _raw(record: Mapping[str, object], name: str, plain: bool) -> str:
    """Find a text as printed, or as shown where the printed one is not given."""
    for key in _PRINTED[name]:
        value = record.get(key)
        if value is not None:
            text = _checked_text(key, value)
            return text if plain or is_latin(text) else _SURROGATE.sub("\ufffd", text)
    raise Unacceptable(f"`{name}` is missing")


def _shown(name: str, shown: str, raw: str, line: int) -> Field:
    """Make a field of a text that must not be empty."""
    if not shown:
        raise Unacceptable(f"`{name}` is empty")
    return Field(shown, line, _RULES[name], False, raw if raw != shown else None)


def _checked_text(name: str, value: object) -> str:
    """Check that a value is text."""
    if not isinstance(value, str):
        raise Unacceptable(f"`{name}` is not text")
    return value


def _text(name: str, value: object) -> str:
    """Read one line of text."""
    return clean_line(_checked_text(name, value))


def _texts(name: str, value: object) -> tuple[str, ...]:
    """Read a list of texts."""
    if not isinstance(value, list):
        raise Unacceptable(f"`{name}` is not a list")
    try:
        if _PLAIN.fullmatch(joined := "\n".join(value)) and joined.count("\n") == len(value) - 1:
            return tuple(value)
    except TypeError:
        pass  # told below with the other faults
    texts = (_text(name, item) for item in value)
    return tuple(text for text in texts if text)


def _count(name: str, value: object) -> int:
    """Read a count."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MAX_COUNT:
        raise Unacceptable(f"`{name}` is not a count")
    return value


def _published(name: str, value: object) -> str:
    """Read a day in ISO 8601."""
    text = _checked_text(name, value)
    try:
        if len(text) == len(_FORM) and text[4] == text[7] == "-" and text[0] in "12":
            return date.fromisoformat(text).isoformat()
        match = _DAY.fullmatch(text)
        if match and len(match[1]) == 4 and int(match[1]) in YEARS:
            return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        pass  # no such day: told below with the other faults
    raise Unacceptable(f"`{name}` is no day of the years {YEARS[0]} to {YEARS[-1]}, written {_FORM}")


def _strong(name: str, value: object, normal: Callable[[str], str | None]) -> str:
    """Read a strong id."""
    found = normal(_checked_text(name, value))
    if found is None:
        raise Unacceptable(f"`{name}` is not of the form it should have")
    return found


_BY_NAME: Mapping[str, Callable[[str, object], Value]] = MappingProxyType(
    {
        "published": _published,
        "published_text": _text,
        "authors": _texts,
        "authors_count": _count,
        "organization": _text,
        "comments": _count,
        "upvotes": _count,
        "arxiv_id": lambda name, value: _strong(name, value, normal_arxiv),
        "doi": lambda name, value: _strong(name, value, normal_doi),
        "links": _texts,
    }
)
_RULES = {name: f"json {name}" for name in ("title", "abstract", *_BY_NAME)}
_READERS = {name: (read, _RULES[name]) for name, read in _BY_NAME.items()}
