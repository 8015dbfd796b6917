"""What a search hands out."""

from typing import NamedTuple

from ..models import Hit
from .marks import Marker
from .selection import Selection


class Matched(NamedTuple):
    """The set of papers that answer, for facets."""

    papers: int = 0


class Results(NamedTuple):
    """What a search found.

    Attributes:
        ids: The papers in the order of the answer.
        hits: The best of them with their scores; none where nothing is ranked.
        total: How many papers answer.
        at_least: Whether the total is a lower bound.
        corrections: Words as typed that no paper has, each with the word it was taken for.
        marker: Marks what was found in titles and abstracts.
        matched: The papers that answer, as a set.
    """

    ids: Selection
    hits: tuple[Hit, ...] = ()
    total: int = 0
    at_least: bool = False
    corrections: tuple[tuple[str, str], ...] = ()
    marker: Marker = Marker()
    matched: Matched = Matched()


class Related(NamedTuple):
    """A paper that is like another, and why.

    Attributes:
        paper_id: Its row id.
        score: How like it is, from 0 to 1.
        terms: What both are about, the most telling first.
        links: Links that both have.
        dumps: Dumps in which both stand near each other.
    """

    paper_id: int
    score: float
    terms: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    dumps: tuple[str, ...] = ()


class Part(NamedTuple):
    """One of the things that a score is made of.

    Attributes:
        label: What it is, in a word or two.
        value: What it is worth.
        detail: Why, in a few words.
    """

    label: str
    value: float
    detail: str = ""


class Advice(NamedTuple):
    """Another query that finds more.

    Attributes:
        text: What it does otherwise, in a few words.
        query: The query to run instead.
        total: How many papers it finds.
    """

    text: str
    query: str
    total: int


class Interrupted(Exception):
    """A search was aborted, because nobody waits for it any more."""
