"""The query language: text to an immutable `Query`, and a `Query` to an SQL condition.

Completion, advice and the printed grammar are rooms of their own, since most who parse need none of them.
"""

from .conditions import where
from .nodes import And, Filter, Node, Not, Or, Word
from .parser import parse
from .query import Group, Query

__all__ = ["And", "Filter", "Group", "Node", "Not", "Or", "Query", "Word", "parse", "where"]
