"""The vault in the desk: files that change under it, changes that go into files, and the Sync screen."""

import time
from pathlib import Path

import pytest

from postil.store.vault.sync import Sync
from postil.tui import vault_thread

from .conftest import ONE, STACKED, WIDE, Desk, Seat

FIRST = "A kettle is tuned by ear."
KETTLES = "Kettles That Whistle in Tune"


@pytest.fixture
def vault(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A vault with the file of the first paper, which is starred; nobody waits long."""
    monkeypatch.setattr(vault_thread, "QUIET", 0.1)
    with desk.library() as library:
        library.reading.set_star([library.papers.resolve(KETTLES)], True)
        Sync(library, desk.places.vault, settle=0.0).run()
    return desk.places.vault


def file_of(vault: Path, title: str = KETTLES) -> Path:
    (path,) = (vault / "papers").glob(f"{title[:20]}*.md")
    return path


def edit(path: Path, old: str, new: str) -> None:
    """Change a file as an editor does that writes it in place."""
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


async def in_step(seat: Seat) -> None:
    """Wait until the desk says so of all that there is to write by now."""
    due = "SELECT owner FROM vault_due UNION SELECT owner FROM vault_outbox"
    await seat.until(lambda: seat.app.desk.session.library.db.execute(due).fetchone() is None)
    await seat.until("vault in step")


async def test_what_is_written_in_a_file_is_seen_in_the_reader(desk: Desk, vault: Path) -> None:
    async with desk.open() as seat:
        await in_step(seat)
        await seat.press("enter")
        edit(file_of(vault), "## Notes", "## Notes\n\nWhistles carry far.\n")
        await seat.until("Whistles carry far.")
        assert " READ " in seat.status


async def test_a_verdict_in_a_file_is_seen_and_counted_at_once(desk: Desk, vault: Path) -> None:
    async with desk.open(WIDE) as seat:
        await in_step(seat)
        edit(file_of(vault), "tags: []", "tags: []\ntopics: [tea lore]\ntriage: kept")
        await seat.until("│ tea-lore")
        await seat.until(lambda: {"Kept 1", "tea-lore 1"} <= {_left(line) for line in seat.lines})


def _left(line: str) -> str:
    """Return what a line of the screen shows in the sidebar."""
    return " ".join(line[:24].split())


async def test_what_is_said_in_the_desk_is_seen_in_the_file(desk: Desk, vault: Path) -> None:
    async with desk.open() as seat:
        await in_step(seat)
        await seat.press("enter", "2")
        await seat.until(lambda: f"\n> {FIRST}\n" in file_of(vault).read_text())
        await seat.press("q", "j", "s")
        await seat.until(lambda: list((vault / "papers").glob("A Walk*.md")))


async def test_a_file_that_is_held_back_is_named(desk: Desk, vault: Path) -> None:
    async with desk.open() as seat:
        await in_step(seat)
        file_of(vault).write_bytes(b"")
        await seat.until("vault: 1 held")
        await seat.press("M")
        await seat.until("HELD BACK")
        assert "held     Kettles That Whistle" in seat.screen
        assert "It is empty." in seat.screen
        await seat.press("q", "g", "m")
        await seat.until("held back: papers/Kettles")


async def test_a_file_that_is_gone_is_restored(desk: Desk, vault: Path) -> None:
    async with desk.open() as seat:
        await in_step(seat)
        path = file_of(vault)
        path.unlink()
        await seat.until("1 held")
        await seat.press("M")
        await seat.until("R writes it again.")
        await seat.press("R")
        await seat.until(path.exists)
        await in_step(seat)
        await seat.until("made     Kettles")


async def test_the_changes_of_both_sides_are_shown(desk: Desk, vault: Path) -> None:
    with desk.library() as library:
        key = library.papers.resolve(KETTLES)
        library.notes.set(key, "one\n\ntwo")
        Sync(library, vault, settle=0.0).run()
        library.notes.set(key, "one\n\ntwo\n\nfrom the desk")
    edit(file_of(vault), "one\n", "from the file\n")
    async with desk.open() as seat:
        await seat.press("M")
        await seat.until("merged   Kettles")
        text = " ".join(seat.screen.split())
        for words in ("File and library had both changed the note", "From the vault", "+ from the file",
                      "- one", "From the library", "+ from the desk"):  # fmt: skip
            assert words in text, seat.screen
        await seat.press("enter")
        await seat.until(" READ ")
        assert "from the file" in seat.screen and "from the desk" in seat.screen
        await seat.press("q")
        assert " VAULT " in seat.status


async def test_what_comes_while_a_note_is_written_is_kept(desk: Desk, vault: Path) -> None:
    async with desk.open() as seat:
        await in_step(seat)
        await seat.press("enter", "e", "text:typed")
        edit(file_of(vault), "## Notes", "## Notes\n\nfrom the file\n")
        await seat.until(lambda: "from the file" in seat.paper.note_text)
        await seat.press("text: more", "escape")
        assert {"typed more", "from the file"} <= set(seat.paper.note_text.split("\n"))
        assert "typed more" in seat.screen and "from the file" in seat.screen


async def test_a_comment_keeps_its_highlight_that_a_file_has_lost(desk: Desk, vault: Path) -> None:
    async with desk.open() as seat:
        await in_step(seat)
        # A long note: without it the file would be nearer to an older version, which takes nothing away.
        await seat.press("enter", "2", "e", "text:" + "many words " * 20, "escape", "a")
        await seat.until(lambda: all(words in file_of(vault).read_text() for words in (FIRST, "many words")))
        await in_step(seat)
        text = file_of(vault).read_text()
        start, stop = text.index("> [!quote]"), text.index("## Notes")
        file_of(vault).write_text(text[:start] + text[stop:])
        await seat.until(lambda: not seat.paper.highlighted)
        await seat.press("text:said", "escape")
        assert [(one.quote, one.comment) for one in seat.paper.highlighted] == [(FIRST, "said")]
        await seat.until(lambda: "> said" in file_of(vault).read_text())


async def test_many_files_that_are_held_back_are_told_at_once(desk: Desk, vault: Path) -> None:
    with desk.library() as library:
        library.reading.set_star(library.papers.keys(library.papers.all("newest")[:]), True)
        Sync(library, vault, settle=0.0).run()
    for path in (vault / "papers").glob("*.md"):
        path.write_bytes(b"")
    async with desk.open() as seat:
        await seat.until("vault: 13 held")
        await seat.press("g", "m")
        await seat.until("4 notices")
        assert "held back: 13 files; M shows them" in seat.screen


async def test_a_selection_outlives_what_comes(desk: Desk, vault: Path) -> None:
    async with desk.open() as seat:
        await in_step(seat)
        await seat.press("enter", "v", "w")
        edit(file_of(vault), "## Notes", "## Notes\n\nfrom the file\n")
        await seat.until("from the file")
        assert " SELECT " in seat.status
        await seat.press("1")
        assert [one.quote for one in seat.paper.highlighted] == ["A kettle"]


async def test_without_a_vault_nothing_is_made_until_it_is_asked_for(desk: Desk) -> None:
    async with desk.open() as seat:
        await seat.press("s")
        assert "saved · no vault" in seat.status or "starred" in seat.status
        time.sleep(0.1)
        await seat.press("M", "R")
        assert "there is no vault yet: press M to make it" in seat.status
        assert "No vault yet" in seat.screen
        assert not desk.places.vault.exists()
        await seat.press("M")
        await seat.until(lambda: list((desk.places.vault / "papers").glob("*.md")))
        await seat.until("made     Kettles")


async def test_the_sample_has_none(sample_desk: Desk) -> None:
    sample_desk.places.vault.mkdir()
    async with sample_desk.open() as seat:
        await seat.press("s", "M")
        assert "The sample has no vault" in seat.screen
        await seat.press("M")
        assert "the sample library has no vault" in seat.status
        assert not [*sample_desk.places.vault.iterdir()]


@pytest.mark.parametrize(
    ("size", "words"), [(WIDE, "vault in step"), (STACKED, "vault in step"), (ONE, "in step")]
)
async def test_every_window_says_how_the_vault_stands(
    desk: Desk, vault: Path, size: tuple[int, int], words: str
) -> None:
    async with desk.open(size) as seat:
        await seat.until(words)
        await seat.press("M")
        assert " VAULT " in seat.status
        assert "Nothing was changed" in seat.screen
        assert all(len(line) <= size[0] for line in seat.lines)


async def test_what_is_wrong_with_the_vault_is_a_notice_and_a_sign(desk: Desk, vault: Path) -> None:
    (vault / ".postil" / "lock").unlink()
    (vault / ".postil").rename(vault / "away")
    (vault / ".postil").write_text("a file where our folder should be")
    async with desk.open() as seat:
        await seat.until("! vault")
        await seat.press("M")
        assert "NOT SYNCED" in seat.screen
        await seat.until("cannot be")
        (vault / ".postil").unlink()
        await seat.press("M")
        await in_step(seat)
