"""The bars that anchoring has to meet; `python -m tests.store.anchoring` measures more cases."""

from collections import Counter
from collections.abc import Mapping

import pytest

from tests.store.anchoring.rates import rates, table

CASES = 500


@pytest.fixture(scope="module")
def counted() -> Mapping[str, Counter[str]]:
    found = rates(CASES, seed=1)
    print("\n" + table(found))
    return found


def test_next_to_nothing_is_placed_wrongly(counted: Mapping[str, Counter[str]]) -> None:
    assert {
        kind: outcomes["wrong"] for kind, outcomes in counted.items() if outcomes["wrong"] > CASES * 0.002
    } == {}


def test_no_passage_is_ever_placed_on_one_that_resembles_it(counted: Mapping[str, Counter[str]]) -> None:
    assert counted["look-alike left"]["wrong"] == 0


@pytest.mark.parametrize(
    ("kind", "least"),
    [("revision", 0.99), ("typography", 0.99), ("sentence moved", 0.99), ("words edited, 5-30 %", 0.95)],
)
def test_passages_are_found_again(counted: Mapping[str, Counter[str]], kind: str, least: float) -> None:
    assert counted[kind]["right"] >= least * CASES
