"""The harness, for some seconds; `python -m tests.vault.harness` runs it for as long as one likes."""

import shutil
from pathlib import Path

import pytest

from .harness import devices, faults, kills


def test_killed_syncs_lose_nothing(tmp_path: Path) -> None:
    figures = kills.run(tmp_path, 25, 250, seed=7)
    assert (figures["lost"], figures["corrupt"]) == (0, 0), figures["what"]


def test_two_machines_come_to_the_same_and_lose_nothing(tmp_path: Path) -> None:
    figures = devices.run(tmp_path, 40, seed=7)
    assert (figures["lost"], figures["converged"]) == (0, True), figures["what"]


@pytest.mark.skipif(shutil.which("strace") is None, reason="there is no strace here")
def test_failing_calls_lose_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faults, "CALLS", ("fsync", "renameat2"))
    monkeypatch.setattr(faults, "ERRORS", ("EIO", "ENOSPC"))
    figures = faults.run(tmp_path, 1, seed=7)
    assert (figures["lost"], figures["corrupt"], figures["surprises"]) == (0, 0, []), figures["what"]
