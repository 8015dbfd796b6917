"""The history screen: steps, what each changed, and the way to any of them."""

import pytest

from postil.store.history import Sitting
from postil.store.library import Library
from postil.tui.change_words import Teller
from postil.tui.history_sheet import step_document
from postil.tui.screens import history
from postil.tui.text_diff import Line, changed_words, text_lines

from .conftest import ONE, STACKED, WIDE, Desk, Seat
from .test_desk import BRIDGES, HARBOUR, KETTLES

NOTE = "Compare with the ladder.\n\nIs it public?\nAsk Maria about the split."
LATER = "Compare with the old ladder.\n\nIs it public?\nAsk Maria about the test split."


def keys_of(library: Library) -> list[str]:
    return library.papers.keys(library.papers.all("newest")[:])


def told(library: Library) -> list[tuple[str, list[str]]]:
    """Return what the last step changed, as words."""
    rows = list(library.history.changes(library.history.steps(1)[0].step_id))
    teller = Teller(library.history.named(rows))
    return [(one.heading, [f"{line.sign} {line.text}" for line in one.lines]) for one in teller.told(rows)]


def test_every_kind_of_change_is_told_in_words(desk: Desk) -> None:
    with desk.library() as library:
        kettles, harbour, *_ = keys_of(library)
        with library.change("several"):
            library.reading.set_status([kettles], "read")
            library.reading.set_rating([kettles], 4)
            library.reading.set_star([harbour], True)
        assert told(library) == [
            (KETTLES, ["  status unread → read", "  rating none → 4"]), (HARBOUR, ["+ star"]),
        ]  # fmt: skip
        library.reading.set_star([harbour], False)
        assert told(library) == [(HARBOUR, ["- star"])]
        library.notes.set(kettles, NOTE)
        library.notes.set(kettles, LATER)
        assert told(library) == [(KETTLES, [
            "  note", "- Compare with the ladder.", "+ Compare with the old ladder.", "  ", "  Is it public?",
            "- Ask Maria about the split.", "+ Ask Maria about the test split.",
        ])]  # fmt: skip
        marked = library.highlights.add(kettles, "abstract", 0, 25, 4, "So it is.")
        assert told(library) == [
            (KETTLES, ["+ highlight (result) “A kettle is tuned by ear.”", "+ So it is."])
        ]
        library.highlights.change(marked.highlight_id, pen=1, comment="So it was.")
        assert told(library) == [(KETTLES, [
            "  highlight “A kettle is tuned by ear.”", "  pen result → point", "- So it is.", "+ So it was.",
        ])]  # fmt: skip
        library.searches.save("floods", "bridges is:unread")
        assert told(library) == [("Saved searches", ["+ floods: bridges is:unread"])]


