"""Keys that come faster than the desk takes them up mean what they would mean one by one."""

from .conftest import NEWEST, Desk


async def test_a_command_acts_on_the_paper_that_the_keys_before_it_lead_to(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.rush("j", "j", "s", "j", "x")
        with desk.library() as library:
            papers = [library.papers.by_id(number) for number in library.papers.all("newest")[:]]
    assert [paper.title for paper in papers if paper.starred] == [NEWEST[2]]
    assert [paper.title for paper in papers if paper.status == "dropped"] == [NEWEST[3]]


async def test_a_range_reaches_as_far_as_the_keys_lead(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.rush("j", "V", "3", "j", "V", "g", "g")
        assert "4 selected" in seat.status
        await seat.rush("escape", "V", "2", "j", "s")
        with desk.library() as library:
            papers = [library.papers.by_id(number) for number in library.papers.all("newest")[:]]
    assert [paper.title for paper in papers if paper.starred] == list(NEWEST[:3])


async def test_the_palettes_answer_is_run_before_the_next_key(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.rush("ctrl+p", *"triage", "enter", "y", "x")
        await seat.until("3 of 13")
        await seat.rush("q", "ctrl+p", *"history", "enter", "j", "q", "s")
        await seat.until("starred")
        with desk.library() as library:
            labels = [step.label.partition(":")[0] for step in library.history.steps()]
    assert labels == ["star", "drop", "keep"]


async def test_a_name_is_taken_before_the_next_key(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.rush("g", "L", "n", *"club", "enter", "n", *"circle", "enter", "q", "s")
        await seat.until("starred")
        with desk.library() as library:
            labels = [step.label.partition(":")[0] for step in reversed(library.history.steps())]
    assert labels[-1] == "star" and len(labels) == 3
