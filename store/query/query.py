"""The immutable value that a query text becomes."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from .describe import described
from .nodes import EVERYTHING, Node, Or, Word, conjunction, conjuncts, sought


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
    """

    root: Node = EVERYTHING

    @property
    def is_empty(self) -> bool:
        """Whether the query asks for nothing, so that every paper answers."""
        return self.root == EVERYTHING

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

    def narrowed(self, other: "Query") -> "Query":
        """Return the query that asks for both."""
        return Query(conjunction((self.root, other.root)))

    def describe(self) -> str:
        """Return the query in plain words, such as `retinal vessel, tagged oct, not read`."""
        return described(self.root) or "everything"
