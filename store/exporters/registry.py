"""Every format that a paper can be written in."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ..models import Paper
from .bibtex import as_bibtex
from .json_paper import as_json, json_line
from .markdown import as_markdown
from .plain import as_text

Format = Callable[[Paper], str]


def _json(paper: Paper) -> str:
    return json_line(as_json(paper, raw=True))


FORMATS: Mapping[str, Format] = MappingProxyType(
    {"text": as_text, "md": as_markdown, "json": _json, "bibtex": as_bibtex}
)
"""Formats by the name that `--format` takes; none of their texts ends with a newline."""
