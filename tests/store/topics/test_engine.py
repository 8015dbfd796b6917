import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from postil.store.search.numbering import KeyTable
from postil.store.search.pieces import cut, keys
from postil.store.search.topical import Classes, Topical
from postil.store.topics.engine import Engine
from postil.store.topics.reading import read
from postil.store.topics.ruleset import Ruleset

from .naive import topics

RULES = b"""
[general]
denials = ["unlike", "other than"]
families = [["owls", "birds", "bats", "no such topic"]]
[owls]
certain = ["snowy owl", "count .. owlet"]
likely = ["owl", "STRIX", "*hoot"]
hint = ["feather!"]
never = ["owl town", "night owl"]
implies = ["birds"]
[birds]
likely = ["bird", "wing*"]
unless = ["bats"]
[bats]
strong = ["bat"]
likely = ["echo-location", "fruit|vampire bat colony"]
[[bats.rule]]
match = ["flying fox"]
title = 0.3
abstract = 1
"""
BOOK = read(RULES).book


def given_to(title: str, abstract: str = "") -> set[str]:
    return {*Engine(BOOK).of(title, abstract)}


@pytest.mark.parametrize(
    ("title", "abstract", "wanted"),
    [
        ("An Owl", "", {"owls", "birds"}),
        ("Owls", "", {"owls", "birds"}),
        ("A Walk", "An owl.", set()),
        ("A Walk", "An owl sat. The OWLS left.", set()),
        ("A Walk", "An owl sat. The OWLS left. One owl stayed.", {"owls", "birds"}),
        ("A Walk", "A snowy owl.", {"owls", "birds"}),
        ("A Walk", "An owl owl.", set()),
        ("Strix", "", set()),
        ("STRIX", "", {"owls", "birds"}),
        ("STRIX2", "", {"owls", "birds"}),
        ("Snowhoot", "", {"owls", "birds"}),
        ("A Feather", "feather feather", set()),
        ("A Feather", "A feather, then a feather.", {"owls", "birds"}),
        ("Feathers", "Feathers, then a feather, feather.", set()),
        ("A Night Owl", "", set()),
        ("Owl Town", "", set()),
        ("Unlike an Owl", "", set()),
        ("Unlike what we thought of an Owl", "", {"owls", "birds"}),
        ("Counting", "We count the tall owlets.", {"owls", "birds"}),
        ("Counting", "We count. Then owlets came.", set()),
        ("Echolocation", "", {"bats"}),
        ("Echo Location", "", {"bats"}),
        ("Echo-locations", "", {"bats"}),
        ("Birds and a Bat", "", {"bats"}),
        ("A Vampire Bat Colony", "", {"bats"}),
        ("Flying Fox", "", set()),
        ("A Walk", "A flying fox.", {"bats"}),
        ("A Walk", "A bat.", set()),
        ("A Walk", "A bat hung there. Another bat came.", {"bats"}),
        ("A Walk", "A bat, a bird or an owl. A bat, a wing and the owl.", set()),
        ("A Walk", "A bat, a bird or an owl. Many a night later, a flying fox.", {"bats"}),
        ("A Walk", "A bat, a bird or an owl, and a fruit bat colony. Bat!", set()),
        ("A Walk", "A bat and a bird. A wing of a bat.", {"bats"}),
        ("A Walk", "A bat, then after quite some time a bird, an owl and another bat.", set()),
        ("Bat, Bird, Owl", "", {"bats", "owls"}),
    ],
)
def test_the_topics_of_a_paper(title: str, abstract: str, wanted: set[str]) -> None:
    assert given_to(title, abstract) == wanted
    assert topics(BOOK, title, abstract) == wanted


def test_reasons_name_pattern_place_worth_and_what_implies() -> None:
    title, abstract = "An Owl", "It is a snowy owl."
    reasons = {reason.topic: reason for reason in Engine(BOOK).reasons(title, abstract)}
    assert [(p.pattern, p.field, p.worth) for p in reasons["owls"].places] == [
        ("owl", "title", 100), ("snowy owl", "abstract", 100),
    ]  # fmt: skip
    place = reasons["owls"].places[1]
    assert abstract[place.start : place.stop] == "snowy owl"
    assert reasons["birds"].by == ("owls",)
    assert reasons["birds"].places == ()


SAID = st.sampled_from(
    ["owl", "owls", "Owl", "STRIX", "STRIXs", "STRIX9", "strix", "hoot", "Snowhoot", "feather", "feathers",
     "owlet", "owlets", "count", "counts", "snowy", "night", "town", "bat", "bats", "echo", "location",
     "echolocation", "fruit", "vampire", "colony", "colonies", "wing", "wings", "bird", "birdies", "unlike",
     "other", "than", "flying", "fox", "the", "of", "été", "庭", "a", "s"]
)  # fmt: skip
SEAMS = st.sampled_from([" ", " ", " ", "-", ". ", ", ", "? ", ".", "\n", " (", "–", "_"])
TEXTS = st.lists(st.tuples(SAID, SEAMS), max_size=14).map(lambda pairs: "".join(f"{a}{b}" for a, b in pairs))
PAPERS = st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=8)


@settings(max_examples=400)
@given(TEXTS, TEXTS)
@example("", "count owl owlet owl owlet")
def test_the_engine_says_what_a_plain_reading_of_the_rules_says(title: str, abstract: str) -> None:
    assert given_to(title, abstract) == topics(BOOK, title, abstract)


def in_a_batch(engine: Engine, papers: list[tuple[str, str]]) -> list[set[str]]:
    words = []
    for column in zip(*papers, strict=True):
        pieces = cut([text.encode() for text in column])
        numbers, fresh = KeyTable().numbers(keys(pieces))
        classes = Classes(engine)
        classes.learn(pieces.texts(fresh))
        words.append(classes.words(pieces, numbers))
    places, names = Topical(engine).given(*words)
    assert np.all(places[1:] >= places[:-1])
    return [{name for at, name in zip(places, names, strict=True) if at == n} for n in range(len(papers))]


@settings(max_examples=200)
@given(PAPERS)
def test_many_papers_at_once_have_the_topics_that_each_has_alone(papers: list[tuple[str, str]]) -> None:
    assert in_a_batch(Engine(BOOK), papers) == [given_to(*paper) for paper in papers]


def test_so_they_do_by_the_shipped_rules() -> None:
    engine = Ruleset().engine
    papers = [
        (
            "Tuning Kettles with Reinforcement Learning",
            "We introduce a dataset of kettles. A large language model whistles, an LLM listens, LLMs hum. "
            "Unlike diffusion models it is quiet.",
        ),
        ("", ""),
        ("A Survey of Owl Segmentation in Satellite Images", "Segment anything? U-Net, and graph networks."),
    ]
    assert in_a_batch(engine, papers) == [{*engine.of(*paper)} for paper in papers]
    assert {"rl", "dataset", "llm"} <= {*engine.of(*papers[0])}
    assert "diffusion" not in engine.of(*papers[0])
    assert {"survey", "segmentation", "geospatial"} <= {*engine.of(*papers[2])}
