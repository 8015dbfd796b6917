from collections.abc import Iterator
from pathlib import Path

import pytest

from postil.store.library import Library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db") as opened:
        yield opened
