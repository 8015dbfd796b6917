"""A sync that is asked to end, and when the next one is due."""

from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

from postil.store.library import Library
from postil.store.vault.stopping import Stopped
from postil.store.vault.sync import Sync
from postil.store.vault.watching import moments
from tests.store.shelf import record, shelve

from .desk import Desk

MANY = 30


def synced_for(library: Library, vault: Path, looks: int) -> int:
    """Sync until it was looked so often whether to end; return how many files there are then."""
    left = iter(range(looks))
    with suppress(Stopped):
        Sync(library, vault, together=4, is_stopped=lambda: next(left, None) is None).run()
    return len([*vault.rglob("*.md")])


def test_it_may_end_between_any_two_files_and_the_next_one_goes_on(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.db") as library:
        shelve(library, *(record(number, f"Paper {number} of few") for number in range(1, MANY + 1)))
        library.reading.set_star(library.papers.keys(range(1, MANY + 1)), True)
    made: list[int] = []
    while not made or made[-1] < MANY:
        with Library.open(tmp_path / "library.db") as library:
            made.append(synced_for(library, tmp_path / "vault", 9 + 7 * len(made)))
        assert len(made) < MANY
    assert len(set(made)) > 3
    with Library.open(tmp_path / "library.db") as library:
        assert Sync(library, tmp_path / "vault").run().held == []
        assert Sync(library, tmp_path / "vault").run().is_idle


def test_who_asks_is_served_at_once_and_who_stops_ends_it(desk: Desk) -> None:
    desk.vault.mkdir()
    stopped, asked, synced = Event(), Event(), Event()
    found: list[int] = []

    def keep() -> None:
        with Library.open(desk.library.path) as library:
            sync = Sync(library, desk.vault)
            for _ in moments(sync, quiet=60.0, stopped=stopped, asked=asked):
                found.append(len(sync.run().created))
                synced.set()

    thread = Thread(target=keep, daemon=True)
    thread.start()
    assert synced.wait(20)
    synced.clear()
    desk.mark()
    assert not synced.wait(1.0), "the library is to be quiet for a minute"
    asked.set()
    assert synced.wait(20)
    stopped.set()
    thread.join(20)
    assert not thread.is_alive()
    assert found == [0, 1]
