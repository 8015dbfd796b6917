"""The engine: which topics a paper has by the rules, and what speaks for each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from .matching import Hit, Matcher
from .patterns import GAP
from .rules import ENOUGH, Rulebook

DENIAL, DENIED = -1, 3
"""What stands for the topic of a denial, and the words after one in which nothing counts."""
ROW, BETWEEN = 3, 3
"""Topics of one family that make a row of examples, and the most words between two of them."""
NO_FAMILY = -1

Field = Literal["title", "abstract"]
FIELDS: tuple[Field, ...] = ("title", "abstract")


class Claim(NamedTuple):
    """What the place of a pattern says.

    Attributes:
        topic: The number of the topic, or `DENIAL`.
        worth: What it is worth in the title and in the abstract, in hundredths; nothing where it forbids.
        pattern: The pattern as it is written.
        family: The number of the family that the topic is of; `NO_FAMILY` where it stands in no row.
    """

    topic: int
    worth: tuple[int, int]
    pattern: str
    family: int = NO_FAMILY


class Place(NamedTuple):
    """A place that counts for a topic.

    Attributes:
        pattern: The pattern that fits there.
        field: The text that it stands in.
        start, stop: Where.
        worth: What it is worth, in hundredths.
    """

    pattern: str
    field: Field
    start: int
    stop: int
    worth: int


class Reason(NamedTuple):
    """Why a paper has a topic by the rules.

    Attributes:
        topic: Its name.
        places: What was found for it; nothing where it is only implied.
        by: The topics of the paper that imply it.
    """

    topic: str
    places: tuple[Place, ...] = ()
    by: tuple[str, ...] = ()


Found = tuple[Claim, int, int]
"""A claim, and the places of its first word and behind its last one."""


class Engine:
    """Gives topics to papers.

    Args:
        book: The rules.
    """

    def __init__(self, book: Rulebook) -> None:
        self.names = tuple(book.topics)
        numbers = {name: number for number, name in enumerate(self.names)}
        self.claims = tuple(_claims(book, numbers))
        self.matcher = Matcher(claim.pattern for claim in self.claims)
        self._implies = tuple(_numbered(topic.implies, numbers) for topic in book.topics.values())
        self._unless = {
            numbers[name]: frozenset(_numbered(topic.unless, numbers))
            for name, topic in book.topics.items()
            if topic.unless
        }
        self._closed: dict[frozenset[int], tuple[str, ...]] = {}

    def of(self, title: str, abstract: str) -> tuple[str, ...]:
        """Return the topics of a paper, in the order of the rules."""
        hits = [self.matcher.hits(self.matcher.spell(text).classes) for text in (title, abstract)]
        return self.given(*hits)

    def given(self, title: Sequence[Hit], abstract: Sequence[Hit]) -> tuple[str, ...]:
        """Return the topics of a paper by the places found in its texts."""
        sums: dict[int, int] = {}
        claims = self.claims
        for field, hits in enumerate((title, abstract)):
            for pattern, _, _ in hits:
                topic, worth, *_ = claims[pattern]
                sums[topic] = sums.get(topic, 0) + worth[field]
        # What is forbidden or stands twice only takes away: most topics are out already.
        enough = [topic for topic, worth in sums.items() if worth >= ENOUGH]
        if not enough:
            return ()
        counted = self._counted(title, abstract, enough)
        return self.closure(frozenset(topic for topic in enough if _worth(counted[topic]) >= ENOUGH))

    def reasons(self, title: str, abstract: str) -> tuple[Reason, ...]:
        """Return the topics of a paper, each with what speaks for it, in the order of the rules."""
        spelled = [self.matcher.spell(text) for text in (title, abstract)]
        hits = [self.matcher.hits(each.classes) for each in spelled]
        counted = self._counted(hits[0], hits[1], range(len(self.names)))
        given = self.given(*hits)
        numbers = {name: self.names.index(name) for name in given}
        reasons = []
        for name, number in numbers.items():
            places = tuple(
                Place(
                    claim.pattern, FIELDS[field], spelled[field].spans[start][0],
                    spelled[field].spans[stop - 1][1], claim.worth[field],
                )
                for field in (0, 1)
                for claim, start, stop in counted[number][field]
            )  # fmt: skip
            own = sum(place.worth for place in places) >= ENOUGH
            by = tuple(other for other in given if number in self._implies[numbers[other]])
            reasons.append(Reason(name, places if own else (), by))
        return tuple(reasons)

    def _counted(
        self, title: Sequence[Hit], abstract: Sequence[Hit], topics: Iterable[int]
    ) -> Mapping[int, tuple[list[Found], list[Found]]]:
        """Return the places that count for some topics, of each text in order and none touching another."""
        wanted: dict[int, tuple[list[Found], list[Found]]] = {topic: ([], []) for topic in topics}
        for field, hits in enumerate((title, abstract)):
            denied = [*self._in_rows(hits)] if FIELDS[field] == "abstract" else []
            for pattern, start, stop in hits:
                claim = self.claims[pattern]
                if claim.topic == DENIAL:
                    denied.append((DENIAL, stop, stop + DENIED))
                elif claim.topic in wanted and not any(claim.worth):
                    denied.append((claim.topic, start, stop))
                elif claim.topic in wanted:
                    wanted[claim.topic][field].append((claim, start, stop))
            for topic, found in wanted.items():
                kept = [one for one in found[field] if not (denied and _denied(topic, one, denied))]
                found[field][:] = _apart(kept, field)
        return wanted

    def _in_rows(self, hits: Sequence[Hit]) -> Iterator[tuple[int, int, int]]:
        """Yield the places of an abstract where a topic is only named in a row with others of its family."""
        rows: dict[int, list[tuple[int, int, int]]] = {}
        for pattern, start, stop in hits:
            topic, _, _, family = self.claims[pattern]
            if family == NO_FAMILY:
                continue
            row = rows.get(family)
            if row is None or start > max(last for _, _, last in row) + BETWEEN:
                yield from _examples(row or ())
                row = rows[family] = []
            row.append((topic, start, stop))
        for row in rows.values():
            yield from _examples(row)

    def closure(self, topics: frozenset[int]) -> tuple[str, ...]:
        """Return the names of topics with all that they imply, without those that others rule out."""
        found = self._closed.get(topics)
        if found is None:
            every, left = set(topics), list(topics)
            while left:
                more = set(self._implies[left.pop()]) - every
                every |= more
                left += more
            kept = sorted(topic for topic in every if not self._unless.get(topic, frozenset()) & every)
            if len(self._closed) > 1 << 16:
                self._closed.clear()
            found = self._closed[topics] = tuple(self.names[topic] for topic in kept)
        return found


def _apart(places: Iterable[Found], field: int) -> Iterator[Found]:
    """Yield places that do not touch: of a row of those that do, the first one that is worth most.

    So a name with its short form in parentheses behind it is one place.
    """
    row: list[Found] = []
    end = 0
    for found in places:
        if row and found[1] > end:
            yield max(row, key=lambda one: one[0].worth[field])
            row.clear()
        end = max(end, found[2]) if row else found[2]
        row.append(found)
    if row:
        yield max(row, key=lambda one: one[0].worth[field])


def _examples(row: Sequence[tuple[int, int, int]]) -> Sequence[tuple[int, int, int]]:
    """Return the places of a row if they are of so many topics that they are examples."""
    return row if len({topic for topic, _, _ in row}) >= ROW else ()


def _denied(topic: int, found: Found, denied: Iterable[tuple[int, int, int]]) -> bool:
    """Return whether a place does not count: it touches one that forbids it."""
    _, start, stop = found
    return any(whose in (DENIAL, topic) and start < last and stop > first for whose, first, last in denied)


def _worth(places: tuple[list[Found], list[Found]]) -> int:
    return sum(claim.worth[field] for field in (0, 1) for claim, _, _ in places[field])


def _numbered(names: Iterable[str], numbers: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(numbers[name] for name in names if name in numbers)


def _claims(book: Rulebook, numbers: Mapping[str, int]) -> Iterable[Claim]:
    """Yield what the place of every pattern says: a pattern's number is that of its claim."""
    for pattern in book.denials:
        yield Claim(DENIAL, (0, 0), pattern)
    families = {name: number for number, names in enumerate(book.families) for name in names}
    for name, topic in book.topics.items():
        for rule in topic.rules:
            for pattern in rule.patterns:
                family = NO_FAMILY if GAP in pattern else families.get(name, NO_FAMILY)
                yield Claim(numbers[name], (rule.title, rule.abstract), pattern, family)
        for pattern in topic.never:
            yield Claim(numbers[name], (0, 0), pattern)
