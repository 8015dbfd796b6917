"""A query as the text that one would type for it."""

from .fields import written
from .nodes import And, Filter, Node, Not, Or, Word


def printed(node: Node) -> str:
    """Return the text that parses to a node; "" for one that asks for nothing."""
    match node:
        case Word():
            return _word(node)
        case Filter():
            return f"{_name(node)}:{written(_value(node))}"
        case Not(part):
            text = _nested(part)
            return f"-({text})" if text.startswith("-") else f"-{text}"
        case And(nodes):
            return " ".join(map(_nested, nodes))
        case Or(nodes):
            return " OR ".join(printed(part) if isinstance(part, And) else _nested(part) for part in nodes)


def _nested(node: Node) -> str:
    text = printed(node)
    return f"({text})" if isinstance(node, And | Or) else text


def _word(word: Word) -> str:
    if word.field is None:
        return f'"{word.text}"' if word.phrase else ("'" if word.exact else "") + word.text
    text = written(word.text)
    return f'{word.field}:"{text}"' if word.phrase and not text.startswith('"') else f"{word.field}:{text}"


def _name(node: Filter) -> str:
    return "is" if node.name == "status" else node.name


def _value(node: Filter) -> str:
    return node.low if node.low == node.high else f"{node.low}..{node.high}"
