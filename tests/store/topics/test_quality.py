"""The shipped rules against hand-judged papers of the sample dumps, where these are at hand."""

import json
import os
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from postil.store.importing import ImportRun
from postil.store.library import Library

from .test_rules import VOCABULARY

DUMPS = Path(os.environ.get("POSTIL_TEST_DUMPS", "/nowhere"))
GOLD = DUMPS.parent / "eval" / "tags.jsonl"
PRECISION, F1 = 0.88, 0.82

pytestmark = pytest.mark.skipif(not GOLD.exists(), reason="needs the judged papers beside POSTIL_TEST_DUMPS")


def named(title: str) -> str:
    return re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKD", title).casefold())


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[tuple[set[str], set[str]]]]:
    """What the rules give to each judged paper, and what it should have."""
    with Library.open(tmp_path_factory.mktemp("quality") / "library.db") as library:
        ImportRun(library).run([DUMPS])
        papers = {named(paper.title): paper for paper in library.papers.each(library.papers.ids())}
        gold = [json.loads(line) for line in GOLD.read_text().splitlines()]
        yield [
            ({*library.topics.of(papers[named(one["title"])])} & {*VOCABULARY}, {*one["tags"]})
            for one in gold
        ]


def scores(judged: list[tuple[set[str], set[str]]]) -> tuple[float, float]:
    right = sum(len(given & wanted) for given, wanted in judged)
    precision = right / sum(len(given) for given, _ in judged)
    recall = right / sum(len(wanted) for _, wanted in judged)
    return precision, 2 * precision * recall / (precision + recall)


def test_topics_are_as_good_as_promised(judged: list[tuple[set[str], set[str]]]) -> None:
    precision, f1 = scores(judged)
    assert precision >= PRECISION
    assert f1 >= F1


@pytest.mark.parametrize("half", [0, 1])
def test_so_they_are_on_either_half(judged: list[tuple[set[str], set[str]]], half: int) -> None:
    precision, f1 = scores(judged[half::2])
    assert precision >= PRECISION
    assert f1 >= F1
