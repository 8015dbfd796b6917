"""Fixtures of the vault's tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from .desk import Desk, opened


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A library of three papers and an empty vault."""
    with opened(tmp_path) as made:
        yield made