RECALLED = ["- highlight (point) “A kettle is”", "- recall of “A kettle is”, due 1 May 2031"]
WRITTEN = (
    ("INSERT INTO tag VALUES (:key, 'boats')", [(KETTLES, ["+ tag boats"])]),
    ("UPDATE tag SET name = 'ships'", [(KETTLES, ["- tag boats", "+ tag ships"])]),
    ("INSERT INTO list (list_id, name, due) VALUES ('l', 'Club', '2031-06-01')",
     [("List Club", ["+ list Club"])]),
    ("INSERT INTO list_item (list_id, paper_key, position) VALUES ('l', :key, 3)",
     [(KETTLES, ["+ on the list Club"])]),
    ("UPDATE list_item SET position = 5, done = 1",
     [(KETTLES, ["  moved down on Club", "+ done on Club"])]),
    ("UPDATE list SET name = 'Circle', question = 'Why?', due = '2031-07-02'",
     [("List Circle", ["  name Club → Circle", "  question", "+ Why?", "  due 1 Jun 2031 → 2 Jul 2031"])]),
    ("DELETE FROM list",
     [(KETTLES, ["- on the list Circle"]), ("List Circle", ["- list Circle", "  question", "- Why?"])]),
    ("INSERT INTO topic_verdict VALUES (:key, 'music', 0)",
     [(KETTLES, ["  topic music: no word → refused"])]),
    ("UPDATE topic_verdict SET given = 1", [(KETTLES, ["  topic music: refused → accepted"])]),
    ("INSERT INTO triage VALUES (:key, 'later', '2031-05-09')",
     [(KETTLES, ["  triage none → later (9 May 2031)"])]),
    ("INSERT INTO recall VALUES (:mark, '{}', '2031-05-01T08:00:00')",
     [(KETTLES, ["+ recall of “A kettle is”, due 1 May 2031"])]),
    ("INSERT INTO recall_review VALUES ('r1', :mark, '2031-05-01', 3)",
     [(KETTLES, ["+ reviewed “A kettle is”: good"])]),
    ("DELETE FROM highlight", [(KETTLES, RECALLED)]),
    ("INSERT INTO preference VALUES ('recall', 'on')", [("Choices", ["  recall none → on"])]),
)  # fmt: skip
"""What a room of the store writes, one after the other, and how it is told."""


def test_what_other_rooms_write_is_told_too(desk: Desk) -> None:
    with desk.library() as library:
        key = keys_of(library)[0]
        values = {"key": key, "mark": library.highlights.add(key, "abstract", 0, 11, 1).highlight_id}
        for sql, words in WRITTEN:
            with library.change(sql) as db:
                db.execute(sql, values)
            found = [(heading, sorted(lines)) for heading, lines in told(library)]
            assert sorted(found) == sorted((heading, sorted(lines)) for heading, lines in words), sql
        while library.history.undo() is not None:
            pass  # what is gone has its last name still
        moved = next(step for step in library.history.steps() if step.label.startswith("UPDATE list_item"))
        rows = list(library.history.changes(moved.step_id))
        (one,) = Teller(library.history.named(rows)).told(rows)
        assert one.lines[0].text == "moved down on Circle"


def test_only_the_words_that_differ_are_set_off() -> None:
    old, new = "a kettle is tuned by ear", "a kettle was tuned by hand"
    before, after = changed_words(old, new)
    assert [old[start:stop] for start, stop in before] == ["is", "ear"]
    assert [new[start:stop] for start, stop in after] == ["was", "hand"]
    assert list(text_lines("", "one\ntwo")) == [Line("+", "one"), Line("+", "two")]
    far = "\n".join(map(str, range(20)))
    assert [line.text for line in text_lines(far, far.replace("17", "x"))] == ["⋯", "16", "17", "x", "18"]


def test_a_hostile_label_is_shown_as_pictures(desk: Desk) -> None:
    with desk.library() as library:
        with library.change("\x1b[31mred\u202e") as db:
            db.execute("INSERT INTO tag VALUES (?, ?)", (keys_of(library)[0], "a\x1b]0;b\x07"))
        (step,) = library.history.steps()
        rows = list(library.history.changes(step.step_id))
        document = step_document(step, Teller(library.history.named(rows)).told(rows), 0)
        assert not {"\x1b", "\x07", "\u202e"} & set(document.text)


def fill(desk: Desk) -> None:
    """Make five steps."""
    with desk.library() as library:
        keys = keys_of(library)
        library.reading.set_status(keys[:1], "read")
        library.reading.set_star(keys[1:3], True)
        library.notes.set(keys[0], NOTE)
        library.notes.set(keys[0], LATER, Sitting())
        library.reading.set_rating(keys[2:3], 5)


async def opened(seat: Seat) -> None:
    await seat.press("g", "u")
    assert "Postil › History" in seat.screen


