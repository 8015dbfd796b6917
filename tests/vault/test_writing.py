"""Files that are saved, held open or left half-way while they are written."""

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from postil.store.vault.batch import Batch
from postil.store.vault.writing import Writer, beside

from .desk import Desk


@pytest.fixture(params=["everything", "no exchange", "no leases"])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system can do beyond the usual calls."""
    if request.param == "no exchange":
        monkeypatch.setattr("postil.store.vault.writing.exchange", lambda *_: False)
    elif request.param == "no leases":
        monkeypatch.setattr("postil.store.vault.writing.is_open_elsewhere", lambda *_, **__: None)


@pytest.mark.usefixtures("system")
def test_a_save_at_the_very_moment_of_writing_wins(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = desk.mark(comment="one")
    desk.sync()
    desk.library.highlights.change(mark.highlight_id, comment="desk")
    original, saves = Writer.replace, ["and then", "at the last moment"]

    def replace(self: Writer, path: str, old: bytes, data: bytes) -> None:
        if saves:
            desk.edit("# On tides\n", f"# On tides\n{saves.pop()}\n")
        original(self, path, old, data)

    monkeypatch.setattr(Writer, "replace", replace)
    desk.sync()
    text = desk.file.read_text()
    assert "# On tides\nand then\nat the last moment\n" in text
    assert "> desk" in text
    assert len(desk.files()) == 1


@pytest.mark.usefixtures("system")
def test_who_has_a_file_open_while_it_is_swapped_loses_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = desk.mark(comment="one")
    desk.sync()
    desk.library.highlights.change(mark.highlight_id, comment="desk")
    text = desk.file.read_text()
    original = Writer.resolve
    with desk.file.open("r+") as file:

        def resolve(self: Writer, swap: Path, target: Path, is_known: Callable[[bytes], bool]) -> bool:
            if not file.closed:
                file.write(text.replace("# On tides\n", "# On tides\nslowly\n"))
                file.close()
            return original(self, swap, target, is_known)

        monkeypatch.setattr(Writer, "resolve", resolve)
        desk.sync()
    assert "slowly" in desk.file.read_text()
    assert "> desk" in desk.file.read_text()


def test_a_file_that_cannot_be_written_again_and_again_takes_nothing_away(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.mark(comment="one")
    desk.sync()
    desk.mark("Kites rise", comment="two")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Writer, "replace", full)
    for _ in range(4):
        report = desk.sync()
        assert [notice.message for notice in report.held] == ["it cannot be written: No space left on device"]
        assert report.notes == []
    monkeypatch.undo()
    assert len(desk.sync().written) == 1
    assert desk.comments() == {"many kites": "one", "Kites rise": "two"}
    assert "> two" in desk.file.read_text()


def test_a_file_that_is_being_saved_when_its_making_was_cut_off_is_not_made_twice(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.mark(comment="one")

    class Killed(BaseException):
        pass

    def kill(*_: object) -> None:
        raise Killed

    monkeypatch.setattr("postil.store.vault.writing.flush_folder", kill)
    with pytest.raises(Killed):
        desk.sync()
    monkeypatch.undo()
    path, data = desk.file, desk.file.read_bytes()
    path.write_bytes(b"")
    assert [notice.message for notice in desk.sync().held] == ["it is empty"]
    path.write_bytes(data.replace(b"> one", b"> two"))
    assert desk.sync().held == []
    assert (len(desk.files()), desk.comments()) == (1, {"many kites": "two"})


def test_what_a_stopped_sync_left_is_cleared_away(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = desk.mark(comment="one")
    desk.sync()
    desk.library.highlights.change(mark.highlight_id, comment="desk")

    class Stopped(BaseException):
        pass

    def stop(*_: object) -> bool:
        raise Stopped

    monkeypatch.setattr(Batch, "_carry_out", stop)
    with pytest.raises(Stopped):
        desk.sync()
    monkeypatch.undo()
    beside(desk.file, ".postil-new").write_bytes(b"half a fi")
    unseen = desk.file.read_bytes().replace(b"# On tides\n", b"# On tides\nunseen\n")
    beside(desk.file, ".postil-swap").write_bytes(unseen)
    desk.sync()
    assert "> desk" in desk.file.read_text()
    assert "unseen" in desk.file.read_text()
    assert [path.name for path in desk.vault.rglob(".*.postil-*")] == []
