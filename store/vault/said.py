"""What a reader said of a paper, in the form in which file and library are compared and merged."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from .blocks import Mark

VALUES: Mapping[str, str] = MappingProxyType(
    {"status": "unread", "rating": "", "starred": "false", "triage": ""}
)
"""The single values, each with what it is where nothing is said."""
NO_MARKS: Mapping[str, Mark] = MappingProxyType({})
NO_TOPICS: Mapping[str, bool] = MappingProxyType({})


class Said(NamedTuple):
    """All that a reader said of one paper.

    Args:
        marks: The highlights by id, in their order.
        note: The note, folded; empty if there is none.
        tags: The tags; None where a file says them in a way that is not understood.
        topics: The topics that were accepted, and those that were refused; None as with tags.
        values: The single values as text; one that is not understood is missing.
    """

    marks: Mapping[str, Mark] = NO_MARKS
    note: str = ""
    tags: frozenset[str] | None = frozenset()
    topics: Mapping[str, bool] | None = NO_TOPICS
    values: Mapping[str, str] = VALUES

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is said."""
        return not (self.marks or self.note or self.tags or self.topics) and dict(self.values) == dict(VALUES)
