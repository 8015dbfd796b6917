"""Commands that only read do not import Textual, nor much else."""

import subprocess
import sys

import pytest

from .runner import Postil

LATE = (
    "textual", "rich", "sqlite_utils", "platformdirs", "markdownify", "pyperclip", "tomllib", "filelock",
    "yaml", "watchfiles",
)  # fmt: skip

SCRIPT = """
import sys
from postil.tui.cli.running import run
status = run({arguments!r})
late = [name for name in {late!r} if name in sys.modules]
sys.exit(f"imported {{late}}" if late else status)
"""


WRITING = ("mark", "note cubes x", "highlight ", "lists new")
"""Commands that do something else when they are run again."""

COMMANDS = (
    "search vesels", "search fundus --explain", "search --help-query", "related cubes", "searches ls",
    "export --format md", "list", "list is:unread --limit 2", "show cubes --format bibtex", "stats",
    "new --since last", "history", "mark cubes --star", "note cubes", "note cubes x", "highlights",
    "highlight cubes steps", "lists ls", "lists new x", "undo", "--help",
)  # fmt: skip


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_imports_nothing_that_it_does_not_need(shelf: Postil, line: str) -> None:
    code = SCRIPT.format(arguments=line.split(), late=LATE)
    done = subprocess.run(
        [sys.executable, "-c", code], env=shelf.environment(), capture_output=True, check=False
    )
    assert b"imported" not in done.stderr, done.stderr
    assert done.returncode in {0, 1}, done.stderr


@pytest.mark.parametrize("line", COMMANDS)
def test_a_process_of_its_own_prints_the_same(shelf: Postil, line: str) -> None:
    real, quick = shelf.process(*line.split()), shelf(*line.split())
    assert real.is_clean()
    if not line.startswith(WRITING):
        assert (real.status, real.out, real.err) == (quick.status, quick.out, quick.err)


def test_settings_are_read_only_where_no_library_is_named(shelf: Postil) -> None:
    shelf.write("settings/config.toml", "broken")
    assert shelf("list").err == ""
    done = shelf("list", POSTIL_LIBRARY="")
    assert done.status == 1
    assert done.err.startswith(f"postil: warning: {shelf.home}/settings/config.toml is left out")


def test_the_library_of_the_settings_is_used(shelf: Postil) -> None:
    shelf.write("settings/config.toml", f'library = "{shelf.library}"')
    assert len(shelf("list", "--json", POSTIL_LIBRARY="").lines) == 5
