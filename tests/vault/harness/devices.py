"""Two machines that exchange a folder, with a library each: do they agree, and is anything lost?"""

import os
import random
from pathlib import Path

from ..desk import Desk
from .editor import Editor
from .reader import DeskReader
from .tally import Tally


def run(home: Path, rounds: int, seed: int) -> dict[str, object]:
    """Edit on both machines, sync and exchange, so many times, and count what is lost.

    Args:
        home: An empty folder.
        rounds: How often.
        seed: Of the chance.
    """
    chance, tally = random.Random(seed), Tally()
    desks = Desk(home / "one"), Desk(home / "two")
    carrier = Carrier(desks[0].vault, desks[1].vault, chance)
    hands = [(Editor(desk.vault, chance, renames=0.0), DeskReader(desk, chance)) for desk in desks]
    for desk in desks:
        desk.vault.mkdir(exist_ok=True)
    for _ in range(rounds):
        for desk, (editor, reader) in zip(desks, hands, strict=True):
            for _ in range(chance.randrange(4)):
                key, word = chance.choice(desk.owners), tally.word()
                place = editor.edit(key, word) if chance.random() < 0.5 else reader.edit(key, word)
                if place is not None:
                    tally.acknowledge(word, key, "comment" if place == "mark" else place)
            if chance.random() < 0.7:
                desk.sync()
        if chance.random() < 0.7:
            carrier.carry()
            editor, key = hands[0][0], chance.choice(desks[0].keys)
            if chance.random() < 0.05 and (path := editor.find(key)):
                # One renamed here while it is edited there is held on both, for the reader to sort out.
                editor.renamed(path)
                carrier.carry()
            for editor, _ in hands:
                editor.reload()  # an old buffer saved over another machine's words is nobody's to mend
    quiet = _until_quiet(desks, carrier)
    tally.check(*desks)
    same = desks[0].files() == desks[1].files()
    for desk in desks:
        desk.close()
    return {
        "rounds": rounds,
        "acknowledged edits": tally.acknowledged,
        "conflict copies": carrier.conflicts,
        "kept aside": tally.aside,
        "lost": len(tally.lost),
        "converged": same and quiet,
        "what": tally.lost[:5],
    }


def _until_quiet(desks: tuple[Desk, Desk], carrier: "Carrier") -> bool:
    """Sync and exchange until nothing changes any more; return whether that came to an end."""
    for _ in range(20):
        reports = [desk.sync() for desk in desks]
        carried = carrier.carry()
        held = [notice for report in reports for notice in report.held]
        if not carried and not held and all(report.is_idle for report in reports):
            return True
    print(reports)
    return False


class Carrier:
    """Carries files between two folders as Syncthing does: of two that both changed, one becomes a copy.

    Args:
        one: The first folder.
        two: The second.
        chance: What decides which of two wins.
    """

    def __init__(self, one: Path, two: Path, chance: random.Random) -> None:
        self._folders = one, two
        self._chance = chance
        self._last: dict[str, bytes] = {}
        self.conflicts = 0

    def carry(self) -> bool:
        """Make both folders the same; return whether anything was to be done."""
        here, there = (_contents(folder) for folder in self._folders)
        done = False
        for name in sorted(here.keys() | there.keys()):
            one, two, last = here.get(name), there.get(name), self._last.get(name)
            if one != two:
                done = True
                self._settle(name, one, two, last)
        self._last = _contents(self._folders[0])
        return done

    def _settle(self, name: str, one: bytes | None, two: bytes | None, last: bytes | None) -> None:
        if two == last or two is None:
            self._put(1, name, one)
        elif one == last or one is None:
            self._put(0, name, two)
        else:
            self.conflicts += 1
            winner, loser = (one, two) if self._chance.random() < 0.5 else (two, one)
            stem, _, ending = name.rpartition(".")
            copy = f"{stem}.sync-conflict-20260101-{self.conflicts:06}-ABCDEFG.{ending}"
            for side in (0, 1):
                self._put(side, name, winner)
                self._put(side, copy, loser)

    def _put(self, side: int, name: str, data: bytes | None) -> None:
        path = self._folders[side] / name
        if data is None:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".syncthing.{path.name}.tmp")
        beside.write_bytes(data)
        os.replace(beside, path)


def _contents(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*.md") if ".postil" not in path.parts)
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}
