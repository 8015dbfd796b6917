"""The programs that Postil is measured against, and their files made of the same corpus."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from importlib import import_module
from importlib.util import find_spec
from json import loads
from pathlib import Path
from typing import Any

from tests.bench.setting import Bench

TOP = 200
HEAP = 256_000_000


def found(program: str) -> str | None:
    """Return the path of a program, from this Python's own folder or the search path."""
    beside = Path(sys.executable).with_name(program)
    return str(beside) if beside.exists() else shutil.which(program)


def inserting(program: str, database: Path, papers: Path) -> tuple[list[str], list[str]]:
    """Return the commands that fill a database with sqlite-utils and index it."""
    return (
        [program, "insert", str(database), "papers", str(papers), "--nl"],
        [program, "enable-fts", str(database), "papers", "title", "abstract"],
    )


def sqlite_file(work: Bench, program: str) -> Path:
    """Return the database that sqlite-utils makes of the corpus."""

    def make(path: Path) -> None:
        for command in inserting(program, path, work.corpus_file):
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

    return work.kept(f"sqlite-utils-{work.papers}.db", make)


def terms(database: Path) -> list[str]:
    """Return every term of a database that sqlite-utils made."""
    with closing(sqlite3.connect(database)) as db:
        db.execute("CREATE VIRTUAL TABLE temp.term USING fts5vocab('main', 'papers_fts', 'row')")
        return [term for (term,) in db.execute("SELECT term FROM temp.term")]


def tantivy_search(work: Bench) -> Callable[[str], int] | None:
    """Return a function that searches the corpus with tantivy, or None where tantivy is not installed."""
    if find_spec("tantivy") is None:
        return None
    tantivy: Any = import_module("tantivy")
    builder = tantivy.SchemaBuilder()
    for field in ("title", "abstract"):
        builder.add_text_field(field, stored=False)
    builder.add_integer_field("paper", stored=True)
    schema = builder.build()

    def make(folder: Path) -> None:
        folder.mkdir()
        writer = tantivy.Index(schema, str(folder)).writer(HEAP, 1)
        with work.corpus_file.open(encoding="utf-8") as lines:
            for number, paper in enumerate(map(loads, lines)):
                title, abstract = paper["title"], paper["abstract"]
                writer.add_document(tantivy.Document(title=title, abstract=abstract, paper=number))
        writer.commit()
        writer.wait_merging_threads()

    index = tantivy.Index.open(str(work.kept(f"tantivy-{work.papers}", make)))
    searcher = index.searcher()

    def search(words: str) -> int:
        query = index.parse_query(words, ["title", "abstract"])
        return len(searcher.search(query, TOP).hits)

    return search
