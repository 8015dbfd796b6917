"""What narrows a query, as sets of papers."""

import sqlite3
from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date
from functools import reduce
from operator import and_, or_

from ..list_due import DUE, due_between
from ..query import And, Filter, Node, Not, Or, Query, Word
from ..query.conditions import TAGGED, TAGGED_ALONE, asked_tag, escaped
from ..query.nodes import conjuncts
from ..schema import SEEN_PAPER
from ..text.folding import fold, teach_folding
from .bits import bits_of, without
from .index import Index
from .kinds import AUTHOR, DUMP, HAS, MONTH, ORGANIZATION, STUB, STUB_LENGTHS, TITLE, TOPIC
from .proof import Proof
from .stemming import stem
from .tokens import words

Groups = Mapping[str, int]
"""Sets of papers by name."""

MANY = 4_096
FAMILY = 64

VERDICT = (
    "SELECT paper_key FROM triage WHERE verdict = '{}' EXCEPT "
    "SELECT paper_key FROM reading WHERE status IN ('read', 'dropped')"
)
"""A verdict counts until the paper is read or dropped."""

MARKED: Mapping[str, str] = {
    "status": "SELECT paper_key FROM reading WHERE status = ?",
    "unread": "SELECT paper_key FROM reading WHERE status <> 'unread'",
    "starred": "SELECT paper_key FROM reading WHERE starred = 1",
    "kept": VERDICT.format("kept"),
    "later": VERDICT.format("later"),
    "triaged": "SELECT paper_key FROM triage UNION SELECT paper_key FROM reading WHERE status <> 'unread'",
    "rated": "SELECT paper_key FROM reading WHERE rating BETWEEN ? AND ?",
    "rating": "SELECT paper_key FROM reading WHERE rating IS NOT NULL",
    "tagged": TAGGED,
    "tagged alone": TAGGED_ALONE,
    "tag": "SELECT paper_key FROM tag",
    "listed": "SELECT paper_key FROM list_item JOIN list USING (list_id) WHERE fold(name) = fold(?)",
    "list": "SELECT paper_key FROM list_item",
    "due": DUE,
    "note": "SELECT paper_key FROM note WHERE text <> ''",
    "highlight": "SELECT paper_key FROM highlight",
    "pen": "SELECT paper_key FROM highlight WHERE pen = ?",
}
"""The reader's marks: which papers have them."""
JUDGED = "SELECT v.topic, v.given, p.id FROM topic_verdict v JOIN paper p ON p.key = v.paper_key"
PAPERS = "SELECT id FROM paper WHERE key IN (%s)"
NAMED = """
SELECT id FROM dump WHERE name = ?
   OR name LIKE ? ESCAPE '\\' AND NOT EXISTS (SELECT 1 FROM dump WHERE name = ?)
"""
"""A dump by its whole name; a name that is nobody's whole name is the beginning of one."""


