"""Verdicts on papers: what they write, what waits for one, and what the query language makes of them."""

import random

import pytest

from postil.store.journal_check import disagreements
from postil.store.library import Library
from postil.store.query import parse, where
from postil.store.search import Searcher
from postil.store.triage import Verdict

from .shelf import record, shelve
from .test_history import reader_rows

MONDAY, TUESDAY = "2025-06-30", "2025-07-01"
TITLES = ["On rivers", "On bridges", "On ferries", "On locks", "On weirs"]


@pytest.fixture
def keys(library: Library) -> list[str]:
    return [one.key for one in shelve(library, *(record(n, title) for n, title in enumerate(TITLES, 1)))]


def waiting(library: Library, day: str) -> list[int]:
    return library.triage.waiting(range(1, len(TITLES) + 1), day)


def found(library: Library, query: str) -> list[int]:
    """What a query finds, by SQL and by the index, which must agree."""
    by_sql = sorted(library.papers.ids(*where(parse(query))))
    searcher = Searcher(library.db, library.path)
    try:
        by_index = sorted(searcher.search(parse(query)).ids[:])
    finally:
        searcher.close()
    assert by_index == by_sql
    return by_sql


@pytest.mark.parametrize(
    ("verdict", "status", "starred", "query"),
    [
        ("keep", "unread", False, "is:kept"),
        ("star", "unread", True, "is:kept is:starred"),
        ("later", "unread", False, "is:later"),
        ("drop", "dropped", False, "is:dropped"),
    ],
)
def test_a_verdict_is_one_step(
    library: Library, keys: list[str], verdict: Verdict, status: str, starred: bool, query: str
) -> None:
    assert library.triage.judge(keys[:1], verdict, MONDAY) == 1
    paper = library.papers.get(keys[0])
    assert (paper.status, paper.starred) == (status, starred)
    assert found(library, query) == [1]
    assert waiting(library, MONDAY) == [2, 3, 4, 5]
    [step] = library.history.steps()
    assert step.label.endswith(": On rivers")
    assert library.triage.judge(keys[:1], verdict, MONDAY) == 0, "it is so already"
    library.history.undo()
    assert not any(reader_rows(library).values())
    assert waiting(library, MONDAY) == [1, 2, 3, 4, 5]


def test_what_is_put_off_is_asked_on_another_day(library: Library, keys: list[str]) -> None:
    library.triage.judge(keys[:2], "later", MONDAY)
    assert waiting(library, MONDAY) == [3, 4, 5]
    assert waiting(library, TUESDAY) == [1, 2, 3, 4, 5]
    assert library.triage.judge(keys[:1], "later", TUESDAY) == 1
    assert waiting(library, TUESDAY) == [2, 3, 4, 5]
    assert (library.triage.settled(MONDAY), library.triage.settled(TUESDAY)) == (2, 1)


def test_a_verdict_takes_the_place_of_another(library: Library, keys: list[str]) -> None:
    for verdict in ("drop", "keep", "later", "drop", "star"):
        assert library.triage.judge(keys[:1], verdict, MONDAY) == 1
    paper = library.papers.get(keys[0])
    assert (paper.status, paper.starred) == ("unread", True)
    assert (found(library, "is:kept"), found(library, "is:dropped"), found(library, "is:later")) == (
        [1],
        [],
        [],
    )


def test_what_is_read_or_dropped_is_kept_no_more(library: Library, keys: list[str]) -> None:
    library.triage.judge(keys[:3], "keep", MONDAY)
    library.triage.judge(keys[3:4], "later", MONDAY)
    library.reading.set_status(keys[:1], "read")
    library.reading.set_status(keys[1:2], "dropped")
    library.reading.set_status(keys[2:3], "reading")
    assert found(library, "is:kept") == [3]
    assert found(library, "is:untriaged") == [5]
    assert found(library, "-is:untriaged -is:kept") == [1, 2, 4]
    counts = library.counts()
    assert (counts.kept, counts.later) == (1, 1)
    searcher = Searcher(library.db, library.path)
    facets = searcher.counts(searcher.search(parse("is:unread")).matched)
    assert (facets.kept, facets.later, facets.statuses["unread"]) == (0, 1, 2)
    searcher.close()


def test_papers_keep_the_order_in_which_they_are_asked_about(library: Library, keys: list[str]) -> None:
    library.reading.set_status(keys[1:2], "reading")
    assert library.triage.waiting([5, 2, 1, 99, 4], MONDAY) == [5, 1, 4]


def test_thousands_at_once_are_one_step(library: Library) -> None:
    placed = shelve(library, *(record(n, f"Number {n}") for n in range(1, 2001)))
    papers = [one.key for one in placed]
    assert library.triage.judge(papers, "drop", MONDAY) == 2000
    assert library.triage.judge(papers, "star", MONDAY) == 2000
    assert len(library.history.steps()) == 2
    assert library.counts().kept == 2000
    library.history.undo()
    library.history.undo()
    assert not any(reader_rows(library).values())


@pytest.mark.parametrize("seed", range(20))
def test_undoing_all_verdicts_gives_back_every_row(library: Library, keys: list[str], seed: int) -> None:
    dice = random.Random(seed)
    states = [reader_rows(library)]
    for _ in range(25):
        some, day = dice.sample(keys, dice.randint(1, 3)), dice.choice([MONDAY, TUESDAY])
        verdict: Verdict = dice.choice(("keep", "star", "later", "drop"))
        if library.triage.judge(some, verdict, day):
            states.append(reader_rows(library))
    for state in reversed(states[:-1]):
        assert library.history.undo() is not None
        assert reader_rows(library) == state
    assert library.history.undo() is None
    for state in states[1:]:
        assert library.history.redo() is not None
        assert reader_rows(library) == state
    assert list(disagreements(library.db)) == []
