"""`postil sync`."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from .runner import Postil
from .test_trouble import without_rights


def only_file(shelf: Postil) -> Path:
    (path,) = (shelf.home / "vault" / "papers").glob("*.md")
    return path


def test_nothing_to_do_is_said(shelf: Postil) -> None:
    done = shelf("sync")
    assert (done.status, done.err) == (0, "")
    assert done.out == "Nothing to do: 0 files in the vault, as in the library.\n"


def test_files_are_made_and_edits_come_back(shelf: Postil) -> None:
    shelf("mark", "cubes", "--rating", "4")
    assert shelf("sync").out == "1 file made.\n"
    path = only_file(shelf)
    assert path.name.startswith("Cubes³ & Spheres (")
    path.write_text(path.read_text().replace("rating: 4", "rating: 2\nstatus: read"))
    assert shelf("sync").out == "1 file taken over into the library.\n"
    paper = shelf("show", "cubes", "--json").object
    assert (paper["rating"], paper["status"]) == (2, "read")
    assert shelf("history").out.splitlines()[0].endswith("take over from the vault: Cubes³ & Spheres")
    shelf("undo")
    assert shelf("sync").out == "1 file changed.\n"
    assert "rating: 4" in path.read_text()


def test_json_is_one_object(shelf: Postil) -> None:
    shelf("mark", "cubes", "turtles", "--star")
    found = shelf("sync", "--json").object
    assert list(found) == [
        "vault", "files", "taken", "written", "created", "absorbed", "merged", "held", "notes",
        "bytes_written", "dry_run",
    ]  # fmt: skip
    assert (len(found["created"]), found["held"], found["dry_run"]) == (2, [], False)
    assert shelf("sync", "--json").object["bytes_written"] == 0


def test_a_dry_run_writes_nothing(shelf: Postil) -> None:
    shelf("mark", "cubes", "--star")
    done = shelf("sync", "--dry-run")
    assert done.out == "1 file made. This was a dry run; nothing was written.\n"
    assert not (shelf.home / "vault").exists()


def test_what_is_left_alone_is_named_and_the_status_says_so(shelf: Postil) -> None:
    shelf("mark", "cubes", "--star")
    shelf("sync")
    path = only_file(shelf)
    path.write_bytes(b"")
    done = shelf("sync")
    assert done.status == 1
    assert done.err == f"postil: left alone: papers/{path.name}: it is empty\n"
    path.unlink()
    assert "postil sync --restore" in shelf("sync").err
    assert shelf("sync", "--restore").out == "1 file made.\n"


def test_a_file_that_may_not_be_read_is_named(shelf: Postil) -> None:
    shelf("mark", "cubes", "--star")
    shelf("sync")
    only_file(shelf).chmod(0)
    done = without_rights(shelf, "sync")
    assert done.status == 1
    assert done.err.endswith("it cannot be read: Permission denied\n")


def test_the_vault_is_where_option_environment_and_config_say(shelf: Postil) -> None:
    shelf("mark", "cubes", "--star")
    shelf("--vault", "mine", "sync")
    assert len([*(shelf.home / "mine" / "papers").iterdir()]) == 1
    shelf.write("settings/config.toml", 'vault = "/nowhere/at/all"')
    assert shelf("sync", POSTIL_VAULT="mine").out.startswith("Nothing to do: 1 file")


def test_a_library_in_the_vault_is_refused(shelf: Postil) -> None:
    done = shelf("--vault", ".", "sync")
    assert (done.status, done.out) == (3, "")
    assert "lies inside the vault" in done.err


def test_no_library_is_said_and_none_is_made(postil: Postil) -> None:
    done = postil("sync")
    assert (done.status, done.out) == (1, "")
    assert "there is no library" in done.err
    assert not [*postil.home.iterdir()]


def test_watch_goes_with_no_other(shelf: Postil) -> None:
    assert shelf("sync", "--watch", "--dry-run").status == 2


def test_a_vault_that_cannot_be_made_is_said(shelf: Postil) -> None:
    shelf.write("vault", "a file")
    shelf("mark", "cubes", "--star")
    done = shelf("sync")
    assert (done.status, done.is_clean()) == (1, True)
    assert done.err.startswith(f"postil: the vault {shelf.home / 'vault'} cannot be used: ")


def test_watching_syncs_both_ways_until_it_is_interrupted(shelf: Postil) -> None:
    shelf("mark", "cubes", "--star")
    with subprocess.Popen(
        [sys.executable, "-m", "postil.tui", "sync", "--watch"],
        env=shelf.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as watching:  # fmt: skip
        assert watching.stdout
        assert watching.stdout.readline() == "1 file made.\n"
        shelf("mark", "turtles", "--star")
        assert watching.stdout.readline() == "1 file made.\n"
        (path,) = (shelf.home / "vault" / "papers").glob("Cubes*.md")
        time.sleep(0.2)
        path.write_text(path.read_text().replace("starred: true", "starred: true\nrating: 5"))
        assert watching.stdout.readline() == "1 file taken over into the library.\n"
        os.kill(watching.pid, signal.SIGINT)
        assert watching.wait(10) == 0
    assert shelf("show", "cubes", "--json").object["rating"] == 5
