from pathlib import Path
from random import Random
from typing import get_args

import pytest

from postil.store import everything
from postil.store.identity import normal_title
from postil.store.importing import ImportRun
from postil.store.library import Library
from postil.store.models import SORTS, Sort
from postil.store.orders import FACTS, ORDERS, VALUED

from .shelf import record, shelve

OWN = ("rating", "status")


@pytest.fixture
def many(library: Library) -> Library:
    random = Random(1)
    records = []
    for number in range(1, 120):
        more = {
            name: random.randint(0, 5)
            for name in ("comments", "upvotes", "authors_count")
            if random.random() < 0.5
        }
        if random.random() < 0.8:
            more["published"] = f"20{random.randint(10, 12)}-01-0{random.randint(1, 9)}"
        records.append(record(number, f"{random.choice('abcAB')}{number} on tides", **more))
    shelve(library, *records)
    keys = library.papers.keys(range(1, 120))
    for number, key in enumerate(keys[::3]):
        library.reading.set_status([key], ("unread", "reading", "read", "dropped")[number % 4])
        library.reading.set_rating([key], None if number % 5 == 0 else number % 6)
    return library


def test_every_sort_has_an_order() -> None:
    assert set(ORDERS) == set(SORTS) == set(get_args(Sort))


@pytest.mark.parametrize("sort", SORTS)
def test_all_papers_come_in_the_order_that_a_condition_gives(many: Library, sort: Sort) -> None:
    ids = many.papers.ids(sort=sort)
    assert sorted(ids) == list(range(1, 120))
    assert ids == many.papers.ids("p.id > 0", sort=sort)
    for limit in (0, 1, 10, 60, 500):
        assert many.papers.ids(sort=sort, limit=limit) == ids[:limit]


@pytest.mark.parametrize("sort", [sort for sort in SORTS if sort not in OWN])
@pytest.mark.parametrize("limit", [-1, 200])
def test_no_order_is_made_by_sorting_all_papers(library: Library, sort: Sort, limit: int) -> None:
    sql = VALUED.get(sort, f"SELECT p.id FROM paper p ORDER BY {ORDERS[sort]} LIMIT ?")
    plan = " ".join(row[3] for row in library.db.execute(f"EXPLAIN QUERY PLAN {sql}", (limit,)))
    # The papers of one day may be sorted: they are few.
    assert "TEMP B-TREE" not in plan or "RIGHT PART" in plan
    assert "INDEX" in plan or sort in ("added", "position")


def test_titles_that_begin_alike_are_in_order(library: Library) -> None:
    ends = ["of tides", "of kites", "on kites and the ropes that they hang from", "on kites and ropes", ""]
    titles = ["A Survey of Deep Waters " + end for end in ends] + [
        "A Survey",
        "a survey of deep-learnt tides",
    ]
    shelve(library, *(record(number, title) for number, title in enumerate(titles, 1)))
    wanted = sorted(range(1, len(titles) + 1), key=lambda number: normal_title(titles[number - 1]))
    assert library.papers.ids(sort="title").tolist() == wanted
    assert library.papers.ids(sort="title", limit=3).tolist() == wanted[:3]
    assert library.papers.ids("p.id <> 2", sort="title").tolist() == [n for n in wanted if n != 2]


def test_ids_with_gaps_are_told(many: Library) -> None:
    many.db.execute("PRAGMA foreign_keys = OFF")
    many.db.execute("DELETE FROM paper WHERE id = 50")
    assert list(many.papers.ids(sort="added")) == [n for n in range(119, 0, -1) if n != 50]


def test_the_ledger_of_one_paper_is_found_by_index(library: Library) -> None:
    from postil.store.ledger import CLAIMS
    from postil.store.papers import SAID

    for sql in (CLAIMS, SAID):
        plan = [row[3] for row in library.db.execute(f"EXPLAIN QUERY PLAN {sql}", {"paper": 1})]
        assert not [step for step in plan if step.startswith("SCAN") and step != "SCAN c"], plan


def test_counts_follow_every_import(library: Library, tmp_path: Path) -> None:
    lines = [
        '{"title": "On kites", "abstract": "A", "published": "2020-01-01"}',
        '{"title": "On rope", "abstract": "A"}',
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    (tmp_path / "b.jsonl").write_text(lines[1].replace("}", ', "published": "2021-01-01"}'))
    ImportRun(library).run([tmp_path / "a.jsonl"])
    assert (library.counts().papers, library.counts().years) == (2, {"2020": 1})
    ImportRun(library).run([tmp_path / "b.jsonl"])
    assert (library.counts().papers, library.counts().years) == (2, {"2020": 1, "2021": 1})
    assert library.counts().dumps == {"a.jsonl": 2, "b.jsonl": 1}


@pytest.mark.parametrize("sort", sorted(FACTS))
def test_everything_is_read_where_it_is_looked_at(
    many: Library, monkeypatch: pytest.MonkeyPatch, sort: Sort
) -> None:
    monkeypatch.setattr(everything, "BLOCK", 10)
    ids = list(many.papers.ids(sort=sort))
    papers = many.papers.all(sort)
    assert len(papers) == 119
    for place in (118, 61, 0, 59, 60, 110, -1, -119):
        assert papers[place] == ids[place]
    assert list(papers[5:33]) == ids[5:33]
    assert list(papers[115:500]) == ids[115:]
    assert [papers.index(paper) for paper in ids] == list(range(119))
    assert ids[7] in papers
    assert 4_711 not in papers
    for missing in (0, 4_711):
        with pytest.raises(ValueError, match="not among"):
            papers.index(missing)
    with pytest.raises(IndexError):
        papers[119]


def test_a_place_keeps_its_paper_when_others_come(many: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(everything, "BLOCK", 10)
    papers = many.papers.all("newest")
    assert isinstance(papers, everything.Everything)
    first = list(papers[:10])
    shelve(many, record(500, "News of the tide", published="2030-01-01"), dump="later.txt")
    assert list(papers[:10]) == first
    assert not papers.outdated, "nothing was read since"
    assert papers[15]
    assert papers.outdated
    assert many.papers.all("newest")[0] not in first


@pytest.mark.parametrize("sort", sorted(FACTS))
def test_no_order_is_sorted_from_its_end(library: Library, sort: Sort) -> None:
    sql = f"EXPLAIN QUERY PLAN SELECT p.id FROM paper p ORDER BY {FACTS[sort].backward()} LIMIT 9 OFFSET 9"
    plan = " ".join(row[3] for row in library.db.execute(sql))
    assert "TEMP B-TREE" not in plan or "RIGHT PART" in plan


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_undated_papers_are_not_sorted_for_every_block(
    many: Library, monkeypatch: pytest.MonkeyPatch, sort: Sort
) -> None:
    monkeypatch.setattr(everything, "BLOCK", 5)
    papers = many.papers.all(sort)
    asked: list[str] = []
    many.db.set_trace_callback(asked.append)
    assert [papers[place] for place in (110, -1)]
    many.db.set_trace_callback(None)
    steps = [row[3] for sql in asked for row in many.db.execute(f"EXPLAIN QUERY PLAN {sql}")]
    assert any("paper_published" in step for step in steps)
    assert not any("TEMP B-TREE" in step for step in steps)
