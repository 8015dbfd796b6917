"""Help: every command has some, and every example in it runs."""

import os
import shlex
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from postil.tui.cli.group import COMMANDS, load

from .pages import SHELF
from .runner import Done, Postil

LEAVES = [
    f"{name} {inner}".strip()
    for name in COMMANDS
    for inner in (getattr(load(name), "commands", None) or ("",))
]
"""Every command, those of groups behind the group's name."""


def examples(text: str) -> list[str]:
    """Return the examples of a help text, without the comments behind them."""
    return [line.strip().split("   #")[0] for line in text.partition("\nExamples:\n")[2].splitlines()]


def shell(postil: Postil, line: str) -> Done:
    """Run a line in a shell that knows `postil`."""
    called = shlex.join((sys.executable, "-m", "postil.tui"))
    done = subprocess.run(
        ["bash", "-c", f"postil() {{ {called} \"$@\"; }}; {line}"],
        capture_output=True, cwd=postil.home, env=postil.environment(), timeout=60, check=False,
    )  # fmt: skip
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home where the sample is imported, with the files that the examples name."""
    made = Postil(tmp_path_factory.mktemp("sample"))
    made.write("page.txt", SHELF)
    for found in files("postil.store.sample").iterdir():
        if found.name.endswith(".txt"):
            made.write(f"dumps/{found.name}", found.read_bytes())
    assert made("import", "dumps").status == 0
    assert made("mark", "mask-r-cnn", "--star").status == 0
    assert made("mark", "mask-r-cnn", "--rating", "5").status == 0
    assert made("searches", "save", "cubes", "is:starred").status == 0
    assert made("tag", "add", "mask-r-cnn", "cubes", "dice").status == 0
    assert made("highlight", "mask-r-cnn", "a small branch", "--pen", "result").status == 0
    made.write("reading.md", "# Reading\n\n- [ ] Mask R-CNN\n")
    for name in ("club", "vision"):
        assert made("lists", "new", name).status == 0
    assert made("lists", "add", "club", "mask-r-cnn").status == 0
    shutil.copy(made.library, made.home / "other.db")
    return made.home


@pytest.fixture
def home(sample: Path, tmp_path: Path) -> Postil:
    shutil.copytree(sample, tmp_path, dirs_exist_ok=True)
    return Postil(tmp_path)


@pytest.mark.parametrize("command", [*COMMANDS, *(leaf for leaf in LEAVES if " " in leaf)])
def test_every_example_runs(home: Postil, command: str) -> None:
    done = home(*command.split(), "--help")
    assert (done.status, done.err) == (0, "")
    found = examples(done.out)
    assert found
    for line in found:
        if command == "redo":
            assert home("undo").status == 0
        ran = shell(home, line)
        assert (ran.status, ran.is_clean()) == (0, True), (line, ran)


def test_the_examples_of_postil_itself_run(home: Postil) -> None:
    done = home("--help")
    assert (done.status, done.err) == (0, "")
    found = examples(done.out)
    assert len(found) >= 3
    for line in found:
        ran = shell(home, line)
        assert (ran.status, ran.is_clean()) == (0, True), (line, ran)


def test_help_lists_every_command_with_a_sentence(postil: Postil) -> None:
    text = postil("--help").out
    for command in COMMANDS:
        (line,) = [line for line in text.splitlines() if line.startswith(f"  {command} ")]
        assert line.endswith(".")
    assert not [*postil.home.iterdir()]


@pytest.mark.parametrize("command", LEAVES)
def test_every_command_can_answer_in_json(postil: Postil, command: str) -> None:
    assert "\n  --json " in postil(*command.split(), "--help").out


def test_help_tells_what_the_vault_is(postil: Postil) -> None:
    text = " ".join(postil("--help").out.split())
    assert "--vault DIR The folder of markdown notes that the desk and `postil sync` keep." in text


def test_the_version_is_told(postil: Postil) -> None:
    done = postil("--version")
    assert done.status == 0
    assert done.out.startswith("postil ")


def test_a_command_that_is_nearly_known_is_suggested(postil: Postil) -> None:
    done = postil("serach", "x")
    assert (done.status, done.out) == (2, "")
    assert "did you mean search or searches?" in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("postil sea", "search"),
        ("postil list --so", "--sort"),
        ("postil list --sort ol", "oldest"),
        ("postil export --format bi", "bibtex"),
        ("postil searches re", "rename"),
        ("postil lists un", "undone"),
        ("postil lists add cl", "club"),
        ("postil lists carry club vi", "vision"),
        ("postil search --saved cu", "cubes"),
        ("postil searches delete c", "cubes"),
        ("postil tag rename cu", "cubes"),
        ("postil tag add mask-r-cnn di", "dice"),
        ("postil tag add --query is:starred di", "dice"),
    ],
)
def test_a_shell_completes_commands_and_options(home: Postil, typed: str, expected: str) -> None:
    assert expected in complete(home, typed)


def test_a_shell_completes_keys_of_the_library_and_of_no_other(home: Postil, tmp_path: Path) -> None:
    (key,) = complete(home, "postil show mask-r")
    assert key.startswith("mask-r-cnn-")
    assert complete(home, "postil --library none.db show mask-r") == []
    assert not (home.home / "none.db").exists()


def complete(postil: Postil, typed: str) -> list[str]:
    """Return what bash would offer behind what is typed."""
    done = postil.process(
        _POSTIL_COMPLETE="bash_complete", COMP_WORDS=typed, COMP_CWORD=str(len(typed.split()) - 1)
    )
    assert done.status == 0, done.err
    return [line.split(",")[1] for line in done.out.split()]


def test_the_completion_script_is_valid_bash(postil: Postil) -> None:
    done = postil.process(_POSTIL_COMPLETE="bash_source")
    assert "_postil_completion" in done.out
    checked = subprocess.run(["bash", "-n"], input=done.out_bytes, capture_output=True, check=False)
    assert checked.returncode == 0
    assert os.path.exists(postil.home)
