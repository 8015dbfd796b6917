"""The ways to ask for less: what to try where a query finds little."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from ..errors import QueryError
from .nodes import And, Filter, Node, Not, Or, Word, conjunction, conjuncts, disjunction
from .parser import parse
from .printing import printed
from .query import Query

MOST = 12


def relaxations(query: Query) -> tuple[tuple[str, str], ...]:
    """Return queries that ask for less than one, each with what it does otherwise, in a few words.

    Args:
        query: What found too little.

    Returns:
        What is done otherwise and the query's text, the smallest steps first; a dozen at most.
    """
    return tuple(islice(_texts(query), MOST))


def _texts(query: Query) -> Iterator[tuple[str, str]]:
    """Yield each way whose text really stands for what is meant, once."""
    seen = {query.text, ""}
    for description, node in _ways(conjuncts(query.root)):
        text = printed(node)
        if text not in seen and _means(text, node):
            seen.add(text)
            yield description, text


def _means(text: str, node: Node) -> bool:
    """Return whether a text stands for a node; a word that lost its quotes or its mark may be syntax."""
    try:
        return parse(text).root == node
    except QueryError:
        return False


def _ways(nodes: tuple[Node, ...]) -> Iterator[tuple[str, Node]]:
    """Yield every way to loosen some nodes of which all must hold."""
    for place, node in enumerate(nodes):
        looser = _looser(node)
        if looser:
            yield looser[0], _with(nodes, place, looser[1])
    for kind in (Not, Filter, Or):
        for place, node in enumerate(nodes):
            if isinstance(node, kind):
                yield f"without {printed(And((node,)))}", _with(nodes, place)
    yield from _fewer(nodes)


def _looser(node: Node) -> tuple[str, Node] | None:
    """Return a word or phrase that asks for less, and how to say so; None where there is none."""
    match node:
        case Word(field=None, phrase=True):
            words = tuple(Word(part) for part in node.text.split() if any(map(str.isalnum, part)))
            return f"the words of {printed(node)} anywhere", conjunction(words)
        case Word(field=None, exact=True):
            return f"{node.text} in any spelling", replace(node, exact=False)
        case Word(field=str()):
            return f"{printed(replace(node, field=None))} anywhere", replace(node, field=None)
    return None


def _fewer(nodes: Sequence[Node]) -> Iterator[tuple[str, Node]]:
    """Yield what drops several parts at once, then what drops one word, the last first."""
    words = tuple(node for node in nodes if isinstance(node, Word))
    rest = tuple(node for node in nodes if not isinstance(node, Word))
    if len(rest) > 1 and words:
        yield "only the words", conjunction(words)
    if len(words) < 2:
        return
    yield "any of the words", conjunction((disjunction(words), *rest))
    for word in reversed(words):
        yield f"without {printed(word)}", conjunction(tuple(node for node in nodes if node != word))


def _with(nodes: tuple[Node, ...], place: int, *instead: Node) -> Node:
    """Return all of some nodes, one of them replaced or left out."""
    return conjunction((*nodes[:place], *instead, *nodes[place + 1 :]))
