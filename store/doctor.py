"""Looking a library over: is the file whole, and does everything in it agree?"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from .errors import LibraryError
from .journal_check import disagreements
from .library import Library
from .library_file import explain
from .search.schema import FORMAT

State = Literal["ok", "note", "problem", "damage"]

SHOWN = 5

COUNTED = """
SELECT 'year' AS kind, coalesce(substr(published, 1, 4), '') AS name, count(*) AS papers FROM paper GROUP BY 2
UNION ALL
SELECT 'dump', d.name, count(DISTINCT a.paper_id) FROM appearance a JOIN dump d ON d.id = a.dump_id GROUP BY 2
"""

LOOSE: tuple[tuple[str, str], ...] = (
    (
        "claims of no appearance",
        "SELECT count(*) FROM claim WHERE appearance_id NOT IN (SELECT id FROM appearance)",
    ),
    (
        "papers that no dump has",
        "SELECT count(*) FROM paper WHERE id NOT IN (SELECT paper_id FROM appearance)",
    ),
    ("papers without a text", "SELECT count(*) FROM paper WHERE id NOT IN (SELECT paper_id FROM paper_text)"),
    (
        "years or dumps whose papers were miscounted",
        "SELECT count(*) FROM (SELECT kind, name FROM (SELECT * FROM tally WHERE papers UNION ALL "
        f"SELECT * FROM ({COUNTED})) GROUP BY kind, name HAVING count(*) <> 2 OR min(papers) <> max(papers))",
    ),
    (
        "dumps with fewer or more records than were read",
        "SELECT count(*) FROM dump d WHERE records <> (SELECT count(*) FROM appearance WHERE dump_id = d.id)",
    ),
)
LEFTOVERS: tuple[tuple[str, str], ...] = (
    ("steps of history that never ended", "SELECT count(*) FROM open_step"),
    (
        "steps of history that changed nothing",
        "SELECT count(*) FROM step s WHERE NOT EXISTS (SELECT 1 FROM change WHERE step_id = s.id)",
    ),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found.

    Args:
        check: The check's name.
        state: `ok`, `note` (harmless), `problem` (something disagrees) or `damage` (the file is broken).
        message: One sentence.
    """

    check: str
    state: State
    message: str


Check = Callable[[Library], Iterator[Finding]]


def examine(path: Path) -> Iterator[Finding]:
    """Look a library over without changing it, and yield what each check found.

    Args:
        path: The library's file.
    """
    try:
        library = Library.open(path)
    except LibraryError as error:
        yield Finding("file", "damage", str(error))
        return
    with library:
        for name, check in CHECKS.items():
            try:
                yield from check(library)
            except sqlite3.DatabaseError as error:
                yield Finding(name, "damage", explain(path, error))


def _file(library: Library) -> Iterator[Finding]:
    said = [line for (line,) in library.db.execute(f"PRAGMA integrity_check({SHOWN})")]
    if said == ["ok"]:
        yield Finding("file", "ok", "the file is whole")
    else:
        yield Finding("file", "damage", f"the file is damaged: {'; '.join(said)}")


def _references(library: Library) -> Iterator[Finding]:
    broken = library.db.execute("PRAGMA foreign_key_check").fetchall()
    tables = ", ".join(sorted({table for table, *_ in broken}))
    if broken:
        yield Finding("references", "problem", f"{len(broken)} rows of {tables} refer to what is not there")
    else:
        yield Finding("references", "ok", "every reference leads somewhere")


def _facts(library: Library) -> Iterator[Finding]:
    yield from _counted(library, "facts", LOOSE, "every paper, appearance and claim has its place")


def _journal(library: Library) -> Iterator[Finding]:
    found = 0
    for found, message in enumerate(disagreements(library.db), 1):
        if found <= SHOWN:
            yield Finding("history", "problem", message)
    if found > SHOWN:
        yield Finding("history", "problem", f"and {found - SHOWN} rows more")
    if not found:
        yield Finding("history", "ok", "what you wrote is what history says")


def _leftovers(library: Library) -> Iterator[Finding]:
    yield from _counted(library, "leftovers", LEFTOVERS, "nothing was left behind")


def _index(library: Library) -> Iterator[Finding]:
    path = library.path.with_name(f"{library.path.stem}.index.db")
    if not path.exists():
        yield Finding("search index", "note", "there is none yet; the next search builds it")
        return
    try:
        with closing(sqlite3.connect(path.absolute().as_uri() + "?mode=ro", uri=True)) as db:
            state = dict(db.execute("SELECT name, value FROM state"))
            whole = db.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
    except sqlite3.DatabaseError:
        whole, state = False, {}
    if not whole:
        yield Finding("search index", "note", "it is damaged; the next search builds it anew")
    elif (state.get("format"), state.get("facts")) != (FORMAT, library.facts_version):
        yield Finding(
            "search index", "note", "it is behind the library; the next search brings it up to date"
        )
    else:
        yield Finding("search index", "ok", "it is up to date")


def _counted(
    library: Library, check: str, queries: tuple[tuple[str, str], ...], all_well: str
) -> Iterator[Finding]:
    """Yield a problem for each query that counts anything, else that all is well."""
    found = [(what, library.db.execute(sql).fetchone()[0]) for what, sql in queries]
    for what, number in found:
        if number:
            yield Finding(check, "problem", f"{number} {what}")
    if not any(number for _, number in found):
        yield Finding(check, "ok", all_well)


CHECKS: dict[str, Check] = {
    "file": _file,
    "references": _references,
    "facts": _facts,
    "history": _journal,
    "leftovers": _leftovers,
    "search index": _index,
}
