"""What the sidebar says: places, with the number of papers that each has under the present search. Pure."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from postil.store.errors import QueryError
from postil.store.models import STATUSES, Counts

from .entries import Entry
from .lazy import load
from .place import scope_of
from .session import parsed

Total = tuple[int, bool]


MOST_TOPICS = 24
"""Topics that are named, the commonest of what is looked at first."""


class Facets(NamedTuple):
    """How many papers stand where, of those that are looked at.

    Args:
        counts: The figures.
        total: How many papers are looked at.
        at_least: Whether there may be more.
    """

    counts: Counts
    total: int
    at_least: bool = False


class Saved(NamedTuple):
    """A saved search, as the sidebar shows it.

    Args:
        name: What the reader called it.
        query: What it searches.
        total: How many papers answer, and whether there may be more; None while that is not known.
    """

    name: str
    query: str
    total: Total | None = None


def entries(base: Counts, facets: Facets | None, saved: Sequence[Saved] = (), text: str = "") -> list[Entry]:
    """Return the sidebar, as far as there is anything; what stands where does not hang on the search.

    Args:
        base: The figures of the whole library: they say what there is, and in which order.
        facets: Those of what is looked at, if that is not all papers.
        saved: The saved searches.
        text: The search line, which may name places.
    """
    here = facets.counts if facets else base
    said = f" in {'≥' if facets.at_least else ''}{facets.total:,}" if facets else ""
    rows = [Entry("VIEWS" + said), Entry("All papers", "", base.papers)]
    rows += _places("is", {status: base.statuses.get(status, 0) for status in STATUSES}, here.statuses)
    rows.append(Entry("Starred", "is:starred", here.starred))
    rows += [Entry("Untagged", "is:untagged", here.untagged)] if base.tags else []
    rows += [Entry("Kept", "is:kept", here.kept)] if base.kept else []
    rows += [Entry("Later", "is:later", here.later)] if base.later else []
    if 0 < base.new < base.papers:  # where all of it is new, that tells nothing
        rows.append(Entry("New", "is:new", here.new))
    if saved:
        rows += [Entry(""), Entry("SEARCHES"), *_searches(saved)]
    for heading, field, all_of_them, found in (
        ("LISTS", "list", base.lists, here.lists),
        ("TAGS", "tag", base.tags, here.tags),
        ("TOPICS", "topic", dict(islice(here.topics.items(), MOST_TOPICS)), here.topics),
        ("YEARS", "year", dict(sorted(base.years.items(), reverse=True)), here.years),
        ("DUMPS", "source", base.dumps, here.dumps),
    ):
        if all_of_them:
            rows += [Entry(""), Entry(heading + said), *_places(field, all_of_them, found)]
    if facets is None:
        rows = [_with_progress(entry, base.done) for entry in rows]
    about = facets is not None and facets.at_least
    return [_marked(entry, about, text) for entry in rows]


def _places(field: str, names: Mapping[str, int], found: Mapping[str, int]) -> Iterator[Entry]:
    for name in names:
        plain = field in ("is", "year")
        value = f"{field}:{name}" if plain else scope_of(field, name)
        label = name.capitalize() if field == "is" else name
        yield Entry(label, value, found.get(name, 0), shown=branch(name) if field == "tag" else "")


def branch(name: str) -> str:
    """Return the last part of a tag's name, as far to the right as it stands under others."""
    above, _, last = name.rpartition("/")
    return "  " * (above.count("/") + 1) + last if above else name


def _with_progress(entry: Entry, done: Mapping[str, int]) -> Entry:
    """Return a reading list that was begun with the number of its papers that are done."""
    is_list = (entry.value or "").startswith("list:")
    return entry._replace(done=done[entry.label]) if is_list and done.get(entry.label) else entry


def _searches(saved: Sequence[Saved]) -> Iterator[Entry]:
    for number, search in enumerate(saved, 1):
        label = f"{number} {search.name}" if number < 10 else f"  {search.name}"
        total, about = search.total or (None, False)
        yield Entry(label, search.name, total, about, "search")


def _marked(entry: Entry, about: bool, text: str) -> Entry:
    """Return an entry that says whether its figure is sure, and whether the search line names it."""
    if entry.kind == "search" or not entry.value:
        return entry
    return entry._replace(about=about, added=bool(text) and named(text, entry.value))


def named(text: str, value: str) -> bool:
    """Return whether a search line has a place among its words, or in a choice of its kind."""
    choice = _choice(text, value)
    return f" {value} " in f" {text} " or (choice is not None and value in _places_of(choice))


def _choice(text: str, value: str) -> re.Match[str] | None:
    """Return where a search line asks for places that exclude each other, of a value's kind; or None."""
    field, _, name = value.partition(":")
    names = {"year": r"\d{4}", "is": "|".join(STATUSES)}.get(field, "")
    if not names or not re.fullmatch(names, name):
        return None
    one = f"{field}:(?:{names})"
    return re.search(rf"(?<![^ ])(?:\({one}(?: OR {one})+\)|{one})(?![^ ])", text)


def _places_of(choice: re.Match[str]) -> list[str]:
    return choice[0].strip("()").split(" OR ")


def _chosen(text: str, choice: re.Match[str], value: str) -> str:
    """Return a search line whose choice has one place more, or one less."""
    places = _places_of(choice)
    places = [place for place in places if place != value] if value in places else [*places, value]
    said = " OR ".join(places)
    parts = (text[: choice.start()], f"({said})" if len(places) > 1 else said, text[choice.end() :])
    return " ".join(filter(None, (part.strip() for part in parts)))


def with_or_without(text: str, value: str) -> str:
    """Return a search line with a place added at its end, or taken out if it is there.

    No paper is of two years or has two statuses: of such places the line asks for any.
    """
    choice = _choice(text, value)
    if choice is not None and _holds(text, choice[0]):
        return _chosen(text, choice, value)
    if named(text, value):
        return f" {text} ".replace(f" {value} ", " ", 1).strip()
    beside = f"{text.rstrip()} {value}".strip()
    try:
        both = parsed(text).narrowed(parsed(value))
        # Beside `OR` or half a parenthesis it would belong to a part of the line only.
        return beside if parsed(beside) == both else both.text
    except QueryError:
        return beside


def _holds(text: str, part: str) -> bool:
    """Return whether a part of a line must hold for the whole line to hold."""
    conjuncts: Callable[[Any], tuple[Any, ...]] = load("store.query.nodes:conjuncts")
    try:
        query = parsed(text)
    except QueryError:
        return False
    return query.unclosed is None and parsed(part).root in conjuncts(query.root)
