"""The terms of an index, read from its tables."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from postil.store.search import dictionary
from postil.store.search.dictionary import Dictionary
from postil.store.search.lexicon import WHOLE
from postil.store.search.schema import create
from postil.store.search.stemming import stem

WORDS = "hoping hope hoped studying study studies possibility possible running runs runner sky kettle kettles"
TERMS = "INSERT INTO term VALUES (?, ?, ?, NULL)"


@pytest.fixture
def index() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        create(db)
        db.executemany(TERMS, [(1, word, 3) for word in WORDS.split()])
        db.executemany(TERMS, [(2, "kettle", 4), (2, "samovar", 1)])
        db.execute("INSERT INTO lexicon VALUES (?, 1, ?)", (WHOLE, WORDS))
        yield db


@pytest.fixture
def terms(index: sqlite3.Connection) -> Dictionary:
    return Dictionary(index, {1: 20, 2: 5})


def test_papers_are_counted_over_all_generations(terms: Dictionary) -> None:
    assert terms.count(["kettle", "sky", "nothing"]) == {"kettle": 7, "sky": 3}
    assert terms.count(["nothing", "samovar", "kettle"]) == {"samovar": 1, "kettle": 7}
    assert terms.count([]) == {}


@pytest.mark.parametrize("word", WORDS.split())
def test_a_family_has_every_word_of_the_stem(terms: Dictionary, word: str) -> None:
    relatives = {other for other in WORDS.split() if stem(other) == stem(word)}
    assert {*terms.family(stem(word), 64)} == relatives


def test_the_pool_that_every_word_is_sought_in_is_read_once(
    terms: Dictionary, index: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dictionary, "KEPT_POOLS", 4)
    read: list[str] = []
    index.set_trace_callback(read.append)
    for word in ("kettel", "samowar", "houping", "stuidy", "rnuner", "kettel"):
        terms.neighbours(word, range(5, 8))
    asked = [statement.rpartition(" ")[2] for statement in read if "lexicon" in statement]
    assert asked.count("''") == 1
    assert asked.count("'ke'") == 2
