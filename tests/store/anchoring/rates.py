"""What becomes of passages in revisions, counted by kind."""

from collections import Counter
from collections.abc import Mapping

from postil.store.anchoring.following import follow
from postil.store.anchoring.passages import passage
from tests.store.anchoring.revising import KINDS, Case, cases

SAME = 0.75
"""The least that a place and the wanted one must have in common, as a part of what both cover."""


def outcome(case: Case) -> str:
    """Return whether a passage was placed right, wrongly, or detached that ought to be found."""
    found = follow(passage(case.old, case.start, case.stop), case.old, case.new)
    if found is None:
        return "right" if case.wanted is None else "detached"
    if case.wanted is None:
        return "wrong"
    return "right" if _common((found.start, found.stop), case.wanted) >= SAME else "wrong"


def _common(one: tuple[int, int], other: tuple[int, int]) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(shared, 0) / (max(one[1], other[1]) - min(one[0], other[0]))


def rates(number: int, seed: int = 0) -> Mapping[str, Counter[str]]:
    """Return the outcomes of some cases of each kind."""
    counted: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for case in cases(number, seed):
        counted[case.kind][outcome(case)] += 1
    return counted


def table(counted: Mapping[str, Counter[str]]) -> str:
    """Return rates as a table."""
    rows = [f"{'kind':24} {'cases':>7} {'right':>9} {'detached':>9} {'wrong':>9}"]
    for kind, outcomes in counted.items():
        total = outcomes.total()
        shares = (f"{outcomes[name] / total:9.2%}" for name in ("right", "detached", "wrong"))
        rows.append(f"{kind:24} {total:7,} {' '.join(shares)}")
    return "\n".join(rows)
