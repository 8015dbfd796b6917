"""What an exported paper repeats besides its fields: the reader's marks, and where the paper was found.

Other programs use the same names for other things. What is not exactly in our own shape is passed over.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeGuard

from ..models import ID, PENS, STATES, STATUSES, Highlight, Source, Status
from ..records import Marks
from ..tag_names import tag_name
from ..text.safe import clean_line
from .base import MAX_COUNT

_NAMES = frozenset({"status", "rating", "starred", "tags", "lists", "note_text", "highlight_list"})
_RATINGS = range(6)
_PLACES = range(2**53)
_PENS = range(1, len(PENS) + 1)
_SAID = ("prefix", "suffix", "text_digest", "comment", "created")


def read_marks(record: Mapping[str, object]) -> Marks | None:
    """Read what a reader said of a paper.

    Args:
        record: A JSON object.

    Returns:
        The marks, or None where there are none.
    """
    if _NAMES.isdisjoint(record):
        return None
    marks = Marks(
        status=_status(record.get("status")),
        rating=_rating(record.get("rating")),
        starred=record.get("starred") is True,
        tags=tuple(dict.fromkeys(filter(None, map(tag_name, _names(record.get("tags")))))),
        lists=_lists(record.get("lists"), record.get("list_positions")),
        note=_prose(record.get("note_text")),
        highlights=tuple(_highlights(record.get("highlight_list"))),
    )
    return None if marks == _NONE else marks


def read_sources(record: Mapping[str, object]) -> tuple[Source, ...]:
    """Read where a paper was found.

    Args:
        record: A JSON object.

    Returns:
        Its sources; none at all unless every one is in the contract's shape.
    """
    given = record.get("sources")
    if not isinstance(given, list):
        return ()
    sources = [_source(item) for item in given]
    return tuple(source for source in sources if source) if all(sources) else ()


_NONE = Marks()


def _status(value: object) -> Status | None:
    """Read a status; `unread` is what every paper is by itself."""
    return next((status for status in STATUSES if status == value and status != "unread"), None)


def _rating(value: object) -> int | None:
    return value if _is_integer(value) and value in _RATINGS else None


def _names(value: object) -> tuple[str, ...]:
    """Read a list of names, each once; none at all unless every one is a name."""
    if not isinstance(value, list) or not all(map(_is_name, value)):
        return ()
    return tuple(dict.fromkeys(value))


def _lists(value: object, positions: object) -> tuple[tuple[str, int | None], ...]:
    """Read reading lists with the places there, as far as they are given."""
    names = _names(value)
    places = positions if isinstance(positions, list) else []
    given = [place if _is_integer(place) and place in _PLACES else None for place in places]
    return tuple(zip(names, (*given, *[None] * len(names)), strict=False))


def _prose(value: object) -> str:
    return value if isinstance(value, str) else ""


def _highlights(value: object) -> Iterator[Highlight]:
    """Yield the highlights of a list; what is none is passed over."""
    for item in value if isinstance(value, list) else ():
        match item:
            case {
                "id": str(name),
                "field": "title" | "abstract" as field,
                "quote": str(quote),
                "pen": pen,
            } if re.fullmatch(ID, name) and quote.strip() and _is_integer(pen) and pen in _PENS:
                start, stop = _offsets(item)
                yield Highlight(name, "", field, start, stop, quote, pen=pen, **_words(item))


def _offsets(item: Mapping[str, object]) -> tuple[int, int] | tuple[None, None]:
    """Read where a highlight stands, in the version of the text that it names."""
    start, stop = item.get("start"), item.get("stop")
    if _is_integer(start) and _is_integer(stop) and 0 <= start < stop <= MAX_COUNT:
        return start, stop
    return None, None


def _words(item: Mapping[str, object]) -> Mapping[str, Any]:
    """Read what else a highlight says in words."""
    words = {name: _prose(item.get(name)) for name in _SAID}
    return {**words, "state": next((state for state in STATES if state == item.get("state")), "anchored")}


def _source(value: object) -> Source | None:
    match value:
        case {"name": str(name), "position": position, "line": line} if (
            _is_name(name) and _is_count(position) and _is_count(line)
        ):
            return Source(name, position, line)
    return None


def _is_name(value: object) -> bool:
    """Say whether a value is a name that shows as it is."""
    return isinstance(value, str) and value != "" and clean_line(value) == value


def _is_integer(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_count(value: object) -> TypeGuard[int]:
    return _is_integer(value) and 0 < value <= MAX_COUNT
