"""History in a real terminal: from the library to a step of the day before, and out again."""

import pytest

from .conftest import Desk
from .test_history import fill
from .test_start import is_usable


@pytest.mark.parametrize("size", [(120, 35), (80, 24), (40, 24)])
def test_the_way_back_to_a_step(desk: Desk, size: tuple[int, int]) -> None:
    fill(desk)
    with desk.terminal(size=size) as terminal:
        terminal.wait_for("papers")
        terminal.press("g", "u")
        terminal.wait_for("HISTORY 1/5")
        terminal.wait_for("rating none → 5")
        terminal.press("j", "j", "enter")
        terminal.wait_for("takes back 3 steps")
        terminal.press("enter")
        terminal.wait_for("undone: 3 steps")
        terminal.press("q", "q")
        assert terminal.wait() == 0
        assert is_usable(terminal)
    with desk.library() as library:
        assert [step.state for step in library.history.steps()] == ["undone"] * 3 + ["done"] * 2


def test_the_next_day_another_desk_goes_on(desk: Desk) -> None:
    fill(desk)
    for key, said in (("u", "undone: rate 5"), ("ctrl+r", "redone: rate 5")):
        with desk.terminal() as terminal:
            terminal.wait_for("papers")
            terminal.press("g", "u")
            terminal.wait_for("HISTORY 1/5")
            terminal.press(key)
            terminal.wait_for(said)
            terminal.press("q", "q")
            assert terminal.wait() == 0
