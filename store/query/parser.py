"""From the text of the search line to a query.

Words stand side by side and all count; `OR` (in capitals) parts alternatives and binds more loosely than
that; parentheses group; `-` before anything forbids it. Whatever is not understood as syntax is a word.
"""

import re
from collections.abc import Sequence

from ..errors import QueryError
from ..models import PENS, STATUSES
from . import fields
from .lexing import lexemes, unescaped
from .nodes import EVERYTHING, Filter, Node, Not, TextField, Word, conjunction, disjunction
from .query import Query
from .strangers import stranger

DEEPEST = 32
TOLD = 3
"""How many words that look like a field are spoken of."""
UNCLOSED = "{} is never closed; all that follows is taken to be inside"


class _Frame:
    """An open parenthesis: the alternatives so far, the last of them still growing."""

    def __init__(self, negated: bool, position: int = 0) -> None:
        self.negated = negated
        self.position = position
        self.alternatives: list[list[Node]] = [[]]

    def add(self, node: Node | None, negated: bool) -> None:
        if node is not None and node != EVERYTHING:
            self.alternatives[-1].append(Not(node) if negated else node)

    def node(self) -> Node:
        filled = tuple(conjunction(tuple(nodes)) for nodes in self.alternatives if nodes)
        return disjunction(filled) if filled else EVERYTHING


def parse(text: str, pens: Sequence[str] = PENS) -> Query:
    """Return the query that a text stands for.

    Args:
        text: What the reader typed; anything at all.
        pens: The names of the five pens.

    Raises:
        QueryError: A field has no value or one that it does not take, a name is nearly that of a field, or
            parentheses go too deep.
    """
    stack = [_Frame(negated=False)]
    notices: dict[str, None] = {}
    unclosed: tuple[str, int] | None = None
    for found in lexemes(text):
        negated = found["minus"] is not None
        if found["open"]:
            if len(stack) > DEEPEST:
                message = f"parentheses go too deep here; up to {DEEPEST} may be open at a time"
                raise QueryError(message, found.start())
            stack.append(_Frame(negated, found.start("open")))
        elif found["close"]:
            _close(stack)
        elif found["word"] == "OR" and not negated:
            stack[-1].alternatives.append([])
        elif not (found["word"] == "AND" and not negated):
            stack[-1].add(_leaf(found, pens, notices), negated)
        unclosed = unclosed or _open_quote(found)
    if len(stack) > 1:
        unclosed = (UNCLOSED.format("this parenthesis"), stack[-1].position)
    while len(stack) > 1:
        _close(stack)
    return Query(stack[0].node(), tuple(notices)[:TOLD], unclosed)


def _open_quote(found: re.Match[str]) -> tuple[str, int] | None:
    """Return what to say of a lexeme whose quote is never closed."""
    group = "phrase" if found["phrase"] is not None else "quoted"
    if found[group] is None or found.end(group) < found.end():
        return None
    return UNCLOSED.format("this quote"), found.start(group) - 1


def _close(stack: list[_Frame]) -> None:
    if len(stack) > 1:
        frame = stack.pop()
        stack[-1].add(frame.node(), frame.negated)


def _leaf(found: re.Match[str], pens: Sequence[str], notices: dict[str, None]) -> Node | None:
    """Return the word, phrase or filter that a lexeme stands for; None if it says nothing."""
    if found["field"] is not None:
        return _field(found, pens)
    is_phrase = found["phrase"] is not None
    group = "phrase" if is_phrase else "word"
    text, position = found[group], found.start(group)
    if not any(char.isalnum() for char in text):
        return None
    exact = found["exact"] is not None
    if ":" in text and not (is_phrase or exact):
        notice = stranger(text, position, pens)
        if notice:
            notices[notice] = None
    return Word(" ".join(text.split()), exact, is_phrase, None, position)


def _field(found: re.Match[str], pens: Sequence[str]) -> Node:
    name = found["field"].lower()
    group = "value" if found["quoted"] is None else "quoted"
    value, position = " ".join(unescaped(found[group]).split()), found.start(group)
    if not value:
        example = fields.FIELDS[name].example
        raise QueryError(f"{name}: needs a value after the colon, such as {example}", found.start("field"))
    low, high = fields.read(name, value, position, pens)
    if name in fields.TEXT_FIELDS:
        where: TextField = "title" if name == "title" else "abstract"
        return Word(value, False, group == "quoted", where, position)
    return Filter("status" if name == "is" and low in STATUSES else name, low, high, position)
