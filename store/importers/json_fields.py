"""The fields of a paper in JSON, checked one by one."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from ..identity import normal_arxiv, normal_doi
from ..records import Field, Value
from ..text.display import display_abstract, display_title
from ..text.links import find_links
from ..text.safe import clean_line
from .base import MAX_COUNT, YEARS, Unacceptable, check_sizes

_SURROGATE = re.compile("[\ud800-\udfff]")
_DAY = re.compile(r"(\d+)-(\d\d)-(\d\d)(?:[T ].*)?", re.ASCII)


def read_fields(record: Mapping[str, object], line: int) -> dict[str, Field]:
    """Read the fields of a paper.

    What a reader adds to a paper (tags, lists, notes, status) is no part of a dump, and unknown names are
    no fault: both are passed over.

    Args:
        record: A JSON object.
        line: The line it stands on.

    Returns:
        The fields that have a value.

    Raises:
        Unacceptable: One of them cannot be what it says.
    """
    _check_id(record)
    _check_year(record)
    raw_title, raw_abstract = _raw(record, "title"), _raw(record, "abstract")
    check_sizes(raw_title, raw_abstract)
    fields = {
        "title": _shown("title", display_title(raw_title), raw_title, line),
        "abstract": _shown("abstract", display_abstract(raw_abstract), raw_abstract, line),
    }
    inferred = record.get("published_inferred") is True
    for name, read in _READERS.items():
        value = record.get(name)
        if value is not None and (shown := read(name, value)) not in ((), ""):
            fields[name] = Field(shown, line, f"json {name}", inferred=inferred and name == "published")
    if "links" not in fields and (links := find_links(raw_abstract)):
        fields["links"] = Field(links, line, "links in the abstract")
    return fields


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


def _raw(record: Mapping[str, object], name: str) -> str:
    """Find a text as printed, or as shown where the printed one is not given."""
    for key in (f"raw_{name}", name):
        value = record.get(key)
        if value is not None:
            return _SURROGATE.sub("\ufffd", _checked_text(key, value))
    raise Unacceptable(f"`{name}` is missing")


def _shown(name: str, shown: str, raw: str, line: int) -> Field:
    """Make a field of a text that must not be empty."""
    if not shown:
        raise Unacceptable(f"`{name}` is empty")
    return Field(shown, line, f"json {name}", raw=raw if raw != shown else None)


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
    texts = (_text(name, item) for item in value)
    return tuple(text for text in texts if text)


def _count(name: str, value: object) -> int:
    """Read a count."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MAX_COUNT:
        raise Unacceptable(f"`{name}` is not a count")
    return value


def _published(name: str, value: object) -> str:
    """Read a day in ISO 8601."""
    match = _DAY.fullmatch(_checked_text(name, value))
    try:
        if match and len(match[1]) == 4 and int(match[1]) in YEARS:
            return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        pass  # no such day: told below with the other faults
    raise Unacceptable(f"`{name}` is no day of the years {YEARS[0]} to {YEARS[-1]}, written 2025-02-19")


def _strong(name: str, value: object, normal: Callable[[str], str | None]) -> str:
    """Read a strong id."""
    found = normal(_checked_text(name, value))
    if found is None:
        raise Unacceptable(f"`{name}` is not of the form it should have")
    return found


_READERS: Mapping[str, Callable[[str, object], Value]] = MappingProxyType(
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
