"""From the text of the search line to a query.

Words stand side by side and all count; `OR` (in capitals) parts alternatives and binds more loosely than
that; parentheses group; `-` before anything forbids it. Whatever is not understood as syntax is a word.
"""

import re
from collections.abc import Sequence

from ..errors import QueryError
from . import fields
from .nodes import EVERYTHING, Filter, Node, Not, TextField, Word, conjunction, disjunction
from .query import Query

DEEPEST = 32
_NOISE = re.compile("[\x00-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPED = re.compile(r'\\(["\\])')
_LEXEME = re.compile(
    rf"""
    (?P<minus>-(?=[^\s-]))?
    (?: (?P<open>\() | (?P<close>\))
      | (?P<field>{"|".join(fields.NAMES)}):(?:"(?P<quoted>(?:[^"\\]|\\.?)*)(?:"|$)|(?P<value>[^\s()"]*))
      | "(?P<phrase>[^"]*)(?:"|$)
      | (?P<exact>'(?=[^\s()]))?(?P<word>[^\s()]+)
    )""",
    re.VERBOSE | re.IGNORECASE,
)


class _Frame:
    """An open parenthesis: the alternatives so far, the last of them still growing."""

    def __init__(self, negated: bool) -> None:
        self.negated = negated
        self.alternatives: list[list[Node]] = [[]]

    def add(self, node: Node | None, negated: bool) -> None:
        if node is not None and node != EVERYTHING:
            self.alternatives[-1].append(Not(node) if negated else node)

    def node(self) -> Node:
        filled = tuple(conjunction(tuple(nodes)) for nodes in self.alternatives if nodes)
        return disjunction(filled) if filled else EVERYTHING


def parse(text: str, pens: Sequence[str] = fields.PENS) -> Query:
    """Return the query that a text stands for.

    Args:
        text: What the reader typed; anything at all.
        pens: The names of the five pens.

    Raises:
        QueryError: A field has no value or one that it does not take, or parentheses go too deep.
    """
    stack = [_Frame(negated=False)]
    for found in _LEXEME.finditer(_SURROGATE.sub("\ufffd", _NOISE.sub(" ", text))):
        negated = found["minus"] is not None
        if found["open"]:
            if len(stack) > DEEPEST:
                raise QueryError("Parentheses go too deep here.", found.start())
            stack.append(_Frame(negated))
        elif found["close"]:
            _close(stack)
        elif found["word"] == "OR" and not negated:
            stack[-1].alternatives.append([])
        elif not (found["word"] == "AND" and not negated):
            stack[-1].add(_leaf(found, pens), negated)
    while len(stack) > 1:
        _close(stack)
    return Query(stack[0].node())


def _close(stack: list[_Frame]) -> None:
    if len(stack) > 1:
        frame = stack.pop()
        stack[-1].add(frame.node(), frame.negated)


def _leaf(found: re.Match[str], pens: Sequence[str]) -> Node | None:
    """Return the word, phrase or filter that a lexeme stands for; None if it says nothing."""
    if found["field"] is not None:
        return _field(found, pens)
    is_phrase = found["phrase"] is not None
    text = found["phrase"] if is_phrase else found["word"]
    if not any(char.isalnum() for char in text):
        return None
    exact = found["exact"] is not None
    return Word(
        " ".join(text.split()), exact, is_phrase, None, found.start("phrase" if is_phrase else "word")
    )


def _field(found: re.Match[str], pens: Sequence[str]) -> Node:
    name = found["field"].lower()
    group = "value" if found["quoted"] is None else "quoted"
    value, position = " ".join(_ESCAPED.sub(r"\1", found[group]).split()), found.start(group)
    if not value:
        raise QueryError(f"{name}: needs a value after the colon.", found.start("field"))
    if name in fields.TEXT_FIELDS:
        return _text(name, value, group == "quoted", position)
    low, high = value, value
    if name in fields.CHOICES:
        low = high = fields.choice(name, value, fields.CHOICES[name], position)
    elif name in fields.RANGES:
        low, high = fields.span(name, value, position)
    elif name == "pen":
        low = high = fields.pen(value, pens, position)
    return Filter("status" if name == "is" and low != "starred" else name, low, high, position)


def _text(name: str, value: str, phrase: bool, position: int) -> Word:
    where: TextField = "title" if name == "title" else "abstract"
    if not any(char.isalnum() for char in value):
        raise QueryError(f"{name}: needs a word with a letter or a number in it.", position)
    return Word(value, False, phrase, where, position)
