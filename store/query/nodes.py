"""What a query is made of: words, filters, and the three ways to combine them."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

TextField = Literal["title", "abstract"]


@dataclass(frozen=True)
class Word:
    """Something to find in the text of a paper.

    Args:
        text: One word as typed, or several for a phrase.
        exact: Whether it was marked with `'`, so that nothing but the word itself will do.
        phrase: Whether it stood in double quotes: its words stand together, in this order.
        field: The field that must have it; None for any.
        position: Where it stands in the query text.
    """

    text: str
    exact: bool = False
    phrase: bool = False
    field: TextField | None = None
    position: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True)
class Filter:
    """Something that a paper's record must have.

    Args:
        name: The field of the query language, such as `tag` or `year`.
        low: The value; for a range, its lower end or "".
        high: The upper end of a range or ""; the same as `low` for a single value.
        position: Where the value stands in the query text.
    """

    name: str
    low: str
    high: str
    position: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True)
class Not:
    """The opposite of a node."""

    node: "Node"


@dataclass(frozen=True)
class And:
    """All of some nodes; of none, everything."""

    nodes: tuple["Node", ...] = ()


@dataclass(frozen=True)
class Or:
    """At least one of some nodes."""

    nodes: tuple["Node", ...]


Node = Word | Filter | Not | And | Or
EVERYTHING = And()


def conjunction(nodes: tuple[Node, ...]) -> Node:
    """Return all of some nodes as one, each once."""
    flat = tuple(dict.fromkeys(part for node in nodes for part in conjuncts(node)))
    return flat[0] if len(flat) == 1 else And(flat)


def disjunction(nodes: tuple[Node, ...]) -> Node:
    """Return any of some nodes as one, each once."""
    unique = tuple(dict.fromkeys(nodes))
    return unique[0] if len(unique) == 1 else Or(unique)


def conjuncts(node: Node) -> tuple[Node, ...]:
    """Return the parts that must all hold."""
    return node.nodes if isinstance(node, And) else (node,)


def speaks_of_text(node: Node) -> bool:
    """Return whether a node asks for what only texts can tell, or forbids it: a word, or a topic."""
    match node:
        case Word() | Filter(name="topic") | Filter(name="has", low="topic"):
            return True
        case Not(part):
            return speaks_of_text(part)
        case And(nodes) | Or(nodes):
            return any(map(speaks_of_text, nodes))
        case _:
            return False


def sought(node: Node) -> Iterator[Word]:
    """Yield the words that a node asks for, leaving out those it forbids."""
    match node:
        case Word():
            yield node
        case And(nodes) | Or(nodes):
            for part in nodes:
                yield from sought(part)
        case _:
            return
