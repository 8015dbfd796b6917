import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.store.gaps import STEP, spaced

PLACES = st.dictionaries(st.integers(0, 30), st.integers(0, 60) | st.integers(0, 2**40), max_size=30)


def put(order: list[int], places: dict[int, int]) -> dict[int, int]:
    return {key: {**places, **spaced(order, places)}[key] for key in order}


@given(PLACES, st.lists(st.integers(0, 30), unique=True, max_size=31))
def test_the_order_holds_whatever_the_places_were(places: dict[int, int], order: list[int]) -> None:
    after = list(put(order, places).values())
    assert after == sorted(set(after))
    assert all(place > 0 for place in after if place not in places.values())


@given(st.permutations(range(12)))
def test_as_many_as_can_be_keep_their_places(order: list[int]) -> None:
    places = {key: STEP * (key + 1) for key in range(12)}
    rising = [1] * 12
    for at, key in enumerate(order):
        rising[at] += max((rising[before] for before in range(at) if order[before] < key), default=0)
    assert len(spaced(order, places)) == 12 - max(rising)


@given(st.lists(st.tuples(st.integers(0, 49), st.integers(0, 49)), max_size=60))
def test_one_that_moves_is_one_place(moves: list[tuple[int, int]]) -> None:
    order = list(range(50))
    places = spaced(order, {})
    for start, stop in moves:
        key = order.pop(start)
        order.insert(stop, key)
        changed = spaced(order, places)
        assert len(changed) <= 2, "an exchange of neighbours may move either"
        places |= changed


@pytest.mark.parametrize("at", [0, 1, 500, None])
def test_what_is_put_again_and_again_into_one_place_takes_few_others_with_it(at: int | None) -> None:
    order = list(range(1000))
    places = spaced(order, {})
    written = 0
    for key in range(1000, 3000):
        order.insert(len(order) // 2 if at is None else at, key)
        changed = spaced(order, places)
        written += len(changed)
        places |= changed
    assert sorted(places, key=places.__getitem__) == order
    assert written < 25 * 2000
    assert min(places.values()) > 0
