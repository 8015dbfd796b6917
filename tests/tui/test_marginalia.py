"""Marking what is read: pens, comments, notes, and the highlights of all papers."""

import json
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from postil.store.importing import ImportRun
from postil.store.library import Library
from postil.store.models import Highlight

from .conftest import ONE, STACKED, WIDE, Desk, Seat
from .hostile import disguises, vocabulary

FIRST, SECOND = "A kettle is tuned by ear.", "We tune forty kettles by a harmonic ladder, e.g. in thirds."


def marked(seat: Seat) -> list[tuple[str, int, str]]:
    """The highlights of the paper under the cursor: quote, pen and comment."""
    return [(one.quote, one.pen, one.comment) for one in seat.paper.highlighted]


async def write(seat: Seat, text: str) -> None:
    """Write a text into the field that is open, and leave it."""
    await seat.press(f"text:{text}", "escape")


async def test_a_highlight_takes_two_keys(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("enter", "2")
        assert marked(seat) == [(FIRST, 2, "")]
        assert "method" in seat.status
        await seat.press(")", "4", "5")
        assert marked(seat) == [(FIRST, 2, ""), (SECOND, 5, "")], "the same key again gives another pen"
        await seat.press("u", "u", "u")
        assert marked(seat) == []
        await seat.press("ctrl+r", "ctrl+r")
        assert [pen for _, pen, _ in marked(seat)] == [2, 4]


async def test_words_are_selected_and_marked(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("enter", ")", "v")
        assert " SELECT " in seat.status and "1 point  2 method" in seat.status
        await seat.press("w", "w", "w", "b", "b", "o", "w", "1")
        assert " READ " in seat.status
        assert marked(seat) == [("tune", 1, "")]
        await seat.press("v", "escape", "(", "V", ")", "3")
        assert (f"{FIRST} {SECOND}", 3, "") in marked(seat)
        await seat.press("V", "(", "3")
        assert "there is no text to highlight there" in seat.status


async def test_a_selection_outlives_what_is_written_over_the_text(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("enter", ")", "v", "w")
        with desk.library() as elsewhere:
            elsewhere.reading.begin(seat.paper.key)
        seat.app.screen.refresh_papers()
        await seat.settle()
        assert "reading" in seat.screen and " SELECT " in seat.status
        await seat.press("b", "w", "1")
        assert marked(seat) == [("We tune", 1, "")]


async def test_keys_and_mode_agree_when_the_text_changes_under_a_selection(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("enter", "v", "w")
        with desk.library() as elsewhere:
            row = elsewhere.papers.resolve(seat.paper.key)
            with elsewhere.change("revise") as db:
                db.execute(
                    "UPDATE paper_text SET abstract = 'Quite another text.' WHERE paper_id = "
                    "(SELECT id FROM paper WHERE key = ?)",
                    (row,),
                )
        seat.app.screen.refresh_papers()
        await seat.settle()
        assert " READ " in seat.status and "w b by words" not in seat.screen


async def test_keys_pressed_at_once_mean_what_they_mean_one_by_one(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("enter", "text:)vwo2(vw3a", "text:said", "escape")
        assert marked(seat) == [("A kettle", 3, "said"), ("We tune", 2, "")]


async def test_the_terminals_cursor_stands_where_one_selects(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("enter", "v", "w")
        column, row = seat.app.cursor_position
        assert seat.lines[row][: column + 1].endswith("A kettle")


async def test_highlights_may_overlap_and_are_gone_through(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("enter", "1", ")", "2", "v", "w", "w", "3")
        assert len(marked(seat)) == 3
        await seat.press("}")
        await seat.press("}", "4")
        await seat.press("{", "5")
        assert len({pen for _, pen, _ in marked(seat)}) == 3
        await seat.press("{", "{", "{", "d", "d")
        assert len(marked(seat)) == 2
        assert "highlight deleted · u undoes" in seat.status
        await seat.press("u")
        assert len(marked(seat)) == 3


async def test_what_needs_a_highlight_says_so(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("enter", "d", "d")
        assert "go to a highlight first: press }" in seat.status
        await seat.press("}")
        assert "nothing is highlighted here" in seat.status


async def test_a_comment_is_one_step_with_its_highlight(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("enter", "a")
        assert "Comment · point" in seat.screen
        await write(seat, "so they say")
        assert marked(seat) == [(FIRST, 1, "so they say")]
        await seat.press("enter")
        await write(seat, " here")
        assert marked(seat) == [(FIRST, 1, "so they say here")]
        await seat.press("u")
        assert marked(seat) == [(FIRST, 1, "so they say")]
        await seat.press("u")
        assert marked(seat) == []


@pytest.mark.parametrize("size", [WIDE, STACKED, ONE])
async def test_comments_stand_beside_or_below_their_passage(desk: Desk, size: tuple[int, int]) -> None:
    async with desk.open(size) as seat:
        await seat.press("j", "enter", "a")
        await write(seat, "the first of many walks")
        await seat.press(")", "a")
        await write(
            seat, "the second, which is said at some length so that it will not fit two lines of any margin"
        )
        lines = seat.lines
        first = next(at for at, line in enumerate(lines) if "┊ the first" in line)
        passage = next(at for at, line in enumerate(lines) if "Step 1 " in line)
        if size == WIDE:
            assert first == passage
        elif size == STACKED:
            assert first in {passage - 1, passage}, "the current one keeps its row"
        else:
            assert first > passage
        assert all(len(line) <= size[0] for line in lines)
        assert "of any margin" in " ".join(" ".join(line.split("┊")[-1] for line in lines).split())
        await seat.press("(")
        assert "of any margin" not in seat.screen, "only the current one is open"


async def test_detached_highlights_stand_under_the_text(desk: Desk) -> None:
    with desk.library() as library:
        key = library.papers.resolve("Kettles That Whistle in Tune")
        library.highlights.put(
            Highlight("habcdefghij", key, "abstract", None, None, "gone for good", "", "", "", 4, "why?")
        )
    async with desk.open() as seat:
        await seat.press("enter")
        text = seat.screen
        assert text.index("No longer in the text") < text.index("gone for good") < text.index("spring.txt")
        await seat.press("}", "v")
        assert " READ there is no text to select here" in seat.status
        await seat.press("d", "d")
        assert "gone for good" not in seat.screen


async def test_the_mouse_selects(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("enter")
        row = next(at for at, line in enumerate(seat.lines) if FIRST in line)
        column = seat.lines[row].index("kettle")
        await seat.pilot.mouse_down(offset=(column, row))
        await seat.pilot.hover(offset=(column + 3, row))
        await seat.pilot.hover(offset=(column + 5, row))
        await seat.pilot.mouse_up(offset=(column + 5, row))
        await seat.until(" SELECT ")
        await seat.press("3")
        assert marked(seat) == [("kettle", 3, "")]
        await seat.pilot.click(offset=(column + 1, row))
        await seat.settle()
        await seat.press("5")
        assert marked(seat) == [("kettle", 5, "")], "a click goes to the highlight"


@pytest.mark.parametrize("size", [WIDE, ONE])
async def test_a_click_on_a_comment_opens_it(desk: Desk, size: tuple[int, int]) -> None:
    said = "said at such length that no margin has room for all of it before anybody opens it to the end"
    async with desk.open(size) as seat:
        await seat.press("enter", "a")
        await write(seat, said)
        await seat.press(")", "2", ")")
        assert "to the end" not in seat.screen
        row = next(at for at, line in enumerate(seat.lines) if "┊ said" in line)
        await seat.pilot.click(offset=(seat.lines[row].index("said"), row))
        await seat.settle()
        assert "to the end" in " ".join(seat.screen.replace("┊", "").split())
        await seat.press("4")
        assert marked(seat)[0] == (FIRST, 4, said)


async def test_pens_are_told_apart_without_colour(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with desk.open() as seat:
        await seat.press("enter", "2", ")", "4")
        assert [line.split("▎")[0].strip() for line in seat.lines if FIRST in line] == ["24"]


async def test_a_note_is_written_in_the_desk(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("e")
        assert "Note · Kettles" in seat.screen
        assert " NOTE " in seat.status
        await seat.press("text:# Thirds", "enter", "text:are they", "escape")
        assert " LIST " in seat.status
        assert seat.paper.note_text == "# Thirds\nare they"
        assert "are they" in seat.screen
        await seat.press("enter", "e", "text:?", "escape", "u")
        assert seat.paper.note_text == "# Thirds\nare they"
        await seat.press("u")
        assert seat.paper.note_text == ""


def test_pasted_html_becomes_markdown(desk: Desk) -> None:
    with desk.terminal(size=(100, 30)) as terminal:
        terminal.wait_for("LIST 1/")
        terminal.press("e")
        terminal.wait_for("Note · ")
        terminal.send(b"\x1b[200~<p>Spouts <b>sing</b> at 5 < 6 &amp; <em>rest</em>.</p>\x1b[201~")
        terminal.wait_for("Spouts **sing** at")
        terminal.send(b"\x1b[200~ p<0.05, a_b and List<int>\x1b[201~")
        terminal.wait_for("p<0.05, a_b and List<int>")
        terminal.press("escape")
        terminal.wait_for(lambda here: not any("kept as you type" in line for line in here.text()))
    with Library.open(desk.places.library) as library:
        notes = [row[0] for row in library.db.execute("SELECT text FROM note")]
    assert notes == ["Spouts **sing** at 5 < 6 & *rest*. p<0.05, a_b and List<int>"]


async def test_a_quote_is_copied_with_its_reference(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("enter", "y", "q")
        assert (
            seat.app.clipboard
            == f"“{FIRST}” Kettles That Whistle in Tune. 2025-03-02. https://example.org/ladder"
        )
        await seat.press("v", "w", "y")
        assert seat.app.clipboard == "A kettle"


async def test_highlights_of_all_papers(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("g", "h")
        assert "nothing is highlighted yet" in seat.status
        await seat.press("q", "enter", "2", "]", "4", "]", "2", "g", "l", "g", "h")
        assert "3 highlights in 3 papers" in seat.lines[0]
        await seat.press("2")
        assert "2 highlights" in seat.lines[0] and "method" in seat.status
        await seat.press("2", "/", "text:water", "enter")
        assert "1 highlight in 1 paper" in seat.lines[0]
        await seat.press("escape", "j", "j", "enter")
        assert "› Highlights › 3 of 3" in seat.lines[0]
        await seat.press("[")
        assert "Harbour" in seat.screen
        await seat.press("q")
        assert "› Highlights" in seat.lines[0] and "3 highlights" in seat.lines[0]
        await seat.press("d", "d")
        assert "2 highlights" in seat.lines[0]
        await seat.press("u")
        assert "3 highlights" in seat.lines[0]
        await seat.press("/", 'text:tag:"', "enter")
        assert seat.app.is_running
        await seat.press("escape", "q")
        assert "› All papers" in seat.lines[0] or "13 papers" in seat.lines[0]


async def test_highlights_are_exported_from_the_desk(desk: Desk, tmp_path: Path) -> None:
    async with desk.open() as seat:
        await seat.press("enter", "2", "g", "h", "X")
        for _ in "highlights.md":
            await seat.press("backspace")
        await seat.press(f"text:{tmp_path}/mine.jsonl", "enter")
        assert "1 highlight written" in seat.status
        assert json.loads((tmp_path / "mine.jsonl").read_text())["quote"] == FIRST
        await seat.press("X", "text:.docx", "enter")
        assert "the ending must be one of" in seat.status


async def test_what_is_exported_stands_where_it_stands_in_a_text_since_revised(
    desk: Desk, tmp_path: Path
) -> None:
    with desk.library() as library:
        key = library.papers.resolve("Kettles That Whistle in Tune")
        library.highlights.add(key, "abstract", 0, len(FIRST), 1)
        library.reading.set_star([key], True)
        library.history.undo()  # what can be redone is not to be lost to what the library does by itself
        revised = tmp_path / "revised.jsonl"
        abstract = (
            f"Long ago it was said: {library.papers.get(key).abstract} And so on, for all kettles there are."
        )
        revised.write_text(json.dumps({"title": "Kettles That Whistle in Tune", "abstract": abstract}))
        assert ImportRun(library).run([revised]).changed == 1
    async with desk.open() as seat:
        await seat.press("g", "h", "X")
        for _ in "highlights.md":
            await seat.press("backspace")
        await seat.press(f"text:{tmp_path}/mine.jsonl", "enter")
        told = json.loads((tmp_path / "mine.jsonl").read_text())
        assert abstract[told["start"] : told["stop"]] == FIRST


async def test_only_what_is_detached_is_shown_and_all_again(desk: Desk) -> None:
    with desk.library() as library:
        key = library.papers.resolve("Kettles That Whistle in Tune")
        library.highlights.add(key, "abstract", 0, len(FIRST), 1)
        library.highlights.put(
            Highlight("habcdefghij", key, "abstract", None, None, "gone for good", "", "", "", 4, "why?")
        )
    async with desk.open() as seat:
        await seat.press("g", "h", "D")
        assert "1 highlight in" in seat.lines[0] and "gone for good" in seat.screen
        await seat.press("D")
        assert "2 highlights in" in seat.lines[0]


async def test_the_list_of_highlights_is_narrowed_to_a_reading_list(desk: Desk) -> None:
    with desk.library() as library:
        key = library.papers.resolve("Kettles That Whistle in Tune")
        with library.change("list") as db:
            db.execute("INSERT INTO list (list_id, name) VALUES ('1', 'Club')")
            db.execute("INSERT INTO list_item (list_id, paper_key, position) VALUES ('1', ?, 1)", (key,))
    async with desk.open() as seat:
        await seat.press("enter", "2", "]", "3", "g", "h", "L", "j", "enter")
        assert "1 highlight in 1 paper" in seat.lines[0] and "list Club" in seat.status
        await seat.press("escape", "S")
        assert "2 highlights" in seat.lines[0] and "by date" in seat.status


EDITOR = """
import pathlib, sys, time
path = pathlib.Path(sys.argv[-1])
assert sys.argv[-2] == "--" and path.is_absolute()
path.write_text(path.read_text() + {text!r})
time.sleep({pause})
sys.exit({status})
"""


def editor(folder: Path, text: str = "from outside", pause: float = 0, status: int = 0) -> str:
    """Make an editor with a blank in its path that adds a text."""
    script = folder / "my editor.py"
    script.write_text(EDITOR.format(text=text, pause=pause, status=status))
    return f"'{sys.executable}' '{script}' --wait"


def noted(desk: Desk) -> str:
    with desk.library() as library:
        return library.notes.get(library.papers.resolve("Kettles That Whistle in Tune"))


@pytest.mark.parametrize(
    ("command", "note", "said"),
    [
        (editor, "before from outside", "before from outside"),
        (lambda folder: editor(folder, status=3, pause=1.5), "before from outside", "ended with 3"),
        (lambda _: "no-such-editor --wait", "before ", "no-such-editor cannot be started"),
        (lambda _: "'unbalanced", "before ", "which is no command"),
        (lambda folder: f"{folder}", "before ", "cannot be started"),
    ],
)
def test_an_editor_of_ones_own(
    desk: Desk, tmp_path: Path, command: Callable[[Path], str], note: str, said: str
) -> None:
    with desk.library() as library:
        library.notes.set(library.papers.resolve("Kettles That Whistle in Tune"), "before ")
    with desk.terminal(EDITOR=command(tmp_path), VISUAL=None) as terminal:
        terminal.wait_for("Kettles")
        terminal.settle()
        terminal.press("E")
        terminal.wait_for(said, 15)
        terminal.press("j")
        terminal.wait_for("Harbour")
        terminal.press("q")
        assert terminal.wait() == 0
    assert noted(desk) == note


def test_what_is_typed_survives_a_kill(desk: Desk) -> None:
    with desk.terminal() as terminal:
        terminal.wait_for("Kettles")
        terminal.settle()
        terminal.press("e")
        terminal.wait_for("kept as you type")
        terminal.press("a thought that must not be lost")
        terminal.settle(1.0)
        terminal.process.kill()
        terminal.process.wait()
    assert noted(desk) == "a thought that must not be lost"


HOSTILE = "\x1b]52;c;QQ==\x1b\\ \x9b2J \x07 \u202e [/b] [@click=app.quit()]x"


def shown_everywhere(desk: Desk, text: str) -> bytes:
    """Return all that a terminal is sent while a text is shown as a note and as a comment, everywhere."""
    with desk.library() as library:
        key = library.papers.resolve("Kettles That Whistle in Tune")
        library.notes.set(key, text)
        library.highlights.add(key, "abstract", 0, 8, 1, text)
    with desk.terminal() as terminal:
        terminal.wait_for("Kettles")
        terminal.settle()
        for keys in (["enter"], ["}"], ["enter"], ["escape"], ["e"], ["escape"], ["g", "h"]):
            terminal.press(*keys)
            terminal.settle()
        assert terminal.process.poll() is None
        return terminal.raw


def test_nothing_that_was_written_reaches_the_terminal_as_a_command(desk: Desk) -> None:
    raw = shown_everywhere(desk, HOSTILE)
    assert not disguises(raw)
    assert vocabulary(raw) <= vocabulary(shown_everywhere(desk, "harmless"))


async def test_a_comment_outlives_a_highlight_that_is_deleted_meanwhile(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("enter", "3", "enter", "text:begun")
        with desk.library() as elsewhere:
            elsewhere.highlights.remove(seat.paper.highlighted[0].highlight_id)
        await seat.press("text: and ended", "escape")
        assert marked(seat) == [(FIRST, 3, "begun and ended")]


async def test_what_can_never_be_kept_is_left_by_asking_twice(desk: Desk) -> None:
    async with desk.open(library=Library.open(desk.places.library, busy_seconds=0.05)) as seat:
        other = sqlite3.connect(desk.places.library, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        await seat.press("e", "text:in vain", "escape")
        assert "not kept, esc twice leaves without it: " in seat.screen
        await seat.press("text:.", "escape")
        assert "Note ·" in seat.screen, "each text is given up by itself"
        await seat.press("escape")
        assert "Note ·" not in seat.screen and seat.paper.note_text == ""
        other.close()


async def test_what_cannot_be_kept_now_is_kept_later(desk: Desk) -> None:
    async with desk.open(library=Library.open(desk.places.library, busy_seconds=0.05)) as seat:
        other = sqlite3.connect(desk.places.library, isolation_level=None)
        await seat.press("e")
        other.execute("BEGIN IMMEDIATE")
        await seat.press("text:not lost", "escape")
        assert "not kept" in seat.screen and "locked" in seat.screen
        other.execute("ROLLBACK")
        await seat.press("escape")
        assert "Note ·" not in seat.screen
        assert seat.paper.note_text == "not lost"
        other.close()


async def test_a_long_title_hides_no_state(desk: Desk) -> None:
    with desk.library() as library:
        key = library.papers.resolve("A Walk Around the Harbour in Fog")
        library.highlights.put(
            Highlight("habcdefghij", key, "abstract", None, None, "gone for good", "", "", "", 4, "why?")
        )
    async with desk.open(ONE) as seat:
        await seat.press("g", "h")
        assert "…" in seat.screen and "detached" in seat.screen


async def test_what_another_desk_deleted_goes_from_the_screen_when_it_is_touched(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.until(lambda: seat.app.desk.session.library.rules.is_ready)  # then nothing is shown anew
        await seat.press("enter", "1", ")", "2", "(")
        for place, touch in (([], ["3"]), (["g", "h"], ["d", "d"])):
            await seat.press(*place)
            with desk.library() as elsewhere:
                elsewhere.highlights.remove(seat.paper.highlighted[0].highlight_id)
            await seat.press(*touch)
            assert "there is no highlight" in seat.status
        assert "0 highlights" in seat.lines[0]
