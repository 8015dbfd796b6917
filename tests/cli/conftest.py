"""Fixtures of the command line's tests."""

import shutil
from pathlib import Path

import pytest

from .pages import SHELF
from .runner import Postil


@pytest.fixture
def postil(tmp_path: Path) -> Postil:
    """`postil` where nothing has been imported yet."""
    return Postil(tmp_path)


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a library that holds the five papers of `pages.SHELF`, searched once."""
    made = Postil(tmp_path_factory.mktemp("imported"))
    done = made("import", made.write("shelf.txt", SHELF))
    assert done.status == 0, done.err
    assert made("search", "fundus").status == 0
    return made.home


@pytest.fixture
def shelf(imported: Path, tmp_path: Path) -> Postil:
    """`postil` with a library of five papers."""
    shutil.copytree(imported, tmp_path, dirs_exist_ok=True)
    return Postil(tmp_path)
