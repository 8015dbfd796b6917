"""A short run of `undo_property`; POSTIL_UNDO_SEQUENCES asks for a longer one."""

import os
from collections import Counter
from pathlib import Path

import pytest

from postil.store.schema import READER_TABLES

from .undo_actors import ACTORS
from .undo_property import run, template

SEQUENCES = int(os.environ.get("POSTIL_UNDO_SEQUENCES", "60"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return template(tmp_path_factory.mktemp("undo"))


def test_any_sequence_undone_fully_gives_back_every_row(made: Path) -> None:
    seen: Counter[str] = Counter()
    for seed in range(1, SEQUENCES + 1):
        try:
            seen += run(made, seed)
        except AssertionError as error:
            pytest.fail(f"seed {seed}: {error}")
    if SEQUENCES >= 60:
        assert all(seen[f"{table} (rows)"] for table in READER_TABLES), "a table was never changed"
        assert all(seen[actor.__name__] for actor in ACTORS), "somebody never acted"
        assert seen["undo"] and seen["redo"] and seen["jump"]
