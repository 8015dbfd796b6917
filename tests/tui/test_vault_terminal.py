"""The vault beside a desk in a real terminal: edits from outside, and the way out while files are written."""

import subprocess
import sys

from postil.store.vault.folder import NEW, SWAP
from postil.store.vault.sync import Sync
from tests.store.shelf import record, shelve

from .conftest import Desk
from .test_start import is_usable

MANY = 600
LATE = (
    "yaml",
    "filelock",
    "watchfiles",
    "postil.store.vault",
    "postil.tui.vault_thread",
    "postil.tui.vault_keeper",
    "postil.tui.vault_sync",
    "postil.tui.ways",
    "postil.tui.soon",
    "postil.tui.framed_screen",
)


def test_an_edit_is_seen_and_a_star_is_written(desk: Desk) -> None:
    vault = desk.home / "notes"
    with desk.terminal(POSTIL_VAULT=str(vault)) as terminal:
        terminal.wait_for("vault in step")
        terminal.press("s")
        terminal.wait_for(lambda _: [*vault.rglob("Kettles*.md")] != [])
        terminal.press("enter")
        terminal.wait_for("READ")
        (path,) = vault.rglob("Kettles*.md")
        path.write_text(path.read_text() + "\nWhistles carry far.\n")
        terminal.wait_for("Whistles carry far.")
        terminal.press("q", "q")
        assert terminal.wait() == 0
        assert is_usable(terminal)


def test_a_file_is_opened_in_the_readers_editor(desk: Desk) -> None:
    with desk.library() as library:
        library.reading.set_star(library.papers.keys([1]), True)
    vault = desk.home / "notes"
    editor = "sed -i 's/starred: true/starred: true\\nrating: 5/'"
    with desk.terminal(POSTIL_VAULT=str(vault), EDITOR=editor, VISUAL=None) as terminal:
        terminal.wait_for("vault in step")
        terminal.press("M")
        terminal.wait_for("made ")
        terminal.press("E")
        terminal.wait_for("taken in ")
        terminal.press("q", "q")
        assert terminal.wait() == 0
        assert is_usable(terminal)
    with desk.library() as library:
        assert library.papers.by_id(1).rating == 5


def test_what_was_changed_last_is_in_its_file_when_the_desk_is_closed(desk: Desk) -> None:
    vault = desk.home / "notes"
    with desk.terminal(POSTIL_VAULT=str(vault)) as terminal:
        terminal.wait_for("vault in step")
        terminal.press("s", "q")
        assert terminal.wait() == 0
    (path,) = vault.rglob("*.md")
    assert "starred: true" in path.read_text()


def test_the_desk_can_be_left_while_files_are_written(bare: Desk) -> None:
    with bare.library() as library:
        shelve(library, *(record(number, f"Paper {number} of many") for number in range(1, MANY + 1)))
        library.reading.set_star(library.papers.keys(range(1, MANY + 1)), True)
    vault = bare.home / "notes"
    with bare.terminal(POSTIL_VAULT=str(vault)) as terminal:
        terminal.wait_for("vault syncing")
        terminal.press("q")
        assert terminal.wait() == 0
        assert is_usable(terminal)
        assert b"Traceback" not in terminal.raw
    with bare.library() as library:
        report = Sync(library, vault).run()
        assert not report.held
        assert not [path for path in vault.rglob("*") if path.name.endswith((NEW, SWAP))]
        assert len([*vault.rglob("*.md")]) == MANY == len(library.papers.keys(range(1, MANY + 1)))
        assert Sync(library, vault).run().is_idle


def test_the_desk_starts_without_what_its_first_frame_does_not_need() -> None:
    script = f"import sys, postil.tui.app; print([name for name in {LATE} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
