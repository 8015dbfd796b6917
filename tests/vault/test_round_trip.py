"""The round trip, for a second; `python -m tests.vault.round_trip 100000` is the long run."""

from . import list_round_trip
from .round_trip import run


def test_files_keep_their_bytes_but_for_what_is_changed() -> None:
    counts = run(1_000, seed=7)
    assert counts["documents"] == 1_000
    assert min(counts["block changed"], counts["block taken out"], counts["block put in"]) > 300


def test_lists_keep_their_bytes_but_for_what_is_changed() -> None:
    counts = list_round_trip.run(1_000, seed=7)
    assert counts["documents"] == 1_000
    assert min(counts[name] for name in ("box changed", "day changed", "papers turned round")) > 300
