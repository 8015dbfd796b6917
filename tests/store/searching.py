"""A small shelf of invented papers for the tests of search."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from postil.store.migrations import migrate
from postil.store.query import parse
from postil.store.search import Searcher
from postil.store.text.folding import teach_folding

SHELF: Sequence[tuple[str, str, str | None]] = (
    (
        "Quill-R1: Learning to Annotate Margins",
        "We teach a reader to write postils beside old prose.",
        "2024-03-01",
    ),
    (
        "BriarNet and the Hedgehog Census",
        "Counting hedgehogs (Erinaceus) with small cameras. A field guide network (FGN) names each animal.",
        "2023-05-20",
    ),
    ("Me Otter: A Diary of Rivers", "Otters keep diaries; the river writes most of it.", None),
    (
        "Weather Vane Estimation for Cathedrals",
        "Wind is estimated from vanes, and a field guide network confirms it on every spire.",
        "2022-11-02",
    ),
    ("TALL-OakMap: Where the Tall Trees Are", "A map of oaks, elms and the moss upon them.", "2021-01-15"),
    (
        "Café Étude: Naïve Menus",
        "Menus are read aloud. Éclairs dominate the dataset of desserts.",
        "2020-07-07",
    ),
    ("On Gardens", "Gardening gardeners garden in gardens. Moss grows on every wall.", "2019-02-03"),
)

DUMP = 90


def shelve(path: Path, papers: Sequence[tuple[str, str, str | None]] = SHELF) -> sqlite3.Connection:
    """Make a library of papers (title, abstract, date), numbered from 1."""
    migrate(path)
    db = sqlite3.connect(path)
    teach_folding(db)
    for number, (title, abstract, published) in enumerate(papers, 1):
        add(db, number, title, abstract, published)
    return db


def add(db: sqlite3.Connection, number: int, title: str, abstract: str, published: str | None = None) -> None:
    """Add one paper with the key `k<number>`."""
    db.execute(
        "INSERT INTO paper (id, key, title, title_norm, published) VALUES (?, ?, ?, ?, ?)",
        (number, f"k{number}", title, title.casefold(), published),
    )
    db.execute("INSERT INTO paper_text (paper_id, abstract) VALUES (?, ?)", (number, abstract))
    values = (DUMP, "shelf", "shelf", "text", "")
    db.execute(
        "INSERT OR IGNORE INTO dump (id, name, digest, format, imported_at) VALUES (?, ?, ?, ?, ?)", values
    )
    appear(db, number, number, title)
    changed(db)


def appear(db: sqlite3.Connection, number: int, position: int, text: str = "") -> None:
    """Note that a paper stands in the dump of the shelf."""
    db.execute(
        "INSERT INTO appearance (paper_id, dump_id, position, line, digest) VALUES (?, ?, ?, 1, ?)",
        (number, DUMP, position, f"{number} {text}".encode()),
    )


def changed(db: sqlite3.Connection) -> None:
    """Note that the facts of the library changed."""
    db.execute("UPDATE meta SET value = value + 1 WHERE name = 'facts_version'")
    db.commit()


def found(searcher: Searcher, text: str) -> list[int]:
    """Return the ids that a query finds, best first."""
    return [*searcher.search(parse(text)).ids]
