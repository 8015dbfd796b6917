"""An editor of the reader's own: which of what it saves is kept."""

import sys
import tempfile
from pathlib import Path

import pytest

from postil.tui.external import EditorError, edit


@pytest.fixture(autouse=True)
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where drafts are made."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def editor(program: str) -> list[str]:
    return [sys.executable, "-c", f"import pathlib, sys; path = pathlib.Path(sys.argv[-1]); {program}"]


@pytest.mark.parametrize(
    ("program", "kept"),
    [
        ("path.write_text('after')", ["after"]),
        ("path.write_text('before')", []),
        ("path.write_text('')", [""]),
        ("path.unlink()", []),
    ],
)
def test_only_what_was_changed_is_kept(room: Path, program: str, kept: list[str]) -> None:
    told: list[str] = []
    edit(editor(program), "draft", "before", told.append)
    assert told == kept
    assert list(room.iterdir()) == []


def test_what_an_editor_emptied_before_it_failed_is_not_meant(room: Path) -> None:
    told: list[str] = []
    with pytest.raises(EditorError, match="ended with 3"):
        edit(editor("path.write_text(''); sys.exit(3)"), "draft", "before", told.append)
    assert told == [] and list(room.iterdir()) == []


def test_an_editor_that_does_not_start_leaves_no_file(room: Path) -> None:
    with pytest.raises(EditorError, match="cannot be started"):
        edit(["no-such-editor"], "draft", "a secret", print)
    assert list(room.iterdir()) == []
