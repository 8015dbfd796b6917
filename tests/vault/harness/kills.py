"""Editors and the desk at work while the sync is killed at random points."""

import random
import time
from pathlib import Path

from postil.store.journal_check import disagreements
from postil.store.library import Library
from postil.store.vault.sync import Sync

from ..desk import Desk
from .editor import Editor
from .nursery import Nursery
from .reader import DeskReader
from .tally import Tally

SETTLE = 0.004
SLOWNESS = 0.002
BETWEEN_CHECKS = 50


def run(home: Path, kills: int, edits: int, seed: int) -> dict[str, object]:
    """Kill the sync so many times among so many edits, and count what is lost.

    Args:
        home: An empty folder.
        kills: How many kills at least.
        edits: How many edits at least.
        seed: Of the chance.
    """
    Desk(home).close()
    nursery = Nursery(lambda: _sync_on_and_on(home))
    desk, chance, tally = Desk(home), random.Random(seed), Tally()
    world = _World(desk, chance, tally, nursery)
    problems: list[str] = []
    try:
        while world.killed < kills or tally.acknowledged < edits:
            world.turn(max(1, edits // max(kills, 1)))
            if world.killed % BETWEEN_CHECKS == 0:
                problems += world.settled()
            if problems:
                break
        problems += world.settled()
        tally.check(desk)
        return {
            "kills": world.killed,
            "acknowledged edits": tally.acknowledged,
            "by place": dict(tally.by_place()),
            "lost": len(tally.lost),
            "corrupt": len(problems),
            "what": [*tally.lost[:5], *problems[:5]],
        }
    finally:
        nursery.close()
        desk.close()


class _World:
    """A vault, two who write to it, and a sync that does not live long."""

    def __init__(self, desk: Desk, chance: random.Random, tally: Tally, nursery: Nursery) -> None:
        self._desk = desk
        self._chance = chance
        self._tally = tally
        self._nursery = nursery
        self._editor = Editor(desk.vault, chance, SLOWNESS)
        self._reader = DeskReader(desk, chance)
        self.killed = 0

    def turn(self, edits: int) -> None:
        """Let the sync begin, edit meanwhile, and kill it."""
        pid = self._nursery.start()
        at = self._chance.randrange(edits + 1)
        for number in range(edits + 1):
            if number == at:
                time.sleep(self._chance.random() * 0.015)
                self.killed += self._nursery.kill(pid)
            self._edit()

    def settled(self) -> list[str]:
        """Let the sync come to its end, and return what is wrong then."""
        report = None
        for _ in range(4):
            report = self._desk.sync(settle=SETTLE)
        assert report is not None
        problems = [f"{notice.path}: {notice.message}" for notice in report.held]
        problems += list(disagreements(self._desk.library.db))
        problems += [f"left: {path}" for path in self._desk.vault.rglob(".*.postil-*")]
        if self._desk.library.db.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            problems.append("the library is damaged")
        self._tally.check(self._desk)
        if report.bytes_written or not report.is_idle:
            problems.append(f"the last sync was not idle: {report}")
        return problems + self._tally.lost[:3]

    def _edit(self) -> None:
        key, word = self._chance.choice(self._desk.owners), self._tally.word()
        by_hand = self._chance.random() < 0.5
        place = self._editor.edit(key, word) if by_hand else self._reader.edit(key, word)
        if place is not None:
            self._tally.acknowledge(word, key, "comment" if place == "mark" else place)


def _sync_on_and_on(home: Path) -> None:
    with Library.open(home / "library.db") as library:
        for _ in range(100):
            Sync(library, home / "vault", settle=SETTLE).run()
