"""A desk for tests: a library filled by hand, the app at it, and a hand that presses keys without delay."""

import asyncio
import gc
import shutil
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from postil.store.library import Library
from postil.store.models import Paper
from postil.store.records import Record, Value
from postil.store.search import Results, Searcher
from postil.tui.app import DeskApp
from postil.tui.imports import fill_sample
from postil.tui.places import Places
from postil.tui.screens.library import LibraryScreen
from tests.store.shelf import record, shelve
from tests.terminal import Terminal

gc.set_threshold(50_000, 10, 10)  # as the desk itself does at its start

WIDE, STACKED, ONE, TINY = (130, 40), (90, 24), (45, 20), (20, 5)

NAMED = {"enter": "\r", "space": " ", "tab": "\t"}

LONG = " ".join(
    f"Step {number} of the walk goes past the {thing} and ends where the fog begins, as steps do."
    for number, thing in enumerate(("mill", "lock", "ferry", "chapel", "quarry", "beacon") * 7, 1)
)

SPRING: tuple[Mapping[str, Value], ...] = (
    {
        "title": "Kettles That Whistle in Tune",
        "abstract": "A kettle is tuned by ear. We tune forty kettles by a harmonic ladder, e.g. in thirds. "
        "The ladder is at https://example.org/ladder.",
        "published": "2025-03-02", "authors_count": 3, "comments": 2,
        "links": ("https://example.org/ladder", "https://github.com/example/kettles"),
    },
    {"title": "A Walk Around the Harbour in Fog", "abstract": LONG, "published": "2025-02-11",
     "authors_count": 7},
    {"title": "Bridges Remember Their Floods", "abstract": "Bridges keep a record of water. We read it.",
     "published": "2025-01-20", "authors_count": 2, "comments": 9},
    {"title": "Maps for People Who Turn Left", "abstract": "Left turns are costly. Maps can avoid them.",
     "published": "2024-12-24", "authors_count": 4, "organization": "Tidewater-Lab"},
    {"title": "Orchards Counted From Above", "abstract": "Drones count trees. They miscount plums.",
     "published": "2024-11-05", "authors_count": 5, "links": ("https://example.org/orchards",)},
    {"title": "The Slow Clock Problem", "abstract": "Clocks drift. Harmonic drift is the worst drift.",
     "published": "2024-10-01", "authors_count": 1},
    {"title": "Lanterns: a Survey", "abstract": "We survey lanterns of every kind.",
     "published": "2024-07-30", "authors_count": 12, "comments": 1},
    {"title": "Tunnels Without Light", "abstract": "Nothing is seen in a tunnel. We measure that.",
     "published": "2023-05-05", "authors_count": 6},
)  # fmt: skip
AUTUMN: tuple[Mapping[str, Value], ...] = (
    {"title": "Ledgers of Small Shops", "abstract": "Shops write down little. It is enough.",
     "published": "2023-01-15"},
    {"title": "Gardens at Low Tide", "abstract": "Seaweed grows in rows if asked to.",
     "published": "2022-06-06", "authors_count": 8},
    {"title": "紙の上の庭", "abstract": "庭を紙に写す。Paper gardens are gardens too.",
     "published": "2021-09-09", "authors_count": 2},
    {"title": "Undated Notes on Kites", "abstract": "Kites fly. Nobody wrote down when."},
    {"title": "A Paper Nobody Dated", "abstract": "It lay in a drawer between two ledgers."},
)  # fmt: skip
NEWEST = tuple(str(fields["title"]) for fields in (*SPRING, *AUTUMN))
"""The titles in the order in which the list shows them."""

SPRING_NAME, AUTUMN_NAME = "spring.txt", "autumn.txt"


def records(papers: Sequence[Mapping[str, Value]]) -> list[Record]:
    return [record(number, **fields) for number, fields in enumerate(papers, 1)]  # type: ignore[arg-type]


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Searches that are answered as long as this is set; whoever clears it has them wait."""
    search, answering = Searcher.search, threading.Event()
    answering.set()

    def answer(self: Searcher, *arguments: Any, **named: Any) -> Results:
        answering.wait()
        return search(self, *arguments, **named)

    monkeypatch.setattr(Searcher, "search", answer)
    yield answering
    answering.set()


@pytest.fixture(autouse=True)
def _quiet_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No browser, no other machine, no theme from outside."""
    for name in (
        "SSH_CONNECTION", "SSH_TTY", "BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "NO_COLOR", "POSTIL_THEME",
        "POSTIL_LIBRARY", "POSTIL_CONFIG_DIR", "POSTIL_VAULT", "TEXTUAL_DRIVER",
    ):  # fmt: skip
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a library of thirteen papers from two dumps."""
    folder = tmp_path_factory.mktemp("filled")
    with Library.open(folder / "library.db") as library:
        shelve(library, *records(SPRING), dump=SPRING_NAME)
        shelve(library, *records(AUTUMN), dump=AUTUMN_NAME)
    return folder


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample library, filled as the first run does it."""
    folder = tmp_path_factory.mktemp("sample")
    with Library.open(folder / "sample.db") as library:
        fill_sample(library)
    return folder


