"""The immutable value that a query text becomes."""

import dataclasses
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from .describe import described
from .nodes import EVERYTHING, Filter, Node, Or, Word, conjunction, conjuncts, sought, speaks_of_text
from .printing import printed


class Group(NamedTuple):
    """Words of which one suffices.

    Attributes:
        words: The words.
        optional: Whether a paper that answers may lack all of them, as in `(fundus OR tag:oct)`.
    """

    words: tuple[Word, ...]
    optional: bool = False


@dataclass(frozen=True)
class Query:
    """What a reader looks for.

    Args:
        root: What must hold of a paper.
        notices: Sentences on what was read otherwise than it looks.
        unclosed: What was opened and never closed, as a sentence and its place in the text; None if nothing.
    """

    root: Node = EVERYTHING
    notices: tuple[str, ...] = dataclasses.field(default=(), compare=False)
    unclosed: tuple[str, int] | None = dataclasses.field(default=None, compare=False)

    @property
    def is_empty(self) -> bool:
        """Whether the query asks for nothing, so that every paper answers."""
        return self.root == EVERYTHING

    @property
    def is_of_records(self) -> bool:
        """Whether the query is about no text, wanted or forbidden, so that no index is needed."""
        return not speaks_of_text(self.root)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words to rank by, in the order of the text."""
        return tuple(sought(self.root))

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The words to rank by, alternatives together."""
        found: list[Group] = []
        for node in conjuncts(self.root):
            words = tuple(sought(node))
            if words == (node.nodes if isinstance(node, Or) else (node,)):
                found.append(Group(words, optional=any(word.field for word in words)))
            else:
                found.extend(Group((word,), optional=True) for word in words)
        return tuple(found)

    @property
    def list_name(self) -> str | None:
        """The name of the reading list that all papers which answer are on, if the query names one."""
        named = {
            node.low for node in conjuncts(self.root) if isinstance(node, Filter) and node.name == "list"
        }
        return named.pop() if len(named) == 1 else None

    def narrowed(self, other: "Query") -> "Query":
        """Return the query that asks for both; what is unclosed is so in the text of the other one."""
        notices = tuple(dict.fromkeys((*self.notices, *other.notices)))
        return Query(conjunction((self.root, other.root)), notices, other.unclosed)

    @property
    def text(self) -> str:
        """The text that one would type for the query; it parses to the same query."""
        return printed(self.root)

    def describe(self) -> str:
        """Return the query in plain words, such as `retinal vessel, tagged oct, not read`."""
        return described(self.root) or "everything"
