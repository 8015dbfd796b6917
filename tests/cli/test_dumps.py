"""The five real dumps, where they are at hand: POSTIL_TEST_DUMPS names their folder."""

import os
import shutil
from itertools import chain
from pathlib import Path

import pytest

from .runner import Postil

DUMPS = os.environ.get("POSTIL_TEST_DUMPS")
pytestmark = pytest.mark.skipif(not DUMPS, reason="POSTIL_TEST_DUMPS names no folder")

YEARS = {
    "2017": 1, "2018": 1, "2019": 2, "2020": 2, "2021": 4, "2022": 16, "2023": 28, "2024": 64, "2025": 48,
}  # fmt: skip
RECORDS = {"000": 21, "001": 58, "002": 157, "003": 55, "004": 90}


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Postil:
    made = Postil(tmp_path_factory.mktemp("dumps"))
    for path in Path(DUMPS or "").glob("*.txt"):
        shutil.copy(path, made.home)
    found = made("import", *sorted(path.name for path in made.home.glob("*.txt")), "--json").object
    assert [found[name] for name in ("files", "records", "added", "merged")] == [5, 381, 298, 83]
    assert (found["rejected"], found["unchanged"]) == ([], 0)
    return made


def test_the_totals_are_the_contracts(read: Postil) -> None:
    found = read("stats", "--json").object
    assert [found[name] for name in ("papers", "records", "dated", "with_authors", "with_comments")] == [
        298, 381, 166, 165, 26,
    ]  # fmt: skip
    assert found["years"] == YEARS
    assert {name[:3]: number for name, number in found["dumps"].items()} == RECORDS
    # The contract says 122 papers and 97 links to GitHub, which leaves out the one link that has no scheme,
    # github.com/google-research-datasets/scin; its own text counts it, and so do its 130.
    assert (found["links"], found["with_links"]) == (130, 123)
    papers = [paper["links"] for paper in read("list", "--json").lines]
    assert sum(map(bool, papers)) == 123
    links = set(chain.from_iterable(papers))
    on_github = [link for link in links if link.startswith("https://github.com/")]
    assert (len(links), len(on_github)) == (130, 98)
    assert "https://github.com/google-research-datasets/scin" in on_github


def test_a_paper_has_the_sources_of_the_contract(read: Postil) -> None:
    found = read("show", "medical-image-classification-with-kan", "--format", "json").object
    assert found["sources"] == [
        {"name": "001_6ec3746e9a5c52f1.txt", "position": 1, "line": 13},
        {"name": "002_d6eb7310e898160b.txt", "position": 28, "line": 119},
    ]
    values = [found[name] for name in ("published", "published_text", "published_inferred", "authors_count")]
    assert values == ["2025-02-19", "Feb 19", True, 5]
    assert (found["comments"], found["organization"]) == (1, None)


def test_the_same_dumps_again_change_nothing(read: Postil) -> None:
    before = read("list", "--json").out
    done = read("import", *sorted(path.name for path in read.home.glob("*.txt")))
    assert done.status == 0
    assert done.out == "Nothing changed: the library has read all 381 records in 5 files before.\n"
    assert read("list", "--json").out == before


def test_the_library_is_in_order(read: Postil) -> None:
    assert read("doctor").status == 0