@pytest.mark.parametrize("size", [WIDE, STACKED, ONE])
async def test_steps_and_what_they_changed(desk: Desk, size: tuple[int, int]) -> None:
    fill(desk)
    async with desk.open(size) as seat:
        await opened(seat)
        assert "HISTORY 1/5" in seat.status
        assert "rating none → 5" in seat.screen
        await seat.press("j")
        assert "- Ask Maria about the split." in seat.screen
        await seat.press("G")
        assert "status unread → read" in seat.screen
        await seat.press("q")
        assert "LIST" in seat.status


async def test_undo_and_redo_work_as_everywhere(desk: Desk) -> None:
    fill(desk)
    async with desk.open() as seat:
        await opened(seat)
        await seat.press("ctrl+r")
        assert "nothing was undone" in seat.status
        await seat.press("2", "u")
        assert seat.screen.count("· undone") == 2 + 1  # and beside the list
        await seat.press("u", "ctrl+r")
        assert "redone: note on" in seat.status
        assert seat.screen.count("○") == 2


async def test_enter_says_how_far_it_is_and_then_goes_there(desk: Desk) -> None:
    fill(desk)
    async with desk.open() as seat:
        await opened(seat)
        await seat.press("3", "j", "enter")
        assert "⏎ again takes back 4 steps" in seat.status
        await seat.press("k", "j")
        assert "⏎ again" not in seat.status, "another key is another thought"
        await seat.press("enter", "enter")
        assert "undone: 4 steps" in seat.status
        assert seat.screen.count("○") == 4
        await seat.press("g", "g", "enter")
        assert "⏎ again does 4 steps again" in seat.status
        await seat.press("enter")
        assert "○" not in seat.screen
        with desk.library() as library:
            assert library.papers.get(keys_of(library)[2]).rating == 5


async def test_what_was_undone_for_good_stays_so(desk: Desk) -> None:
    fill(desk)
    async with desk.open() as seat:
        await seat.press("u", "s")
        await opened(seat)
        await seat.press("j", "enter")
        assert "undone for good" in seat.status
        assert "Something else was done after it" in seat.screen


async def test_too_many_steps_are_left_to_the_command_line(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(desk)
    monkeypatch.setattr(history, "MOST", 3)
    async with desk.open() as seat:
        await opened(seat)
        await seat.press("G", "enter", "enter")
        assert "that is 5 steps; `postil undo --to 1` goes there" in seat.status
        assert "○" not in seat.screen


async def test_words_narrow_the_steps(desk: Desk) -> None:
    fill(desk)
    async with desk.open() as seat:
        await opened(seat)
        await seat.press("/", "text:NOTE whis")
        assert "/2" in seat.status
        await seat.press("text:xyz")
        assert "No step has these words" in seat.screen
        await seat.press("escape", "escape")
        assert "1/5" in seat.status
        await seat.press("escape")
        assert "LIST" in seat.status


async def test_the_papers_of_a_step_are_read(desk: Desk) -> None:
    fill(desk)
    async with desk.open() as seat:
        await opened(seat)
        await seat.press("G", "k", "l")
        assert HARBOUR in seat.screen
        assert "1 of 2" in seat.screen
        await seat.press("]")
        assert BRIDGES in seat.screen
        await seat.press("q")
        assert "HISTORY 4/5" in seat.status
        await seat.press("g", "l")
        assert "LIST" in seat.status


async def test_a_step_that_concerns_no_paper_says_so(desk: Desk) -> None:
    with desk.library() as library:
        library.searches.save("floods", "bridges")
    async with desk.open() as seat:
        await opened(seat)
        await seat.press("l")
        assert "concerns no paper" in seat.status


async def test_the_changes_can_be_gone_through(desk: Desk) -> None:
    with desk.library() as library:
        library.reading.set_star(keys_of(library), True)
    async with desk.open((80, 16)) as seat:
        await opened(seat)
        await seat.press("tab", "G")
        assert "+ star" in seat.screen
        await seat.press("escape", "escape")
        assert "LIST" in seat.status


async def test_only_the_first_rows_of_a_large_step_are_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "TOLD", 4)
    with desk.library() as library:
        library.reading.set_star(keys_of(library), True)
    async with desk.open() as seat:
        await opened(seat)
        assert "and 9 changes more" in seat.screen


