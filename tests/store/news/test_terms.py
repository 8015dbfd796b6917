"""The terms that came up with an import."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from postil.store.importing import ImportRun
from postil.store.library import Library
from postil.store.news import terms
from postil.store.news.runs import runs
from postil.store.news.terms import NewTerm, new_terms
from postil.store.news.wording import Wording
from postil.store.search.index import Index

from .feed import lines

THINGS = ("kettle", "lantern", "harbour", "orchard", "ledger", "tunnel", "bridge", "garden")


def old(number: int) -> dict[str, object]:
    thing, other = THINGS[number % 8], THINGS[number * 3 % 7]
    return {
        "title": f"On {thing} and {other}, part {number}",
        "abstract": f"Every {thing} has a {other}. Small state helps. A spaced {thing} is one of {number}.",
    }


def new(number: int) -> dict[str, object]:
    return {"title": f"Barograph-based lantern counts, part {number}",
            "abstract": "State spaces help a barograph. GRPO2 is tried. Then a kettl boils, once."
            if number else "Barographs and GRPO2 are tried; 1234 cases; small state helps."}  # fmt: skip


def told(
    library: Library, folder: Path, before: Iterable[int] = range(40), fresh: int = 4
) -> list[tuple[str, int]]:
    ImportRun(library).run([lines(folder / "old.jsonl", *map(old, before))])
    ImportRun(library).run([lines(folder / "new.jsonl", *map(new, range(fresh)))])
    return [(term.text, term.papers) for term in of_last_run(library)]


def of_last_run(library: Library) -> list[NewTerm]:
    stretch = runs(library.db)[0].stretch
    return new_terms(library.db, stretch, lambda: Index.open(library.db, library.path))


EXPECTED = [("Barograph-based", 4), ("lantern counts", 4), ("GRPO2", 4)]


def test_new_words_and_pairs_are_told_the_commonest_first(library: Library, tmp_path: Path) -> None:
    """A known word with another ending is not new, a word that stands in no title may be a slip."""
    found = told(library, tmp_path)
    assert found == EXPECTED


Patch = pytest.MonkeyPatch


def test_a_large_library_asks_its_index(library: Library, tmp_path: Path, monkeypatch: Patch) -> None:
    monkeypatch.setattr(terms, "READ", 4)
    assert told(library, tmp_path) == EXPECTED


def test_of_a_large_import_a_part_is_read(library: Library, tmp_path: Path, monkeypatch: Patch) -> None:
    monkeypatch.setattr(terms, "READ", 3)
    found = told(library, tmp_path, range(80), 6)
    assert ("Barograph-based", 6) in found


def test_the_first_import_has_no_new_terms(library: Library, tmp_path: Path) -> None:
    ImportRun(library).run([lines(tmp_path / "a.jsonl", *map(new, range(9)))])
    assert (
        new_terms(library.db, runs(library.db)[0].stretch, lambda: Index.open(library.db, library.path)) == []
    )


def test_few_papers_before_prove_nothing(library: Library, tmp_path: Path) -> None:
    assert told(library, tmp_path, range(2)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("State-space models", {"State-space", "State", "space", "models"}),
        ("In 2024 the GPT-4o", {"GPT"}),
        (
            "well-known long walks",
            {"well-known", "well", "known", "long", "walks", "long walks"},
        ),
        ("light, dark", {"light", "dark"}),
        ("", set()),
    ],
)
def test_terms_are_words_and_neighbours(text: str, found: set[str]) -> None:
    assert set(Wording().terms(text).values()) == found
