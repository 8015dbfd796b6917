import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from postil.store.doctor import examine
from postil.store.identity import normal_title
from postil.store.importing import ImportRun
from postil.store.library import Library
from postil.store.migrations import library as steps
from postil.store.migrations import migrate
from postil.store.schema import SCHEMA_VERSION

from .shelf import record, shelve

pytestmark = pytest.mark.tampers  # rows of old libraries are written by hand, without a journal

FIRST_PAPER = """
INSERT INTO paper (id, key, title, title_norm, published)
VALUES (1, 'on-tides-aaaaaa', 'On tides', 'on tides', '2024-05-01');
INSERT INTO paper_text (paper_id, abstract) VALUES (1, 'About tides.');
INSERT INTO dump (id, name, digest, format, records, imported_at)
VALUES (1, 'a.txt', 'd', 'test', 1, '2025-01-01');
INSERT INTO appearance (id, paper_id, dump_id, position, line, digest) VALUES (1, 1, 1, 1, 10, 'x');
INSERT INTO claim (appearance_id, field, line, rule) VALUES (1, 'title', 10, 'title line');
INSERT INTO claim (appearance_id, field, line, rule) VALUES (1, 'abstract', 12, 'abstract line');
INSERT INTO claim (appearance_id, field, line, rule, raw) VALUES (1, 'published', 14, 'date line', 'May 1');
INSERT INTO reading (paper_key, rating) VALUES ('on-tides-aaaaaa', 4);
"""
LONG = ("Postage stamps of small islands: yellow ones", "Postage stamps of small islands: blue ones")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Return a library of the first schema with one paper that has a mark."""
    path = tmp_path / "library.db"
    with closing(Database(path)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        steps.apply(db, stop_before="0002_scale")
        db.conn.executescript(FIRST_PAPER)
    return path


@pytest.fixture
def second(tmp_path: Path) -> Path:
    """Return a library of the second schema with two papers of long titles, known by others too."""
    path = tmp_path / "library.db"
    with closing(Database(path)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        steps.apply(db, stop_before="0003_slim")
        db.conn.executescript(FIRST_PAPER)
        for number, title in enumerate(LONG, 2):
            sql = "INSERT INTO paper (id, key, title, title_norm, comments) VALUES (?, ?, ?, ?, ?)"
            db.execute(sql, (number, f"k{number}", title, normal_title(title), number))
            db.execute("INSERT INTO paper_text (paper_id, abstract) VALUES (?, 'A')", (number,))
            db.execute("INSERT INTO other_title VALUES (?, ?)", (normal_title(title) + " again", number))
        db.conn.commit()
    return path


@pytest.fixture
def upgraded(old: Path) -> Iterator[Library]:
    with Library.open(old) as library:
        yield library


def test_an_older_library_keeps_all_it_has(upgraded: Library) -> None:
    paper = upgraded.papers.get("on-tides-aaaaaa")
    assert (paper.rating, paper.published, paper.sources[0].line) == (4, "2024-05-01", 10)
    assert [claim.field for claim in upgraded.papers.claims(paper.key)] == ["title", "abstract", "published"]
    assert (upgraded.counts().papers, upgraded.counts().years) == (1, {"2024": 1})
    assert upgraded.counts().dumps == {"a.txt": 1}


def test_an_older_library_takes_new_records_of_old_papers(upgraded: Library) -> None:
    again = shelve(upgraded, record(3, "On Tides", abstract="Far more about tides."), dump="b.txt")
    assert (again[0].key, again[0].outcome) == ("on-tides-aaaaaa", "changed")
    said = [(claim.value, claim.chosen) for claim in upgraded.papers.claims(again[0].key)]
    assert ("About tides.", False) in said
    assert ("Far more about tides.", True) in said
    assert upgraded.counts().dumps == {"a.txt": 1, "b.txt": 1}


def test_an_upgrade_keeps_a_copy(old: Path) -> None:
    Library.open(old).close()
    copy = old.with_name("library.before-5.db")
    with closing(sqlite3.connect(copy)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (1,)
        assert db.execute("SELECT title FROM paper").fetchone() == ("On tides",)
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    shutil.copy(copy, old.with_name("back.db"))
    with Library.open(old.with_name("back.db")) as back:
        assert back.papers.get("on-tides-aaaaaa").rating == 4


def test_long_titles_are_known_and_in_order_after_an_upgrade(second: Path) -> None:
    with Library.open(second) as library:
        assert [library.papers.resolve(title.upper()) for title in LONG] == ["k2", "k3"]
        assert [library.papers.resolve(f"{title}: again") for title in LONG] == ["k2", "k3"]
        assert library.papers.ids(sort="title").tolist() == [1, 3, 2]
        assert library.papers.ids(sort="comments").tolist() == [3, 2, 1]
        assert shelve(library, record(9, LONG[0]), dump="b.txt")[0].key == "k2"


def test_a_new_library_needs_no_copy(tmp_path: Path) -> None:
    Library.open(tmp_path / "library.db").close()
    assert not list(tmp_path.glob("*before*"))


def test_a_migration_that_fails_changes_nothing(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("postil.store.migrations.second.TALLY", "CREATE TABLE paper (id);")
    with pytest.raises(sqlite3.DatabaseError):
        migrate(old)
    with closing(sqlite3.connect(old)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (1,)
        assert not db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'shape'").fetchone()
    monkeypatch.undo()
    with Library.open(old) as library:
        assert library.db.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)


def test_an_upgraded_library_is_in_order(old: Path, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"title": "On kites", "abstract": "They fly.", "published": "2023-01-01"}'
    )
    with Library.open(old) as library:
        ImportRun(library).run([tmp_path / "a.jsonl"])
    # The mark was put there by hand, and so no history explains it.
    problems = [finding.check for finding in examine(old) if finding.state in ("problem", "damage")]
    assert problems == ["history"]


def test_saved_searches_are_journalled(library: Library) -> None:
    with library.change("save a search") as db:
        db.execute("INSERT INTO saved_search VALUES ('mine', 'is:unread', 1)")
    library.history.undo()
    assert library.db.execute("SELECT count(*) FROM saved_search").fetchone() == (0,)
    library.history.redo()
    assert library.db.execute("SELECT query FROM saved_search").fetchone() == ("is:unread",)