class Filters:
    """Turns the conditions of a query into sets of papers.

    Args:
        index: The index.
        library: The library.
        proof: Looks into texts where the index alone cannot tell.
    """

    def __init__(self, index: Index, library: sqlite3.Connection, proof: Proof) -> None:
        self._index = index
        self._library = library
        self._proof = proof
        teach_folding(library)
        self._remembered: dict[Hashable, Groups] = {}
        self._version: tuple[int, ...] = ()

    def narrowed(self, query: Query) -> int:
        """Return the set of papers that a query leaves; words that stand alone rank and narrow nothing."""
        parts = [node for node in conjuncts(query.root) if not _is_ranked(node)]
        return reduce(and_, map(self._papers, parts), self._index.papers)

    def marked(self, name: str, *values: object) -> int:
        """Return the papers that the reader marked so: a name in `MARKED`, and its values."""

        def found() -> Groups:
            rows = self._library.execute(PAPERS % MARKED[name], values)
            ids = (paper for (paper,) in rows if paper <= self._index.highest)
            return {name: bits_of(ids, self._index.highest) & self._index.papers}

        return self.remembered((name, *values), found)[name]

    def remembered(self, key: Hashable, find: Callable[[], Groups]) -> Groups:
        """Return what was found out about the reader's marks, found out anew whenever the library changed."""
        version = (*self._library.execute("PRAGMA data_version").fetchone(), self._library.total_changes)
        if version != self._version:
            self._version = version
            self._remembered.clear()
        if key not in self._remembered:
            self._remembered[key] = find()
        return self._remembered[key]

    def _new(self) -> int:
        """Return the papers that came since the reader last looked at what is new."""
        (seen,) = self._library.execute(f"SELECT {SEEN_PAPER}").fetchone()
        return self._index.papers >> int(seen) + 1 << int(seen) + 1

    def months(self, low: str, high: str) -> int:
        """Return the papers of a range of dates, both ends as `2024`, `2024-05` or `2024-05-17`, or ""."""
        months = self._index.dictionary.starting(MONTH, MANY)
        inside = [m for m in months if _covers(m[len(MONTH) :], low, high)]
        found = self._index.any_of(inside)
        for month in months:
            name = month[len(MONTH) :]
            if month not in inside and _meets(name, low, high):
                found |= self._dated(self._index.having(month), low, high)
        return found

    def _dated(self, papers: int, low: str, high: str) -> int:
        """Return those of some papers whose date is in a range, day by day."""
        return self._proof.dated(papers, low, f"{high}~" if high else "~")

    def _papers(self, node: Node) -> int:
        match node:
            case Word(field=None):
                return self.having(node)
            case Word():
                return self._in_field(node)
            case Filter():
                return self._filtered(node)
            case Not(part):
                self._proof.doubt = not self._proof.doubt
                forbidden = self._papers(part)
                self._proof.doubt = not self._proof.doubt
                return without(self._index.papers, forbidden)
            case And(nodes):
                return reduce(and_, map(self._papers, nodes), self._index.papers)
            case Or(nodes):
                return reduce(or_, map(self._papers, nodes), 0)

    def having(self, word: Word) -> int:
        """Return the papers that certainly have a word (or its family) or, side by side, a phrase."""
        terms = words(word.text)
        if not terms:
            return self._index.papers
        if len(terms) == 1 and (word.exact or word.phrase):
            return self._index.having(terms[0])
        if len(terms) == 1:
            return self._index.any_of({*self._index.dictionary.family(stem(terms[0]), FAMILY), terms[0]})
        together = self._all_of(terms)
        return self._proof.standing(together, terms, ("title", "abstract"))

    def _all_of(self, terms: Sequence[str]) -> int:
        return reduce(and_, map(self._index.having, terms), self._index.papers)

    def _in_field(self, word: Word) -> int:
        """Return the papers with a word that begins so, or with such a phrase, in title or abstract."""
        terms = words(word.text)
        if not terms:
            return self._index.papers
        begun = self._all_of(terms[:-1]) & self._beginning("", terms[-1])
        in_title = reduce(
            and_, (self._index.having(TITLE + term) for term in terms[:-1]), self._beginning(TITLE, terms[-1])
        )
        if word.field == "title":
            if len(terms) == 1:
                return in_title
            return self._proof.standing(in_title, terms, ("title",), open_end=True)
        sure = without(begun, in_title) if len(terms) == 1 else 0
        return sure | self._proof.standing(without(begun, sure), terms, ("abstract",), open_end=True)

    def _beginning(self, kind: str, start: str) -> int:
        """Return the papers with a term of some kind that begins so."""
        if kind == TITLE and len(start) in STUB_LENGTHS:
            return self._index.having(STUB + start)
        if not kind and len(start) < max(STUB_LENGTHS):
            return self._index.having(start) | self._index.having(STUB + start)
        return self._index.any_of(self._index.dictionary.starting(kind + start, MANY))

    def _filtered(self, node: Filter) -> int:
        match node.name:
            case "is":
                return self.being(node.low)
            case "status":
                return self.of_status(node.low)
            case "has":
                return self._with(node.low)
            case "year" | "published":
                found = self.months(node.low, node.high)
            case "rating":
                found = self.marked("rated", int(node.low or 0), int(node.high or 5))
            case "due":
                found = self.marked("due", *due_between(node.low, node.high, date.today()))
            case "tag":
                alone, name = asked_tag(node.low)
                found = self.marked("tagged alone" if alone else "tagged", name)
            case "topic":
                found = self._about("-".join(fold(node.low).split()))
            case "list":
                found = self.marked("listed", node.low)
            case "pen":
                found = self.marked("pen", int(node.low))
            case "source":
                found = self.of_dumps(node.low)
            case _:
                found = self._named(node)
        return found

    def of_status(self, name: str) -> int:
        """Return the papers of a status; unread is what nobody touched, too."""
        if name == "unread":
            return without(self._index.papers, self.marked("unread"))
        return self.marked("status", name)

    def being(self, name: str) -> int:
        """Return the papers that are starred, untagged, kept, put off, not yet triaged, or new."""
        if name == "new":
            return self._new()
        lacking = {"untagged": "tag", "untriaged": "triaged"}.get(name)
        return without(self._index.papers, self.marked(lacking)) if lacking else self.marked(name)

    def _with(self, name: str) -> int:
        """Return the papers that have something: a link or a date, or a mark of the reader's."""
        if name == "link":
            return self._index.having(HAS + "link")
        if name == "date":
            return self._index.any_of(self._index.dictionary.starting(MONTH, MANY))
        if name == "topic":
            return reduce(or_, map(self.of_topic, self.topics()), 0)
        return self.marked(name)

    def of_dumps(self, name: str) -> int:
        """Return the papers of a dump, given by its name or the beginning of it."""
        values = (name, f"{escaped(name)}%", name)
        return self._index.any_of([f"{DUMP}{dump}" for (dump,) in self._library.execute(NAMED, values)])

    def _about(self, name: str) -> int:
        """Return the papers that have a topic, whatever the case and the accents of its name."""
        return reduce(or_, (self.of_topic(topic) for topic in self.topics() if fold(topic) == name), 0)

    def topics(self) -> list[str]:
        """Return the names of all topics that papers have by the rules, or by the reader's word."""
        known = (term[len(TOPIC) :] for term in self._index.dictionary.starting(TOPIC, MANY))
        return sorted({*known, *self._judged()})

    def of_topic(self, name: str) -> int:
        """Return the papers that have a topic: the reader's word counts, or else the rules'."""
        accepted, refused = self._judged().get(name, (0, 0))
        return without(self._index.having(TOPIC + name), refused) | accepted

    def _judged(self) -> Mapping[str, tuple[int, int]]:
        """Return the papers that the reader gave each topic to, and those from which it was taken."""

        def found() -> Groups:
            ids: dict[str, list[int]] = {}
            for topic, given, paper in self._library.execute(JUDGED):
                if paper <= self._index.highest:
                    ids.setdefault(f"{given}{topic}", []).append(paper)
            return {name: bits_of(papers, max(papers)) & self._index.papers for name, papers in ids.items()}

        groups = self.remembered("judged", found)
        names = {name[1:] for name in groups}
        return {name: (groups.get(f"1{name}", 0), groups.get(f"0{name}", 0)) for name in names}

    def _named(self, node: Filter) -> int:
        """Return the papers of an author or an organisation."""
        kind, column = (AUTHOR, "authors") if node.name == "author" else (ORGANIZATION, "organization")
        terms = words(node.low)
        if not terms:
            return 0
        found = reduce(
            and_, (self._index.having(kind + term) for term in terms[:-1]), self._beginning(kind, terms[-1])
        )
        return self._proof.standing(found, terms, (column,), open_end=True) if len(terms) > 1 else found


def _is_ranked(node: Node) -> bool:
    """Return whether a node ranks: a word, or a choice of words, which are forgiven their spelling."""
    if isinstance(node, Or):
        return all(isinstance(part, Word) and _is_ranked(part) for part in node.nodes)
    return isinstance(node, Word) and node.field is None and not (node.phrase or node.exact)


def _covers(month: str, low: str, high: str) -> bool:
    """Return whether a range has all of a month (or of what else stands for a date)."""
    return (not low or (month >= low[:7] and (len(low) <= 7 or month > low[:7]))) and (
        not high or (month[: len(high)] <= high if len(high) <= 7 else month < high[:7])
    )


def _meets(month: str, low: str, high: str) -> bool:
    """Return whether a range has some of a month."""
    return (not low or month >= low[:7]) and (not high or month[: len(high[:7])] <= high[:7])