class Seat:
    """Somebody at a desk: presses keys, looks at the screen."""

    def __init__(self, app: DeskApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    async def press(self, *keys: str) -> None:
        """Press keys, each taken up before the next; `text:…` types what follows in one go."""
        for key in keys:
            for char in key.removeprefix("text:") if key.startswith("text:") else ():
                self._send("space" if char == " " else char, char)
            if not key.startswith("text:"):
                self._send("space" if key == " " else key, NAMED.get(key, key if len(key) == 1 else None))
            await self.settle()

    async def rush(self, *keys: str) -> None:
        """Press keys faster than any of them is taken up."""
        self.send(*keys)
        await self.settle()

    def send(self, *keys: str) -> None:
        """Press keys, and wait for nothing."""
        for key in keys:
            self._send(key, NAMED.get(key, key if len(key) == 1 else None))

    def _send(self, key: str, char: str | None) -> None:
        event = events.Key(key, char)
        event.set_sender(self.app)
        driver = self.app._driver
        assert driver is not None
        driver.send_message(event)

    async def settle(self) -> None:
        """Let every widget take up what it was sent, and what follows from it."""
        for _ in range(3):
            await self.pilot._wait_for_screen()
            while not (self.app.has_caught_up or self.app._exit):
                await asyncio.sleep(0.001)
        await self.pilot.pause(0)

    async def resize(self, size: tuple[int, int]) -> None:
        await self.pilot.resize_terminal(*size)
        await self.settle()

    async def until(self, happens: "str | Callable[[], object]", seconds: float = 5) -> None:
        """Wait until a text stands on the screen, or something is true."""
        clock = asyncio.get_running_loop().time
        deadline = clock() + seconds
        while not (happens in self.screen if isinstance(happens, str) else happens()):
            assert clock() < deadline, f"{happens!r} did not come; the screen:\n{self.screen}"
            await asyncio.sleep(0.01)
            await self.settle()

    @property
    def lines(self) -> list[str]:
        """The lines of the screen as drawn, dialogs included, what lies under them left out."""
        return [strip.text.rstrip() for strip in self.app.screen._compositor.render_strips()]

    @property
    def screen(self) -> str:
        return "\n".join(self.lines)

    @property
    def status(self) -> str:
        return self.lines[-1]

    @property
    def at(self) -> str:
        """The title of the paper under the cursor."""
        return self.paper.title

    @property
    def paper(self) -> Paper:
        found = self.app.desk.session.paper()
        assert found is not None
        return found

    @property
    def titles(self) -> list[str]:
        """The titles of the list, in order."""
        session = self.app.desk.session
        return [row.title for row in session.rows(0, len(session.listing.ids))]

    @property
    def library_screen(self) -> LibraryScreen:
        return next(screen for screen in self.app.screen_stack if isinstance(screen, LibraryScreen))


@dataclass(frozen=True)
class Desk:
    """A desk with a home of its own."""

    home: Path

    @property
    def places(self) -> Places:
        home = self.home
        return Places(
            home / "library.db", home / "vault", home / "settings", home / "state", home / "sample.db"
        )

    def library(self) -> Library:
        return Library.open(self.places.library)

    def make(self) -> DeskApp:
        own = self.places.library.exists()
        return DeskApp(self.places, Library.open(self.places.library if own else self.places.sample))

    @asynccontextmanager
    async def open(self, size: tuple[int, int] = WIDE, library: Library | None = None) -> AsyncIterator[Seat]:
        """Sit down: the app runs, its list is filled."""
        app = DeskApp(self.places, library) if library else self.make()
        async with app.run_test(size=size) as pilot:
            seat = Seat(app, pilot)
            await seat.settle()
            yield seat

    def terminal(self, *arguments: str, size: tuple[int, int] = WIDE, **environment: str | None) -> Terminal:
        """Start `postil` in a real terminal, at this home and its library."""
        home, own = self.home, {"POSTIL_LIBRARY": str(self.places.library)}
        folders = {
            f"XDG_{name}_HOME": str(home / name.lower()) for name in ("DATA", "CONFIG", "STATE", "CACHE")
        }
        argv = [sys.executable, "-m", "postil.tui", *arguments]
        env = {"HOME": str(home), **folders, **own, **environment}
        return Terminal(argv, columns=size[0], lines=size[1], env=env)


@pytest.fixture
def bare(tmp_path: Path) -> Desk:
    """A desk where nothing has been imported yet."""
    return Desk(tmp_path)


@pytest.fixture
def desk(filled: Path, bare: Desk) -> Desk:
    """A desk at a library of thirteen papers."""
    shutil.copytree(filled, bare.home, dirs_exist_ok=True)
    return bare


@pytest.fixture
def sample_desk(sample: Path, bare: Desk) -> Desk:
    """A desk that opens on the sample."""
    shutil.copytree(sample, bare.home, dirs_exist_ok=True)
    return bare
