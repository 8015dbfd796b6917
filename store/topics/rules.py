"""What a rule of a topic is: immutable values, as the file of rules says them."""

from collections.abc import Mapping
from typing import NamedTuple

ENOUGH = 100
"""What the places found in a paper must be worth together, in hundredths."""

STRENGTHS: Mapping[str, tuple[int, int]] = {
    "certain": (100, 100),
    "strong": (100, 60),
    "likely": (100, 40),
    "hint": (50, 25),
}
"""Rules by the name that a topic lists them under: what a place in title and abstract is worth."""


class Rule(NamedTuple):
    """Some patterns and what a place that one of them fits is worth, in hundredths.

    Attributes:
        patterns: The patterns, as they are written.
        title: What a place in the title is worth.
        abstract: What one in the abstract is worth.
    """

    patterns: tuple[str, ...]
    title: int
    abstract: int


class Topic(NamedTuple):
    """A topic and everything that decides whether a paper has it.

    Attributes:
        name: What it is called.
        about: What it means, in a few words.
        rules: What speaks for it.
        never: Patterns of places that do not count, whatever fits there.
        implies: Topics that a paper of this one has too.
        unless: Topics that a paper of this one never has; where it has one of them, this one is not given.
    """

    name: str
    about: str = ""
    rules: tuple[Rule, ...] = ()
    never: tuple[str, ...] = ()
    implies: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


class Rulebook(NamedTuple):
    """All topics by name, in the order of the file.

    Attributes:
        topics: The topics.
        denials: Patterns after which nothing counts for a few words: `unlike`, `instead of`.
        families: Topics of one family each; where an abstract names several in a row, they are examples only.
    """

    topics: Mapping[str, Topic]
    denials: tuple[str, ...] = ()
    families: tuple[tuple[str, ...], ...] = ()