async def test_nothing_was_changed_yet(desk: Desk) -> None:
    async with desk.open() as seat:
        await opened(seat)
        assert "Nothing was changed yet" in seat.screen
        await seat.press("enter", "l", "u")
        assert "all is undone" in seat.status
        await seat.press("q")
        assert "LIST" in seat.status


async def test_a_long_history_is_read_page_by_page(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with desk.library() as library:
        (key, *_) = keys_of(library)
        with library.transaction():
            for number in range(400):
                library.reading.set_rating([key], number % 6)
    read: list[int] = []
    async with desk.open() as seat:
        library = seat.app.desk.session.library
        some = library.history.some
        monkeypatch.setattr(library.history, "some", lambda ids: read.append(len(ids)) or some(ids))
        await opened(seat)
        assert "1/400" in seat.status
        assert sum(read) <= 128
        await seat.press("G")
        assert "400/400" in seat.status
        assert sum(read) < 300
        await seat.press("2", "0", "0", "G")
        assert "200/400" in seat.status


async def test_another_desk_that_writes_is_told(desk: Desk) -> None:
    fill(desk)
    with desk.library() as other, other.transaction():
        async with desk.open(library=Library.open(desk.places.library, busy_seconds=0.05)) as seat:
            await opened(seat)
            await seat.press("u")
            assert "is locked by another program" in seat.status
            assert "○" not in seat.screen


def test_a_line_that_was_reworded_is_told_from_one_that_took_its_place() -> None:
    lines = list(text_lines("the split is old", "the test split is old\nread again in spring"))
    assert [line.text[slice(*line.words[0])] for line in lines if line.words] == [" test"]
    assert changed_words("plums and pears", "nothing of the kind") == ((), ())
    assert changed_words("x " * 300, "y " * 300) == ((), ())


async def test_everything_that_is_shown_can_be_selected(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("*")
        assert "13 selected" in seat.status
        await seat.press("*")
        assert "selected" not in seat.status
        await seat.press("V", "j", "*", "s", "u")
        assert "undone: star: 13 papers" in seat.status
        await seat.press("/", "text:harmonic", "enter")
        await seat.until(lambda: len(seat.titles) == 2)
        await seat.press("*", "x")
        with desk.library() as library:
            assert library.counts().statuses["dropped"] == 2


async def test_more_than_can_be_waited_for_is_not_selected(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("postil.tui.chosen.MOST", 5)
    monkeypatch.setattr("postil.tui.choosing.MOST", 5)
    async with desk.open() as seat:
        await seat.press("*")
        assert "more than 5 papers is not kept" in seat.status
        await seat.press("j", "s")
        with desk.library() as library:
            assert library.counts().starred == 1


async def test_what_another_desk_did_meanwhile_is_asked_anew(desk: Desk) -> None:
    with desk.library() as other:
        kettles, harbour, *_ = keys_of(other)
        other.reading.set_star([kettles], True)
        async with desk.open() as seat:
            await seat.press("g", "u", "enter")
            assert "takes back 1 step" in seat.status
            other.history.undo()
            await seat.press("enter")
            assert "does 1 step again" in seat.status
            other.reading.set_rating([harbour], 2)
            await seat.press("enter")
            assert "undone for good" in seat.status
            await seat.press("g", "g", "enter")
            assert "takes back 1 step" in seat.status
            other.reading.set_rating([harbour], 3)
            await seat.press("enter")
            assert "takes back 2 steps" in seat.status
            await seat.press("enter")
        assert other.reading.all_starred([harbour]) is False
        assert [step.state for step in other.history.steps()] == ["undone", "undone", "abandoned"]
