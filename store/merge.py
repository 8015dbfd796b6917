"""Which of several claims about one field a paper shows: pure, and the same in whatever order dumps come."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from .records import Value
from .schema import COUNTS, LIST_FIELDS

HOMES = re.compile(
    r"(?:https?://|\b)(?:[\w-]+\.)*(?:huggingface\.co|github\.(?:com|io)|gitlab\.com|arxiv\.org|zenodo\.org"
    r"|doi\.org|kaggle\.com|bitbucket\.org|physionet\.org|figshare\.com|osf\.io)/",
    re.IGNORECASE,
)
"""Hosts where work lives first-hand: of two texts that differ in a link's host, this one is no mirror's."""

_WRITE = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class Bid:
    """One claim on a field, as merging weighs it.

    Args:
        appearance_id: The appearance that makes it.
        value: What it says.
        inferred: Whether that was worked out rather than printed.
        raw: The text as printed, where it differs.
    """

    appearance_id: int
    value: Value
    inferred: bool
    raw: str | None


def best(field: str, bids: Iterable[Bid]) -> Bid:
    """Return the most informative claim on a field.

    Printed beats inferred; then the longer text, the fuller date, the larger count win. What is still
    equal is settled by the value itself, so that the order of imports never matters.

    Args:
        field: The field's name.
        bids: At least one claim.
    """
    return max(bids, key=lambda bid: _rank(field, bid))


def _rank(field: str, bid: Bid) -> tuple[object, ...]:
    value = bid.value
    if field in COUNTS:
        return (not bid.inferred, value)
    if field == "published":
        # Of two dates of one precision the earlier is the first version's.
        return (not bid.inferred, len(str(value)), _reversed(str(value)), bid.raw or "")
    if isinstance(value, tuple):
        return (_homes(" ".join(value)), len(value), value)
    return (_homes(str(value)), len(str(value)), _reversed(str(value)), bid.raw or "")


def _homes(text: str) -> int:
    return len(HOMES.findall(text))


def _reversed(text: str) -> tuple[int, ...]:
    """Return a sort key under which the smaller text is the larger."""
    return tuple(-ord(character) for character in text)


def stored(value: Value) -> str | int:
    """Return a value as a column holds it: lists as JSON."""
    # Written as `json` writes lists of texts, but without its preparations, which take the most of the time.
    return f"[{', '.join(map(_WRITE, value))}]" if isinstance(value, tuple) else value


def restored(field: str, column: str | int) -> Value:
    """Return a value from its column, or from the text of a variant."""
    if field in LIST_FIELDS:
        return tuple(json.loads(str(column)))
    return int(column) if field in COUNTS else column
