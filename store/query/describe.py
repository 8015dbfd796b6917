"""A query in plain words."""

from itertools import groupby

from .fields import FIELDS
from .nodes import And, Filter, Node, Not, Or, Word


def described(node: Node) -> str:
    """Return a node in plain words; "" for one that asks for nothing."""
    match node:
        case Word():
            return _word(node)
        case Filter():
            return FIELDS[node.name].said.format(_range(node))
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
    return FIELDS[word.field].said.format(shown) if word.field else shown


def _range(node: Filter) -> str:
    if node.low == node.high:
        return node.low
    if not node.high:
        return f"{node.low} or later" if node.name != "rating" else f"{node.low} or more"
    if not node.low:
        return f"{node.high} or earlier" if node.name != "rating" else f"{node.high} or less"
    return f"{node.low} to {node.high}"
