"""A library that cannot be used: one sentence, status 3, nothing half written."""

import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from .pages import page, record
from .runner import Done, Postil

WITHOUT_RIGHTS = """
import ctypes, os, sys
if os.geteuid() == 0:
    # Root may write anywhere by two capabilities; without them it is held to a file's mode like anybody.
    for capability in (1, 2):
        if ctypes.CDLL(None).prctl(24, capability, 0, 0, 0):
            sys.exit("cannot give up root's rights")
os.execv(sys.executable, [sys.executable, "-m", "postil.tui", *sys.argv[1:]])
"""


def without_rights(postil: Postil, *arguments: str) -> Done:
    """Run a command as a user who may write nothing that is not his to write."""
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_RIGHTS, *arguments],
        env=postil.environment(), cwd=postil.home, capture_output=True, check=False,
    )  # fmt: skip
    return Done(done.returncode, done.stdout, done.stderr)


def write_no_more() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (256 * 1024, 256 * 1024))


def test_locked_by_another_program(shelf: Postil) -> None:
    with closing(sqlite3.connect(shelf.library, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert shelf("list").status == 0
        done = shelf("mark", "cubes", "--star")
    assert (done.status, done.out) == (3, "")
    assert done.err.startswith(f"postil: {shelf.library} is locked by another program; ")
    assert done.err.count("\n") == 1
    assert shelf("history").status == 1


def test_not_a_database(postil: Postil) -> None:
    postil.write("library.db", b"The quick brown fox " * 500)
    for command in (("list",), ("search", "x"), ("import", "-"), ("undo",)):
        done = postil(*command)
        assert (done.status, done.out) == (3, "")
        assert (
            done.err
            == f"postil: {postil.library} is not a Postil library; name another file with --library\n"
        )
    assert (postil.home / "library.db").read_bytes().startswith(b"The quick")


def test_a_database_of_somebody_else(postil: Postil) -> None:
    with closing(sqlite3.connect(postil.library)) as db:
        db.execute("CREATE TABLE theirs (x)")
    done = postil("import", "-", stdin=b"{}")
    assert (done.status, done.out) == (3, "")
    assert "not a Postil library" in done.err
    with closing(sqlite3.connect(postil.library)) as db:
        assert db.execute("SELECT name FROM sqlite_schema").fetchall() == [("theirs",)]


def test_made_by_a_newer_postil(shelf: Postil) -> None:
    with closing(sqlite3.connect(shelf.library)) as db:
        db.execute("PRAGMA user_version = 999")
    for command in (("list",), ("doctor",), ("import", "shelf.txt")):
        done = shelf(*command)
        assert done.status == 3
        assert "made by a newer Postil" in done.err
        assert done.is_clean()


def test_a_folder_in_place_of_the_library(postil: Postil) -> None:
    postil.library.mkdir()
    for command in (("list",), ("doctor",), ("import", "-")):
        done = postil(*command)
        assert (done.status, done.is_clean()) == (3, True)


def test_a_damaged_page(shelf: Postil) -> None:
    with closing(sqlite3.connect(shelf.library)) as db:
        (page_number,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'paper'").fetchone()
        (size,) = db.execute("PRAGMA page_size").fetchone()
    with shelf.library.open("r+b") as file:
        file.seek((page_number - 1) * size)
        file.write(b"\xff" * size)
    for command in (("list",), ("show", "cubes"), ("mark", "cubes", "--star"), ("stats",)):
        done = shelf(*command)
        assert (done.status, done.is_clean()) == (3, True), command
        assert "postil doctor" in done.err


@pytest.fixture
def theirs(shelf: Postil) -> Iterator[Postil]:
    """A library in a place that can be read and not written."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(shutil.copytree(shelf.home, Path(folder) / "theirs"))
        for path in (Path(folder), place, *place.iterdir()):
            path.chmod(0o555 if path.is_dir() else 0o444)
        yield Postil(place)
        place.chmod(0o755)
        Path(folder).chmod(0o755)


@pytest.mark.parametrize("line", ["list", "search fundus", "show cubes", "stats", "doctor"])
def test_a_library_that_can_only_be_read_is_read(theirs: Postil, line: str) -> None:
    done = without_rights(theirs, *line.split())
    assert (done.status, done.err) == (0, "")


@pytest.mark.parametrize("line", ["mark cubes --star", "undo", "import more.txt"])
def test_a_library_that_can_only_be_read_is_not_changed(theirs: Postil, line: str) -> None:
    theirs.write("more.txt", page((record("Something New", "Never seen."),)))
    done = without_rights(theirs, *line.split())
    assert (done.status, done.out) == (3, "")
    assert done.err.startswith(f"postil: {theirs.library} can only be read; ")


def test_a_disk_that_is_full_leaves_nothing_half_written(shelf: Postil) -> None:
    many = [record(f"Filler number {n} of many", f"words {n} " * 400) for n in range(300)]
    shelf.write("big.txt", page(many))
    done = shelf.process("import", "big.txt", before=write_no_more)
    assert (done.status, done.out, done.is_clean()) == (3, "", True)
    assert done.err.startswith(f"postil: {shelf.library} ")
    assert len(shelf("list", "--json").lines) == 5
    assert shelf("doctor").status == 0
    assert shelf("import", "big.txt").status == 0


def test_a_reader_that_has_enough_is_no_error(shelf: Postil) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "postil.tui", "list", "--json"],
        env=shelf.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as listing:  # fmt: skip
        assert listing.stdout
        assert listing.stderr
        listing.stdout.close()
        assert (listing.stderr.read(), listing.wait()) == (b"", 1)
