"""The made-up corpus is the same every time, reads like text as far as counting goes, and can be imported."""

import json
import math
import re
from collections import Counter
from io import BytesIO
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postil.store.identity import normal_title
from postil.store.importers.json_lines import JsonLines
from postil.store.records import Record
from tests.bench.asking import keystrokes, known, plain, queries
from tests.bench.corpus import Corpus, Paper
from tests.bench.vocabulary import word

SIZE = 2000
CORPUS = Corpus(SIZE)


def tokens(paper: Paper) -> list[str]:
    return re.findall(r"[^\W_]+", f"{paper['title']} {paper['abstract']}".lower())


@pytest.fixture(scope="module")
def papers() -> list[Paper]:
    return list(CORPUS.papers())


def test_the_same_numbers_make_the_same_papers(papers: list[Paper]) -> None:
    assert list(Corpus(SIZE).papers(0, 300)) == papers[:300]
    assert next(Corpus(SIZE, seed=1).papers()) != papers[0]


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 600), st.integers(0, 250))
def test_a_part_is_a_part_of_the_whole(papers: list[Paper], start: int, length: int) -> None:
    assert list(CORPUS.papers(start, start + length)) == papers[start : start + length]


def test_papers_beyond_the_size_are_other_papers(papers: list[Paper]) -> None:
    more = list(CORPUS.papers(SIZE, SIZE + 200))
    assert len(more) == 200
    assert not {paper["arxiv_id"] for paper in more} & {paper["arxiv_id"] for paper in papers}
    assert min(str(paper["published"]) for paper in more) >= str(papers[-1]["published"])


def test_the_size_changes_dates_and_nothing_else(papers: list[Paper]) -> None:
    dated = ("published", "arxiv_id")
    other = next(Corpus(10 * SIZE).papers(1234, 1235))
    assert other["published"] != papers[1234]["published"]
    assert {**other, **{name: papers[1234][name] for name in dated}} == papers[1234]


def test_titles_and_ids_are_distinct(papers: list[Paper]) -> None:
    assert len({normal_title(str(paper["title"])) for paper in papers}) == SIZE
    assert len({paper["arxiv_id"] for paper in papers}) == SIZE


def test_dates_ascend_over_the_years(papers: list[Paper]) -> None:
    dates = [str(paper["published"]) for paper in papers]
    assert all(before <= after for before, after in pairwise(dates))
    assert (dates[0][:4], dates[-1][:4]) == ("2011", "2025")
    assert all(
        str(paper["arxiv_id"])[:4] == f"{day[2:4]}{day[5:7]}"
        for paper, day in zip(papers, dates, strict=True)
    )


def test_texts_are_as_long_as_real_ones(papers: list[Paper]) -> None:
    titles = [len(str(paper["title"]).split()) for paper in papers]
    abstracts = [len(str(paper["abstract"]).split()) for paper in papers]
    assert 11 <= sum(titles) / SIZE <= 15
    assert 160 <= sum(abstracts) / SIZE <= 200
    assert min(titles) >= 9


def test_the_vocabulary_grows_after_heaps(papers: list[Paper]) -> None:
    seen: set[str] = set()
    sizes: list[tuple[int, int]] = []
    total = 0
    for number, paper in enumerate(papers, 1):
        found = tokens(paper)
        total += len(found)
        seen.update(found)
        if number in (SIZE // 8, SIZE):
            sizes.append((total, len(seen)))
    (few, some), (many, most) = sizes
    exponent = math.log(most / some) / math.log(many / few)
    assert 0.45 <= exponent <= 0.75


def test_words_are_as_frequent_as_zipf_and_mandelbrot_say(papers: list[Paper]) -> None:
    counts = [count for _, count in Counter(each for paper in papers for each in tokens(paper)).most_common()]
    slope = math.log(counts[100] / counts[3000]) / math.log(3000 / 100)
    assert 0.7 <= slope <= 1.5
    assert sum(count == 1 for count in counts) > len(counts) / 4  # as in real text, a large part stands once


def test_common_words_are_in_many_papers(papers: list[Paper]) -> None:
    has = Counter(each for paper in papers for each in set(tokens(paper)))
    assert all(0.2 <= has[common] / SIZE <= 0.6 for common in ("learning", "model", "data", "image"))
    assert has["the"] / SIZE > 0.95


def test_words_of_a_topic_keep_company(papers: list[Paper]) -> None:
    sets = [frozenset(tokens(paper)) for paper in papers]
    has = Counter(each for found in sets for each in found)
    middling = sorted(each for each, count in has.items() if SIZE / 100 < count < SIZE / 20)
    subject = Random("company").choice(middling)
    beside = Counter(each for found in sets if subject in found for each in found)
    lift = max(beside[each] * SIZE / (has[subject] * has[each]) for each in middling if each != subject)
    assert lift > 3


def test_no_two_ranks_share_a_word() -> None:
    ranks = [*range(20_000), *Random("ranks").sample(range(20_000, 100_000_000), 20_000)]
    assert len({word(rank) for rank in ranks}) == len(ranks)


def test_every_kind_of_word_is_there(papers: list[Paper]) -> None:
    text = " ".join(str(paper["abstract"]) for paper in papers)
    for pattern in (
        r"\b[A-Z][a-z]+[A-Z]\w+",
        r"\b[a-z]+-[a-z]+\b",
        r"\([A-Z]{3,}\)",
        "[áéöü]",
        r"\d%",
        r"[a-z]ing\b",
    ):
        assert len(re.findall(pattern, text)) > 50, pattern
    for fact in ("organization", "comments", "links"):
        assert 0.1 < sum(fact in paper for paper in papers) / SIZE < 0.5


def test_the_importer_takes_every_line(papers: list[Paper]) -> None:
    lines = "".join(CORPUS.lines(0, 500)).encode()
    items = list(JsonLines().read(BytesIO(lines), "papers.jsonl", None))
    assert len(items) == 500
    for item, paper in zip(items, papers, strict=False):
        assert isinstance(item, Record)
        assert {name: item.fields[name].value for name in ("title", "published", "arxiv_id")} == {
            name: paper[name] for name in ("title", "published", "arxiv_id")
        }
    assert [json.loads(line) for line in lines.splitlines()] == papers[:500]


def test_queries_name_the_paper_wanted(papers: list[Paper]) -> None:
    asked = list(known(papers[:40]))
    assert [each.relevant for each in asked] == [(paper["title"],) for paper in papers[:40]]
    assert {each.kind for each in asked} == {"title_fragment", "typo", "prefix", "abstract"}
    fragments = [each for each in asked if each.kind == "title_fragment"]
    assert all(
        set(each.query.split()) <= set(re.split(r"[ :?]+", each.relevant[0].lower())) for each in fragments
    )


def test_keystrokes_lead_to_queries_and_a_third_has_a_filter(papers: list[Paper]) -> None:
    titles = [str(paper["title"]) for paper in papers[:50]]
    asked = queries(titles, 60)
    assert asked == queries(titles, 60)
    assert sum(":" in query or " -" in query for query in asked) == 20
    assert keystrokes("ab c") == ["a", "ab", "ab ", "ab c"]
    assert plain('deep "x" year:2019.. -word net') == "deep net"
