"""What holds of every test: whatever it made a library say, history knows how that came about."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import settings

from postil.store.journal_check import disagreements
from postil.store.schema import APPLICATION_ID, SCHEMA_VERSION

settings.register_profile("any machine", deadline=None)  # a busy one takes its time
settings.load_profile("any machine")


@pytest.fixture(autouse=True)
def _nothing_is_said_outside_of_a_step(request: pytest.FixtureRequest) -> Iterator[None]:
    """Hold every row of the reader's in the libraries that a test leaves against the journal.

    A command or a key that wrote without a step could not be undone, and is found here. Tests that tamper
    with a library on purpose are marked `tampers`.
    """
    watched = "tmp_path" in request.fixturenames and request.node.get_closest_marker("tampers") is None
    folder = request.getfixturevalue("tmp_path") if watched else None
    yield
    for path in sorted(folder.rglob("*.db")) if folder else ():
        found = unexplained(path)
        assert not found, f"{path.name}: {found[0]}"


def unexplained(path: Path) -> list[str]:
    """Return what a library holds that its history does not explain; nothing of what is no library."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
            names = "application_id", "user_version"
            known = [db.execute(f"PRAGMA {name}").fetchone()[0] for name in names]
            return list(disagreements(db)) if known == [APPLICATION_ID, SCHEMA_VERSION] else []
    except sqlite3.DatabaseError:
        return []
