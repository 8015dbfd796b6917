"""A query in plain words."""

from collections.abc import Callable, Mapping
from itertools import groupby

from .nodes import And, Filter, Node, Not, Or, Word

_FILTERS: Mapping[str, Callable[[str], str]] = {
    "status": "{}".format,
    "is": "{}".format,
    "has": "with a {}".format,
    "tag": "tagged {}".format,
    "list": 'in the list "{}"'.format,
    "source": "from dump {}".format,
    "author": "by {}".format,
    "org": "from {}".format,
    "pen": "highlighted with pen {}".format,
    "year": "published {}".format,
    "published": "published {}".format,
    "rating": "rated {}".format,
}


def described(node: Node) -> str:
    """Return a node in plain words; "" for one that asks for nothing."""
    match node:
        case Word():
            return _word(node)
        case Filter():
            return _FILTERS[node.name](_range(node))
        case Not(part):
            return f"not {_nested(part)}"
        case And(nodes):
            return _row(nodes)
        case Or(nodes):
            return " or ".join(map(_nested, nodes))


def _row(nodes: tuple[Node, ...]) -> str:
    """Return what must all hold: words side by side, everything else after a comma."""
    runs = groupby(nodes, key=lambda node: isinstance(node, Word) and node.field is None)
    parts = [(is_words, list(map(_nested, run))) for is_words, run in runs]
    return ", ".join(" ".join(run) if is_words else ", ".join(run) for is_words, run in parts)


def _nested(node: Node) -> str:
    text = described(node)
    return f"({text})" if isinstance(node, And | Or) else text


def _word(word: Word) -> str:
    shown = f'"{word.text}"' if word.phrase else f"exactly {word.text}" if word.exact else word.text
    return f"{word.field} with {shown}" if word.field else shown


def _range(node: Filter) -> str:
    if node.low == node.high:
        return node.low
    if not node.high:
        return f"{node.low} or later" if node.name != "rating" else f"{node.low} or more"
    if not node.low:
        return f"{node.high} or earlier" if node.name != "rating" else f"{node.high} or less"
    return f"{node.low} to {node.high}"
