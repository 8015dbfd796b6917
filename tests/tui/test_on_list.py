"""Where papers go that are moved within a list, whatever part of it is in view: against a plain list."""

from array import array

from hypothesis import given
from hypothesis import strategies as st

from postil.store.models import ListItem, ReadingList
from postil.tui.on_list import OnList


@st.composite
def moves(draw: st.DrawFn) -> tuple[list[int], list[int], list[int], int]:
    """A list of papers, those in view, those that are moved, and by how many places."""
    papers = draw(st.lists(st.integers(1, 30), min_size=1, max_size=9, unique=True))
    shown = [paper for paper in papers if draw(st.booleans())] or papers
    moved = draw(st.lists(st.sampled_from(shown), min_size=1, unique=True))
    return papers, shown, moved, draw(st.integers(-4, 4).filter(bool))


def placed(papers: list[int], moved: list[int], position: int) -> list[int]:
    """Papers with some moved to a position, as the library does it."""
    others = [paper for paper in papers if paper not in moved]
    return [*others[: position - 1], *(paper for paper in papers if paper in moved), *others[position - 1 :]]


@given(moves())
def test_a_block_passes_as_many_papers_in_view_as_it_is_moved(
    move: tuple[list[int], list[int], list[int], int],
) -> None:
    papers, shown, moved, steps = move
    items = {paper: ListItem(f"p{paper}", number) for number, paper in enumerate(papers, 1)}
    on_list = OnList(ReadingList("l", "L"), array("q", papers), items)
    others = [paper for paper in shown if paper not in moved]
    places = [shown.index(paper) for paper in moved]
    together = max(places) - min(places) == len(moved) - 1
    before = min(places) if steps < 0 else max(places) - len(moved) + 1
    wanted = max(0, min(before + steps, len(others)))
    position = on_list.target(moved, steps, shown)
    if position is None:
        assert together and wanted == min(places), "nothing would change"
        return
    after = [paper for paper in placed(papers, moved, position) if paper in shown]
    block = [paper for paper in papers if paper in moved]
    assert after == [*others[:wanted], *block, *others[wanted:]]


def test_what_is_not_on_the_list_is_not_moved() -> None:
    items = {1: ListItem("p1", 1), 2: ListItem("p2", 2)}
    on_list = OnList(ReadingList("l", "L"), array("q", [1, 2]), items)
    assert on_list.target([9], 1, [9, 1, 2]) is None
    assert on_list.target([1, 9], 1, [9, 1, 2]) == 2
    assert on_list.nearest([9, 1, 8, 2, 7], 2) == 2 and on_list.nearest([9, 1, 8], 2) == 1
    assert on_list.nearest([9], 0) is None
