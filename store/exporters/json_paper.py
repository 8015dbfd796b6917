"""A paper as JSON, in the shape that other programs rely on."""

import json
import re
from collections.abc import Mapping

from ..models import Paper

# JSON itself escapes only C0; what else a terminal would obey or hide must not reach it as it is either.
# A text, compiled with the first paper that is written so: `postil search` starts without it.
_UNSAFE = (
    "[\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e0fff]"
)

_SAME = (
    "key", "title", "abstract", "published", "published_text", "published_inferred", "authors",
    "authors_count", "organization", "comments", "upvotes", "arxiv_id", "doi", "links", "sources", "tags",
    "auto_tags", "lists", "status", "rating", "starred", "highlights", "notes",
)  # fmt: skip


def as_json(paper: Paper, raw: bool = False, score: float | None = None) -> dict[str, object]:
    """Return a paper as plain values, in the contract's order.

    Args:
        paper: The paper.
        raw: Whether to add the title and the abstract as printed.
        score: How well it answers a search; left out if there was none.
    """
    values: dict[str, object] = {name: _plain(getattr(paper, name)) for name in _SAME}
    values["sources"] = [
        {"name": source.name, "position": source.position, "line": source.line} for source in paper.sources
    ]
    if score is not None:
        values["score"] = score
    if raw:
        values |= {"raw_title": paper.raw_title, "raw_abstract": paper.raw_abstract}
    return values


def json_line(values: Mapping[str, object]) -> str:
    """Return values as one line of JSON that a terminal can be shown."""
    return re.sub(_UNSAFE, _escaped, json.dumps(values, ensure_ascii=False))


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1]


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
