"""Smart lists: where no reading list has a name, `list:` asks for what the search saved under it finds."""

from collections.abc import Callable
from typing import NoReturn

from ..errors import QueryError
from ..text.folding import fold
from .nodes import And, Filter, Node, Not, Or, conjunction, disjunction
from .query import Query

DEEPEST = 8
"""How many smart lists may stand within each other."""
MOST = 64
"""How many may stand in a query, those within others counted each time."""

Named = Callable[[str], str | None]
"""Returns the text of the search that a list's name means; None where it means a reading list, or nothing."""


def expanded(query: Query, named: Named, parse: Callable[[str], Query]) -> Query:
    """Return a query with what smart lists ask for in place of their names.

    Args:
        query: A query that may name some.
        named: Knows the smart lists.
        parse: Reads the text of one.

    Raises:
        QueryError: One contains itself, they go too deep, or one cannot be understood.
    """
    root = _Expansion(named, parse).node(query.root, ())
    return query if root is query.root else Query(root, query.notices, query.unclosed)


class _Expansion:
    """Goes through a query; what names no smart list stays as it is."""

    def __init__(self, named: Named, parse: Callable[[str], Query]) -> None:
        self._named = named
        self._parse = parse
        self._found = 0
        self._position = 0

    def node(self, node: Node, within: tuple[str, ...]) -> Node:
        """Return a node with its smart lists expanded; `within` names those that it stands in."""
        match node:
            case Filter(name="list"):
                return self._list(node, within)
            case Not(part):
                other = self.node(part, within)
                return node if other is part else Not(other)
            case And(nodes) | Or(nodes):
                others = tuple(self.node(part, within) for part in nodes)
                if all(one is other for one, other in zip(nodes, others, strict=True)):
                    return node
                return conjunction(others) if isinstance(node, And) else disjunction(others)
            case _:
                return node

    def _list(self, node: Filter, within: tuple[str, ...]) -> Node:
        if not within:
            self._position = node.position
        text, name = self._named(node.low), fold(node.low)
        if text is None:
            return node
        self._found += 1
        if name in within:
            self._refuse(f'the smart list "{node.low}" contains itself')
        if len(within) == DEEPEST or self._found > MOST:
            self._refuse(f'too many smart lists stand within each other at "{node.low}"')
        try:
            root = self._parse(text).root
        except QueryError as error:
            self._refuse(f'the smart list "{node.low}" cannot be understood: {error}')
        return self.node(root, (*within, name))

    def _refuse(self, why: str) -> NoReturn:
        """Refuse the query, where it names the smart list that all others stand in."""
        raise QueryError(why, self._position)
